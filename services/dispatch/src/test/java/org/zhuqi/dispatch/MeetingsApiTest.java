package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.Meeting;
import org.zhuqi.dispatch.postgres.EventRows;
import org.zhuqi.dispatch.postgres.MeetingRows;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

final class MeetingsApiTest extends TestMatters {
    private static final String MEETINGS = "/api/v1/meetings";
    private static final String BEGINS = "2023-06-05T14:00:00+08:00";
    private static final String ENDS = "2023-06-05T15:30:00+08:00";

    @Autowired
    private MeetingRows meetings;

    @Autowired
    private EventRows events;

    private static Map<String, Object> form(String kind, EventStory... agenda) {
        Map<String, Object> form = new HashMap<>(Map.of(
                "kind",
                kind,
                "title",
                "厂房办证协调会",
                "place",
                "区行政中心",
                "startsAt",
                BEGINS,
                "endsAt",
                ENDS,
                "chair",
                "leader",
                "units",
                List.of(LAND.text()),
                "enterprises",
                List.of(FIRM.text())));
        form.put(
                "agenda",
                List.of(agenda).stream().map(story -> story.number().text()).toList());
        return form;
    }

    private static Map<String, Object> decision(EventStory ticket, String text, Map<String, ?> more) {
        Map<String, Object> decision = new HashMap<>(more);
        decision.putIfAbsent("unit", LAND.text());
        decision.put("ticket", ticket.number().text());
        decision.put("text", text);
        return decision;
    }

    private static Map<String, Object> minutes(List<Map<String, Object>> decisions) {
        return new HashMap<>(Map.of("text", "当场核对了竣工资料", "decisions", decisions));
    }

    private static String at(JsonNode meeting) {
        return MEETINGS + "/" + id(meeting);
    }

    // -- held, and what comes of it ----------------------------------------------------------------------------------

    @Test
    void whatAMeetingDecidesBecomesProgressOfTheTicket() {
        EventStory one = inProgress();
        EventStory other = inProgress(new EnterpriseId("other"), BUILDING, null, null);
        JsonNode meeting = post(coordinator(), MEETINGS, form("COMMON", one, other));
        assertThat(texts(meeting.path("commands"), "")).hasSize(3);
        JsonNode held = change(
                coordinator(),
                "POST",
                meeting,
                at(meeting) + "/minutes",
                minutes(List.of(
                        decision(one, "由规划牵头补测", Map.of("publicText", "将补测", "due", "2023-06-30")),
                        decision(other, "先核对图纸", Map.of("unit", BUILDING.text())))));
        assertThat(held.path("status").asString()).isEqualTo("HELD");
        assertThat(texts(held.path("decisions"), "progress")).containsExactly("ASKED", "ASKED");

        CommandMessage<?> open = asked(one.ticket()).getFirst();
        assertThat(open.command()).isEqualTo(new TicketCommand.RecordProgress("协调会议定：将补测（期限 2023-06-30）", false, null));
        assertThat(open.actor()).isEqualTo(coordinator().asActor());
        assertThat(asked(other.ticket()).getFirst().command())
                .isEqualTo(new TicketCommand.RecordProgress("协调会议定：先核对图纸", true, null));

        assertThat(names(told(id(meeting)))).containsExactly("meeting-planned", "meeting-held");
        assertThat(told(id(meeting))).extracting(DispatchMessage::sequence).containsExactly(1L, 2L);

        // The ticket's engine took the one, and refused the other.
        recorded(one, open);
        assertThat(texts(get(coordinator(), at(meeting)).path("decisions"), "progress"))
                .containsExactly("RECORDED", "ASKED");
    }

    /** As the engine would write it: the event bears the id of the command that it decided. */
    private void recorded(EventStory story, CommandMessage<?> command) {
        EventMessage<?> told = story.messages().getLast();
        EventMessage<TicketEvent.ProgressRecorded> message = new EventMessage<>(
                story.ticket(),
                story.number(),
                story.version() + 1,
                told.district(),
                command.commandId(),
                command.actor(),
                told.occurredAt(),
                told.recordedAt(),
                null,
                TicketState.IN_PROGRESS,
                1,
                null,
                new TicketEvent.ProgressRecorded("协调会议定", false, List.of()));
        byte[] body = Wire.eventBody(message);
        following.project(List.of(EventStory.received(Wire.event(new StoredEvent(
                story.ticket(), message.sequence(), message.type(), message.occurredAt(), body, body, body)))));
    }

