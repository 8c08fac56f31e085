package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.metrics.RandomHistory.Told;
import org.zhuqi.metrics.Recount.Counted;
import org.zhuqi.metrics.application.Charting;
import org.zhuqi.metrics.application.Counting.Answer;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.GroupValue;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.GatheringFacts;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.postgres.FigureRows.Case;
import org.zhuqi.metrics.postgres.FigureRows.Position;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.testkit.EventStory;

/**
 * Whatever happens to tickets: every figure, in every definition, group and part, at every cut-off, is what a plain recount of
 * the messages comes to. {@code -Dzhuqi.seed=…} repeats a run, {@code -Dzhuqi.tries=…} makes it longer.
 */
final class FiguresPropertyTest extends TestMetrics {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Instant BEGINNING = Instant.parse("2023-01-10T02:00:00Z");
    private static final Duration SPAN = Duration.ofDays(70);
    private static final int TICKETS = 220;
    private static final int CUT_OFFS = 60;
    /** At which groups and those behind the figures are compared as well. */
    private static final int CUT_OFFS_IN_DETAIL = 6;

    private static final Instant LONG_BEFORE = Instant.parse("2022-11-05T00:00:00Z");
    private static final Instant LONG_AFTER = Instant.parse("2024-02-01T00:00:00Z");
    private static final int TRIES = Integer.getInteger("zhuqi.tries", 3);

    private static final Map<String, EnterpriseSize> SIZES = Map.of(
            "firm-a", EnterpriseSize.LARGE,
            "firm-b", EnterpriseSize.SMALL,
            "firm-c", EnterpriseSize.SMALL);

    /** What is beside the tickets has messages of its own. */
    private static final List<Asked> EVERY_DEFINITION = Figures.ALL.stream()
            .filter(figure -> figure.group() != Figure.Group.BESIDE)
            .flatMap(figure -> figure.definitions().stream().map(it -> new Asked(figure, it)))
            .toList();

    @Autowired
    GatheringFacts gathering;

    @Autowired
    KnownDirectory directory;

    @Autowired
    Charting charting;

    private Random random = new Random();

    @Test
    void everyFigureIsWhatARecountOfTheMessagesComesTo() {
        long seed = Long.getLong("zhuqi.seed", System.nanoTime());
        for (int tried = 0; tried < TRIES; tried++) {
            random = new Random(seed + tried);
            try {
                tryOnce();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("repeat it with -Dzhuqi.tries=1 -Dzhuqi.seed=" + (seed + tried), e);
            }
        }
    }

    private void tryOnce() {
        List<DistrictId> districts = new ArrayList<>();
        List<Told> histories = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            moveToAnotherDistrict();
            districts.add(district);
            for (int ticket = 0; ticket < TICKETS / 2; ticket++) {
                histories.add(RandomHistory.of(random, number(), BEGINNING, SPAN));
            }
        }
        tellTheDirectory(districts);
        feed(histories);
        assertThat(alarm.stops()).isEmpty();

