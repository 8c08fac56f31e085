package org.zhuqi.platform.apidocs;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Gives the types their names in the document, now that all of them are known. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
@SuppressWarnings("rawtypes") // as the library has it
final class NamingSchemas implements OpenApiCustomizer {
    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public void customise(OpenAPI api) {
        if (api.getComponents() == null || api.getComponents().getSchemas() == null) {
            return;
        }
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        Map<String, String> names = SchemaNames.published(schemas.keySet());
        EverySchema.of(api, schema -> {
            schema.set$ref(renamed(schema.get$ref(), names));
            Discriminator discriminator = schema.getDiscriminator();
            if (discriminator != null && discriminator.getMapping() != null) {
                discriminator.getMapping().replaceAll((value, reference) -> renamed(reference, names));
            }
        });
        Map<String, Schema> renamed = new TreeMap<>();
        schemas.forEach((name, schema) -> {
            String published = names.getOrDefault(name, name);
            if (name.equals(schema.getName())) {
                schema.setName(published);
            }
            if (renamed.put(published, schema) != null) {
                throw new IllegalStateException("two types are called " + published);
            }
        });
        api.getComponents().setSchemas(renamed);
    }

    private static @Nullable String renamed(@Nullable String reference, Map<String, String> names) {
        if (reference == null || !reference.startsWith(REFERENCE)) {
            return reference;
        }
        String name = reference.substring(REFERENCE.length());
        return REFERENCE + names.getOrDefault(name, name);
    }
}
