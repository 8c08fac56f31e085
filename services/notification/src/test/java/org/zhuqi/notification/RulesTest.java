package org.zhuqi.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.platform.calendar.CalendarTable;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who is told what, when: rules, preferences, quiet hours, the lists of a morning. */
final class RulesTest extends TestNotification {
    @Autowired
    CalendarTable calendars;

    private static final String RULES = "/api/v1/notification-rules";
    private static final String PREFERENCES = "/api/v1/notifications/preferences";
    private static final String ONE_RULE = """
            {"rules": [{"occasion": "ticket.dispatched", "to": ["unit", "account:%s"], "channels": ["IN_APP"]}],
             "words": {"ticket.dispatched": {
                "zh": {"title": "新任务 {{number}}", "text": "{{#note}}说明：{{note}}{{/note}}{{^note}}无说明{{/note}}"},
                "en": {"title": "New: {{number}}", "text": "{{title}}"}}}}
            """;

    @Test
    void aDistrictHasRulesOfItsOwn() {
        JsonNode shipped = read(district.admin(), RULES);
        assertThat(shipped.path("version").asLong()).isZero();
        assertThat(texts(shipped.path("occasions"), "name"))
                .contains("ticket.dispatched", "clock.supervision", "meeting.cancelled", "digest");
        String own = ONE_RULE.formatted(district.account("supervisor"));
        assertThat(refusal(send(district.admin(), "PUT", RULES, own), 428)).startsWith("version-required");
        assertThat(json(send(district.admin(), "PUT", RULES, own, "If-Match", "\"0\""), 200)
                        .path("version")
                        .asLong())
                .isEqualTo(1);
        assertThat(refusal(send(district.admin(), "PUT", RULES, own, "If-Match", "\"0\""), 412))
                .contains("it has version 1 now");
        tell(dispatched(district.labour));
        assertThat(occasions(district.labourer())).containsExactly("ticket.dispatched");
        assertThat(occasions(district.supervisor())).containsExactly("ticket.dispatched");
        assertThat(occasions(district.boss())).as("by these rules nobody else").isEmpty();
        JsonNode told = read(district.labourer(), "/api/v1/notifications", "Accept-Language", "zh")
                .path("items")
                .path(0);
        assertThat(told.path("title").asString()).startsWith("新任务 " + district.id);
        assertThat(told.path("text").asString()).isEqualTo("无说明");

        // What ships is put in force again by putting it in force.
        String book = shipped.path("book").toString();
        json(send(district.admin(), "PUT", RULES, book, "If-Match", "\"1\""), 200);
        assertThat(texts(read(district.admin(), RULES + "/versions"), "version"))
                .hasSize(2);
        assertThat(read(district.admin(), RULES + "/versions/1").path("rules")).hasSize(1);
        assertThat(send(district.admin(), "GET", RULES + "/versions/7", null).statusCode())
                .isEqualTo(404);
        assertThat(send(district.coordinator(), "GET", RULES, null).statusCode())
                .isEqualTo(403);
    }

    /** A document as it ships, with something wrong at this place. */
    private ObjectNode shipped() {
        return (ObjectNode) read(district.admin(), RULES).path("book");
    }

    private String refused(JsonNode book) {
        return refusal(send(district.admin(), "PUT", RULES, book.toString(), "If-Match", "\"0\""), 422);
    }

    @Test
    void rulesThatCannotHoldAreRefusedWithTheirPlace() {
        ObjectNode book = shipped();
        ((ObjectNode) book.path("rules").path(0)).put("occasion", "ticket.dispached");
        assertThat(refused(book))
                .startsWith("rule: The field /rules/0/occasion is not right: 'ticket.dispached' is no occasion");
        book = shipped();
        ((ArrayNode) book.path("rules").path(2).path("to")).add("everybody");
        assertThat(refused(book)).contains("/rules/2/to/1", "'everybody' is nobody who could be told");
        book = shipped();
        book.put("digestAt", "25:00");
        assertThat(refused(book)).contains("/digestAt", "'25:00' is no time of the day");
        book = shipped();
        ((ObjectNode) book.path("rules").path(0)).put("words", "missing");
        assertThat(refused(book)).contains("there are no words 'missing'");
        book = shipped();
        ((ObjectNode) book.path("rules").path(0)).putArray("channels");
        assertThat(refused(book)).contains("names no way");
        assertThat(refusal(send(district.admin(), "PUT", RULES, "{\"rulez\": []}", "If-Match", "\"0\""), 400))
                .contains("There is no field 'rulez' here.");
        HttpAnswer chinese = new HttpAnswer(
                send(district.admin(), "PUT", RULES, "{}", "If-Match", "\"0\"", "Accept-Language", "zh-CN"));
        assertThat(chinese.detail()).isEqualTo("字段 /rules 有误：此项必填。");
    }