        List<Instant> instants = RandomHistory.instants(histories);
        List<Instant> dueDates = RandomHistory.dueDates(histories);
        for (int cutOff = 0; cutOff < CUT_OFFS; cutOff++) {
            Instant at = cutOff == 0 ? LONG_AFTER : near(random.nextInt(3) == 0 ? instants : dueDates);
            Recount recount = new Recount(histories, at, CHINA, SIZES);
            boolean whole = cutOff == 0 || random.nextBoolean();
            Instant one = whole ? LONG_BEFORE : near(instants);
            Instant other = whole ? LONG_AFTER : near(random.nextBoolean() ? instants : dueDates);
            Instant from = one.isBefore(other) ? one : other;
            Instant to = one.isBefore(other) ? other : one.plus(1, ChronoUnit.MICROS);
            Scope scope = scope(random.nextInt(3) == 0 ? Set.of(districts.getFirst()) : Set.copyOf(districts));
            compare(recount, new Question(scope, from, to, at, List.of(), List.of()));
            if (cutOff < CUT_OFFS_IN_DETAIL) {
                for (List<Dimension> by : groupings()) {
                    compare(recount, new Question(scope, from, to, at, by, List.of()));
                }
                compareThoseBehind(recount, new Question(scope, from, to, at, List.of(), List.of()));
            }
        }
        compareStocks(histories, Set.copyOf(districts), instants, dueDates);
        Days.areWhatTheRowsSay(database, figures.serving());
        compareStaysOfOldRows();
    }

    /** What the migration works out for rows that were there before is what is written for them now. */
    private void compareStaysOfOldRows() {
        String stays =
                "select ticket_id || coalesce(open_from::text, '') || '/' || coalesce(open_until::text, '') || '/'"
                        + " || coalesce(overdue_from::text, '') || '/' || coalesce(overdue_until::text, '') || '/' || several_stays"
                        + " from metrics.ticket order by 1";
        var written = database.sql(stays).query(String.class).list();
        database.sql("update metrics.ticket set open_from = null, open_until = null, overdue_from = null,"
                        + " overdue_until = null, several_stays = false")
                .update();
        String migration = resource("/db/metrics/V8__stays.sql");
        String backfill = migration.substring(migration.indexOf("update ticket t"), migration.indexOf("create index"));
        database.sql(backfill.replaceAll("\\bticket (t|cross)\\b", "metrics.ticket $1")
                        .replace(";", ""))
                .update();
        assertThat(database.sql(stays).query(String.class).list()).isEqualTo(written);
        assertThat(written)
                .as("some came back")
                .anyMatch(it -> String.valueOf(it).endsWith("/true"));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(FiguresPropertyTest.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What one statement says of many cut-offs is what a recount comes to at each of them. */
    private void compareStocks(
            List<Told> histories, Set<DistrictId> districts, List<Instant> instants, List<Instant> dueDates) {
        List<Instant> starts = Stream.generate(() -> near(random.nextBoolean() ? instants : dueDates))
                .limit(CUT_OFFS_IN_DETAIL)
                .distinct()
                .sorted()
                .toList();
        List<Scope> scopes = List.of(new Scope(districts, Jurisdiction.WHOLE_DISTRICT, Map.of()), scope(districts));
        Question any = in(scopes.getFirst(), starts);
        List<Recount> recounts = Charting.cutOffs(any).stream()
                .map(at -> new Recount(histories, at, CHINA, SIZES))
                .toList();
        for (Asked asked : EVERY_DEFINITION) {
            for (Scope scope : asked.definition().basis() == Basis.STANDING ? scopes : List.<Scope>of()) {
                Question question = in(scope, starts);
                assertThat(charting.series(asked, question))
                        .as("%s at %s", what(asked, question), Charting.cutOffs(question))
                        .isEqualTo(recounts.stream()
                                .map(recount -> value(asked.definition(), expected(recount, asked, question)))
                                .toList());
            }
        }
    }

    private static Question in(Scope scope, List<Instant> starts) {
        return new Question(scope, starts.getFirst(), LONG_AFTER, LONG_AFTER, List.of(), starts);
    }

    /** An instant at which something happens, one microsecond beside it, or any. */
    private Instant near(List<Instant> instants) {
        Instant instant = instants.get(random.nextInt(instants.size()));
        return switch (random.nextInt(4)) {
            case 0 -> instant;
            case 1 -> instant.plus(1, ChronoUnit.MICROS);
            case 2 -> instant.minus(1, ChronoUnit.MICROS);
            default -> instant.plus(random.nextLong(86_400_000_000L), ChronoUnit.MICROS);
        };
    }

    private List<List<Dimension>> groupings() {
        List<List<Dimension>> groupings = new ArrayList<>();
        Arrays.stream(Dimension.values()).forEach(dimension -> groupings.add(List.of(dimension)));
        for (int pairs = 0; pairs < 3; pairs++) {
            Dimension one = one(List.of(Dimension.values()));
            Dimension other = one(List.of(Dimension.values()));
            if (one != other) {
                groupings.add(List.of(one, other));
            }
        }
        return groupings;
    }

    private Scope scope(Set<DistrictId> districts) {
        Map<Dimension, Set<String>> only = new EnumMap<>(Dimension.class);
        if (random.nextInt(3) == 0) {
            switch (random.nextInt(6)) {
                case 0 -> only.put(Dimension.UNIT, Set.of("tax", "", "unheard-of"));
                case 1 -> only.put(Dimension.ITEM, Set.of("refund"));
                case 2 -> only.put(Dimension.CHAIN, Set.of("chips", ""));
                case 3 -> only.put(Dimension.SIZE, Set.of("SMALL", ""));
                case 4 -> only.put(Dimension.OFFICER, Set.of("officer-1"));
                default -> only.put(Dimension.ENTERPRISE, Set.of("firm-a", "firm-d"));
            }
        }
        Jurisdiction jurisdiction = switch (random.nextInt(8)) {
            case 0 -> new Jurisdiction(new ChainId("chips"), null);
            case 1 -> new Jurisdiction(null, new PlaceId("park"));
            default -> Jurisdiction.WHOLE_DISTRICT;
        };
        return new Scope(districts, jurisdiction, only);
    }

    private static Predicate<Counted> within(Scope scope) {
        return counted -> scope.districts().contains(new DistrictId(by(counted, Dimension.DISTRICT)))
                && (scope.jurisdiction().chain() == null
                        || scope.jurisdiction().chain().text().equals(by(counted, Dimension.CHAIN)))
                && (scope.jurisdiction().place() == null
                        || scope.jurisdiction().place().text().equals(by(counted, Dimension.PLACE)))
                && scope.only().entrySet().stream()
                        .allMatch(only -> only.getValue().contains(by(counted, only.getKey())));
    }

    private static String by(Counted counted, Dimension dimension) {
        return counted.by().getOrDefault(dimension, "");
    }

    private static List<Counted> expected(Recount recount, Asked asked, Question question) {
        return recount.count(asked.figure(), asked.definition(), question.from(), question.to()).stream()
                .filter(within(question.scope()))
                .toList();
    }

    private void compare(Recount recount, Question question) {
        List<Answer> answers = counting.figures(EVERY_DEFINITION, question, CHINA);
        assertThat(answers).hasSameSizeAs(EVERY_DEFINITION);
        for (Answer answer : answers) {
            Definition definition = answer.asked().definition();
            List<Counted> expected = expected(recount, answer.asked(), question);
            String what = what(answer.asked(), question);
            assertThat(answer.whole()).as(what).isEqualTo(value(definition, expected));
            if (question.by().isEmpty()) {
                assertThat(answer.groups()).as(what).isEmpty();
                continue;
            }
            Map<List<String>, List<Counted>> groups = new TreeMap<>(
                    Comparator.<List<String>, String>comparing(List::getFirst).thenComparing(List::getLast));
            for (Counted counted : expected) {
                List<String> group = question.by().stream()
                        .map(dimension -> dimension == Dimension.MONTH
                                ? recount.month(counted, definition.basis(), question.from(), question.to())
                                : by(counted, dimension))
                        .toList();
                groups.computeIfAbsent(group, any -> new ArrayList<>()).add(counted);
            }
            assertThat(answer.groups())
                    .as(what)
                    .isEqualTo(groups.entrySet().stream()
                            .map(group -> new GroupValue(group.getKey(), value(definition, group.getValue())))
                            .toList());
            assertThat(sum(answer.groups(), definition)).as(what).isEqualTo(answer.whole());
        }
    }

    private static Value value(Definition definition, List<Counted> counted) {
        long numerator = counted.stream().filter(Counted::numerator).count();
        return new Value(numerator, definition.isShare() ? (long) counted.size() : null);
    }

    private static Value sum(List<GroupValue> groups, Definition definition) {
        return new Value(
                groups.stream().mapToLong(group -> group.value().numerator()).sum(),
                definition.isShare()
                        ? groups.stream()
                                .mapToLong(group -> orZero(group.value().denominator()))
                                .sum()
                        : null);
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static String what(Asked asked, Question question) {
        return "%s, %s, '%s': %s"
                .formatted(
                        asked.figure().key(),
                        asked.definition().basis(),
                        asked.definition().variant(),
                        question);
    }

    private void compareThoseBehind(Recount recount, Question question) {
        for (Asked asked : EVERY_DEFINITION) {
            List<Counted> expected = expected(recount, asked, question);
            String what = what(asked, question);
            List<Case> numerator = behind(asked.definition(), Part.NUMERATOR, question);
            assertSame(what, lines(numerator), lines(expected.stream().filter(Counted::numerator)));
            if (asked.definition().isShare()) {
                List<Case> all = new ArrayList<>(behind(asked.definition(), Part.REST, question));
                assertSame(what, lines(all), lines(expected.stream().filter(it -> !it.numerator())));
                all.addAll(numerator);
                assertSame(what, behind(asked.definition(), Part.DENOMINATOR, question), all);
            }
        }
    }

    /** In any order, each as often. */
    private static <T> void assertSame(String what, List<T> actual, List<T> expected) {
        List<T> tooMany = new ArrayList<>(actual);
        expected.forEach(tooMany::remove);
        List<T> missing = new ArrayList<>(expected);
        actual.forEach(missing::remove);
        assertThat(List.of(tooMany, missing))
                .as("those that should not and those that should be there: " + what)
                .isEqualTo(List.of(List.of(), List.of()));
    }

    private record Line(String ticket, Instant receivedAt, Instant happenedAt, Map<Dimension, String> by) {}

    private static List<Line> lines(Stream<Counted> counted) {
        return counted.map(FiguresPropertyTest::line).toList();
    }

    private static Line line(Counted counted) {
        Map<Dimension, String> by = new HashMap<>(counted.by());
        by.remove(Dimension.SIZE);
        by.values().removeIf(String::isEmpty);
        return new Line(counted.ticket().text(), counted.receivedAt(), counted.happenedAt(), by);
    }

    private static List<Line> lines(List<Case> cases) {
        return cases.stream()
                .map(it -> new Line(it.ticket().text(), it.receivedAt(), it.happenedAt(), it.group()))
                .toList();
    }

    /** Page by page; none comes twice, and none before a later one. */
    private List<Case> behind(Definition definition, Part part, Question question) {
        int size = 15 + random.nextInt(60);
        List<Case> all = new ArrayList<>();
        Set<List<String>> known = new HashSet<>();
        Position after = null;
        while (true) {
            List<Case> page = counting.cases(definition, part, question, after, size);
            for (Case each : page) {
                assertThat(known.add(List.of(each.ticket().text(), each.part())))
                        .as("%s comes once", each)
                        .isTrue();
                assertThat(after == null || !each.happenedAt().isAfter(after.happenedAt()))
                        .as("%s comes before what happened earlier", each)
                        .isTrue();
                after = new Position(each.happenedAt(), each.id(), each.part());
            }
            all.addAll(page);
            if (page.size() < size) {
                return all;
            }
        }
    }

    private void tellTheDirectory(List<DistrictId> districts) {
        districts.forEach(it -> Directories.tell(directory, new DirectoryEntry.District(it, it.text(), null, true)));
        for (EnterpriseId enterprise : RandomHistory.ENTERPRISES) {
            Directories.tell(
                    directory,
                    new DirectoryEntry.Enterprise(
                            enterprise,
                            districts.getFirst(),
                            enterprise.text(),
                            null,
                            SIZES.get(enterprise.text()),
                            null,
                            null,
                            true));
        }
    }

    /** Both topics in batches of any size, now one ahead and now the other. */
    private void feed(List<Told> histories) {
        List<ConsumerRecord<String, byte[]>> events =
                received(histories.stream().map(Told::eventRecords).toList());
        List<ConsumerRecord<String, byte[]>> clocks =
                received(histories.stream().map(Told::clockRecords).toList());
        int build = figures.serving();
        int nextEvent = 0;
        int nextClock = 0;
        while (nextEvent < events.size() || nextClock < clocks.size()) {
            int size = 1 + random.nextInt(random.nextBoolean() ? 20 : 400);
            if (random.nextBoolean()) {
                int end = Math.min(events.size(), nextEvent + size);
                assertThat(gathering.events(build, events.subList(nextEvent, end)))
                        .isEmpty();
                nextEvent = end;
            } else {
                int end = Math.min(clocks.size(), nextClock + size);
                assertThat(gathering.clocks(build, clocks.subList(nextClock, end)))
                        .isEmpty();
                nextClock = end;
            }
        }
    }

    private List<ConsumerRecord<String, byte[]>> received(List<List<ProducerRecord<String, byte[]>>> byTicket) {
        return RandomHistory.shuffled(random, byTicket).stream()
                .map(EventStory::received)
                .toList();
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