    @Test
    void minutesArePutRightAndTheOldOnesStayInTheHistory() {
        EventStory ticket = inProgress();
        JsonNode meeting = post(coordinator(), MEETINGS, form("INDIVIDUAL", ticket));
        JsonNode held = change(
                coordinator(),
                "POST",
                meeting,
                at(meeting) + "/minutes",
                minutes(List.of(decision(ticket, "六月底前补测", Map.of()), decision(ticket, "调档", Map.of()))));
        Map<String, Object> right = minutes(List.of(
                decision(ticket, "七月底前补测", Map.of("number", 1)), decision(ticket, "公示", Map.of("due", "2023-07-01"))));
        assertThat(refused(send(coordinator(), "POST", at(meeting) + "/minutes", right, "If-Match", etag(held)), 422))
                .isEqualTo("reason: There are minutes already: say in 'reason' what was wrong with them.");
        right.put("reason", "期限有误");
        JsonNode corrected = change(coordinator(), "POST", held, at(meeting) + "/minutes", right);
        assertThat(each(corrected.path("decisions"), it -> it.path("number").asInt()))
                .containsExactly(1, 3);
        assertThat(corrected.path("minutes").path("corrections").asInt()).isEqualTo(1);
        assertThat(corrected.path("history").toString()).contains("六月底前补测").contains("七月底前补测");
        assertThat(asked(ticket.ticket()))
                .extracting(it -> ((TicketCommand.RecordProgress) it.command()).note())
                .containsExactly("协调会议定：六月底前补测", "协调会议定：调档", "协调会议定（更正）：七月底前补测", "协调会议定：公示（期限 2023-07-01）");
        assertThat(asked(ticket.ticket())).extracting(CommandMessage::commandId).doesNotHaveDuplicates();
        assertThat(names(told(id(meeting)))).containsExactly("meeting-planned", "meeting-held", "minutes-corrected");
        assertThat(refused(
                        send(
                                coordinator(),
                                "POST",
                                at(meeting) + "/cancel",
                                Map.of("reason", "x"),
                                "If-Match",
                                etag(corrected)),
                        409))
                .contains("it cannot be cancelled");
        assertStoredIsTheFoldOfItsEvents(meeting);
    }

    private void assertStoredIsTheFoldOfItsEvents(JsonNode meeting) {
        SubjectId subject = SubjectId.of(id(meeting));
        assertThat(meetings.find(subject).orElseThrow().meeting()).isEqualTo(Meeting.of(events.of(subject)));
    }

    @Test
    void anEscalatedMeetingAsksForTheLeaderWhereThereIsNoneYet() {
        EventStory with = inProgress(FIRM, LAND, null, null);
        with.tells(new TicketEvent.Escalated(EscalationLevel.CITY, "市级协调"), TicketState.IN_PROGRESS);
        tell(with);
        EventStory without = inProgress();
        JsonNode meeting = post(coordinator(), MEETINGS, form("ESCALATED", with, without));
        assertThat(asked(with.ticket())).isEmpty();
        assertThat(asked(without.ticket()).getFirst().command())
                .isEqualTo(new TicketCommand.Escalate(EscalationLevel.DISTRICT_LEADER, "提级协调会：厂房办证协调会"));
        change(coordinator(), "POST", meeting, at(meeting) + "/minutes", minutes(List.of()));
        assertThat(asked(with.ticket())).isEmpty();
        assertThat(asked(without.ticket()))
                .as("asked once more when it is held")
                .hasSize(2);
    }

