package org.zhuqi.platform.security;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Role;

/** Says of every operation in the OpenAPI document who may use it and how far it reaches, and how it is refused. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE) // after all that add operations
final class DoorsApi implements OpenApiCustomizer {
    static final String ROLES = "x-zhuqi-roles";
    static final String REACH = "x-zhuqi-reach";

    private static final String BEARER = "bearer";
    private static final String PROBLEM = "Problem";
    private static final Set<Reach> MAY_HIDE = EnumSet.of(
            Reach.TICKET, Reach.LIFECYCLE, Reach.OWN_UNIT, Reach.OWN, Reach.ENTERPRISES, Reach.PERSON, Reach.DISTRICT);

    private final Doors doors;

    DoorsApi(Doors doors) {
        this.doors = doors;
    }

    @Override
    public void customise(OpenAPI api) {
        Components components = api.getComponents() == null ? new Components() : api.getComponents();
        components.addSchemas(PROBLEM, problem());
        components.addSecuritySchemes(
                BEARER,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .bearerFormat("JWT")
                        .description("An access token of the installation's login, or of the login that it trusts."));
        api.components(components);
        if (api.getPaths() != null) {
            api.getPaths()
                    .forEach((path, item) ->
                            item.readOperationsMap().forEach((method, operation) -> describe(path, method, operation)));
        }
    }

    private void describe(String path, PathItem.HttpMethod method, Operation operation) {
        Door door = doors.find(HttpMethod.valueOf(method.name()), PathContainer.parsePath(path));
        if (door == null) {
            operation.addExtension(ROLES, List.of());
            operation.setSecurity(List.of());
            return; // Closed to everybody; a test of the whole system finds it.
        }
        List<String> roles = roles(door, path).stream().sorted().map(Role::name).toList();
        operation.addExtension(ROLES, roles);
        operation.addExtension(REACH, door.reach().name());
        String line = "Roles: %s. Reach: %s."
                .formatted(
                        door.isPublic() ? "none, without a token" : String.join(", ", roles),
                        door.reach().en());
        operation.description(operation.getDescription() == null ? line : operation.getDescription() + "\n\n" + line);
        refusals(door, roles, operation);
    }

    /** The document may give each command an address of its own. */
    private static Set<Role> roles(Door door, String path) {
        return door.reach() != Reach.LIFECYCLE
                ? door.roles()
                : CommandType.byWireName(path.substring(path.lastIndexOf('/') + 1))
                        .map(Door::senders)
                        .orElse(door.roles());
    }

    private static void refusals(Door door, List<String> roles, Operation operation) {
        ApiResponses responses = operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        operation.responses(responses);
        if (door.isPublic()) {
            operation.setSecurity(List.of());
        } else {
            operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
            refusal(responses, "401", "No token, or none that is valid.");
            if (roles.size() < Role.values().length - 1) {
                refusal(responses, "403", "The caller's role may not do this; the sentence says which may.");
            }
        }
        if (MAY_HIDE.contains(door.reach()) && door.hasVariable()) {
            refusal(responses, "404", "There is no such thing, or none within the caller's reach.");
        }
        refusal(responses, "429", "Too many requests at once; Retry-After says in how many seconds to try again.");
        for (String status : responses.keySet()) {
            if (status.startsWith("4") || status.startsWith("5")) {
                responses.get(status).content(problemContent());
            }
        }
    }

    private static void refusal(ApiResponses responses, String status, String description) {
        if (!responses.containsKey(status)) {
            responses.addApiResponse(status, new ApiResponse().description(description));
        }
    }

    private static Content problemContent() {
        return new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)));
    }

    private static Schema<?> problem() {
        ObjectSchema fault = new ObjectSchema();
        fault.addProperty("pointer", new StringSchema().description("JSON Pointer"));
        fault.addProperty("detail", new StringSchema());
        ArraySchema faults = new ArraySchema();
        faults.setDescription("The faults by field, if it is in fields");
        faults.setItems(fault);

        ObjectSchema problem = new ObjectSchema();
        problem.setDescription("Why something was not done (RFC 9457), in the language that the caller prefers.");
        problem.addProperty(
                "type", new StringSchema().description("For programs: urn:zhuqi:problem: and the kind of problem"));
        problem.addProperty("title", new StringSchema().description("The status in words"));
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema().description("The sentence, for people"));
        problem.addProperty("instance", new StringSchema().description("The path that was asked for"));
        problem.addProperty(
                "traceId", new StringSchema().description("By which its trace and the lines of the log are found"));
        problem.addProperty("errors", faults);
        problem.setAdditionalProperties(true);
        problem.setExample(JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:zhuqi:problem:wrong-state")
                .put("title", "Conflict")
                .put("status", 409)
                .put("detail", "QT-2023-000042 is closed; it cannot be dispatched.")
                .put("instance", "/api/v1/tickets/018768b8-6a28-7dba-af26-33312f7f20a2/dispatch")
                .put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736"));
        problem.setRequired(List.of("type", "title", "status", "detail", "instance"));
        return problem;
    }
}
