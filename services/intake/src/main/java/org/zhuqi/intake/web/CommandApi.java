package org.zhuqi.intake.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.intake.application.CommandBodies;
import org.zhuqi.intake.application.NamingAttachments;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents every command with its own address and the schema of its body, from the table and the contracts. */
@Component
@Order(0)
class CommandApi implements OpenApiCustomizer {
    static final String TAG = "commands";
    private static final String ANSWER = "CommandAnswer";
    private static final List<String> OURS_TO_SAY = List.of("itemVersion", "policy", "origin");
    /** Of a file a caller says no more than its id; the rest of what the contract has is filled in. */
    private static final String NAMED_FILE = """
            {"type": "object", "required": ["id"], "properties": {
              "id": {"type": "string", "description": "The id that the upload gave. Whatever else is said is replaced."}}}
            """;

    @Override
    public void customise(io.swagger.v3.oas.models.OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(new Components());
        }
        api.getComponents().addSchemas(ANSWER, answerSchema());
        api.getPaths().remove("/api/v1/tickets/{id}/{command}");
        for (CommandType type : CommandType.values()) {
            boolean submit = type == CommandType.SUBMIT;
            String path = submit ? "/api/v1/tickets" : "/api/v1/tickets/{id}/" + type.wireName();
            PathItem item = api.getPaths().getOrDefault(path, new PathItem());
            api.getPaths().addPathItem(path, item.post(operation(type, submit)));
        }
    }

    private static Operation operation(CommandType type, boolean submit) {
        About about = type.recordType().getAnnotation(About.class);
        String states = TicketLifecycle.statesKnowing(type).stream()
                .map(TicketState::name)
                .collect(Collectors.joining(", "));
        Operation operation = new Operation()
                .operationId(type.wireName())
                .tags(List.of(TAG))
                .summary(type.zh() + " " + type.wireName())
                .description("%s%n%nIn state: %s.".formatted(about == null ? "" : about.value(), states))
                .addParametersItem(new HeaderParameter()
                        .name("Idempotency-Key")
                        .description("Sending the same key again changes nothing and gives the same answer.")
                        .schema(new StringSchema().maxLength(255)))
                .requestBody(new RequestBody()
                        .required(true)
                        .content(new Content()
                                .addMediaType(
                                        "application/json",
                                        new MediaType().schema(schema(type)).example(example(type)))))
                .responses(responses(submit));
        if (!submit) {
            operation
                    .addParametersItem(new PathParameter()
                            .name("id")
                            .description("The ticket's id.")
                            .schema(new StringSchema().format("uuid")))
                    .addParametersItem(new HeaderParameter()
                            .name("If-Match")
                            .description("The version on which you decided, as the ETag gave it.")
                            .schema(new StringSchema()));
        }
        return operation;
    }

    private static Schema<?> schema(CommandType type) {
        ObjectNode schema = (ObjectNode) Json.MAPPER.readTree(CommandBodies.schemaText(type));
        ObjectNode properties = (ObjectNode) schema.path("properties");
        OURS_TO_SAY.forEach(properties::remove);
        inline(properties, schema.path("$defs"));
        for (String field : NamingAttachments.fieldsOf(type)) {
            ((ObjectNode) properties.path(field)).set("items", Json.MAPPER.readTree(NAMED_FILE));
        }
        schema.remove("$defs");
        try {
            return Json31.mapper().readValue(schema.toString(), Schema.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the schema of " + type + " cannot be shown in OpenAPI", e);
        }
    }

    /** The contract's example, without what callers do not say. */
    private static com.fasterxml.jackson.databind.JsonNode example(CommandType type) {
        ObjectNode example = (ObjectNode)
                Json.MAPPER.readTree(CommandBodies.exampleText(type)).path("command");
        OURS_TO_SAY.forEach(example::remove);
        for (String field : NamingAttachments.fieldsOf(type)) {
            example.path(field).forEach(file -> ((ObjectNode) file).retain("id"));
        }
        try {
            return Json31.mapper().readTree(example.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the example of " + type + " cannot be shown in OpenAPI", e);
        }
    }

    /** A reference within a contract's schema leads nowhere in this document. */
    private static void inline(JsonNode node, JsonNode definitions) {
        for (JsonNode inside : node) {
            if (inside instanceof ObjectNode object && object.has("$ref")) {
                String name = object.remove("$ref").asString();
                object.setAll((ObjectNode) definitions.path(name.substring(name.lastIndexOf('/') + 1)));
            }
            inline(inside, definitions);
        }
    }

    private static ApiResponses responses(boolean submit) {
        ApiResponses responses = new ApiResponses();
        ApiResponse accepted = answer("Accepted; the ETag is the ticket's new version.")
                .addHeaderObject("ETag", header("The ticket's new version, to be sent back as If-Match.", "\"2\""));
        if (submit) {
            accepted.addHeaderObject(
                    "Location", header("Where the ticket is.", "/api/v1/tickets/018768b8-6a28-7dba-af26-33312f7f20a2"));
        }
        responses.addApiResponse(submit ? "201" : "200", accepted);
        responses.addApiResponse(
                "202",
                answer("Stored, not decided yet; Location says where to look.")
                        .addHeaderObject(
                                "Location",
                                header(
                                        "Where its outcome will be.",
                                        "/api/v1/commands/01900f3a-5b00-7c10-8a2b-3c4d5e6f7081"))
                        .addHeaderObject("Retry-After", header("In how many seconds to look.", "1")));
        responses.addApiResponse("400", problem("The form is not valid; errors by field."));
        responses.addApiResponse("401", problem("No valid token."));
        responses.addApiResponse("403", problem("The role or its scope does not reach."));
        responses.addApiResponse("404", problem("No such ticket, or none that you may know of."));
        responses.addApiResponse("409", problem("The ticket's state does not know this command."));
        responses.addApiResponse("412", problem("The ticket has moved on; changedSince says how."));
        responses.addApiResponse("413", problem("The body is too large."));
        responses.addApiResponse("422", problem("A rule stands against it."));
        responses.addApiResponse("503", problem("Could not be stored; send it again with the same key."));
        return responses;
    }

    private static ApiResponse answer(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content()
                        .addMediaType(
                                "application/json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + ANSWER))));
    }

    private static Header header(String description, String example) {
        return new Header().description(description).schema(new StringSchema()).example(example);
    }

    /** What {@link Answers} gives. */
    private static Schema<?> answerSchema() {
        Schema<?> answer = new ObjectSchema().description("What became of a command so far.");
        answer.addProperty(
                "commandId", new StringSchema().format("uuid").description("By which its outcome can be asked for."));
        answer.addProperty("ticketId", new StringSchema().format("uuid"));
        StringSchema verdict = new StringSchema();
        verdict.setDescription("PENDING: stored, not decided yet.");
        verdict.setEnum(List.of("ACCEPTED", "PENDING"));
        answer.addProperty("verdict", verdict);
        answer.addProperty("number", new StringSchema().description("The ticket's number; of what is accepted."));
        StringSchema state = new StringSchema();
        state.setDescription("The ticket's state now; of what is accepted.");
        state.setEnum(Stream.of(TicketState.values()).map(Enum::name).toList());
        answer.addProperty("state", state);
        answer.addProperty(
                "version",
                new IntegerSchema().format("int64").description("The ticket's version now; of what is accepted."));
        answer.setRequired(List.of("commandId", "ticketId", "verdict"));
        answer.setExample(JsonNodeFactory.instance
                .objectNode()
                .put("commandId", "01900f3a-5b00-7c10-8a2b-3c4d5e6f7081")
                .put("ticketId", "018768b8-6a28-7dba-af26-33312f7f20a2")
                .put("verdict", "ACCEPTED")
                .put("number", "QT-2023-000042")
                .put("state", "DISPATCHED")
                .put("version", 2));
        return answer;
    }

    private static ApiResponse problem(String description) {
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", new MediaType()));
    }
}
