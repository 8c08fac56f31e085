package org.zhuqi.timeliness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.DayOverride;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.timeliness.application.ChangingCalendars;
import tools.jackson.databind.JsonNode;

/** The working calendar through its door: what it says, and what happens to due dates when it changes. */
final class CalendarApiTest extends TestTimeliness {
    @Autowired
    private ChangingCalendars changing;

    private static final String NOTICE_2027 = """
            {"year": 2027, "papers": ["https://example.org/2027"], "days": [
                {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
                {"name": "元旦", "date": "2027-01-04", "isOffDay": true},
                {"name": "元旦", "date": "2027-01-09", "isOffDay": false}]}
            """;
    private static final String SHIPPED = CalendarRules.shipped().version();

    @ParameterizedTest
    @CsvSource({
        "2023-04-28, 2023-05-04, 2023-05-06, 2023-05-09",
        "2023-09-28, 2023-10-07, 2023-10-09, 2023-10-11",
        "2024-02-09, 2024-02-18, 2024-02-20, 2024-02-22",
        "2025-01-24, 2025-01-26, 2025-02-05, 2025-02-07",
        "2026-02-13, 2026-02-14, 2026-02-25, 2026-02-27",
        "2022-12-30, 2023-01-03, 2023-01-05, 2023-01-09"
    })
    void workingDaysFollowTheNotices(String from, String first, String third, String fifth) {
        JsonNode days = read(handler(Life.LABOUR), "/api/v1/calendar/working-days?from=" + from + "&days=5")
                .path("days");
        assertThat(texts(days, "number")).containsExactly("1", "2", "3", "4", "5");
        assertThat(texts(days, "date")).contains(first, third, fifth);
        assertThat(days.get(0).path("date").asString()).isEqualTo(first);
        assertThat(days.get(2).path("date").asString()).isEqualTo(third);
        assertThat(days.get(4).path("date").asString()).isEqualTo(fifth);
    }

    @Test
    void aMakeUpWorkdaySaysToWhichHolidayItBelongs() {
        JsonNode day = read(as(Role.ENTERPRISE), "/api/v1/calendar/working-days?from=2023-05-05&days=1")
                .path("days")
                .get(0);
        assertThat(day.path("date").asString()).isEqualTo("2023-05-06");
        assertThat(day.path("name").asString()).isEqualTo("劳动节");
        assertThat(texts(day.path("hours"), "from", "to")).containsExactly("08:30 12:00", "13:30 17:30");
    }

    @Test
    void aSpanIsOverWhenTheCalendarSays() {
        assertThat(due("from=2023-04-28T10:00:00%2B08:00&within=5+working+days"))
                .isEqualTo("2023-05-09T09:30:00Z NEXT_DAY");
        assertThat(due("from=2023-04-28T10:00:00+08:00&within=2+working+hours"))
                .isEqualTo("2023-04-28T04:00:00Z EXACT");
        assertThat(due("from=2023-04-28T10:00:00%2B08:00&within=1+working+day&counting=EXACT"))
                .isEqualTo("2023-05-04T02:00:00Z EXACT");
    }

    private String due(String query) {
        JsonNode due = read(coordinator(), "/api/v1/calendar/due?" + query);
        return due.path("due").asString() + " " + due.path("counting").asString();
    }

    @Test
    void aYearWithoutNoticeIsUnknownNotWithoutHolidays() {
        var answer = send(coordinator(), "GET", "/api/v1/calendar/working-days?from=2026-12-30&days=5", null, 422);
        assertThat(json(answer).path("type").asString()).isEqualTo("urn:zhuqi:problem:unknown-year");
        assertThat(json(answer).path("year").asInt()).isEqualTo(2027);
        assertThat(json(answer).path("detail").asString()).contains("2027");
        assertThat(refusal(coordinator(), "/api/v1/calendar/due?from=2026-12-30T10:00:00Z&within=5+working+days", 422))
                .startsWith("unknown-year: ");
        assertThat(texts(read(coordinator(), "/api/v1/calendar").path("years"), "year"))
                .containsExactly("2022", "2023", "2024", "2025", "2026");
    }

