package org.zhuqi.intake.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A text with {@code ${column}} in it; {@code ${column:120}} stands for at most 120 characters of the column. */
record Template(List<Part> parts) {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]*)(?::([^}]*))?}");
    private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,5}");

    sealed interface Part {
        record Literal(String text) implements Part {}

        record Column(String name, int limit) implements Part {}
    }

    /** @throws IllegalArgumentException with a sentence, if a placeholder cannot be read */
    static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int end = 0;
        while (matcher.find()) {
            literal(text, end, matcher.start(), parts);
            parts.add(new Part.Column(matcher.group(1).strip(), limit(matcher)));
            end = matcher.end();
        }
        literal(text, end, text.length(), parts);
        return new Template(List.copyOf(parts));
    }

    private static int limit(Matcher matcher) {
        String limit = matcher.group(2);
        if (limit == null) {
            return Integer.MAX_VALUE;
        }
        if (!LIMIT.matcher(limit.strip()).matches()) {
            throw new IllegalArgumentException(
                    "'%s' must give its greatest length as a number, as in ${title:120}".formatted(matcher.group()));
        }
        return Integer.parseInt(limit.strip());
    }

    private static void literal(String text, int from, int to, List<Part> parts) {
        String literal = text.substring(from, to);
        if (literal.contains("${")) {
            throw new IllegalArgumentException("'%s' has a '${' without its '}'".formatted(text));
        }
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal));
        }
    }

    Set<String> columns() {
        return parts.stream()
                .filter(Part.Column.class::isInstance)
                .map(part -> ((Part.Column) part).name())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** As people read it. */
    String asText(UnaryOperator<String> columns) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> text.append(literal.text());
                case Part.Column column -> text.append(shortened(columns.apply(column.name()), column.limit()));
            }
        }
        return text.toString();
    }

    /** As an id: every column's value is made into a {@link Slug}. Empty if one of the columns is. */
    String asId(UnaryOperator<String> columns) {
        StringBuilder id = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> id.append(literal.text());
                case Part.Column column -> {
                    String value = columns.apply(column.name());
                    if (value.isBlank()) {
                        return "";
                    }
                    id.append(Slug.of(value));
                }
            }
        }
        return Slug.shortened(id.toString());
    }

    private static String shortened(String value, int limit) {
        if (value.length() <= limit) {
            return value;
        }
        int end = limit - 1;
        if (end > 0 && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end) + "…";
    }
}
