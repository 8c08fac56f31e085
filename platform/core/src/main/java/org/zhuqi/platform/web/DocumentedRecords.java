package org.zhuqi.platform.web;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.zhuqi.contracts.id.Identifier;
import tools.jackson.databind.JsonNode;

/**
 * Records in the OpenAPI document as they are in JSON: a field is required unless it may be missing ({@link Nullable}), and
 * an identifier is its text.
 */
@Component
class DocumentedRecords implements ModelConverter {
    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> converters) {
        if (!converters.hasNext()) {
            return null;
        }
        JavaType java = Json.mapper().constructType(type.getType());
        if (java != null && Identifier.class.isAssignableFrom(java.getRawClass()) && java.isConcrete()) {
            return new StringSchema().format(formatOf(java.getRawClass()));
        }
        if (java != null && JsonNode.class.isAssignableFrom(java.getRawClass())) {
            return new Schema<>().description("Any JSON.");
        }
        Schema<?> resolved = converters.next().resolve(type, context, converters);
        if (resolved != null && java != null && java.getRawClass().isRecord()) {
            Schema<?> model = resolved.get$ref() == null
                    ? resolved
                    : context.getDefinedModels()
                            .get(resolved.get$ref().substring(resolved.get$ref().lastIndexOf('/') + 1));
            if (model != null && model.getProperties() != null) {
                require(model, java.getRawClass().getRecordComponents());
            }
        }
        return resolved;
    }

    /** What is kept as the text of an object, is an object to whoever reads it. */
    private static Schema<?> anyObject(@Nullable String description) {
        return new ObjectSchema().description(description).additionalProperties(true);
    }

    private static @Nullable String formatOf(Class<?> identifier) {
        return identifier.getRecordComponents()[0].getType() == UUID.class ? "uuid" : null;
    }

    private static void require(Schema<?> model, RecordComponent[] components) {
        List<String> required = model.getRequired() == null ? List.of() : model.getRequired();
        for (RecordComponent component : components) {
            String name = component.getName();
            boolean anything = component.getType() == Object.class
                    || component.getAccessor().isAnnotationPresent(JsonRawValue.class);
            if (anything && model.getProperties().containsKey(name)) {
                model.addProperty(
                        name, anyObject(model.getProperties().get(name).getDescription()));
            }
            if (model.getProperties().containsKey(name)
                    && !required.contains(name)
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.addRequiredItem(name);
            }
        }
    }
}
