package org.zhuqi.contracts.generated;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.reflect.Method;
import org.zhuqi.contracts.id.Identifier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** JSON as the contracts mean it, for the tests here; {@code platform/core} has the one that the services use. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(identifiers())
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(LINES)
            .withArrayIndenter(LINES);

    private Json() {}

    static JsonNode tree(Object value) {
        return MAPPER.readTree(MAPPER.writeValueAsBytes(value));
    }

    static String pretty(JsonNode tree) {
        return MAPPER.writer().with(PRETTY).writeValueAsString(tree) + "\n";
    }

    private static SimpleModule identifiers() {
        SimpleModule module = new SimpleModule();
        for (Class<?> kind : Identifier.class.getPermittedSubclasses()) {
            register(module, kind.asSubclass(Identifier.class));
        }
        return module;
    }

    private static <I extends Identifier> void register(SimpleModule module, Class<I> kind) {
        module.addSerializer(kind, new ValueSerializer<I>() {
            @Override
            public void serialize(I id, JsonGenerator generator, SerializationContext context) {
                generator.writeString(id.text());
            }
        });
        module.addDeserializer(kind, new ValueDeserializer<I>() {
            @Override
            public I deserialize(JsonParser parser, DeserializationContext context) {
                return of(kind, parser.getString());
            }
        });
    }

    private static <I extends Identifier> I of(Class<I> kind, String text) {
        try {
            Method of = kind.getMethod("of", String.class);
            return kind.cast(of.invoke(null, text));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("'%s' is not a %s".formatted(text, kind.getSimpleName()), e);
        }
    }
}
