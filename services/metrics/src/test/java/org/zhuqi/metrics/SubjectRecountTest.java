package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.DealResult;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.ListingVisibility;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.RemovalGround;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.HardProblemSheet;
import org.zhuqi.contracts.dispatch.ListingEvent;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.dispatch.MeetingDecision;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.metrics.application.Counting.Answer;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.GroupValue;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.postgres.SubjectRows;
import org.zhuqi.platform.testkit.EventStory;

/** Random histories, counted by the system and, from the events alone and in another way, by hand. */
final class SubjectRecountTest extends TestMetrics {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Instant BEGINNING = Instant.parse("2023-01-01T00:00:00Z");
    private static final int SUBJECTS = 120;
    private static final int CUT_OFFS = 12;

    @Autowired
    SubjectRows subjects;

    @Test
    void everyFigureIsWhatCountingByHandGives() {
        long seed = Long.getLong("zhuqi.seed", System.nanoTime());
        java.util.Random random = new java.util.Random(seed);
        List<DispatchStory> stories = new ArrayList<>();
        for (int index = 0; index < SUBJECTS; index++) {
            stories.add(history(new DispatchStory(district), random));
        }
        feed(stories, random);

        List<Figure> figures = Figures.ALL.stream()
                .filter(figure -> figure.definitions().stream().allMatch(it -> BESIDE.contains(it.population())))
                .toList();
        assertThat(figures).hasSizeGreaterThan(15);
        for (int cutOff = 0; cutOff < CUT_OFFS; cutOff++) {
            Instant at = cutOff(stories, random);
            Instant from = LocalDate.of(2023, 1 + random.nextInt(6), 1 + random.nextInt(28))
                    .atStartOfDay(CHINA)
                    .toInstant();
            Instant to = from.plus(Duration.ofDays(1 + random.nextInt(200)));
            List<Row> rows =
                    stories.stream().flatMap(story -> rows(story, at).stream()).toList();
            for (Dimension by : List.of(
                    Dimension.UNIT,
                    Dimension.CHAIN,
                    Dimension.OFFICER,
                    Dimension.ENTERPRISE,
                    Dimension.MONTH,
                    Dimension.ITEM)) {
                Question question = new Question(Scope.of(district), from, to, at, List.of(by), List.of());
                List<Asked> asked = figures.stream()
                        .flatMap(figure -> figure.definitions().stream().map(way -> new Asked(figure, way)))
                        .toList();
                for (Answer answer : counting.figures(asked, question, CHINA)) {
                    String what = "%s %s %s by %s, period %s to %s, at %s, seed %d"
                            .formatted(
                                    answer.asked().figure().key(),
                                    answer.asked().definition().basis(),
                                    answer.asked().definition().variant(),
                                    by,
                                    from,
                                    to,
                                    at,
                                    seed);
                    check(answer, rows, question, by, what);
                }
            }
        }
    }

    private static final Set<Population> BESIDE = Set.of(
            Population.MEETINGS,
            Population.DECISIONS,
            Population.HARD_PROBLEMS,
            Population.VISITS,
            Population.LISTINGS,
            Population.INTRODUCTIONS);

