package org.zhuqi.metrics.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.FigureRows.Case;
import org.zhuqi.metrics.postgres.FigureRows.Pass;
import org.zhuqi.metrics.postgres.FigureRows.Position;
import org.zhuqi.metrics.postgres.FigureRows.Told;
import org.zhuqi.platform.directory.KnownDirectory;

/** Answers what the figures are, in whole and in groups, and who is behind them. */
public final class Counting {
    private final FigureRows rows;
    private final KnownDirectory directory;

    public Counting(FigureRows rows, KnownDirectory directory) {
        this.rows = rows;
        this.directory = directory;
    }

    /** A figure in one of its definitions. */
    public record Asked(Figure figure, Definition definition) {}

    /** @param denominator null if it is a count and no share */
    public record Value(long numerator, @Nullable Long denominator) {}

    /** @param by a value per dimension asked for, the empty text where there is none; of months such as 2023-01 */
    public record GroupValue(List<String> by, Value value) {}

    /** @param groups in the order of their names; they add up to the whole. None if none were asked for */
    public record Answer(Asked asked, Value whole, List<GroupValue> groups) {}

    /** @param one of which enterprises are counted; null: any definition, each case being one */
    private record Source(
            Population population,
            Basis basis,
            Definition.Of of,
            @Nullable Definition one) {
        static Source of(Definition definition) {
            return new Source(
                    definition.population(),
                    definition.basis(),
                    definition.of(),
                    definition.isAdditive() ? null : definition);
        }
    }

    /**
     * The figures in the order asked for, all of one moment. What is counted of the same source is counted in one pass.
     *
     * @param zone in which months begin
     */
    public List<Answer> figures(Collection<Asked> asked, Question question, ZoneId zone) {
        int build = rows.serving();
        Question monthly = byMonth(question, zone);
        Map<Source, List<Tally>> counted =
                counted(build, asked.stream().map(Asked::definition).toList(), monthly);
        return asked.stream()
                .map(each ->
                        answer(each, counted.getOrDefault(Source.of(each.definition()), List.of()), question, zone))
                .toList();
    }

    /** Each in whole, in a build that need not be the one that serves. What is counted of the same source is counted in one pass. */
    public Map<Definition, Value> wholes(int build, Collection<Definition> definitions, Question question) {
        Map<Source, List<Tally>> counted = counted(build, definitions, question);
        Map<Definition, Value> values = new HashMap<>();
        for (Definition definition : definitions) {
            values.put(definition, value(definition, counted.getOrDefault(Source.of(definition), List.of())));
        }
        return values;
    }

    private Map<Source, List<Tally>> counted(int build, Collection<Definition> definitions, Question question) {
        Map<Source, List<Definition>> wanted = definitions.stream().collect(Collectors.groupingBy(Source::of));
        List<Source> sources = List.copyOf(wanted.keySet());
        Question known = knownSizes(question);
        List<List<Tally>> tallies = rows.count(
                build,
                sources.stream()
                        .map(source -> pass(source, wanted.getOrDefault(source, List.of()), question))
                        .toList(),
                known);
        Map<Source, List<Tally>> counted = new HashMap<>();
        for (int each = 0; each < sources.size(); each++) {
            counted.put(sources.get(each), bySize(tallies.get(each), question));
        }
        return counted;
    }

    /** A value per stretch of time of the question's buckets, in order. */
    public List<Value> series(Asked asked, Question question) {
        List<Tally> tallies = counted(rows.serving(), List.of(asked.definition()), question)
                .getOrDefault(Source.of(asked.definition()), List.of());
        Map<Integer, List<Tally>> byBucket = tallies.stream().collect(Collectors.groupingBy(Tally::bucket));
        List<Value> values = new ArrayList<>();
        for (int bucket = 0; bucket < question.buckets().size(); bucket++) {
            values.add(value(asked.definition(), byBucket.getOrDefault(bucket, List.of())));
        }
        return values;
    }

    /** Who is behind a part of a figure, the latest first. */
    public List<Case> cases(Definition definition, Part part, Question question, @Nullable Position after, int limit) {
        return rows.cases(rows.serving(), definition, part, knownSizes(question), after, limit);
    }

    /** All of them, the earliest first; to be read and closed in the transaction that asks. */
    public Stream<Told> all(Definition definition, Part part, Question question) {
        return rows.all(rows.serving(), definition, part, knownSizes(question));
    }

    private static Question byMonth(Question question, ZoneId zone) {
        return question.by().contains(Dimension.MONTH)
                ? new Question(
                        question.scope(),
                        question.from(),
                        question.to(),
                        question.at(),
                        question.by(),
                        months(question.from(), question.to(), zone))
                : question;
    }

    /** The beginnings of the months that the period touches; the first is the period's own beginning. */
    public static List<Instant> months(Instant from, Instant to, ZoneId zone) {
        List<Instant> starts = new ArrayList<>();
        Instant start = from;
        while (start.isBefore(to)) {
            starts.add(start);
            LocalDate first = start.atZone(zone).toLocalDate().withDayOfMonth(1).plusMonths(1);
            start = first.atStartOfDay(zone).toInstant();
        }
        return starts;
    }