    @Test
    void decisionsAreReportedAsDoneByTheirUnit() {
        EventStory ticket = inProgress();
        JsonNode meeting = post(coordinator(), MEETINGS, form("INDIVIDUAL", ticket));
        change(
                coordinator(),
                "POST",
                meeting,
                at(meeting) + "/minutes",
                minutes(List.of(
                        decision(ticket, "补测", Map.of("due", "2023-06-30")),
                        decision(ticket, "调档", Map.of("unit", BUILDING.text(), "due", "2023-06-20")),
                        decision(ticket, "公示", Map.of()))));
        assertThat(texts(get(coordinator(), MEETINGS + "/decisions?open=true").path("items"), "text"))
                .containsExactly("调档", "补测", "公示");
        JsonNode first = get(coordinator(), MEETINGS + "/decisions?limit=2");
        assertThat(texts(first.path("items"), "text")).containsExactly("调档", "补测");
        assertThat(each(first.path("items"), it -> it.path("overdue").asBoolean()))
                .containsExactly(true, true);
        assertThat(texts(
                        get(
                                        coordinator(),
                                        MEETINGS + "/decisions?limit=2&cursor="
                                                + first.path("next").asString())
                                .path("items"),
                        "text"))
                .containsExactly("公示");
        assertThat(texts(
                        get(coordinator(), MEETINGS + "/decisions?due=2023-06-25")
                                .path("items"),
                        "text"))
                .containsExactly("调档");
        assertThat(texts(get(handler(BUILDING), MEETINGS + "/decisions").path("items"), "text"))
                .containsExactly("调档");
        refused(send(handler(BUILDING), "GET", MEETINGS + "/decisions?unit=" + LAND, null), 404);

        String done = at(meeting) + "/decisions/2/done";
        assertThat(refused(send(handler(LAND), "POST", done, Map.of("note", "已调档")), 403))
                .contains("for the unit building");
        read(send(handler(BUILDING), "POST", done, Map.of("note", "已调档")), 200);
        assertThat(refused(send(handler(BUILDING), "POST", done, Map.of("note", "再报")), 409))
                .contains("already");
        read(send(coordinator(), "POST", at(meeting) + "/decisions/1/done", Map.of("note", "已补测")), 200);
        refused(send(coordinator(), "POST", at(meeting) + "/decisions/9/done", Map.of("note", "x")), 404);
        assertThat(texts(get(coordinator(), MEETINGS + "/decisions?open=true").path("items"), "text"))
                .containsExactly("公示");
        assertThat(told(id(meeting)).getLast().event()).isEqualTo(new MeetingEvent.DecisionDone(1, "已补测"));
        assertStoredIsTheFoldOfItsEvents(meeting);
    }

    // -- changes -----------------------------------------------------------------------------------------------------