    private void check(Answer answer, List<Row> rows, Question question, Dimension by, String what) {
        Definition definition = answer.asked().definition();
        Meaning meaning = meaning(answer.asked().figure().key() + "/" + definition.variant(), definition.basis());
        List<Row> within = rows.stream()
                .filter(row -> row.what().equals(meaning.what()))
                .filter(row -> switch (definition.basis()) {
                    case RECEIVED -> isWithin(row.received(), question);
                    case HAPPENED -> isWithin(row.happened(), question);
                    case STANDING -> true;
                })
                .toList();
        assertThat(answer.whole()).as(what).isEqualTo(value(definition, meaning, within));

        Map<String, List<Row>> groups = new TreeMap<>();
        for (Row row : within) {
            groups.computeIfAbsent(group(row, by, definition.basis(), question), any -> new ArrayList<>())
                    .add(row);
        }
        List<GroupValue> expected = new ArrayList<>();
        groups.forEach((name, members) -> {
            Value value = value(definition, meaning, members);
            if (value.numerator() != 0 || (value.denominator() != null && value.denominator() != 0)) {
                expected.add(new GroupValue(List.of(name), value));
            }
        });
        assertThat(answer.groups()).as(what).isEqualTo(expected);

        if (by == Dimension.UNIT) {
            for (Part part : Part.values()) {
                long counted = switch (part) {
                    case NUMERATOR -> answer.whole().numerator();
                    case DENOMINATOR ->
                        answer.whole().denominator() == null
                                ? -1
                                : answer.whole().denominator();
                    case REST ->
                        answer.whole().denominator() == null
                                ? -1
                                : answer.whole().denominator() - answer.whole().numerator();
                };
                if (counted >= 0) {
                    assertThat(counting.cases(definition, part, question, null, 1000))
                            .as("%s, %s", what, part)
                            .hasSize((int) counted)
                            .doesNotHaveDuplicates();
                }
            }
        }
    }

    private static Value value(Definition definition, Meaning meaning, List<Row> rows) {
        if (definition.counted() == Definition.Counted.ENTERPRISES) {
            Set<String> enterprises = new HashSet<>();
            rows.stream()
                    .filter(row -> meaning.counted().test(row.is()))
                    .forEach(row -> enterprises.add(row.by().getOrDefault(Dimension.ENTERPRISE, "")));
            enterprises.remove("");
            return new Value(enterprises.size(), null);
        }
        long counted =
                rows.stream().filter(row -> meaning.counted().test(row.is())).count();
        Predicate<Set<String>> of = meaning.of();
        return new Value(
                counted,
                of == null
                        ? null
                        : Long.valueOf(
                                rows.stream().filter(row -> of.test(row.is())).count()));
    }

    private static boolean isWithin(Instant time, Question question) {
        return !time.isBefore(question.from()) && time.isBefore(question.to());
    }

    private static String group(Row row, Dimension by, Basis basis, Question question) {
        if (by != Dimension.MONTH) {
            return row.by().getOrDefault(by, "");
        }
        Instant time = basis == Basis.HAPPENED ? row.happened() : row.received();
        // What stands at the cut-off may have come up before the period, or after it.
        return isWithin(time, question) ? YearMonth.from(time.atZone(CHINA)).toString() : "";
    }

    // -- counting by hand -------------------------------------------------------------------------------------------

    /** @param of null if it is a count */
    private record Meaning(
            String what,
            Predicate<Set<String>> counted,
            @Nullable Predicate<Set<String>> of) {}

    private static Meaning meaning(String figure, Basis basis) {
        return switch (figure) {
            case "meetings/standard" -> count("meeting", "held");
            case "meetings/planned" -> count("meeting", "planned");
            case "meetings/cancelled" -> count("meeting", "cancelled");
            case "meetings-common/standard" -> count("meeting", "held", "COMMON");
            case "meetings-individual/standard" -> count("meeting", "held", "INDIVIDUAL");
            case "meetings-escalated/standard" -> count("meeting", "held", "ESCALATED");
            case "decisions/standard" -> count("decision");
            case "decisions-done/standard" -> share("decision", it -> it.contains("done"), it -> true);
            case "decisions-overdue/standard" -> count("decision", "late");
            case "hard-problems-listed/standard" -> count("problem");
            case "hard-problems-listed/without-mistaken" ->
                new Meaning("problem", it -> !it.contains("mistaken"), null);
            case "hard-problems-written-off/standard" -> count("problem", "off");
            case "hard-problems-written-off/confirmed" -> count("problem", "off", "confirmed");
            case "hard-problems-standing/standard" -> count("problem", "on");
            case "hard-problems-standing/overdue" -> count("problem", "on", "late");
            case "hard-problems-relisted/standard" -> count("problem", "relisted");
            case "hard-problems-removed/standard" -> count("problem", "removed");
            case "hard-problems-solved/standard" -> share("problem", it -> it.contains("off"), it -> true);
            case "hard-problems-solved/confirmed" ->
                share("problem", it -> it.contains("off") && it.contains("confirmed"), it -> true);
            case "hard-problems-solved/without-mistaken" ->
                share("problem", it -> it.contains("off"), it -> !it.contains("mistaken"));
            case "visits/standard", "enterprises-visited/standard" -> count("visit");
            case "visits/with-problems" -> count("visit", "problems");
            case "listings/standard", "listing-enterprises/standard" ->
                basis == Basis.STANDING ? count("listing", "open") : count("listing");
            case "listings/offers" ->
                basis == Basis.STANDING ? count("listing", "open", "OFFER") : count("listing", "OFFER");
            case "listings/needs" ->
                basis == Basis.STANDING ? count("listing", "open", "NEED") : count("listing", "NEED");
            case "introductions/standard" -> count("introduction");
            case "introductions-accepted/standard" -> share("introduction", it -> it.contains("both"), it -> true);
            case "deals/standard" -> count("introduction", "DEALT");
            default -> throw new AssertionError("nobody counts %s by hand".formatted(figure));
        };
    }

