package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.zhuqi.contracts.lifecycle.TicketState.SUBMITTED;
import static org.zhuqi.desk.Readings.extended;
import static org.zhuqi.desk.Readings.met;
import static org.zhuqi.desk.Readings.name;
import static org.zhuqi.desk.Readings.paused;
import static org.zhuqi.desk.Readings.running;
import static org.zhuqi.desk.Readings.unknown;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.desk.domain.Standing;
import org.zhuqi.platform.calendar.BusinessInterval;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** Lists by time. */
final class TimeListTest extends TestDesk {
    private static final Instant FRIDAY_EVENING = Instant.parse("2023-04-28T09:30:00Z");
    /** The first working day after the holiday. */
    private static final Instant THURSDAY_EVENING = Instant.parse("2023-05-04T09:30:00Z");

    private final Random random = new Random(11);

    @Autowired
    private CalendarTable calendars;

    private record Timed(EventStory story, @Nullable Instant due) {
        String number() {
            return story.number().text();
        }
    }

    @Test
    void allPagesTogetherAreTheWholeListByDueDateAndThoseWithoutComeLast() {
        List<Timed> all = manyTickets(60);
        Comparator<Timed> byId =
                Comparator.comparing(each -> each.story().ticket().text());
        Comparator<Timed> earliestFirst = Comparator.comparing(
                        Timed::due, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparing(byId);
        Comparator<Timed> latestFirst = Comparator.comparing(
                        Timed::due, Comparator.nullsLast(Comparator.<Instant>reverseOrder()))
                .thenComparing(byId.reversed());
        for (int limit : new int[] {1, 7, 25, 60, 200}) {
            assertThat(walk("sort=due", limit)).isEqualTo(numbers(all, earliestFirst, each -> true));
            assertThat(walk("sort=-due", limit)).isEqualTo(numbers(all, latestFirst, each -> true));
        }
        Instant from = Stories.MONDAY.plusSeconds(3 * 3600);
        Instant to = Stories.MONDAY.plusSeconds(6 * 3600);
        Predicate<Timed> within = each -> {
            Instant due = each.due();
            return due != null && !due.isBefore(from) && due.isBefore(to);
        };
        String range = "&dueFrom=" + from + "&dueTo=" + to;
        assertThat(walk("sort=due" + range, 5)).isEqualTo(numbers(all, earliestFirst, within));
        assertThat(walk("sort=-due" + range, 200)).isEqualTo(numbers(all, latestFirst, within));
        assertThat(read(coordinator(), "/api/v1/tickets?count=true" + range)
                        .path("total")
                        .asString())
                .isEqualTo(Long.toString(all.stream().filter(within).count()));
    }

    @Test
    void everyStandingIsFilteredAsItIsShown() {
        Instant due = THURSDAY_EVENING;
        tellWith(running("answer", due), running("later", due.plusSeconds(999)));
        tellWith(paused("answer", due, FRIDAY_EVENING));
        tellWith(paused("answer", due, due));
        tellWith(paused("answer", due, due.plusSeconds(60)));
        tellWith(met("answer", due));
        tellWith(unknown("answer", 2027));
        tellWith();
        tell(story().tells(Stories.submitted(), SUBMITTED));
        Instant soon = due.minusSeconds(86_400);
        for (Instant now : List.of(
                FRIDAY_EVENING,
                soon.minusMillis(1),
                soon,
                due.minusMillis(1),
                due,
                due.plusMillis(1),
                due.plusSeconds(99_999))) {
            time.stopAt(now);
            JsonNode all = read(coordinator(), "/api/v1/tickets?limit=200&sort=number");
            for (Standing standing : Standing.values()) {
                assertThat(numbers(coordinator(), "sort=number&standing=" + standing))
                        .as("%s at %s", standing, now)
                        .isEqualTo(shown(all, List.of(standing.name())));
            }
            assertThat(numbers(coordinator(), "sort=number&standing=OVERDUE&standing=PAUSED&standing=DONE"))
                    .isEqualTo(shown(all, List.of("OVERDUE", "PAUSED", "DONE")));
            assertThat(all.path("items").get(0).path("time").path("standing").asString())
                    .isEqualTo(now.isBefore(soon) ? "ON_TIME" : now.isAfter(due) ? "OVERDUE" : "SOON");
        }
    }

    @Test
    void theHighestWarningIsFilteredAsItIsShown() {
        Map<WarningLevel, String> told = new EnumMap<>(WarningLevel.class);
        for (WarningLevel level : WarningLevel.values()) {
            EventStory story = story().tells(Stories.submitted(), SUBMITTED);
            tell(story);
            tell(ClockStory.of(story)
                    .changed(running("answer", THURSDAY_EVENING))
                    .warned(name("answer"), WarningLevel.REMINDER)
                    .warned(name("answer"), level));
            told.put(level, story.number().text());
        }
        tellWith(running("answer", THURSDAY_EVENING));
        told.forEach((level, number) -> {
            JsonNode page = read(coordinator(), "/api/v1/tickets?warning=" + level);
            assertThat(numbers(page)).containsExactly(number);
            assertThat(page.path("items").get(0).path("time").path("warning").asString())
                    .isEqualTo(level.name());
        });
        assertThat(numbers(coordinator(), "warning=RED&warning=SUPERVISION&sort=number"))
                .containsExactly(told.get(WarningLevel.RED), told.get(WarningLevel.SUPERVISION));
    }

    @Test
    void remainingTimeFollowsTheWorkingCalendar() {
        announce(CalendarRules.shipped(), district);
        EventStory story = tellWith(extended("answer", THURSDAY_EVENING));
        time.stopAt(FRIDAY_EVENING);
        JsonNode time = time(story);
        assertThat(time.path("remainingWorkingSeconds").asLong())
                .as("a weekend and a holiday lie between")
                .isEqualTo(27_000);
        assertThat(time.path("workingDaySeconds").asLong()).isEqualTo(27_000);
        assertThat(time.path("words").path("zh").asString()).isEqualTo("还剩 1 个工作日");
        assertThat(time.path("words").path("en").asString()).isEqualTo("1 working day left");
        assertThat(time.path("extensions").asInt()).isEqualTo(1);

        this.time.stopAt(Instant.parse("2023-05-06T09:30:00Z"));
        assertThat(time(story).path("remainingWorkingSeconds").asLong())
                .as("Friday, and the Saturday that is worked for the holiday")
                .isEqualTo(-54_000);
        assertThat(time(story).path("words").path("zh").asString()).isEqualTo("已超时 2 个工作日");

        EventStory stopped = tellWith(paused("answer", THURSDAY_EVENING, Instant.parse("2023-05-04T01:30:00Z")));
        assertThat(time(stopped).path("remainingWorkingSeconds").asLong()).isEqualTo(23_400);
        assertThat(time(stopped).path("words").path("zh").asString()).isEqualTo("已停表，剩余 6.5 小时（工作时间）");
        assertThat(time(stopped).path("pausedSince").asString()).isEqualTo("2023-05-04T01:30:00Z");
    }

    @Test
    void theDistrictsOwnCalendarCountsAndElseTheCommonOne() {
        announce(CalendarRules.shipped(), null);
        EventStory story = tellWith(running("answer", THURSDAY_EVENING));
        time.stopAt(FRIDAY_EVENING);
        assertThat(time(story).path("workingDaySeconds").asLong()).isEqualTo(27_000);
        CalendarRules shipped = CalendarRules.shipped();
        List<BusinessInterval> mornings = List.of(shipped.hours().getFirst());
        announce(
                new CalendarRules(shipped.base(), shipped.zone(), mornings, shipped.notices(), shipped.overrides()),
                district);
        assertThat(time(story).path("workingDaySeconds").asLong()).isEqualTo(12_600);
        assertThat(time(story).path("remainingWorkingSeconds").asLong()).isEqualTo(12_600);
    }

    @Test
    void aYearThatTheCalendarDoesNotKnowLeavesTheRemainingTimeOpen() {
        announce(CalendarRules.shipped(), district);
        int unknown = CalendarRules.shipped().notices().getLast().year() + 1;
        EventStory story = tellWith(running("answer", Instant.parse(unknown + "-03-05T09:30:00Z")));
        time.stopAt(Instant.parse((unknown - 1) + "-12-30T09:30:00Z"));
        assertThat(time(story).has("remainingWorkingSeconds")).isFalse();
        assertThat(time(story).path("standing").asString()).isEqualTo("ON_TIME");
        assertThat(time(story).path("words").path("zh").asString()).isEqualTo(unknown + "-03-05 17:30 到期");

        EventStory open = tellWith(unknown("answer", unknown));
        assertThat(time(open).path("standing").asString()).isEqualTo("UNKNOWN");
        assertThat(time(open).path("unknownYear").asInt()).isEqualTo(unknown);
        assertThat(numbers(coordinator(), "sort=due"))
                .containsExactly(story.number().text(), open.number().text());
    }

    @Test
    void aRuleThatIsNotUnderstoodLeavesTheOneBefore() {
        announce(CalendarRules.shipped(), district);
        CalendarAnnounced broken = new CalendarAnnounced(
                new DistrictId(district), "v", "Asia/Nowhere", "PLAIN_WEEKDAYS", List.of(), List.of(), List.of());
        ProducerRecord<String, byte[]> sent =
                Wire.rule("calendar/" + district, CalendarAnnounced.CE_TYPE, broken, Stories.MONDAY);
        calendars.arrived(List.of(EventStory.received(sent)));
        assertThat(calendars.of(new DistrictId(district))).isNotNull();
    }

    private JsonNode time(EventStory story) {
        JsonNode time = read(coordinator(), "/api/v1/tickets/" + story.ticket()).path("time");
        assertThat(read(coordinator(), "/api/v1/tickets?q=" + story.number())
                        .path("items")
                        .get(0)
                        .path("time"))
                .isEqualTo(time);
        return time;
    }

    private EventStory tellWith(org.zhuqi.contracts.clock.ClockReading... readings) {
        EventStory story = story().tells(Stories.submitted(), SUBMITTED);
        tell(story);
        tell(ClockStory.of(story).changed(readings));
        return story;
    }

    private List<Timed> manyTickets(int count) {
        List<Timed> all = new ArrayList<>();
        List<ClockStory> clocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Few different times, so that the order often depends on the id.
            EventStory story = story().tells(Stories.submitted(), SUBMITTED);
            Instant due = random.nextInt(3) == 0 ? null : Stories.MONDAY.plusSeconds(random.nextInt(8) * 3600L);
            if (due != null) {
                clocks.add(ClockStory.of(story).changed(running("answer", due)));
            } else if (random.nextBoolean()) {
                clocks.add(ClockStory.of(story).changed(met("answer", Stories.MONDAY)));
            }
            all.add(new Timed(story, due));
        }
        Collections.shuffle(clocks, random);
        tell(all.stream().map(Timed::story).toList());
        tell(clocks.toArray(ClockStory[]::new));
        return all;
    }

