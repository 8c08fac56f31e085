package org.zhuqi.metrics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.application.Counting.Answer;
import org.zhuqi.metrics.application.Counting.GroupValue;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Direction;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.domain.Rounding;

/** What the figures look like over HTTP. */
final class FigureDocuments {
    private FigureDocuments() {}

    @Schema(name = "FigureDefinition", description = "A figure of the registry.")
    record FigureDefinition(
            String key,
            Sentence name,
            Figure.Group group,
            Sentence groupName,
            List<Way> ways,
            Rounding rounding,

            @Schema(description = "What it says if it rises.")
            Direction direction,

            @Nullable String source) {
        static FigureDefinition of(Figure figure) {
            return new FigureDefinition(
                    figure.key(),
                    figure.name(),
                    figure.group(),
                    figure.group().words(),
                    figure.definitions().stream().map(Way::of).toList(),
                    figure.rounding(),
                    figure.direction(),
                    figure.source());
        }
    }

    /** One way to count it. */
    @Schema(name = "FigureWay")
    record Way(
            Basis basis,
            String variant,
            Population population,
            boolean share,
            Sentence sentence,

            @Schema(description = "Of which part of the population.")
            Definition.Of of,

            @Schema(description = "Whether each case is one, or each enterprise of the cases.")
            Definition.Counted counted,

            @Schema(description = "Whether the groups add up to the whole.")
            boolean additive,

            @Schema(
                    description =
                            "What is counted: one of these cases, each as facts that must hold and facts that must not.")
            List<Case> numerator,

            @Schema(description = "Of how many; absent if it is a count.") @Nullable
            List<Case> denominator) {
        static Way of(Definition definition) {
            return new Way(
                    definition.basis(),
                    definition.variant(),
                    definition.population(),
                    definition.isShare(),
                    definition.sentence(),
                    definition.of(),
                    definition.counted(),
                    definition.isAdditive(),
                    Case.of(definition.numerator()),
                    definition.denominator() == null ? null : Case.of(definition.denominator()));
        }
    }

    @Schema(name = "FigureCase")
    record Case(List<String> all, List<String> none) {
        static List<Case> of(org.zhuqi.metrics.domain.Condition condition) {
            return condition.cases().stream()
                    .map(it -> new Case(names(it.all()), names(it.none())))
                    .toList();
        }

        private static List<String> names(java.util.Set<org.zhuqi.metrics.domain.Fact> facts) {
            return facts.stream()
                    .sorted(java.util.Comparator.comparingInt(org.zhuqi.metrics.domain.Fact::bit))
                    .map(org.zhuqi.metrics.domain.Fact::name)
                    .toList();
        }
    }

    @Schema(name = "Figures")
    record Document(
            @Schema(description = "The period's first day.") LocalDate from,
            @Schema(description = "The period's last day.") LocalDate to,

            @Schema(description = "The cut-off: nothing after it is counted.")
            Instant at,

            String zone,

            @Schema(description = "The version of the district's settings by which it is printed; 0: the defaults.")
            long settingsVersion,

            @Schema(description = "With which period it is compared; absent if it is not.") @Nullable
            Compared compared,

            List<Entry> figures) {}

    @Schema(name = "ComparedPeriod")
    record Compared(
            LocalDate from,
            LocalDate to,

            @Schema(description = "Its cut-off, which belongs to it as the other one to its period.")
            Instant at) {}

    @Schema(name = "FigureBefore", description = "The same of the period with which it is compared, and what changed.")
    record Before(
            long numerator,
            @Nullable Long denominator,
            @Nullable BigDecimal percent,

            @Schema(
                    description =
                            "Of a share: the difference of the printed shares, in percentage points; absent if one of them is of nothing.")
            @Nullable
            BigDecimal points,

            @Schema(description = "Of a count: how many more or fewer it is now.") @Nullable
            Long difference,

            @Schema(description = "Of a count: the same in per cent of what it was; absent if there was nothing.")
            @Nullable
            BigDecimal change) {
        static Before of(Value before, Value now, Rounding rounding) {
            BigDecimal was = printed(before, rounding);
            if (before.denominator() != null) {
                BigDecimal is = printed(now, rounding);
                return new Before(
                        before.numerator(),
                        before.denominator(),
                        was,
                        is == null || was == null ? null : is.subtract(was),
                        null,
                        null);
            }
            long difference = now.numerator() - before.numerator();
            return new Before(
                    before.numerator(),
                    null,
                    null,
                    null,
                    difference,
                    before.numerator() == 0 ? null : rounding.percent(difference, before.numerator()));
        }
    }