    private record HttpAnswer(java.net.http.HttpResponse<String> answer) {
        String detail() {
            return Json.MAPPER.readTree(answer.body()).path("detail").asString();
        }
    }

    @Test
    void aTemplateCanDoNothingButPutValuesIn() {
        for (String template : List.of(
                "{{title.class}}",
                "{{title.length}}",
                "{{this}}",
                "{{.}}",
                "{{#title}}{{bytes}}{{/title}}",
                "{{>other}}",
                "{{<layout}}{{/layout}}",
                "{{$block}}{{/block}}",
                "{{=<% %>=}}<% number %>",
                "{{#number}}",
                "{{/number}}",
                "{{password}}",
                "{{env}}",
                "{{numbers.0}}",
                "{{number",
                "{{number}",
                "number}}")) {
            ObjectNode book = shipped();
            ((ObjectNode) book.path("words").path("ticket.submitted").path("zh")).put("text", template);
            assertThat(refused(book)).as(template).contains("/words/ticket.submitted/zh/text");
        }
        // What a value says is never read as a template.
        EventStory story = submitted("{{enterprise}} {{>other}} {{#number}} ${7*7} #{7*7}");
        tell(story);
        assertThat(inbox(district.officer()).path(0).path("text").asString())
                .contains("{{enterprise}} {{>other}} {{#number}} ${7*7} #{7*7}");
    }

