package org.zhuqi.platform.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.zhuqi.contracts.id.Identifier;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** How the system writes and reads JSON, on topics, in tables and over HTTP alike. */
public final class Json {
    /** Ids as plain strings, times as ISO-8601, absent rather than null, unknown fields tolerated (a newer writer). */
    public static final JsonMapper MAPPER = configure(JsonMapper.builder()).build();

    private Json() {}

    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.addModule(identifiers())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .changeDefaultPropertyInclusion(value -> value.withValueInclusion(JsonInclude.Include.NON_NULL));
    }

    private static SimpleModule identifiers() {
        SimpleModule module = new SimpleModule("zhuqi-identifiers");
        for (Class<?> kind : Identifier.class.getPermittedSubclasses()) {
            register(module, kind.asSubclass(Identifier.class));
        }
        return module;
    }

    private static <I extends Identifier> void register(SimpleModule module, Class<I> kind) {
        MethodHandle of;
        try {
            of = MethodHandles.publicLookup().findStatic(kind, "of", MethodType.methodType(kind, String.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(kind + " has no of(String)", e);
        }
        module.addSerializer(kind, new ValueSerializer<I>() {
            @Override
            public void serialize(I value, JsonGenerator generator, SerializationContext context) {
                generator.writeString(value.text());
            }
        });
        module.addDeserializer(kind, new ValueDeserializer<I>() {
            @Override
            public I deserialize(JsonParser parser, DeserializationContext context) {
                String text = parser.getValueAsString();
                if (text == null) {
                    return context.reportInputMismatch(kind, "expected a text for %s", kind.getSimpleName());
                }
                try {
                    return kind.cast(of.invoke(text));
                } catch (IllegalArgumentException e) {
                    return context.reportInputMismatch(kind, "%s", String.valueOf(e.getMessage()));
                } catch (Throwable e) {
                    throw new IllegalStateException(e);
                }
            }
        });
    }
}
