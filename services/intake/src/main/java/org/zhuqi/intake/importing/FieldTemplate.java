package org.zhuqi.intake.importing;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.schema.Contract;

/** One field of a command and the templates of its value: one, or for a list any number. */
record FieldTemplate(RecordComponent field, List<Template> templates) {

    /** What a field takes, by its type in the contracts. */
    enum Kind {
        TEXT,
        ID,
        /** Another ticket: the template gives its case in the log. */
        TICKET,
        /** A constant of an enum. */
        CODE,
        FLAG,
        TIME,
        DATE
    }

    /** Empty for fields that no log can fill, such as attachments. */
    static Optional<Kind> kind(RecordComponent field) {
        Class<?> type = elementType(field);
        if (type == null) {
            return Optional.empty();
        } else if (type == String.class) {
            return Optional.of(Kind.TEXT);
        } else if (type == TicketId.class) {
            return Optional.of(Kind.TICKET);
        } else if (Identifier.class.isAssignableFrom(type)) {
            return Optional.of(Kind.ID);
        } else if (type.isEnum()) {
            return Optional.of(Kind.CODE);
        } else if (type == boolean.class) {
            return Optional.of(Kind.FLAG);
        } else if (type == Instant.class) {
            return Optional.of(Kind.TIME);
        } else if (type == LocalDate.class) {
            return Optional.of(Kind.DATE);
        }
        return Optional.empty();
    }

    static boolean isList(RecordComponent field) {
        return field.getType() == List.class;
    }

    /** A primitive has a value in any case. */
    static boolean isRequired(RecordComponent field) {
        return Contract.isRequired(field) && !field.getType().isPrimitive();
    }

    static List<String> codes(RecordComponent field) {
        Class<?> type = elementType(field);
        Object[] constants = type == null ? null : type.getEnumConstants();
        return constants == null
                ? List.of()
                : Arrays.stream(constants).map(Object::toString).toList();
    }

    private static @Nullable Class<?> elementType(RecordComponent field) {
        if (!isList(field)) {
            return field.getType();
        }
        if (field.getGenericType() instanceof ParameterizedType list) {
            Type element = list.getActualTypeArguments()[0];
            return element instanceof Class<?> type ? type : null;
        }
        return null;
    }

    /**
     * The value as the contracts' JSON has it; null if the row leaves it out.
     *
     * @throws RefusedRowException if the row's value does not fit
     */
    @Nullable
    Object render(LogRow row, Mapping mapping) {
        if (!isList(field)) {
            return render(templates.getFirst(), row, mapping);
        }
        List<Object> values = templates.stream()
                .flatMap(template -> Optional.ofNullable(render(template, row, mapping)).stream())
                .toList();
        return values.isEmpty() ? null : values;
    }

    private @Nullable Object render(Template template, LogRow row, Mapping mapping) {
        UnaryOperator<String> columns = name -> mapping.value(row, name);
        Kind kind = kind(field).orElseThrow();
        String text = (kind == Kind.ID ? template.asId(columns) : template.asText(columns)).strip();
        if (text.isEmpty()) {
            return null;
        }
        return switch (kind) {
            case TEXT, ID -> text;
            case TICKET -> mapping.ids().ticket(text).text();
            case CODE -> oneOf(codes(field), text);
            case FLAG -> Boolean.valueOf(oneOf(List.of("true", "false"), text));
            case TIME -> time(text, mapping).toString();
            case DATE -> mapping.times().dateOf(time(text, mapping)).toString();
        };
    }

    private String oneOf(List<String> allowed, String text) {
        if (!allowed.contains(text)) {
            throw unfit("'%s' is none of %s".formatted(text, String.join(", ", allowed)));
        }
        return text;
    }

    private Instant time(String text, Mapping mapping) {
        return mapping.times()
                .parse(text)
                .orElseThrow(() -> unfit("'%s' is not a time as the mapping writes it".formatted(text)));
    }

    private RefusedRowException unfit(String fault) {
        return new RefusedRowException(
                "a value does not fit the field '%s'".formatted(field.getName()),
                "the value for '%s' does not fit: %s".formatted(field.getName(), fault));
    }
}