    @Test
    void rulesAreTriedOnATicketAndNothingIsSent() {
        EventStory story = accepted();
        tell(story);
        int before = occasions(district.labourer()).size();
        String form = "{\"occasion\": \"clock.red\", \"ticket\": \"%s\"}".formatted(story.ticket());
        JsonNode preview = json(send(district.admin(), "POST", RULES + "/preview", form), 200);
        assertThat(texts(preview, "recipient"))
                .contains("account/" + district.account("labourer"), "account/" + district.account("coordinator"));
        assertThat(preview.path(0).path("title").path("zh").asString()).startsWith("红牌 " + story.number());
        JsonNode tried = json(
                send(
                        district.admin(),
                        "POST",
                        RULES + "/preview",
                        "{\"book\": %s, \"occasion\": \"ticket.dispatched\", \"ticket\": \"%s\"}"
                                .formatted(ONE_RULE.formatted(district.account("stranger")), story.ticket())),
                200);
        assertThat(texts(tried, "recipient"))
                .as("whoever may not see the ticket is not told, named or not")
                .containsExactly("account/" + district.account("labourer"));
        assertThat(occasions(district.labourer())).hasSize(before);
        assertThat(send(new District("ZZZ").admin(), "POST", RULES + "/preview", form)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void nobodySwitchesOffWhatIsMandatory() {
        reachable("boss", "labourer");
        for (var caller : List.of(district.boss(), district.labourer())) {
            JsonNode chosen = json(
                    send(
                            caller,
                            "PUT",
                            PREFERENCES,
                            "{\"mail\": false, \"muted\": [\"ticket.accepted\", \"clock.reminder\", \"clock.supervision\"]}",
                            "If-Match",
                            "\"0\""),
                    200);
            assertThat(chosen.path("version").asLong()).isEqualTo(1);
        }
        EventStory story = answered();
        tell(story);
        write(List.of(
                warned(story, WarningLevel.REMINDER, district.labour, time.instant()),
                warned(story, WarningLevel.SUPERVISION, district.labour, time.instant())));
        SOON.untilAsserted(() ->
                assertThat(occasions(district.labourer())).containsExactly("clock.supervision", "ticket.dispatched"));
        assertThat(occasions(district.boss())).containsExactly("ticket.answered", "ticket.dispatched");
        SOON.until(() -> mails("labourer").size() == 1 && mails("boss").size() == 1);
        SOON.untilAsserted(
                () -> assertThat(deliveries("MAIL")).contains("clock.supervision SENT 1", "ticket.answered SENT 1"));
        assertThat(deliveries("MAIL").toString()).doesNotContain("ticket.dispatched");

        assertThat(refusal(send(district.boss(), "PUT", PREFERENCES, "{}", "If-Match", "\"0\""), 412))
                .contains("version 1");
        assertThat(refusal(send(district.boss(), "PUT", PREFERENCES, "{\"muted\": [\"x\"]}", "If-Match", "\"1\""), 422))
                .contains("/muted/0", "there is no occasion 'x'");
        assertThat(refusal(
                        send(district.boss(), "PUT", PREFERENCES, "{\"language\": \"fr\"}", "If-Match", "\"1\""), 422))
                .contains("it is zh or en");
    }

    @Test
    void whatWasGotOfPreferencesCanBePutBack() {
        String chosen =
                "{\"language\": \"en\", \"quietHours\": {\"from\": \"22:00\", \"to\": \"06:30\"}, \"muted\": [\"ticket.rated\"]}";
        JsonNode got = json(send(district.boss(), "PUT", PREFERENCES, chosen, "If-Match", "\"0\""), 200)
                .path("chosen");
        assertThat(json(send(district.boss(), "PUT", PREFERENCES, got.toString(), "If-Match", "\"1\""), 200)
                        .path("chosen"))
                .isEqualTo(got);
    }

    @Test
    void oneIsOfferedWhatOneCouldEverBeTold() {
        assertThat(offered(district.boss()))
                .contains("ticket.answered!", "ticket.dispatched")
                .doesNotContain("ticket.objected");
        assertThat(offered(district.officer()))
                .as("mandatory for the enterprise alone")
                .contains("ticket.answered", "ticket.confirmed");
        assertThat(offered(district.labourer()))
                .contains("ticket.dispatched", "digest")
                .doesNotContain("ticket.answered");
    }

    /** What is mandatory has an exclamation mark. */
    private List<String> offered(Caller caller) {
        return read(caller, PREFERENCES)
                .path("occasions")
                .valueStream()
                .map(one ->
                        one.path("occasion").asString() + (one.path("mandatory").asBoolean() ? "!" : ""))
                .toList();
    }

    private String notBefore(String occasion) {
        for (JsonNode each : read(district.admin(), "/api/v1/notifications/deliveries?channel=MAIL")
                .path("items")) {
            if (each.path("occasion").asString().equals(occasion)) {
                return each.path("notBefore").asString("sent");
            }
        }
        return "none";
    }

    /** From Monday to Friday, as timeliness would tell it. */
    private void announceCalendar() {
        calendars.arrived(List.of(EventStory.received(Wire.rule(
                "calendar/" + district.id,
                CalendarAnnounced.CE_TYPE,
                new CalendarAnnounced(
                        district.id,
                        "1",
                        "Asia/Shanghai",
                        "PLAIN_WEEKDAYS",
                        List.of(
                                new CalendarAnnounced.Interval("08:30", "12:00"),
                                new CalendarAnnounced.Interval("13:30", "17:30")),
                        List.of(),
                        List.of()),
                time.instant()))));
    }

    @Test
    void whatCanWaitWaitsForTheMorning() {
        reachable("labourer", "boss");
        // A Friday evening: quiet, and not a time of work until Monday.
        announceCalendar();
        time.is("2023-04-14 22:00");
        EventStory story = answered();
        tell(story);
        assertThat(notBefore("ticket.dispatched")).isEqualTo("2023-04-17T00:30:00Z");
        SOON.until(() -> notBefore("ticket.answered").equals("sent"));
        assertThat(mails("labourer")).isEmpty();
        // In the inbox all of it is at once.
        assertThat(occasions(district.labourer())).containsExactly("ticket.dispatched");
        // A declined request is told at once by rule, but hours of one's own hold back what is not mandatory.
        json(
                send(
                        district.officer(),
                        "PUT",
                        PREFERENCES,
                        "{\"quietHours\": {\"from\": \"00:00\", \"to\": \"23:00\"}}",
                        "If-Match",
                        "\"0\""),
                200);
        reachable("officer");
        EventStory waiting = accepted()
                .by(district.labourer())
                .tells(
                        new TicketEvent.Suspended(org.zhuqi.contracts.SuspensionReason.STATUTORY_PERIOD, "公示期", null),
                        TicketState.SUSPENDED);
        tell(waiting);
        assertThat(read(district.admin(), "/api/v1/notifications/deliveries?channel=MAIL&state=WAITING")
                        .path("items")
                        .toString())
                .contains("2023-04-14T15:00:00Z");
        time.is("2023-04-17 08:31");
        SOON.until(() -> !mails("labourer").isEmpty());
    }

    private ClockReading due(UnitId unit, String stage, String at, ClockState state) {
        Instant due = MovableTime.china(at);
        return new ClockReading(
                "1/%s/UNIT/1".formatted(stage),
                stage,
                stage.equals("answer") ? "办结答复" : "首次反馈",
                ClockScope.UNIT,
                1,
                unit,
                state,
                time.instant(),
                due,
                due,
                due,
                null,
                null,
                null,
                null,
                null,
                0,
                null);
    }

    @Test
    void aUnitHasItsListInTheMorningOfAWorkingDayOnce() {
        reachable("labourer");
        time.is("2023-04-10 07:00"); // A Monday, before the list.
        EventStory late = accepted();
        EventStory soon = accepted();
        EventStory later = accepted();
        EventStory paused = accepted();
        tell(late, soon, later, paused);
        write(List.of(clock(
                late,
                new ClockEvent.ClocksChanged(
                        List.of(due(district.labour, "answer", "2023-04-07 17:30", ClockState.RUNNING))))));
        clocksAnew();
        write(List.of(clock(
                soon,
                new ClockEvent.ClocksChanged(
                        List.of(due(district.labour, "progress", "2023-04-11 17:30", ClockState.RUNNING))))));
        clocksAnew();
        write(List.of(clock(
                later,
                new ClockEvent.ClocksChanged(
                        List.of(due(district.labour, "answer", "2023-04-18 17:30", ClockState.RUNNING))))));
        clocksAnew();
        write(List.of(clock(
                paused,
                new ClockEvent.ClocksChanged(
                        List.of(due(district.labour, "answer", "2023-04-11 17:30", ClockState.PAUSED))))));
        SOON.until(() -> database.sql("select count(*) from notification.clock where district = ?")
                        .param(district.id.text())
                        .query(Long.class)
                        .single()
                == 4);
        assertThat(occasions(district.labourer())).doesNotContain("digest");
        time.is("2023-04-10 08:31");
        SOON.untilAsserted(() -> assertThat(occasions(district.labourer())).contains("digest", "clock.due-tomorrow"));
        JsonNode list = inbox(district.labourer()).path(0);
        assertThat(texts(inbox(district.labourer()), "text"))
                .filteredOn(text -> text.startsWith("人社局 has 2"))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains(
                                late.number().text(),
                                soon.number().text(),
                                "2023-04-11 17:30 %s progress 招工难".formatted(soon.number()))
                        .doesNotContain(later.number().text(), paused.number().text()));
        assertThat(list.path("mandatory").asBoolean()).isFalse();
        SOON.until(() -> mails("labourer").stream()
                .anyMatch(mail -> header(mail, "Subject").startsWith("=?UTF-8?")));
        // Whoever looks again, or another process, makes no second one; neither does a Saturday.
        time.is("2023-04-10 11:00");
        tell(submitted());
        time.is("2023-04-15 09:00");
        tell(submitted());
        assertThat(occasions(district.labourer())).containsOnlyOnce("digest");
        assertThat(database.sql(
                                "select count(*) from notification.message where district = ? and occasion = 'digest' and channel = 'MAIL'")
                        .param(district.id.text())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whatIsGatheredGoesOutAsOneMailInTheMorning() {
        reachable("labourer");
        ObjectNode book = shipped();
        for (JsonNode rule : book.path("rules")) {
            if (rule.path("occasion").asString().equals("ticket.rated")) {
                ((ArrayNode) rule.path("channels")).add("MAIL");
            }
        }
        json(send(district.admin(), "PUT", RULES, book.toString(), "If-Match", "\"0\""), 200);
        // The list of this morning is over before the time goes on.
        SOON.until(() -> database.sql("select count(*) from notification.list_made where district = ?")
                        .param(district.id.text())
                        .query(Long.class)
                        .single()
                == 1);
        time.is("2023-04-10 20:00");
        for (int i = 0; i < 2; i++) {
            tell(answered()
                    .by(district.boss())
                    .tells(new TicketEvent.Confirmed(null), TicketState.CLOSED)
                    .tells(new TicketEvent.Rated(Satisfaction.SATISFIED, null), TicketState.CLOSED));
        }
        assertThat(deliveries("MAIL"))
                .filteredOn(each -> each.startsWith("ticket.rated"))
                .containsOnly("ticket.rated GATHERED 0");
        time.is("2023-04-11 08:31");
        SOON.untilAsserted(() -> assertThat(deliveries("MAIL")).contains("digest SENT 1"));
        assertThat(deliveries("MAIL"))
                .filteredOn(each -> each.startsWith("ticket.rated"))
                .containsExactly("ticket.rated IN_DIGEST 0", "ticket.rated IN_DIGEST 0");
    }
}