    @Test
    void ofTwoWhoChangeItAtOnceOneIsToldThatItMoved() throws Exception {
        EventStory ticket = inProgress();
        JsonNode meeting = post(coordinator(), MEETINGS, form("INDIVIDUAL", ticket));
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Future<HttpResponse<String>>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                Map<String, Object> form = form("INDIVIDUAL", ticket);
                form.put("place", "会议室 " + i);
                running.add(
                        both.submit(() -> send(coordinator(), "PUT", at(meeting), form, "If-Match", etag(meeting))));
            }
            for (Future<HttpResponse<String>> each : running) {
                answers.add(each.get());
            }
        }
        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(200, 412, 412, 412);
        HttpResponse<String> stale = answers.stream()
                .filter(it -> it.statusCode() == 412)
                .findFirst()
                .orElseThrow();
        assertThat(read(stale, 412).path("version").asLong()).isEqualTo(2);
        assertThat(told(id(meeting))).extracting(DispatchMessage::sequence).containsExactly(1L, 2L);
        refused(send(coordinator(), "PUT", at(meeting), form("INDIVIDUAL", ticket)), 428);
    }

    @Test
    void aMeetingIsCalledOnceHoweverOftenItIsSent() throws Exception {
        EventStory ticket = inProgress();
        Map<String, Object> form = form("INDIVIDUAL", ticket);
        List<String> ids = new ArrayList<>();
        try (ExecutorService both = Executors.newFixedThreadPool(4)) {
            List<Future<HttpResponse<String>>> running = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                running.add(
                        both.submit(() -> send(coordinator(), "POST", MEETINGS, form, "Idempotency-Key", "meeting-1")));
            }
            for (Future<HttpResponse<String>> each : running) {
                ids.add(id(read(each.get(), 201)));
            }
        }
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(told(ids.getFirst())).hasSize(1);
        form.put("title", "另一个会");
        assertThat(refused(send(coordinator(), "POST", MEETINGS, form, "Idempotency-Key", "meeting-1"), 422))
                .isEqualTo("The idempotency key was used before for something else.");
    }

    @Test
    void whatIsWrongIsSaidAllAtOnce() {
        EventStory ticket = inProgress();
        Map<String, Object> form = form("INDIVIDUAL", ticket);
        form.put("title", " ");
        form.put("agenda", List.of(ticket.number().text(), "QT-1999-000001", "nonsense"));
        form.put("place", "长".repeat(201));
        JsonNode problem = read(send(coordinator(), "POST", MEETINGS, form), 422);
        assertThat(texts(problem.path("errors"), "pointer"))
                .containsExactlyInAnyOrder("/title", "/place", "/agenda/1", "/agenda/2");
        Map<String, Object> backwards = form("COMMON", ticket, ticket);
        backwards.put("endsAt", BEGINS);
        assertThat(texts(
                        read(send(coordinator(), "POST", MEETINGS, backwards), 422)
                                .path("errors"),
                        "pointer"))
                .contains("/endsAt");
        Map<String, Object> early = form("INDIVIDUAL", ticket);
        early.put("occurredAt", BEGINS);
        assertThat(refused(send(coordinator(), "POST", MEETINGS, early), 422)).contains("Only the role IMPORTER");
        Map<String, Object> unknown = form("COMMON", ticket);
        unknown.put("commonProblem", "01876a5c-7a00-7000-8000-000000000001");
        assertThat(texts(
                        read(send(coordinator(), "POST", MEETINGS, unknown), 422)
                                .path("errors"),
                        "pointer"))
                .containsExactly("/commonProblem");
        refused(send(coordinator(), "GET", MEETINGS + "?colour=red", null), 400);
        refused(send(coordinator(), "GET", MEETINGS + "?cursor=x", null), 400);
    }

    @Test
    void aMeetingToComeHasNoMinutes() {
        EventStory ticket = inProgress();
        Map<String, Object> form = form("INDIVIDUAL", ticket);
        form.put("startsAt", "2999-06-05T14:00:00+08:00");
        form.put("endsAt", "2999-06-05T15:00:00+08:00");
        JsonNode meeting = post(coordinator(), MEETINGS, form);
        assertThat(refused(
                        send(
                                coordinator(),
                                "POST",
                                at(meeting) + "/minutes",
                                minutes(List.of()),
                                "If-Match",
                                etag(meeting)),
                        409))
                .contains("minutes are written when it was held");
        JsonNode cancelled = change(coordinator(), "POST", meeting, at(meeting) + "/cancel", Map.of("reason", "已解决"));
        assertThat(cancelled.path("cancelled").asString()).isEqualTo("已解决");
        assertThat(cancelled.path("commands")).isEmpty();
    }

    @Test
    void aHistoryIsBroughtInWholeAndAsksNothingOfTickets() {
        EventStory ticket = inProgress();
        Map<String, Object> form = form("ESCALATED", ticket);
        Map<String, Object> held = minutes(List.of(decision(ticket, "补测", Map.of("publicText", "将补测"))));
        held.put("occurredAt", "2023-06-06T09:00:00+08:00");
        form.put("minutes", held);
        assertThat(refused(send(coordinator(), "POST", MEETINGS, form), 422)).contains("/minutes");
        JsonNode meeting =
                read(send(as(Role.IMPORTER), "POST", MEETINGS, form, "Idempotency-Key", "2023/meeting/1"), 201);
        JsonNode again =
                read(send(as(Role.IMPORTER), "POST", MEETINGS, form, "Idempotency-Key", "2023/meeting/1"), 201);
        assertThat(id(again)).isEqualTo(id(meeting));
        assertThat(again.path("status").asString()).isEqualTo("HELD");
        assertThat(told(id(meeting)))
                .extracting(DispatchMessage::occurredAt)
                .containsExactly(Instant.parse("2023-06-05T06:00:00Z"), Instant.parse("2023-06-06T01:00:00Z"));
        assertThat(asked(ticket.ticket())).isEmpty();
        assertThat(meeting.path("decisions").get(0).has("progress")).isFalse();
        assertStoredIsTheFoldOfItsEvents(meeting);
    }

    // -- who may see what --------------------------------------------------------------------------------------------

    @Test
    void anEnterpriseLearnsOfMeetingsAboutItsOwnTicketsAndWhatTheyDecidedOpenly() {
        EventStory own = inProgress();
        EventStory others = inProgress(new EnterpriseId("other"), LAND, null, null);
        JsonNode meeting = post(coordinator(), MEETINGS, form("COMMON", own, others));
        change(
                coordinator(),
                "POST",
                meeting,
                at(meeting) + "/minutes",
                minutes(List.of(
                        decision(own, "内部：补测", Map.of("publicText", "将补测")),
                        decision(own, "内部：不公开", Map.of()),
                        decision(others, "内部：他企", Map.of("publicText", "他企事项")))));
        JsonNode seen = get(enterprise(FIRM), at(meeting));
        assertThat(seen.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "version", "kind", "status", "startsAt", "endsAt", "agenda", "decisions");
        assertThat(texts(seen.path("agenda"), "ticket"))
                .containsExactly(own.ticket().text());
        assertThat(texts(seen.path("decisions"), "text")).containsExactly("将补测");
        assertThat(get(enterprise(FIRM), MEETINGS).path("items")).hasSize(1);
        assertThat(get(enterprise(FIRM), MEETINGS + "?q=没有").path("items")).hasSize(1);
        assertThat(get(enterprise(new EnterpriseId("stranger")), MEETINGS).path("items"))
                .isEmpty();
        refused(send(enterprise(new EnterpriseId("stranger")), "GET", at(meeting), null), 404);
        Caller officer = here(Callers.officer("wang", new EnterpriseId("other")));
        assertThat(texts(get(officer, at(meeting)).path("decisions"), "text")).containsExactly("他企事项");
        refused(send(here(Callers.officer("wang", new EnterpriseId("nobody"))), "GET", at(meeting), null), 404);
    }

    @Test
    void unitsSeeTheMeetingsToWhichTheyComeAndNobodySeesAnotherDistricts() {
        EventStory ticket = inProgress(FIRM, BUILDING, null, null);
        JsonNode meeting = post(coordinator(), MEETINGS, form("INDIVIDUAL", ticket));
        get(handler(LAND), at(meeting));
        get(handler(BUILDING), at(meeting));
        refused(send(handler(new UnitId("water")), "GET", at(meeting), null), 404);
        get(as(Role.AUDITOR), at(meeting));
        get(as(Role.SUPERVISOR), at(meeting));
        refused(send(Callers.in("ZZ", Callers.coordinator("stranger")), "GET", at(meeting), null), 404);
        refused(send(as(Role.AUDITOR), "POST", MEETINGS, form("INDIVIDUAL", ticket)), 403);
        refused(send(handler(LAND), "POST", MEETINGS, form("INDIVIDUAL", ticket)), 403);
        refused(send(coordinator(), "GET", MEETINGS + "/1", null), 404);
    }

    @Test
    void aChainsCommitteeMeetsAboutTicketsOfItsChain() {
        EventStory own = inProgress(FIRM, LAND, "steel", null);
        EventStory others = inProgress(FIRM, LAND, "silk", null);
        Caller committee =
                Callers.of(new Jurisdiction(new ChainId("steel"), null), here(Callers.coordinator("steel-committee")));
        JsonNode mine = post(committee, MEETINGS, form("INDIVIDUAL", own));
        refused(send(committee, "POST", MEETINGS, form("INDIVIDUAL", others)), 422);
        JsonNode both = post(coordinator(), MEETINGS, form("COMMON", own, others));
        JsonNode theirs = post(coordinator(), MEETINGS, form("INDIVIDUAL", others));
        assertThat(texts(get(committee, MEETINGS).path("items"), "id")).containsExactlyInAnyOrder(id(mine), id(both));
        refused(send(committee, "GET", at(theirs), null), 404);
        assertThat(refused(
                        send(committee, "POST", at(both) + "/cancel", Map.of("reason", "x"), "If-Match", etag(both)),
                        403))
                .contains("beyond your part");
        change(committee, "POST", mine, at(mine) + "/cancel", Map.of("reason", "已解决"));
    }

    @Test
    void listsAreFilteredAndPaged() {
        EventStory ticket = inProgress();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Map<String, Object> form = form("INDIVIDUAL", ticket);
            form.put("title", "第 %d 次_会".formatted(i));
            form.put("startsAt", "2023-06-0%dT08:00:00+08:00".formatted(i + 1));
            ids.addFirst(id(post(coordinator(), MEETINGS, form)));
        }
        JsonNode first = get(coordinator(), MEETINGS + "?limit=2");
        JsonNode second = get(
                coordinator(),
                MEETINGS + "?limit=3&cursor=" + first.path("next").asString());
        List<String> all = new ArrayList<>(texts(first.path("items"), "id"));
        all.addAll(texts(second.path("items"), "id"));
        assertThat(all).isEqualTo(ids);
        assertThat(second.has("next")).isFalse();
        assertThat(get(coordinator(), MEETINGS + "?ticket=" + ticket.ticket()).path("items"))
                .hasSize(5);
        assertThat(get(coordinator(), MEETINGS + "?unit=land&kind=INDIVIDUAL&status=PLANNED&from=2023-06-02T00:00:00Z")
                        .path("items"))
                .hasSize(4);
        assertThat(get(coordinator(), MEETINGS + "?q=2%20%E6%AC%A1_").path("items"))
                .hasSize(1);
        assertThat(get(coordinator(), MEETINGS + "?q=%25%25").path("items")).isEmpty();
        assertThat(get(coordinator(), MEETINGS + "?unit=water").path("items")).isEmpty();
    }

    // -- calendar ----------------------------------------------------------------------------------------------------

    @Test
    void aMeetingGoesIntoACalendarAndItsChangesFollow() {
        EventStory own = inProgress();
        EventStory others = inProgress(new EnterpriseId("other"), LAND, null, null);
        JsonNode meeting = post(coordinator(), MEETINGS, form("COMMON", own, others));
        VEvent first = calendar(coordinator(), meeting);
        assertThat(first.getUid().getValue()).isEqualTo("meeting-%s@zhuqi".formatted(id(meeting)));
        assertThat(first.getSequence().getValue()).isZero();
        assertThat(first.getDateStart().getValue()).isEqualTo(Instant.parse("2023-06-05T06:00:00Z"));
        assertThat(first.getSummary().getValue()).isEqualTo("共性协调会：厂房办证协调会");
        assertThat(first.getDescription().getValue())
                .contains(own.number().text(), others.number().text());

        VEvent open = calendar(enterprise(FIRM), meeting);
        assertThat(open.getSummary().getValue()).isEqualTo("共性协调会");
        assertThat(open.getLocation().getValue()).isEqualTo("区行政中心");
        assertThat(open.getDescription().getValue())
                .contains(own.number().text())
                .doesNotContain(others.number().text());
        refused(send(enterprise(new EnterpriseId("other")), "GET", at(meeting) + "/calendar.ics", null), 404);

        change(coordinator(), "POST", meeting, at(meeting) + "/cancel", Map.of("reason", "已解决"));
        VEvent cancelled = calendar(handler(LAND), meeting);
        assertThat(cancelled.getUid().getValue()).isEqualTo(first.getUid().getValue());
        assertThat(cancelled.getSequence().getValue()).isEqualTo(1);
        assertThat(cancelled.getStatus().isCancelled()).isTrue();
    }

    private VEvent calendar(Caller caller, JsonNode meeting) {
        HttpResponse<String> answer = send(caller, "GET", at(meeting) + "/calendar.ics", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(answer.body()).doesNotContain("leader").doesNotContain("ATTENDEE");
        ICalendar calendar = Biweekly.parse(answer.body()).first();
        assertThat(calendar.getMethod().getValue()).isEqualTo("PUBLISH");
        assertThat(calendar.getEvents()).hasSize(1);
        return calendar.getEvents().getFirst();
    }
}
