package org.zhuqi.platform.apidocs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Contact;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is true of every operation, so that none has to say it. */
@Component
@Order(PublishingTheApi.AFTER_THE_OPERATIONS)
final class PublishingTheApi implements OpenApiCustomizer {
    /** Before who may use them is said, which gives every refusal the problem document. */
    static final int AFTER_THE_OPERATIONS = 1_000;

    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("account", "The account's id."),
            Map.entry("channel", "The channel."),
            Map.entry("command", "The command's name."),
            Map.entry("delivery", "The delivery's id."),
            Map.entry("group", "The group's id."),
            Map.entry("secret", "What the link has at its end."),
            Map.entry("text", "What is looked for."),
            Map.entry("district", "The district."),
            Map.entry("event", "The event's name."),
            Map.entry("from", "From when on."),
            Map.entry("to", "Until when."),
            Map.entry("state", "How far it is."),
            Map.entry("id", "Its id."),
            Map.entry("If-Match", "The version on which you decided, as the ETag gave it."),
            Map.entry("Idempotency-Key", "Sending the same key again changes nothing and gives the same answer."),
            Map.entry("Content-Type", "What the body is."),
            Map.entry("key", "Its key."),
            Map.entry("number", "Its number."),
            Map.entry("version", "Its version."),
            Map.entry("item", "The item's id in the menu."),
            Map.entry("date", "A day of the district, such as 2023-04-30."),
            Map.entry("ticket", "The ticket's id."),
            Map.entry("idOrNumber", "The ticket's id, or its number such as QT-2023-000042."),
            Map.entry("enterprise", "The enterprise's id."),
            Map.entry("unit", "The unit's id."),
            Map.entry("chain", "The industry chain's id."),
            Map.entry("place", "The town's or park's id."),
            Map.entry("officer", "The officer's account."),
            Map.entry("role", "The role."),
            Map.entry("status", "How far it is."),
            Map.entry("preview", "true: say what would change, and change nothing."),
            Map.entry("check", "true: look it through, and change nothing."),
            Map.entry("limit", "At most so many."),
            Map.entry("before", "What the page before gave as 'next'."),
            Map.entry("file", "The file's name."),
            Map.entry("build", "The build's number."),
            Map.entry("other", "The other one's id."),
            Map.entry("within", "A time such as 5 working days."),
            Map.entry("disposition", "inline to show it, attachment (as if not said) to save it."));

    /** Of what several controllers of one service have in common, where none says it. */
    private static final Map<String, String> TAGS = Map.of(
            "notifications", "Who is told what, how and when; the inbox.",
            "open311", "Keys for programs that speak Open311.",
            "webhooks", "Who is told over HTTP, and what came of it.");

    @Override
    public void customise(OpenAPI api) {
        api.setInfo(new Info()
                .title("Zhuqi 助企通")
                .version("1.0.0")
                .description("""
                        The requests of enterprises (点单 – 派单 – 接单): filing, dispatching, answering and following \
                        them, and what is counted of them.

                        Every operation says who may use it: `x-zhuqi-roles` the roles, `x-zhuqi-reach` how far it \
                        reaches. Every refusal is a problem document (RFC 9457) whose `type` is for programs and whose \
                        `detail` is a sentence for people, in English or Chinese as Accept-Language asks. A query \
                        parameter that an operation does not know is refused. The addresses under /api/v1 only gain \
                        fields and operations; what would break a caller comes under another version.""")
                .contact(new Contact().name("Zhuqi 助企通"))
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
        api.setServers(List.of(new Server().url("/").description("The installation that served this document")));
        OperationIds.settle(api);
        api.setTags(tags(api));
        Examples examples = new Examples(api);
        EverySchema.operations(api).forEach(operation -> complete(operation, examples));
    }

    /** Those that operations bear, each with what is said of it, by name. */
    private static List<Tag> tags(OpenAPI api) {
        Map<String, Tag> said = api.getTags() == null
                ? Map.of()
                : api.getTags().stream()
                        .collect(Collectors.toMap(Tag::getName, Function.identity(), (one, other) -> one));
        return EverySchema.operations(api)
                .filter(operation -> operation.getTags() != null)
                .flatMap(operation -> operation.getTags().stream())
                .distinct()
                .sorted()
                .map(name -> said.getOrDefault(name, new Tag().name(name).description(TAGS.get(name))))
                .toList();
    }

    private static void complete(Operation operation, Examples examples) {
        List<Parameter> parameters = operation.getParameters() == null ? List.of() : operation.getParameters();
        parameters.forEach(parameter -> complete(parameter, examples));
        Content body = operation.getRequestBody() == null
                ? null
                : operation.getRequestBody().getContent();
        fill(body, examples);
        if (operation.getResponses() != null) {
            operation.getResponses().values().forEach(response -> fill(response.getContent(), examples));
        }
        refusals(operation, parameters, body);
    }

    private static void complete(Parameter parameter, Examples examples) {
        if (parameter.getDescription() == null) {
            parameter.setDescription(PARAMETERS.get(parameter.getName()));
        }
        if (parameter.getSchema() == null) {
            return;
        }
        if (parameter.getExample() != null) {
            parameter.setExample(ExampleValues.fitting(parameter.getSchema(), parameter.getExample()));
        } else if (Boolean.TRUE.equals(parameter.getRequired())) {
            parameter.setExample(examples.of(parameter.getSchema(), parameter.getName()));
        }
    }

    private static void fill(@Nullable Content content, Examples examples) {
        if (content != null) {
            content.forEach((type, media) -> {
                if (type.equals("application/json")) {
                    examples.fill(media);
                }
            });
        }
    }

    private static void refusals(Operation operation, List<Parameter> parameters, @Nullable Content body) {
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        operation.responses(responses);
        refusal(responses, "400", "Not understood, or a query parameter that is not known here; errors by field.");
        if (body != null) {
            refusal(responses, "413", "The body is too large.");
            refusal(responses, "415", "A body of a kind that is not taken here.");
        }
        if (parameters.stream().anyMatch(parameter -> "If-Match".equals(parameter.getName()))) {
            refusal(responses, "412", "Somebody changed it meanwhile; look at it again.");
        }
    }

    private static void refusal(ApiResponses responses, String status, String description) {
        if (!responses.containsKey(status)) {
            responses.addApiResponse(status, new ApiResponse().description(description));
        }
    }
}
