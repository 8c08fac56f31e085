package org.zhuqi.timeliness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import tools.jackson.databind.JsonNode;

/** The clocks of a ticket with their sheets, and the list of what is due: what they say, and to whom. */
final class ClocksAndDueTest extends TestTimeliness {
    private static final WorkingCalendar CHINA = WorkingCalendar.of(CalendarRules.shipped());

    // -- the clocks of a ticket -----------------------------------------------------------------------------------

    @Test
    void theSheetAddsUp() {
        Life life = bounced();
        time.is("2023-04-25 10:00");
        tell(life);
        settle();

        JsonNode document = read(coordinator(), "/api/v1/tickets/" + life.number() + "/clocks");
        assertThat(document).isEqualTo(read(coordinator(), "/api/v1/tickets/" + life.ticket() + "/clocks"));
        assertThat(document.path("policy").asString()).isEqualTo("135-staged@1");
        assertThat(document.path("zone").asString()).isEqualTo("Asia/Shanghai");
        assertThat(document.path("workingDaySeconds").asLong()).isEqualTo(27_000);
        assertThat(document.path("version").asLong()).isEqualTo(6);
        List<JsonNode> clocks = each(document.path("clocks"), clock -> clock);
        assertThat(clocks).hasSizeGreaterThan(6).allSatisfy(clock -> {
            JsonNode sheet = clock.path("sheet");
            Instant end = time(sheet, "from");
            long seconds = 0;
            for (JsonNode line : each(sheet.path("lines"), line -> line)) {
                assertThat(time(line, "from")).isEqualTo(end);
                end = time(line, "to");
                seconds += line.path("seconds").asLong();
            }
            assertThat(end).isEqualTo(time(sheet, "until"));
            assertThat(seconds).isEqualTo(sheet.path("totalSeconds").asLong());
            assertThat(sheet.path("countedSeconds").asLong()
                            + sheet.path("stoodStillSeconds").asLong())
                    .isEqualTo(seconds);
            assertThat(CHINA.workingTime(time(sheet, "from"), time(sheet, "until"))
                            .toSeconds())
                    .isEqualTo(seconds);
        });
        JsonNode answer = clocks.stream()
                .filter(clock -> clock.path("clock").asString().equals("1/answer/TICKET"))
                .findFirst()
                .orElseThrow();
        assertThat(answer.path("standing").asString()).isEqualTo("OVERDUE");
        assertThat(answer.path("within").asString()).isEqualTo("5 working days");
        assertThat(answer.path("stageEn").asString()).isEqualTo("Answer");
        assertThat(texts(answer.path("sheet").path("lines"), "holder", "unit", "runs", "overdue", "reason"))
                .containsExactly(
                        "UNIT labour-bureau true false -",
                        "UNIT land-bureau true false -",
                        "UNIT land-bureau true false -",
                        "UNIT land-bureau false false WAITING_FOR_ENTERPRISE",
                        "UNIT land-bureau true false -",
                        "UNIT land-bureau true true -");
        assertThat(answer.path("sheet").path("stoodStillSeconds").asLong()).isEqualTo(2 * 27_000);
        // Due on the 19th at 17:30, and now it is the 25th at 10:00, with a Sunday at work in between.
        assertThat(answer.path("sheet").path("overdueSeconds").asLong()).isEqualTo(4 * 27_000 + 5_400);
        assertThat(document.path("notices").size()).isPositive();
        assertThat(texts(document.path("notices"), "type")).contains("zhuqi.clock.breached.v1");
        assertThat(document.path("notices")
                        .get(0)
                        .path("message")
                        .path("number")
                        .asString())
                .isEqualTo(life.number().text());
    }

    @Test
    void whoMaySeeWhichClocks() {
        Life life = bounced();
        time.is("2023-04-25 10:00");
        tell(life);
        settle();
        String path = "/api/v1/tickets/" + life.ticket() + "/clocks";
        for (Caller caller : List.of(
                coordinator(),
                as(Role.SUPERVISOR),
                as(Role.AUDITOR),
                as(Role.ADMIN),
                handler(Life.LAND),
                // Who held it once may know what is held against it.
                handler(Life.LABOUR))) {
            JsonNode all = read(caller, path);
            assertThat(texts(all.path("clocks"), "scope")).as("%s", caller).contains("TICKET", "UNIT", "ASSISTANT");
            assertThat(all.path("notices").size()).as("%s", caller).isPositive();
        }
        JsonNode own = read(here(Callers.enterprise("boss", Life.HUACAI)), path);
        assertThat(texts(own.path("clocks"), "scope")).containsOnly("TICKET");
        assertThat(own.path("notices").size()).isZero();
        for (Caller stranger : List.of(
                here(Callers.enterprise("rival", new EnterpriseId("rival"))),
                handler(new UnitId("water-works")),
                // Who only assisted the unit before has nothing to do with it any more.
                handler(Life.POWER),
                here(Callers.officer("officer")),
                Callers.in(anotherDistrict(), Callers.coordinator("li.lei")),
                Callers.in(anotherDistrict(), Callers.handler("zhang.san", Life.LAND)))) {
            assertThat(refusal(stranger, path, 404))
                    .isEqualTo("not-found: There is no ticket %s that you may see.".formatted(life.ticket()));
            refusal(stranger, "/api/v1/tickets/" + life.number() + "/clocks", 404);
        }
        refusal(coordinator(), "/api/v1/tickets/" + java.util.UUID.randomUUID() + "/clocks", 404);
        refusal(coordinator(), "/api/v1/tickets/nonsense/clocks", 404);
        refusal(coordinator(), path + "?all=true", 400);
        refusal(null, "GET", path, null, 401);
    }

