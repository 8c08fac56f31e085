package org.zhuqi.contracts.schema;

import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What a record promises about its own fields ({@link Text}, {@link Items}, {@code @Nullable}), checked on an instance.
 * The JSON Schemas are generated from the same annotations; this is the check for whoever reads a message without one.
 */
public final class Contract {
    private static final ConcurrentMap<Class<?>, List<Field>> FIELDS = new ConcurrentHashMap<>();

    private Contract() {}

    /** @throws BrokenContractException naming the first field that breaks its promise, as a path */
    public static <R extends Record> R check(R message) {
        check(message, "");
        return message;
    }

    private static void check(Record record, String path) {
        for (Field field : FIELDS.computeIfAbsent(record.getClass(), Contract::fieldsOf)) {
            Object value = field.read(record);
            String name = path.isEmpty() ? field.name() : path + '.' + field.name();
            switch (value) {
                case null -> {
                    if (field.required()) {
                        throw new BrokenContractException(name, "is missing");
                    }
                }
                case String text -> checkText(field, name, text);
                case Collection<?> items -> checkItems(field, name, items);
                case Record nested -> check(nested, name);
                default -> {}
            }
        }
    }

    private static void checkText(Field field, String name, String text) {
        Text bounds = field.text();
        if (bounds != null) {
            int length = text.codePointCount(0, text.length());
            if (length > bounds.max()) {
                throw new BrokenContractException(
                        name, "has %d characters, at most %d are allowed".formatted(length, bounds.max()));
            }
            if (bounds.min() > 0 && text.isBlank()) {
                throw new BrokenContractException(name, "is blank");
            }
            if (length < bounds.min()) {
                throw new BrokenContractException(
                        name, "has %d characters, at least %d are needed".formatted(length, bounds.min()));
            }
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new BrokenContractException(name, "contains half a character");
        }
        if (text.indexOf('\0') >= 0) {
            throw new BrokenContractException(name, "contains the character U+0000");
        }
    }

    private static void checkItems(Field field, String name, Collection<?> items) {
        Items bounds = field.items();
        if (bounds != null && items.size() > bounds.max()) {
            throw new BrokenContractException(
                    name, "has %d entries, at most %d are allowed".formatted(items.size(), bounds.max()));
        }
        int index = 0;
        for (Object item : items) {
            String itemName = name + '[' + index++ + ']';
            switch (item) {
                case null -> throw new BrokenContractException(itemName, "is null");
                case Record nested -> check(nested, itemName);
                default -> {}
            }
        }
    }

    private static List<Field> fieldsOf(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            fields.add(new Field(
                    component,
                    isRequired(component),
                    component.getAnnotation(Text.class),
                    component.getAnnotation(Items.class)));
        }
        return List.copyOf(fields);
    }

    /** A field is required unless its type is marked {@code @Nullable}. */
    public static boolean isRequired(RecordComponent component) {
        return component.getAnnotatedType().getAnnotation(Nullable.class) == null;
    }

    private record Field(
            RecordComponent component,
            boolean required,
            @Nullable Text text,
            @Nullable Items items) {
        String name() {
            return component.getName();
        }

        @Nullable
        Object read(Record record) {
            try {
                return component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot read " + component, e);
            }
        }
    }

    /** A message that is readable but does not keep what its schema says. */
    public static final class BrokenContractException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenContractException(String field, String fault) {
            super("field '" + field + "' " + fault);
        }
    }
}