    @Test
    void aNewNoticeIsTriedFirstAndThenMovesWhatIsOpen() {
        Life life = life().submitted("2026-12-29 09:00").dispatched("2026-12-29 10:00", Life.LABOUR);
        Life elsewhere =
                lifeIn(anotherDistrict()).submitted("2026-12-29 09:00").dispatched("2026-12-29 10:00", Life.LABOUR);
        time.is("2026-12-29 12:00");
        tellStepByStep(life, elsewhere);
        assertThat(reading(life, "1/answer/TICKET").due()).isNull();
        assertThat(reading(life, "1/answer/TICKET").unknownYear()).isEqualTo(2027);
        assertThat(reading(life, "1/accept/TICKET").due()).isEqualTo(MovableTime.china("2026-12-30 17:30"));
        assertThat(texts(
                        read(coordinator(), "/api/v1/due").path("items"),
                        "stage",
                        "due",
                        "unknownYear",
                        "standing",
                        "remainingWorkingSeconds"))
                .containsExactlyInAnyOrder(
                        "accept 2026-12-30T09:30:00Z - ON_TIME 41400",
                        "answer - 2027 UNKNOWN -",
                        "progress - 2027 UNKNOWN -");

        List<Object> before = everything();
        JsonNode preview = json(send(admin(), "POST", "/api/v1/calendar/notices?preview=true", NOTICE_2027, 200));
        assertThat(preview.path("openTickets").asInt()).isEqualTo(1);
        assertThat(preview.path("moved").asInt()).isEqualTo(4);
        assertThat(preview.path("complete").asBoolean()).isTrue();
        assertThat(preview.path("versionBefore").asString()).isEqualTo(SHIPPED);
        assertThat(texts(preview.path("examples"), "number", "clock", "before", "after"))
                .containsExactlyInAnyOrder(
                        life.number() + " 1/progress/TICKET - 2027-01-05T09:30:00Z",
                        life.number() + " 1/progress/UNIT/1 - 2027-01-05T09:30:00Z",
                        life.number() + " 1/answer/TICKET - 2027-01-07T09:30:00Z",
                        life.number() + " 1/answer/UNIT/1 - 2027-01-07T09:30:00Z");
        assertThat(everything()).isEqualTo(before);
        settle();
        assertThat(told(life)).hasSize(2);

        JsonNode changed = json(send(admin(), "POST", "/api/v1/calendar/notices", NOTICE_2027, 200));
        assertThat(changed.path("openTickets").asInt()).isEqualTo(1);
        assertThat(changed.path("versionAfter").asString())
                .isEqualTo(preview.path("versionAfter").asString());
        settle();
        settle();
        List<ClockMessage<?>> told = told(life);
        assertThat(told).extracting(ClockMessage::sequence).containsExactly(1L, 2L, 3L);
        assertThat(told.get(2).ticketVersion()).isEqualTo(2);
        assertThat(told.get(2).calendarVersion())
                .isEqualTo(changed.path("versionAfter").asString());
        assertThat(reading(life, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2027-01-07 17:30"));
        assertThat(reading(life, "1/answer/TICKET").unknownYear()).isNull();

        assertThat(told(elsewhere)).hasSize(2);
        assertThat(calendars.of(told(elsewhere).getFirst().district()).version())
                .isEqualTo(SHIPPED);
        settleAt("2027-01-07 17:30");
        assertThat(notices(life)).contains("answer RED labour-bureau 2027-01-07 17:30");
        assertThat(texts(read(coordinator(), "/api/v1/calendar").path("years"), "year"))
                .endsWith("2027");
    }

    @Test
    void whatCouldNotBeClosedForWantOfANoticeIsClosedOnceItIsThere() {
        Life life = life().submitted("2026-12-28 09:00")
                .dispatched("2026-12-28 10:00", Life.LABOUR)
                .accepted("2026-12-28 11:00")
                .answered("2026-12-29 10:00");
        time.is("2026-12-29 12:00");
        tell(life);
        settleAt("2027-01-15 08:00");
        assertThat(asked(life)).isEmpty();
        send(admin(), "POST", "/api/v1/calendar/notices", NOTICE_2027, 200);
        settle();
        assertThat(asked(life)).hasSize(1);
    }

    @Test
    void theSheetWaitsForANoticeToo() {
        Life life = life().submitted("2026-12-29 09:00").dispatched("2026-12-29 10:00", Life.LABOUR);
        time.is("2026-12-29 12:00");
        tell(life);
        time.is("2027-01-13 10:00");
        JsonNode entries = read(coordinator(), "/api/v1/tickets/" + life.ticket() + "/clocks")
                .path("clocks");
        assertThat(texts(entries, "stage", "standing")).contains("accept OVERDUE", "answer UNKNOWN");
        assertThat(each(entries, entry -> entry.has("sheet"))).containsOnly(false);
        send(admin(), "POST", "/api/v1/calendar/notices", NOTICE_2027, 200);
        settle();
        entries = read(coordinator(), "/api/v1/tickets/" + life.ticket() + "/clocks")
                .path("clocks");
        assertThat(each(entries, entry -> entry.has("sheet"))).containsOnly(true);
        assertThat(texts(read(coordinator(), "/api/v1/due").path("items"), "standing"))
                .containsOnly("OVERDUE");
    }

    @Test
    void aDistrictHasSingleDaysOfItsOwn() {
        Life life = life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
        tell(life);
        String off = """
                {"working": false, "reason": "台风停工"}""";
        JsonNode preview = json(send(admin(), "PUT", "/api/v1/calendar/days/2023-04-13?preview=true", off, 200));
        assertThat(preview.path("moved").asInt()).isEqualTo(4);
        assertThat(texts(preview.path("examples"), "clock", "before", "after"))
                .contains("1/answer/TICKET 2023-04-17T09:30:00Z 2023-04-18T09:30:00Z");
        send(admin(), "PUT", "/api/v1/calendar/days/2023-04-13", off, 200);
        settle();
        assertThat(reading(life, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2023-04-18 17:30"));
        assertThat(texts(read(admin(), "/api/v1/calendar").path("ownDays"), "date", "working", "reason"))
                .containsExactly("2023-04-13 false 台风停工");

        time.passes(Duration.ofMinutes(1));
        send(admin(), "PUT", "/api/v1/calendar/days/2023-04-15", """
                {"working": true, "hours": [{"from": "09:00", "to": "12:00"}], "reason": "补班"}""", 200);
        settle();
        assertThat(reading(life, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2023-04-17 17:30"));
        JsonNode saturday = read(admin(), "/api/v1/calendar/working-days?from=2023-04-14&days=1")
                .path("days")
                .get(0);
        assertThat(saturday.path("name").asString()).isEqualTo("补班");
        assertThat(texts(saturday.path("hours"), "from", "to")).containsExactly("09:00 12:00");

        time.passes(Duration.ofMinutes(1));
        send(admin(), "DELETE", "/api/v1/calendar/days/2023-04-13", null, 200);
        time.passes(Duration.ofMinutes(1));
        JsonNode last = json(send(admin(), "DELETE", "/api/v1/calendar/days/2023-04-15", null, 200));
        assertThat(last.path("versionAfter").asString()).isEqualTo(SHIPPED);
        settle();
        assertThat(reading(life, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2023-04-17 17:30"));
        JsonNode nothing = json(send(admin(), "DELETE", "/api/v1/calendar/days/2023-04-15", null, 200));
        assertThat(nothing.path("openTickets").asInt()).isZero();
    }

    @Test
    void aDistrictMayCountByOtherSettings() {
        Life life = life().submitted("2023-04-28 09:00").dispatched("2023-04-28 15:30", Life.LABOUR);
        time.is("2023-04-28 16:00");
        tell(life);
        assertThat(reading(life, "1/accept/TICKET").due()).isEqualTo(MovableTime.china("2023-05-04 17:30"));
        send(admin(), "PUT", "/api/v1/calendar/settings", """
                {"base": "PLAIN_WEEKDAYS", "zone": "Europe/Rome", "hours": [{"from": "09:00", "to": "13:00"}]}""", 200);
        settle();
        // Monday is May Day, and plain weekdays know no holidays.
        assertThat(Objects.requireNonNull(reading(life, "1/accept/TICKET").due())
                        .toString())
                .isEqualTo("2023-05-01T11:00:00Z");
        JsonNode calendar = read(admin(), "/api/v1/calendar");
        assertThat(calendar.path("base").asString()).isEqualTo("PLAIN_WEEKDAYS");
        assertThat(calendar.path("zone").asString()).isEqualTo("Europe/Rome");
        assertThat(texts(calendar.path("hours"), "from", "to")).containsExactly("09:00 13:00");
        // Nor do they know unknown years.
        assertThat(read(admin(), "/api/v1/calendar/working-days?from=2030-12-31&days=1")
                        .path("days")
                        .get(0)
                        .path("date")
                        .asString())
                .isEqualTo("2031-01-01");
    }

    @Test
    void onlyAnAdminChangesTheCalendar() {
        for (Role role :
                List.of(Role.ENTERPRISE, Role.OFFICER, Role.COORDINATOR, Role.HANDLER, Role.SUPERVISOR, Role.AUDITOR)) {
            Caller caller = as(role);
            assertThat(refusal(caller, "POST", "/api/v1/calendar/notices", NOTICE_2027, 403))
                    .isEqualTo("forbidden: Only ADMIN may change the working calendar; you are " + role + ".");
            refusal(caller, "POST", "/api/v1/calendar/notices?preview=true", NOTICE_2027, 403);
            refusal(caller, "PUT", "/api/v1/calendar/days/2023-04-13", """
                    {"working": false, "reason": "x"}""", 403);
            refusal(caller, "DELETE", "/api/v1/calendar/days/2023-04-13", null, 403);
            refusal(caller, "PUT", "/api/v1/calendar/settings", "{}", 403);
        }
        refusal(null, "GET", "/api/v1/calendar", null, 401);
        assertThat(read(admin(), "/api/v1/calendar").path("version").asString()).isEqualTo(SHIPPED);
    }

    @Test
    void whatIsWrongIsASentence() {
        assertBad("GET", "/api/v1/calendar/working-days", null, "The parameter 'from' is missing.");
        assertBad(
                "GET",
                "/api/v1/calendar/working-days?from=28.4.2023",
                null,
                "The parameter 'from' does not take '28.4.2023'; it takes, for example, 2023-04-28.");
        assertBad(
                "GET",
                "/api/v1/calendar/working-days?from=2023-04-28&days=1001",
                null,
                "The parameter 'days' does not take '1001'; it takes, for example, 5 (1 to 1000).");
        assertBad("GET", "/api/v1/calendar?year=2023", null, "Unknown parameter 'year'; known here: .");
        assertBad(
                "GET",
                "/api/v1/calendar/due?from=2023-04-28T10:00:00Z&within=5+fortnights",
                null,
                "The parameter 'within' does not take '5 fortnights'; it takes, for example, 5 working days.");
        assertBad("POST", "/api/v1/calendar/notices", "{\"days\": []}", "the field 'year' is missing");
        assertBad("POST", "/api/v1/calendar/notices", "{", "the body is not JSON");
        assertBad("POST", "/api/v1/calendar/notices", "{\"year\": 2027, \"days\": []}", "has no list \"papers\"");
        assertBad(
                "POST",
                "/api/v1/calendar/notices",
                "{\"year\": 2027, \"papers\": [], \"days\": []}",
                "The holiday notice for 2027 names no days.");
        assertBad("PUT", "/api/v1/calendar/days/2023-02-30", "{\"working\": false, \"reason\": \"x\"}", "2023-02-30");
        assertBad("PUT", "/api/v1/calendar/days/2023-04-13", "{\"reason\": \"x\"}", "The body must say 'working'");
        assertBad(
                "PUT",
                "/api/v1/calendar/days/2023-04-13",
                "{\"working\": true, \"hours\": [{\"from\": \"9\", \"to\": \"12:00\"}], \"reason\": \"x\"}",
                "'9' is no time of day such as 08:30");
        assertBad("PUT", "/api/v1/calendar/settings", "{\"zone\": \"Qiantang\"}", "'Qiantang' is no time zone");
        assertBad("PUT", "/api/v1/calendar/settings", "{\"hours\": []}", "A working calendar needs business hours");
        assertBad("PUT", "/api/v1/calendar/settings", "{\"base\": \"LUNAR\"}", "The body is not JSON of the form");
        assertBad(
                "PUT",
                "/api/v1/calendar/settings?preview=perhaps",
                "{}",
                "The parameter 'preview' does not take 'perhaps'; it takes, for example, true or false.");
        assertThat(read(admin(), "/api/v1/calendar").path("version").asString()).isEqualTo(SHIPPED);
    }

    private void assertBad(
            String method, String path, @org.jspecify.annotations.Nullable String body, String sentence) {
        assertThat(refusal(admin(), method, path, body, 400))
                .as("%s %s %s", method, path, body)
                .contains(sentence);
    }

    @Test
    void everybodyIsToldTheNewCalendar() {
        JsonNode changed = json(send(admin(), "POST", "/api/v1/calendar/notices", NOTICE_2027, 200));
        var records = rules("calendar/" + district);
        assertThat(records).hasSize(1);
        CalendarAnnounced announced = Json.MAPPER.readValue(records.getFirst().value(), CalendarAnnounced.class);
        assertThat(announced.version()).isEqualTo(changed.path("versionAfter").asString());
        assertThat(Objects.requireNonNull(announced.district()).text()).isEqualTo(district);
        assertThat(announced.notices())
                .extracting(CalendarAnnounced.Notice::year)
                .contains(2027);
        assertThat(rules("calendar/*")).isNotEmpty();
        // The same again is nothing new.
        time.passes(Duration.ofMinutes(1));
        send(admin(), "POST", "/api/v1/calendar/notices", NOTICE_2027, 200);
        assertThat(rules("calendar/" + district)).hasSize(1);
        Caller neighbour = Callers.in(anotherDistrict(), Callers.inRole("someone", Role.ADMIN));
        assertThat(read(neighbour, "/api/v1/calendar").path("version").asString())
                .isEqualTo(SHIPPED);
    }

    @Test
    void aVerdictThatWasGivenIsShownAsItWasGiven() {
        Life life = life().submitted("2023-04-10 09:00")
                .dispatched("2023-04-10 10:00", Life.LABOUR)
                .accepted("2023-04-12 10:00")
                .answered("2023-04-13 10:00")
                .confirmed("2023-04-13 11:00");
        time.is("2023-04-13 12:00");
        tellStepByStep(life);
        assertThat(reading(life, "1/accept/TICKET").state()).isEqualTo(ClockState.LATE);
        List<ClockMessage<?>> before = told(life);
        send(admin(), "PUT", "/api/v1/calendar/days/2023-04-11", """
                {"working": false, "reason": "台风停工"}""", 200);
        settle();
        JsonNode document = read(coordinator(), "/api/v1/tickets/" + life.ticket() + "/clocks");
        assertThat(texts(document.path("clocks"), "clock", "state")).contains("1/accept/TICKET LATE");
        assertThat(document.path("calendar").asString()).isEqualTo(SHIPPED);
        assertThat(told(life)).isEqualTo(before);
    }

    /** Accepted a working day late; then the day in between is declared off. */
    @Test
    void aVerdictStaysWhileWhatIsStillOpenMoves() {
        time.is("2026-03-04 10:00");
        Life life = life().submitted("2026-03-02 09:00")
                .dispatched("2026-03-02 09:30", Life.LAND)
                .accepted("2026-03-04 09:00");
        tell(life);
        awaitCountedIn(life);
        assertThat(reading(life, "1/accept/TICKET").state()).isEqualTo(ClockState.LATE);

        send(admin(), "PUT", "/api/v1/calendar/days/2026-03-03", "{\"working\": false, \"reason\": \"停电（补记）\"}", 200);
        settle();

        assertThat(reading(life, "1/accept/TICKET").state())
                .as("given before the correction")
                .isEqualTo(ClockState.LATE);
        assertThat(reading(life, "1/answer/TICKET").due())
                .as("still open: a working day more")
                .isEqualTo(MovableTime.china("2026-03-10 17:30"));
        tell(life.answered("2026-03-04 11:00"));
        awaitCountedIn(life);
        assertThat(reading(life, "1/accept/TICKET").state()).isEqualTo(ClockState.LATE);
        assertThat(reading(life, "1/accept/TICKET").countedSeconds())
                .as("of two working days, for the day between was one when it was judged")
                .isEqualTo(52_200);
        assertThat(reading(life, "1/answer/TICKET").state()).isEqualTo(ClockState.MET);
        assertThat(reading(life, "1/answer/TICKET").countedSeconds()).isEqualTo(32_400);
        JsonNode shown = read(coordinator(), "/api/v1/tickets/" + life.ticket() + "/clocks");
        assertThat(texts(shown.path("clocks"), "clock", "state"))
                .contains("1/accept/TICKET LATE", "1/accept/UNIT/1 LATE", "1/answer/TICKET MET");
    }

    @Test
    void whatComesWhileACalendarChangesIsCountedByTheNewOne() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        Life life = life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
        try (ExecutorService others = Executors.newFixedThreadPool(2)) {
            Future<?> change = others.submit(() -> transaction.executeWithoutResult(status -> {
                changing.change(new DistrictId(district), new AccountId("someone"), CalendarApiTest::without13April);
                written.countDown();
                awaitUninterruptibly(mayCommit);
            }));
            written.await();
            Future<?> projection = others.submit(() -> clocks.project(batch(life)));
            SOON.until(() -> projection.isDone() || aProjectionWaits());
            mayCommit.countDown();
            change.get();
            projection.get();
        }
        settle();
        assertThat(reading(life, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2023-04-18 17:30"));
        assertThat(told(life).getLast().calendarVersion())
                .isEqualTo(read(admin(), "/api/v1/calendar").path("version").asString());
    }

    private static CalendarRules without13April(CalendarRules rules) {
        return new CalendarRules(
                rules.base(),
                rules.zone(),
                rules.hours(),
                rules.notices(),
                List.of(new DayOverride(LocalDate.of(2023, 4, 13), false, List.of(), "台风停工")));
    }

    private boolean aProjectionWaits() {
        return database.sql("select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                        .query(Long.class)
                        .single()
                > 0;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
