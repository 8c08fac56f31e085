package org.zhuqi.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Condition;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Fact;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.MeasuredTime;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.domain.Times;

/** {@code docs/figures.md}: what every figure means, for people. */
final class FiguresDocument {
    static final String COMMAND =
            "./mvnw -pl services/metrics -am test -Dtest=FiguresDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dzhuqi.regenerate=true";

    private FiguresDocument() {}

    static String text() {
        return """
                # The figures (指标口径)

                Generated from `Figures` and `Times` (services/metrics); do not edit, run

                    %s

                Every figure leads to those whom it counts: `GET /api/v1/metrics/{key}/tickets` lists exactly as many, and a time's `GET /api/v1/metrics/times/{key}/tickets` does the same. The conditions below are what is counted, in the program and in the database alike. The numerator is always counted within the denominator.

                ## What the period means (统计期含义)

                %s

                Days are those of the district's time zone; a period has both its days, and a cut-off that is a day means its end. What happened after the cut-off is not counted, so a past figure can be asked for again and is the same.

                ## What is counted (统计对象)

                %s

                ## By what is grouped (分组维度)

                What has no value in a dimension is a group of its own, so that the groups add up to the whole.

                %s

                ## Overview (指标一览)

                %s

                ## Figures (指标)

                The first way to count a figure is meant where neither the request nor the district's settings (`/api/v1/metrics/settings`) say another. They also say with how many decimals and how a share is printed; what stands here holds where they say nothing.

                %s

                ## Times (时长)

                Percentiles are exact and values that occurred; only what had ended by the cut-off is measured, in whole seconds.

                %s

                ## Facts (判定)

                What the conditions are made of.

                %s
                """.formatted(COMMAND, bases(), populations(), dimensions(), overview(), figures(), times(), facts());
    }

    private static String bases() {
        return rows(
                List.of("basis", "the period means", "统计期指"),
                Arrays.stream(Basis.values())
                        .map(it -> row(code(it), it.words()))
                        .toList());
    }

    private static String populations() {
        return rows(
                List.of("population", "counted are", "统计对象"),
                Arrays.stream(Population.values())
                        .map(it -> row(code(it), it.words()))
                        .toList());
    }

    private static String dimensions() {
        return rows(
                List.of("by", "group", "分组"),
                Arrays.stream(Dimension.values())
                        .map(it -> row("`" + it.name().toLowerCase(java.util.Locale.ROOT) + "`", it.words()))
                        .toList());
    }

    private static String overview() {
        return rows(
                List.of("heading", "标题", "figures"),
                Figures.ALL.stream()
                        .collect(Collectors.groupingBy(
                                Figure::group,
                                LinkedHashMap::new,
                                Collectors.mapping(
                                        it -> "[%s](#%s)".formatted(it.name().zh(), it.key()),
                                        Collectors.joining(", "))))
                        .entrySet()
                        .stream()
                        .map(it -> List.of(
                                it.getKey().words().en(), it.getKey().words().zh(), it.getValue()))
                        .toList());
    }

    private static String figures() {
        return Figures.ALL.stream().map(FiguresDocument::figure).collect(Collectors.joining("\n\n"));
    }

    private static String figure(Figure figure) {
        return """
                <a id="%s"></a>
                ### %s · %s (`%s`)

                %s; %s%s%s

                %s""".formatted(
                figure.key(),
                figure.name().zh(),
                figure.name().en(),
                figure.key(),
                both(figure.group().words()),
                both(figure.direction().words()),
                printed(figure.rounding()),
                figure.source() == null ? "" : "; source: " + figure.source(),
                figure.definitions().stream().map(FiguresDocument::definition).collect(Collectors.joining("\n")));
    }

    private static String printed(Rounding rounding) {
        return "%d decimal%s, %s"
                .formatted(
                        rounding.decimals(),
                        rounding.decimals() == 1 ? "" : "s",
                        switch (rounding.mode()) {
                            case HALF_UP -> "rounded (四舍五入)";
                            case TRUNCATE -> "cut off (截尾)";
                        });
    }

    private static String definition(Definition definition) {
        Condition denominator = definition.denominator();
        return """
                - **%s**, variant `%s`, of %s: %s。 %s.
                  - %s: %s%s""".formatted(
                        code(definition.basis()),
                        definition.variant(),
                        code(definition.population()),
                        definition.sentence().zh(),
                        definition.sentence().en(),
                        denominator == null ? "counted (计数)" : "numerator (分子)",
                        condition(definition.numerator()),
                        denominator == null ? "" : "\n  - denominator (分母): " + condition(denominator));
    }

    private static String condition(Condition condition) {
        return condition.cases().stream()
                .map(it -> names(it.all()) + (it.none().isEmpty() ? "" : ", without (不含) " + names(it.none())))
                .collect(Collectors.joining("; or (或) "));
    }

    private static String names(Set<Fact> facts) {
        return facts.stream()
                .sorted(Comparator.comparingInt(Fact::bit))
                .map(it -> "`" + it.name() + "`")
                .collect(Collectors.joining(" + "));
    }

    private static String times() {
        return Times.ALL.stream().map(FiguresDocument::time).collect(Collectors.joining("\n\n"));
    }

    private static String time(MeasuredTime time) {
        return """
                ### %s · %s (`%s`)

                - %s。 %s.
                - measured (计算): %s; of %s: %s
                - bases (统计期含义): %s""".formatted(
                        time.name().zh(),
                        time.name().en(),
                        time.key(),
                        time.sentence().zh(),
                        time.sentence().en(),
                        both(time.expression().words()),
                        code(time.population()),
                        condition(time.of()),
                        time.bases().stream().map(FiguresDocument::code).collect(Collectors.joining(", ")));
    }

    private static String facts() {
        Map<Population, String> tables = new LinkedHashMap<>();
        for (Population population : Population.values()) {
            tables.put(
                    population,
                    rows(
                            List.of("fact", "true if", "判定"),
                            population.facts().stream()
                                    .sorted(Comparator.comparingInt(Fact::bit))
                                    .map(it -> row("`" + it.name() + "`", it.words()))
                                    .toList()));
        }
        return tables.entrySet().stream()
                .map(it -> "### Of %s (%s)\n\n%s"
                        .formatted(it.getKey().words().en(), it.getKey().words().zh(), it.getValue()))
                .collect(Collectors.joining("\n\n"));
    }

    private static String rows(List<String> head, List<List<String>> rows) {
        return line(head) + "\n" + line(head.stream().map(it -> "---").toList()) + "\n"
                + rows.stream().map(FiguresDocument::line).collect(Collectors.joining("\n"));
    }

    private static List<String> row(String code, Sentence words) {
        return List.of(code, words.en(), words.zh());
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String both(Sentence sentence) {
        return "%s (%s)".formatted(sentence.en(), sentence.zh());
    }

    private static String code(Enum<?> constant) {
        return "`" + constant.name() + "`";
    }
}
