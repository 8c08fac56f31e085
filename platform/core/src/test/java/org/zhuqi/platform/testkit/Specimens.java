package org.zhuqi.platform.testkit;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.Origin;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.schema.Contract;
import org.zhuqi.contracts.schema.Text;

/** One instance of any contract record, so that a test can say "every event" and mean it. */
public final class Specimens {
    private static final Instant SOME_TIME = Instant.parse("2023-11-02T03:04:05.678901Z");

    private Specimens() {}

    /** Every field filled, one entry in every list. */
    public static <R> R full(Class<R> record) {
        return record.cast(make(record, true));
    }

    /** Only what is required, every list empty. */
    public static <R> R sparse(Class<R> record) {
        return record.cast(make(record, false));
    }

    private static Object make(Class<?> record, boolean full) {
        RecordComponent[] components = record.getRecordComponents();
        if (components == null) {
            throw new IllegalArgumentException(record + " is no record");
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = full || Contract.isRequired(components[i]) ? value(components[i], full) : null;
        }
        try {
            var constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + record, e);
        }
    }

    private static Object value(RecordComponent component, boolean full) {
        Class<?> type = component.getType();
        if (type == String.class) {
            Text bounds = component.getAnnotation(Text.class);
            return bounds == null ? "文" : text(bounds);
        }
        if (type == List.class) {
            return full ? List.of(entry(component.getGenericType())) : List.of();
        }
        return simple(type, full);
    }

    private static String text(Text bounds) {
        String some = "“企业”说：办不下来 <b>%_\\\" 🏭";
        return bounds.min() > some.length()
                ? "a".repeat(bounds.min())
                : some.substring(0, Math.min(some.length(), bounds.max()));
    }

    private static Object entry(Type list) {
        Type of = ((ParameterizedType) list).getActualTypeArguments()[0];
        return of == String.class ? "文" : simple((Class<?>) of, true);
    }

    private static Object simple(Class<?> type, boolean full) {
        if (type.isEnum()) {
            return type.getEnumConstants()[full ? type.getEnumConstants().length - 1 : 0];
        }
        if (Identifier.class.isAssignableFrom(type)) {
            return identifier(type);
        }
        if (type == boolean.class || type == Boolean.class) {
            return full;
        }
        if (type == int.class || type == Integer.class) {
            return 2;
        }
        if (type == long.class || type == Long.class) {
            return 3L;
        }
        if (type == Instant.class) {
            return SOME_TIME;
        }
        if (type == LocalDate.class) {
            return LocalDate.of(2023, 11, 2);
        }
        if (type.isRecord()) {
            return make(type, full);
        }
        throw new IllegalArgumentException("no specimen of " + type + ": add one");
    }

    private static Object identifier(Class<?> kind) {
        if (kind == TicketId.class) {
            return new TicketId(new UUID(0x018b9000_0000_7000L, 0x8000_0000_0000_0001L));
        }
        if (kind == SubjectId.class) {
            return new SubjectId(new UUID(0x018b9000_0000_7000L, 0x8000_0000_0000_0003L));
        }
        if (kind == TrialId.class) {
            return new TrialId(new UUID(0x018b9000_0000_7000L, 0x8000_0000_0000_0004L));
        }
        if (kind == CommandId.class) {
            return new CommandId(new UUID(0x018b9000_0000_7000L, 0x8000_0000_0000_0002L));
        }
        if (kind == TicketNumber.class) {
            return new TicketNumber("QT-2023-000042");
        }
        if (kind == Origin.class) {
            return new Origin("0f".repeat(16));
        }
        if (kind == DistrictId.class) {
            return new DistrictId("QT");
        }
        try {
            return kind.getConstructor(String.class).newInstance("some-" + kind.getSimpleName());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + kind, e);
        }
    }
}