    private static Meaning count(String what, String... words) {
        return new Meaning(what, it -> it.containsAll(Arrays.asList(words)), null);
    }

    private static Meaning share(String what, Predicate<Set<String>> counted, Predicate<Set<String>> of) {
        return new Meaning(what, counted, of);
    }

    private record Row(String what, Instant received, Instant happened, Map<Dimension, String> by, Set<String> is) {}

    private record Timed(Instant at, DispatchMessage<?> message) {}

    /** The events up to the cut-off, each no earlier than the one before. */
    private static List<Timed> upTo(DispatchStory story, Instant at) {
        List<Timed> timed = new ArrayList<>();
        Instant before = Instant.MIN;
        Instant planned = Instant.MAX;
        for (DispatchMessage<?> message : story.messages()) {
            Instant time = switch (message.event()) {
                case MeetingEvent.MeetingPlanned e ->
                    earlier(message.occurredAt(), e.plan().startsAt());
                case MeetingEvent.MeetingHeld e -> earlier(message.occurredAt(), planned);
                case VisitEvent.VisitRecorded e ->
                    message.sequence() == 1 ? start(e.visitedOn()) : message.occurredAt();
                default -> message.occurredAt();
            };
            if (message.event() instanceof MeetingEvent.MeetingPlanned e) {
                planned = e.plan().endsAt();
            }
            if (message.event() instanceof MeetingEvent.MeetingChanged e) {
                planned = e.plan().endsAt();
            }
            before = time.isBefore(before) ? before : time;
            if (!before.isAfter(at)) {
                timed.add(new Timed(before, message));
            }
        }
        return timed;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(CHINA).toInstant();
    }

    private static boolean isOver(@Nullable LocalDate day, Instant at) {
        return day != null && LocalDate.ofInstant(at, CHINA).isAfter(day);
    }

    private static List<Row> rows(DispatchStory story, Instant at) {
        List<Timed> told = upTo(story, at);
        if (told.isEmpty()) {
            return List.of();
        }
        return switch (told.getFirst().message().kind()) {
            case MEETING -> meeting(told, at);
            case HARD_PROBLEM -> hardProblem(told, at);
            case VISIT -> visit(told);
            case LISTING -> listing(told, at);
            case INTRODUCTION -> introduction(told);
            case COMMON_PROBLEM, REVIEW_ROUND -> List.of();
        };
    }