    @Schema(name = "Figure")
    record Entry(
            String key,
            Sentence name,
            Basis basis,
            String variant,
            Sentence sentence,
            long numerator,

            @Schema(description = "Of how many; absent if it is a count.") @Nullable
            Long denominator,

            @Schema(description = "The share as it is printed, in per cent; absent if it is a count, or of nothing.")
            @Nullable
            BigDecimal percent,

            Rounding rounding,

            @Schema(description = "False where one may be in several groups, so that these do not add up to the whole.")
            boolean additive,

            @Nullable Before before,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<GroupEntry> groups) {

        /** @param before the same of an earlier period; null if it is not compared */
        static Entry of(Answer answer, @Nullable Answer before, Rounding rounding, List<Dimension> by) {
            Value whole = answer.whole();
            return new Entry(
                    answer.asked().figure().key(),
                    answer.asked().figure().name(),
                    answer.asked().definition().basis(),
                    answer.asked().definition().variant(),
                    answer.asked().definition().sentence(),
                    whole.numerator(),
                    whole.denominator(),
                    printed(whole, rounding),
                    rounding,
                    answer.asked().definition().isAdditive(),
                    before == null ? null : Before.of(before.whole(), whole, rounding),
                    before == null
                            ? answer.groups().stream()
                                    .map(group -> GroupEntry.of(by, group.by(), group.value(), null, rounding))
                                    .toList()
                            : compared(answer, before, rounding, by));
        }

        /** Also the groups that only one of the periods has; there the other has nothing. */
        private static List<GroupEntry> compared(Answer answer, Answer before, Rounding rounding, List<Dimension> by) {
            Value nothing = new Value(0, answer.asked().definition().isShare() ? 0L : null);
            Map<List<String>, Value> now = values(answer);
            Map<List<String>, Value> then = values(before);
            SortedSet<List<String>> groups = new TreeSet<>(Comparator.comparing(it -> String.join("\n", it)));
            groups.addAll(now.keySet());
            groups.addAll(then.keySet());
            return groups.stream()
                    .map(group -> GroupEntry.of(
                            by, group, now.getOrDefault(group, nothing), then.getOrDefault(group, nothing), rounding))
                    .toList();
        }

        private static Map<List<String>, Value> values(Answer answer) {
            return answer.groups().stream().collect(Collectors.toMap(GroupValue::by, GroupValue::value));
        }
    }

    @Schema(name = "FigureGroup")
    record GroupEntry(
            @Schema(description = "The group, a value per dimension; absent where there is none.")
            Map<String, String> by,

            long numerator,
            @Nullable Long denominator,
            @Nullable BigDecimal percent,
            @Nullable Before before) {
        static GroupEntry of(
                List<Dimension> by, List<String> group, Value value, @Nullable Value before, Rounding rounding) {
            return new GroupEntry(
                    named(by, group),
                    value.numerator(),
                    value.denominator(),
                    printed(value, rounding),
                    before == null ? null : Before.of(before, value, rounding));
        }
    }

    static Map<String, String> named(List<Dimension> by, List<String> values) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int index = 0; index < by.size(); index++) {
            if (!values.get(index).isEmpty()) {
                named.put(by.get(index).name().toLowerCase(Locale.ROOT), values.get(index));
            }
        }
        return named;
    }

    static @Nullable BigDecimal printed(Value value, Rounding rounding) {
        return value.denominator() == null || value.denominator() == 0
                ? null
                : rounding.percent(value.numerator(), value.denominator());
    }
}