    @Test
    void anOfficerSeesTheClocksOfWhatTheyFiled() {
        Life life = life().submitted("2023-04-10 09:00", Callers.officer("officer"))
                .dispatched("2023-04-10 10:00", Life.LABOUR);
        tell(life);
        read(here(Callers.officer("officer")), "/api/v1/tickets/" + life.ticket() + "/clocks");
        refusal(here(Callers.officer("another")), "/api/v1/tickets/" + life.ticket() + "/clocks", 404);
    }

    /** Two units, an assistant, and two working days in which nothing could be done. */
    private Life bounced() {
        return life().submitted("2023-04-10 09:00")
                .dispatched("2023-04-10 10:00", Life.LABOUR, Life.POWER)
                .redispatched("2023-04-11 10:00", Life.LAND)
                .accepted("2023-04-11 14:00")
                .suspended("2023-04-12 10:00", null)
                .resumed("2023-04-14 10:00");
    }

    private static Instant time(JsonNode node, String field) {
        return Instant.parse(node.path(field).asString());
    }

    // -- what is due ----------------------------------------------------------------------------------------------

    @Test
    void theEarliestDueComesFirstAndEveryFilterFilters() {
        Life early = life().submitted("2023-04-10 09:00")
                .dispatched("2023-04-10 10:00", Life.LABOUR)
                .accepted("2023-04-10 11:00");
        Life late = life().submitted("2023-04-12 09:00").dispatched("2023-04-12 10:00", Life.LAND, Life.POWER);
        Life paused = life().submitted("2023-04-11 09:00")
                .dispatched("2023-04-11 10:00", Life.LAND)
                .accepted("2023-04-11 11:00")
                .suspended("2023-04-11 15:00", null);
        Life elsewhere =
                lifeIn(anotherDistrict()).submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
        time.is("2023-04-13 12:00");
        tell(early, late, paused, elsewhere);
        String one = early.number().text();
        String two = late.number().text();
        String three = paused.number().text();

        assertThat(due(coordinator(), ""))
                .containsExactlyInAnyOrder(
                        one + " progress 2023-04-13T09:30:00Z SOON",
                        two + " accept 2023-04-13T09:30:00Z ON_TIME",
                        three + " progress 2023-04-14T09:30:00Z PAUSED",
                        one + " answer 2023-04-17T09:30:00Z ON_TIME",
                        two + " progress 2023-04-17T09:30:00Z ON_TIME",
                        three + " answer 2023-04-18T09:30:00Z PAUSED",
                        two + " answer 2023-04-19T09:30:00Z ON_TIME");
        assertThat(texts(read(coordinator(), "/api/v1/due").path("items"), "due"))
                .isSorted();
        assertThat(due(as(Role.AUDITOR), "unit=labour-bureau")).hasSize(2).allMatch(each -> each.startsWith(one));
        assertThat(due(coordinator(), "scope=ASSISTANT")).containsExactly(two + " assist 2023-04-17T09:30:00Z ON_TIME");
        assertThat(due(coordinator(), "scope=UNIT&unit=land-bureau")).hasSize(5);
        assertThat(due(coordinator(), "stage=accept")).containsExactly(two + " accept 2023-04-13T09:30:00Z ON_TIME");
        assertThat(due(coordinator(), "standing=PAUSED")).hasSize(2).allMatch(each -> each.startsWith(three));
        assertThat(due(coordinator(), "standing=SOON")).containsExactly(one + " progress 2023-04-13T09:30:00Z SOON");
        assertThat(due(coordinator(), "standing=ON_TIME")).hasSize(4).allMatch(each -> each.endsWith("ON_TIME"));
        assertThat(due(coordinator(), "standing=OVERDUE")).isEmpty();
        assertThat(due(coordinator(), "standing=UNKNOWN")).isEmpty();
        assertThat(due(coordinator(), "from=2023-04-14T09:30:00Z&to=2023-04-17T09:30:00Z"))
                .containsExactly(three + " progress 2023-04-14T09:30:00Z PAUSED");
        time.is("2023-04-13 17:31");
        assertThat(due(coordinator(), "standing=OVERDUE"))
                .containsExactlyInAnyOrder(
                        one + " progress 2023-04-13T09:30:00Z OVERDUE", two + " accept 2023-04-13T09:30:00Z OVERDUE");
        time.is("2023-04-14 09:30");
        JsonNode overdue = read(coordinator(), "/api/v1/due?standing=OVERDUE")
                .path("items")
                .get(0);
        assertThat(overdue.path("remainingWorkingSeconds").asLong()).isEqualTo(-3_600);
    }