    private static Pass pass(Source source, List<Definition> wanted, Question question) {
        List<Dimension> by = question.by().stream()
                .map(dimension -> dimension == Dimension.SIZE ? Dimension.ENTERPRISE : dimension)
                .collect(Collectors.toCollection(ArrayList::new));
        if (source.one() != null) {
            by.add(Dimension.ENTERPRISE);
        }
        return new Pass(source.population(), source.basis(), source.of(), wanted, by);
    }

    /** Enterprises were asked for where sizes are, which only the directory knows. */
    private List<Tally> bySize(List<Tally> tallies, Question question) {
        int size = question.by().stream()
                .filter(dimension -> dimension != Dimension.MONTH)
                .toList()
                .indexOf(Dimension.SIZE);
        if (size < 0) {
            return tallies;
        }
        return tallies.stream()
                .map(tally -> {
                    List<String> group = new ArrayList<>(tally.group());
                    group.set(size, sizeOf(group.get(size)));
                    return new Tally(tally.facts(), group, tally.bucket(), tally.count());
                })
                .toList();
    }

    private String sizeOf(String enterprise) {
        return directory
                .enterprise(new EnterpriseId(enterprise))
                .map(DirectoryEntry.Enterprise::size)
                .map(EnterpriseSize::name)
                .orElse("");
    }

    /** Sizes are the directory's: asked for as the enterprises of these sizes. */
    Question knownSizes(Question question) {
        Set<String> sizes = question.scope().only().get(Dimension.SIZE);
        if (sizes == null) {
            return question;
        }
        Set<String> enterprises = new HashSet<>();
        Set<DistrictId> districts = question.scope().districts();
        for (DirectoryEntry.District district : directory.districts()) {
            if (districts.isEmpty() || districts.contains(district.district())) {
                directory.enterprises(district.district()).stream()
                        .filter(it -> sizes.contains(
                                it.size() == null ? "" : it.size().name()))
                        .forEach(it -> enterprises.add(it.enterprise().text()));
            }
        }
        Map<Dimension, Set<String>> only = new EnumMap<>(Dimension.class);
        only.putAll(question.scope().only());
        only.remove(Dimension.SIZE);
        only.merge(Dimension.ENTERPRISE, enterprises, (some, others) -> {
            Set<String> both = new HashSet<>(some);
            both.retainAll(others);
            return both;
        });
        return new Question(
                new Scope(districts, question.scope().jurisdiction(), only),
                question.from(),
                question.to(),
                question.at(),
                question.by(),
                question.buckets());
    }

    private static Answer answer(Asked asked, List<Tally> tallies, Question question, ZoneId zone) {
        Value whole = value(asked.definition(), tallies);
        if (question.by().isEmpty()) {
            return new Answer(asked, whole, List.of());
        }
        List<String> months = question.by().contains(Dimension.MONTH)
                ? months(question.from(), question.to(), zone).stream()
                        .map(start -> YearMonth.from(start.atZone(zone)).toString())
                        .toList()
                : List.of();
        Map<List<String>, List<Tally>> groups = new TreeMap<>(Counting::compare);
        for (Tally tally : tallies) {
            groups.computeIfAbsent(named(tally, question.by(), months), any -> new ArrayList<>())
                    .add(tally);
        }
        Map<List<String>, Value> values = new LinkedHashMap<>();
        groups.forEach((by, members) -> values.put(by, value(asked.definition(), members)));
        return new Answer(
                asked,
                whole,
                values.entrySet().stream()
                        .filter(entry -> !isNothing(entry.getValue()))
                        .map(entry -> new GroupValue(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static boolean isNothing(Value value) {
        return value.numerator() == 0 && (value.denominator() == null || value.denominator() == 0);
    }

    private static List<String> named(Tally tally, List<Dimension> by, List<String> months) {
        List<String> named = new ArrayList<>();
        int next = 0;
        for (Dimension dimension : by) {
            if (dimension == Dimension.MONTH) {
                // What stands at the cut-off may have been received before the period, or after it.
                named.add(tally.bucket() < 0 ? "" : months.get(tally.bucket()));
            } else {
                named.add(tally.group().get(next++));
            }
        }
        return named;
    }

    private static int compare(List<String> one, List<String> other) {
        for (int index = 0; index < one.size(); index++) {
            int order = one.get(index).compareTo(other.get(index));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static Value value(Definition definition, Collection<Tally> tallies) {
        if (definition.counted() == Definition.Counted.ENTERPRISES) {
            return new Value(
                    tallies.stream()
                            .filter(tally -> definition.holds(Part.NUMERATOR, tally.facts()))
                            .map(tally -> tally.group().getLast())
                            .filter(enterprise -> !enterprise.isEmpty())
                            .distinct()
                            .count(),
                    null);
        }
        long numerator = 0;
        long denominator = 0;
        for (Tally tally : tallies) {
            numerator += definition.holds(Part.NUMERATOR, tally.facts()) ? tally.count() : 0;
            denominator += definition.holds(Part.DENOMINATOR, tally.facts()) ? tally.count() : 0;
        }
        return new Value(numerator, definition.isShare() ? denominator : null);
    }
}