    private static List<Row> meeting(List<Timed> told, Instant at) {
        MeetingPlan plan =
                ((MeetingEvent.MeetingPlanned) told.getFirst().message().event()).plan();
        String status = "planned";
        Instant happened = null;
        Map<Integer, MeetingDecision> decisions = new TreeMap<>();
        Map<Integer, Instant> done = new TreeMap<>();
        for (Timed each : told) {
            switch ((MeetingEvent) each.message().event()) {
                case MeetingEvent.MeetingPlanned e -> plan = e.plan();
                case MeetingEvent.MeetingChanged e -> plan = e.plan();
                case MeetingEvent.MeetingHeld e -> {
                    status = "held";
                    happened = earlier(each.message().occurredAt(), plan.endsAt());
                    e.minutes().decisions().forEach(it -> decisions.put(it.number(), it));
                }
                case MeetingEvent.MinutesCorrected e -> {
                    decisions.clear();
                    e.minutes().decisions().forEach(it -> decisions.put(it.number(), it));
                    done.keySet().retainAll(decisions.keySet());
                }
                case MeetingEvent.MeetingCancelled e -> status = "cancelled";
                case MeetingEvent.DecisionDone e -> {
                    if (decisions.containsKey(e.number())) {
                        done.put(e.number(), each.at());
                    }
                }
            }
        }
        List<Row> rows = new ArrayList<>();
        Instant made = happened == null ? plan.endsAt() : happened;
        rows.add(new Row(
                "meeting",
                told.getFirst().at(),
                made,
                Map.of(),
                Set.of(status, plan.kind().name())));
        decisions.forEach((number, decision) -> {
            Set<String> is = new HashSet<>();
            if (done.containsKey(number)) {
                is.add("done");
            } else if (isOver(decision.due(), at)) {
                is.add("late");
            }
            rows.add(new Row(
                    "decision", made, done.getOrDefault(number, made), by(Dimension.UNIT, decision.unit()), is));
        });
        return rows;
    }

    private static List<Row> hardProblem(List<Timed> told, Instant at) {
        HardProblemSheet sheet =
                ((HardProblemEvent.HardProblemListed) told.getFirst().message().event()).sheet();
        Set<String> is = new HashSet<>();
        Instant since = told.getFirst().at();
        boolean relisted = false;
        for (Timed each : told) {
            switch ((HardProblemEvent) each.message().event()) {
                case HardProblemEvent.HardProblemListed e -> {
                    sheet = e.sheet();
                    is.add("on");
                }
                case HardProblemEvent.HardProblemChanged e -> sheet = e.sheet();
                case HardProblemEvent.HardProblemReviewed e -> is.add("reviewed");
                case HardProblemEvent.HardProblemWrittenOff e -> {
                    is.clear();
                    is.add("off");
                    if (e.confirmedByEnterprise()) {
                        is.add("confirmed");
                    }
                    since = each.at();
                }
                case HardProblemEvent.HardProblemRelisted e -> {
                    is.clear();
                    is.add("on");
                    relisted = true;
                    since = each.at();
                }
                case HardProblemEvent.HardProblemRemoved e -> {
                    is.clear();
                    is.add("removed");
                    if (e.ground() == RemovalGround.DUPLICATE || e.ground() == RemovalGround.LISTED_BY_MISTAKE) {
                        is.add("mistaken");
                    }
                    since = each.at();
                }
            }
        }
        if (relisted) {
            is.add("relisted");
        }
        if (isOver(sheet.targetOn(), at)) {
            is.add("late");
        }
        Map<Dimension, String> by = by(Dimension.UNIT, sheet.leadUnit());
        by.putAll(by(Dimension.CHAIN, sheet.chain()));
        by.putAll(by(Dimension.ENTERPRISE, only(sheet.enterprises())));
        return List.of(new Row("problem", told.getFirst().at(), since, by, is));
    }

    private static List<Row> visit(List<Timed> told) {
        if (!(told.getLast().message().event() instanceof VisitEvent.VisitRecorded last)) {
            return List.of();
        }
        Map<Dimension, String> by = by(Dimension.ENTERPRISE, last.enterprise());
        by.putAll(by(Dimension.UNIT, only(last.units())));
        by.putAll(by(
                Dimension.OFFICER,
                last.officers().isEmpty() ? null : last.officers().getFirst()));
        Instant day = start(last.visitedOn());
        return List.of(new Row("visit", day, day, by, last.tickets().isEmpty() ? Set.of() : Set.of("problems")));
    }