    @Test
    void aPauseThatEndedByItselfIsOverInTheListToo() {
        // The system resumes nothing that another system suspended, but the day until which it might wait has passed.
        Life life = life().imported("2023-04-12 08:00")
                .submitted("2023-04-10 09:00")
                .dispatched("2023-04-10 10:00", Life.LABOUR)
                .accepted("2023-04-10 11:00")
                .progressed("2023-04-10 14:00")
                .suspended("2023-04-11 10:00", "2023-04-12");
        time.is("2023-04-12 08:00");
        tell(life);
        String number = life.number().text();
        assertThat(due(coordinator(), "")).containsExactly(number + " answer 2023-04-17T09:30:00Z PAUSED");
        settleAt("2023-04-13 00:00");
        assertThat(due(coordinator(), "")).containsExactly(number + " answer 2023-04-19T08:00:00Z ON_TIME");
        time.is("2023-04-19 16:01");
        settle();
        assertThat(notices(life)).contains("answer breach labour-bureau 2023-04-19 16:00");
        assertThat(due(coordinator(), "standing=OVERDUE"))
                .containsExactly(number + " answer 2023-04-19T08:00:00Z OVERDUE");
        assertThat(texts(
                        read(coordinator(), "/api/v1/tickets/" + number + "/clocks")
                                .path("clocks"),
                        "clock",
                        "standing"))
                .contains("1/answer/TICKET OVERDUE", "1/answer/UNIT/1 OVERDUE");
    }

    private List<String> due(Caller caller, String query) {
        return texts(read(caller, "/api/v1/due?" + query).path("items"), "number", "stage", "due", "standing");
    }

    @Test
    void pagesLoseNothingAndRepeatNothing() {
        List<Life> lives = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            lives.add(life().submitted("2026-12-23 09:00").dispatched("2026-12-23 10:00", Life.LABOUR));
            // Answered in a year that the calendar does not know: these come last.
            lives.add(life().submitted("2026-12-29 09:00").dispatched("2026-12-29 10:00", Life.LABOUR));
        }
        time.is("2026-12-29 12:00");
        tell(lives);
        List<String> all = texts(read(coordinator(), "/api/v1/due?limit=200").path("items"), "ticket", "clock", "due");
        assertThat(all).hasSize(30).doesNotHaveDuplicates();
        assertThat(all.subList(20, 30)).allMatch(each -> each.endsWith(" -"));
        for (int limit : List.of(1, 7, 10, 30)) {
            List<String> paged = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = read(coordinator(), "/api/v1/due?limit=" + limit + "&cursor=" + cursor);
                paged.addAll(texts(page.path("items"), "ticket", "clock", "due"));
                cursor = page.path("next").asString("");
            } while (!cursor.isEmpty());
            assertThat(paged).as("in portions of %d", limit).isEqualTo(all);
        }
        assertThat(due(coordinator(), "standing=UNKNOWN")).hasSize(10);
    }

    @Test
    void whoMaySeeWhatIsDue() {
        tell(
                life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR),
                life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LAND));
        assertThat(due(handler(Life.LABOUR), "")).hasSize(3);
        assertThat(due(handler(Life.LABOUR), "unit=labour-bureau")).hasSize(3);
        assertThat(due(handler(new UnitId("water-works")), "")).isEmpty();
        assertThat(due(coordinator(), "")).hasSize(6);
        assertThat(due(Callers.in(anotherDistrict(), Callers.coordinator("li.lei")), ""))
                .isEmpty();
        assertThat(refusal(handler(Life.LABOUR), "/api/v1/due?unit=land-bureau", 404))
                .isEqualTo("not-found: There is no unit land-bureau whose due dates you may see.");
        assertThat(refusal(as(Role.ENTERPRISE), "/api/v1/due", 403))
                .startsWith("forbidden: Only ADMIN or AUDITOR or COORDINATOR or HANDLER or SUPERVISOR may see");
        refusal(as(Role.OFFICER), "/api/v1/due", 403);
        refusal(null, "GET", "/api/v1/due", null, 401);
    }

    @Test
    void whatIsNotUnderstoodIsASentence() {
        assertThat(refusal(coordinator(), "/api/v1/due?sort=due", 400)).contains("Unknown parameter 'sort'");
        for (String query : List.of(
                "limit=0",
                "limit=201",
                "limit=many",
                "scope=ALL",
                "standing=LATE",
                "from=yesterday",
                "unit=%20%20",
                "cursor=nonsense",
                "cursor="
                        + java.util.Base64.getUrlEncoder()
                                .encodeToString("x\ny\nz".getBytes(java.nio.charset.StandardCharsets.UTF_8)))) {
            String name = query.substring(0, query.indexOf('='));
            assertThat(refusal(coordinator(), "/api/v1/due?" + query, 400))
                    .contains("The parameter '%s' does not take".formatted(name));
        }
    }
}