    private static List<String> numbers(List<Timed> all, Comparator<Timed> order, Predicate<Timed> filter) {
        return all.stream().filter(filter).sorted(order).map(Timed::number).toList();
    }

    private static List<String> shown(JsonNode page, List<String> standings) {
        List<String> numbers = new ArrayList<>();
        page.path("items").forEach(item -> {
            if (standings.contains(item.path("time").path("standing").asString(""))) {
                numbers.add(item.path("number").asString());
            }
        });
        return numbers;
    }

    private List<String> walk(String query, int limit) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = read(coordinator(), "/api/v1/tickets?limit=" + limit + "&" + query + cursor);
            seen.addAll(numbers(page));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!cursor.isEmpty());
        return seen;
    }

    /** Returns when the desk counts by it. */
    private void announce(CalendarRules rules, @Nullable String whose) {
        CalendarAnnounced announced = new CalendarAnnounced(
                whose == null ? null : new DistrictId(whose),
                rules.version(),
                rules.zone().getId(),
                rules.base().name(),
                rules.hours().stream()
                        .map(each -> new CalendarAnnounced.Interval(
                                each.from().toString(), each.to().toString()))
                        .toList(),
                rules.notices().stream()
                        .map(notice -> new CalendarAnnounced.Notice(
                                notice.year(),
                                notice.version(),
                                notice.papers(),
                                notice.days().stream()
                                        .map(day -> new CalendarAnnounced.NoticeDay(day.date(), day.name(), day.off()))
                                        .toList()))
                        .toList(),
                List.of());
        write(Stream.of(Wire.rule(
                        "calendar/" + (whose == null ? "*" : whose),
                        CalendarAnnounced.CE_TYPE,
                        announced,
                        Stories.MONDAY))
                .toList());
        await().until(() -> {
            var calendar = calendars.of(new DistrictId(district));
            return calendar != null && calendar.version().equals(rules.version());
        });
    }
}