    private static List<Row> listing(List<Timed> told, Instant at) {
        ListingEvent.ListingPosted posted =
                (ListingEvent.ListingPosted) told.getFirst().message().event();
        ListingTerms terms = posted.terms();
        Set<String> is = new HashSet<>();
        boolean closed = false;
        Instant happened = told.getFirst().at();
        for (Timed each : told) {
            switch ((ListingEvent) each.message().event()) {
                case ListingEvent.ListingPosted e -> {
                    terms = e.terms();
                    is.add(e.kind().name());
                }
                case ListingEvent.ListingChanged e -> terms = e.terms();
                case ListingEvent.ListingClosed e -> {
                    closed = true;
                    happened = each.at();
                }
                default -> throw new AssertionError("no listing");
            }
        }
        if (!closed && !isOver(terms.validUntil(), at)) {
            is.add("open");
        }
        Map<Dimension, String> by = by(Dimension.ENTERPRISE, posted.enterprise());
        by.putAll(by(Dimension.CHAIN, terms.chain()));
        return List.of(new Row("listing", told.getFirst().at(), happened, by, is));
    }

    private static List<Row> introduction(List<Timed> told) {
        Set<String> is = new HashSet<>();
        EnterpriseId asking = null;
        Instant happened = told.getFirst().at();
        for (Timed each : told) {
            switch ((ListingEvent) each.message().event()) {
                case ListingEvent.IntroductionProposed e -> asking = e.askedBy();
                case ListingEvent.IntroductionAccepted e -> {
                    if (e.both()) {
                        is.add("both");
                        happened = each.at();
                    }
                }
                case ListingEvent.IntroductionDeclined e -> happened = each.at();
                case ListingEvent.IntroductionConcluded e -> {
                    is.add(e.result().name());
                    happened = each.at();
                }
                default -> throw new AssertionError("no introduction");
            }
        }
        return List.of(new Row("introduction", told.getFirst().at(), happened, by(Dimension.ENTERPRISE, asking), is));
    }

    private static Map<Dimension, String> by(Dimension dimension, @Nullable Identifier id) {
        Map<Dimension, String> by = new EnumMap<>(Dimension.class);
        if (id != null) {
            by.put(dimension, id.text());
        }
        return by;
    }

    private static <T extends Identifier> @Nullable T only(List<T> some) {
        return new HashSet<>(some).size() == 1 ? some.getFirst() : null;
    }

    // -- random histories -------------------------------------------------------------------------------------------

