package org.zhuqi.platform.apidocs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Each schema of a document once, wherever it stands. */
final class EverySchema {
    private final Consumer<Schema<?>> visitor;
    private final Set<Schema<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private EverySchema(Consumer<Schema<?>> visitor) {
        this.visitor = visitor;
    }

    static void of(OpenAPI api, Consumer<Schema<?>> visitor) {
        EverySchema every = new EverySchema(visitor);
        if (api.getComponents() != null && api.getComponents().getSchemas() != null) {
            api.getComponents().getSchemas().values().forEach(every::visit);
        }
        operations(api).forEach(every::visit);
    }

    static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths() == null
                ? Stream.empty()
                : api.getPaths().values().stream().flatMap(item -> item.readOperations().stream());
    }

    private void visit(Operation operation) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(parameter -> visit(parameter.getSchema()));
        }
        if (operation.getRequestBody() != null) {
            visit(operation.getRequestBody().getContent());
        }
        if (operation.getResponses() != null) {
            operation.getResponses().values().forEach(response -> {
                visit(response.getContent());
                if (response.getHeaders() != null) {
                    response.getHeaders().values().forEach(header -> visit(header.getSchema()));
                }
            });
        }
    }

    private void visit(@Nullable Content content) {
        if (content != null) {
            content.values().forEach(type -> visit(type.getSchema()));
        }
    }

    private void visit(@Nullable Schema<?> schema) {
        if (schema == null || !seen.add(schema)) {
            return;
        }
        visitor.accept(schema);
        visit(schema.getItems());
        visit(schema.getNot());
        if (schema.getAdditionalProperties() instanceof Schema<?> others) {
            visit(others);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(this::visit);
        }
        Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .flatMap(Collection::stream)
                .forEach(this::visit);
    }
}