    static DispatchStory history(DispatchStory story, RandomGenerator random) {
        Instant[] time = {BEGINNING.plus(random.nextInt(250 * 86_400), ChronoUnit.SECONDS)};
        switch (random.nextInt(5)) {
            case 0 -> {
                story.at(time[0]).tells(new MeetingEvent.MeetingPlanned(plan(random, time[0])));
                while (random.nextInt(3) == 0) {
                    story.at(next(time, random)).tells(new MeetingEvent.MeetingChanged(plan(random, time[0])));
                }
                if (random.nextInt(4) == 0) {
                    story.at(next(time, random)).tells(new MeetingEvent.MeetingCancelled("不开了"));
                } else if (random.nextInt(5) > 0) {
                    story.at(next(time, random)).tells(new MeetingEvent.MeetingHeld(minutes(random, time[0])));
                    while (random.nextInt(3) > 0) {
                        story.at(next(time, random))
                                .tells(
                                        random.nextInt(3) > 0
                                                ? new MeetingEvent.DecisionDone(1 + random.nextInt(4), "已办")
                                                : new MeetingEvent.MinutesCorrected(minutes(random, time[0]), "有误"));
                    }
                }
            }
            case 1 -> {
                story.at(time[0]).tells(new HardProblemEvent.HardProblemListed(sheet(random, time[0])));
                boolean on = true;
                while (random.nextInt(4) > 0) {
                    story.at(next(time, random));
                    switch (random.nextInt(4)) {
                        case 0 -> story.tells(new HardProblemEvent.HardProblemChanged(sheet(random, time[0])));
                        case 1 -> {
                            if (on) {
                                story.tells(new HardProblemEvent.HardProblemReviewed(
                                        1, ReviewResult.STUCK, "难", null, null, null));
                            }
                        }
                        default -> {
                            if (!on) {
                                story.tells(new HardProblemEvent.HardProblemRelisted("又来"));
                            } else if (random.nextInt(3) > 0) {
                                story.tells(new HardProblemEvent.HardProblemWrittenOff(
                                        "办妥", null, random.nextBoolean(), null));
                            } else {
                                story.tells(new HardProblemEvent.HardProblemRemoved(
                                        any(random, RemovalGround.values()), new AccountId("leader"), "移出"));
                            }
                            on = !on;
                        }
                    }
                }
            }
            case 2 -> {
                LocalDate day = LocalDate.ofInstant(time[0], CHINA);
                EnterpriseId enterprise = enterprise(random);
                do {
                    story.at(next(time, random))
                            .tells(new VisitEvent.VisitRecorded(
                                    enterprise,
                                    day,
                                    some(random, List.of(new AccountId("zhang"), new AccountId("wang"))),
                                    some(random, List.of(new UnitId("tax"), new UnitId("power"))),
                                    null,
                                    null,
                                    some(random, List.of(ticket()))));
                } while (random.nextInt(3) == 0);
                if (random.nextInt(5) == 0) {
                    story.at(next(time, random)).tells(new VisitEvent.VisitStruckOut("误记"));
                }
            }
            case 3 -> {
                story.at(time[0])
                        .tells(new ListingEvent.ListingPosted(
                                enterprise(random), any(random, ListingKind.values()), terms(random, time[0])));
                while (random.nextInt(3) == 0) {
                    story.at(next(time, random)).tells(new ListingEvent.ListingChanged(terms(random, time[0])));
                }
                if (random.nextInt(3) == 0) {
                    story.at(next(time, random)).tells(new ListingEvent.ListingClosed("结束"));
                }
            }
            default -> {
                EnterpriseId one = enterprise(random);
                EnterpriseId other = enterprise(random);
                story.at(time[0])
                        .tells(new ListingEvent.IntroductionProposed(
                                new SubjectId(ticket().value()),
                                new SubjectId(ticket().value()),
                                one,
                                other,
                                random.nextBoolean() ? one : null,
                                null,
                                random.nextBoolean() ? ticket() : null));
                if (random.nextBoolean()) {
                    story.at(next(time, random)).tells(new ListingEvent.IntroductionAccepted(one, false));
                }
                if (random.nextInt(3) == 0) {
                    story.at(next(time, random)).tells(new ListingEvent.IntroductionDeclined(other, "不要"));
                } else if (random.nextInt(3) > 0) {
                    story.at(next(time, random)).tells(new ListingEvent.IntroductionAccepted(other, true));
                    if (random.nextBoolean()) {
                        story.at(next(time, random))
                                .tells(new ListingEvent.IntroductionConcluded(
                                        any(random, DealResult.values()), null, null));
                    }
                }
            }
        }
        return story;
    }

    /** Mostly later, at times the same instant, and now and then recorded for a time before. */
    private static Instant next(Instant[] time, RandomGenerator random) {
        int hours = switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1 -> -random.nextInt(72);
            default -> random.nextInt(24 * 40);
        };
        time[0] = time[0].plus(Duration.ofHours(hours));
        return time[0];
    }

    private static MeetingPlan plan(RandomGenerator random, Instant about) {
        Instant starts = about.plus(Duration.ofHours(random.nextInt(24 * 30) - 48));
        return new MeetingPlan(
                any(random, MeetingKind.values()),
                "会",
                null,
                starts,
                starts.plus(Duration.ofHours(1 + random.nextInt(4))),
                null,
                List.of(ticket()),
                null,
                List.of(),
                List.of(),
                List.of());
    }

    private static MeetingMinutes minutes(RandomGenerator random, Instant about) {
        List<MeetingDecision> decisions = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            if (random.nextBoolean()) {
                decisions.add(new MeetingDecision(
                        number,
                        random.nextBoolean() ? ticket() : null,
                        "去办",
                        new UnitId(random.nextBoolean() ? "tax" : "power"),
                        day(random, about),
                        null));
            }
        }
        return new MeetingMinutes("纪要", List.of(), List.of(), List.of(), decisions);
    }

    private static HardProblemSheet sheet(RandomGenerator random, Instant about) {
        return new HardProblemSheet(
                "难题",
                "难",
                some(random, List.of(ticket())),
                some(random, List.of(new EnterpriseId("firm"), new EnterpriseId("neighbour"))),
                null,
                random.nextBoolean() ? new UnitId("tax") : null,
                day(random, about),
                null,
                random.nextBoolean() ? new ChainId("chips") : null,
                null);
    }

    private static ListingTerms terms(RandomGenerator random, Instant about) {
        LocalDate until = day(random, about);
        return new ListingTerms(
                "货",
                "一批",
                "货",
                null,
                null,
                null,
                null,
                random.nextBoolean() ? new ChainId("chips") : null,
                until == null ? LocalDate.of(2023, 12, 31) : until,
                ListingVisibility.DISTRICT,
                null);
    }

    private static @Nullable LocalDate day(RandomGenerator random, Instant about) {
        return random.nextInt(3) == 0 ? null : LocalDate.ofInstant(about, CHINA).plusDays(random.nextInt(60) - 5);
    }

    private static EnterpriseId enterprise(RandomGenerator random) {
        return new EnterpriseId("firm-" + random.nextInt(6));
    }

    private static TicketId ticket() {
        return TicketId.of("01890000-0000-7000-8000-000000000002");
    }

    private static <T> T any(RandomGenerator random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private static <T> List<T> some(RandomGenerator random, List<T> values) {
        return values.stream().filter(it -> random.nextBoolean()).toList();
    }

    /** In the order of each subject, with what comes twice, in batches that end anywhere. */
    private void feed(List<DispatchStory> stories, RandomGenerator random) {
        int[] told = new int[stories.size()];
        List<Integer> left = new ArrayList<>();
        for (int index = 0; index < stories.size(); index++) {
            left.add(index);
        }
        while (!left.isEmpty()) {
            int index = left.get(random.nextInt(left.size()));
            DispatchStory story = stories.get(index);
            EventStory.write(PRODUCER, List.of(story.records().get(told[index])));
            if (random.nextInt(6) == 0) {
                EventStory.write(PRODUCER, List.of(story.records().get(random.nextInt(told[index] + 1))));
            }
            told[index]++;
            if (told[index] == story.version()) {
                left.remove(Integer.valueOf(index));
            }
        }
        List<SubjectId> ids = stories.stream().map(DispatchStory::subject).toList();
        SOON.until(() -> {
            var known = subjects.find(figures.serving(), ids);
            return stories.stream().allMatch(story -> {
                var there = known.get(story.subject());
                return there != null && there.version() >= story.version();
            });
        });
        assertThat(alarm.stops()).isEmpty();
    }

    /** At an event, a microsecond beside one, at the end of a day, or anywhere. */
    private static Instant cutOff(List<DispatchStory> stories, RandomGenerator random) {
        List<DispatchMessage<?>> messages =
                stories.get(random.nextInt(stories.size())).messages();
        Instant event = messages.get(random.nextInt(messages.size())).occurredAt();
        return switch (random.nextInt(5)) {
            case 0 -> event;
            case 1 -> event.minus(1, ChronoUnit.MICROS);
            case 2 -> start(LocalDate.ofInstant(event, CHINA).plusDays(1));
            case 3 -> start(LocalDate.ofInstant(event, CHINA).plusDays(1)).minus(1, ChronoUnit.MICROS);
            default -> BEGINNING.plus(random.nextInt(400 * 86_400), ChronoUnit.SECONDS);
        };
    }
}
