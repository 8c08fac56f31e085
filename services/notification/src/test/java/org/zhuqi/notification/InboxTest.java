package org.zhuqi.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** Who finds what in the inbox. */
final class InboxTest extends TestNotification {
    @Test
    void everybodyIsToldOfTheirPartInATicketsLife() {
        EventStory story = answered();
        tell(story);
        assertThat(occasions(district.boss()))
                .containsExactly("ticket.answered", "ticket.accepted", "ticket.dispatched");
        // Who filed it knows that, and the colleague at the enterprise learns all the rest.
        assertThat(occasions(district.clerk())).isEqualTo(occasions(district.boss()));
        assertThat(occasions(district.officer()))
                .containsExactly("ticket.answered", "ticket.accepted", "ticket.dispatched", "ticket.submitted");
        assertThat(occasions(district.labourer())).containsExactly("ticket.dispatched");
        assertThat(occasions(district.coordinator())).containsExactly("ticket.submitted");
        assertThat(occasions(district.surveyor())).isEmpty();
        assertThat(occasions(district.stranger())).isEmpty();

        JsonNode answer = inbox(district.boss()).path(0);
        assertThat(answer.path("ticket").asString()).isEqualTo(story.ticket().text());
        assertThat(answer.path("number").asString()).isEqualTo(story.number().text());
        assertThat(answer.path("title").asString()).isEqualTo(story.number() + " was answered: is it settled?");
        assertThat(answer.path("text").asString()).contains("人社局", "招工难", "已为企业对接招聘会。");
        assertThat(answer.path("mandatory").asBoolean()).isTrue();
        JsonNode chinese = read(district.boss(), "/api/v1/notifications", "Accept-Language", "zh-CN")
                .path("items")
                .path(0);
        assertThat(chinese.path("title").asString()).isEqualTo(story.number() + " 已答复，请您确认");
        assertThat(chinese.path("text").asString()).contains("结果：已解决", "人社局已答复诉求");
    }

    @Test
    void whatComesAgainIsToldOnce() {
        EventStory story = answered();
        tell(story);
        List<String> before = occasions(district.boss());
        write(story.records());
        EventStory marker = submitted();
        tell(marker);
        assertThat(occasions(district.boss())).isEqualTo(before);
        // Even if what was counted is forgotten, and all of it is read anew.
        database.sql("delete from notification.ticket where ticket_id = ?")
                .param(story.ticket().value())
                .update();
        tell(story);
        assertThat(occasions(district.boss())).isEqualTo(before);
    }

    @Test
    void nobodyIsToldOfHistory() {
        EventStory imported = submitted();
        EventStory old = ticket().at(time.instant().minus(Duration.ofDays(5)));
        EventStory brought =
                ticket().importedFrom(new Provenance("old-system", "7", null, false, district.account("admin")));
        for (EventStory story : List.of(old, brought)) {
            story.by(district.boss())
                    .tells(imported.messages().getFirst().event(), TicketState.SUBMITTED)
                    .by(district.coordinator())
                    .tells(new TicketEvent.Dispatched(district.labour, List.of(), null, null), TicketState.DISPATCHED);
        }
        tell(old, brought);
        write(List.of(warned(brought, WarningLevel.RED, district.labour, time.instant())));
        EventStory marker = dispatched(district.labour);
        tell(marker);
        SOON.until(() -> occasions(district.labourer()).equals(List.of("ticket.dispatched")));
        // Whoever works on it makes it a ticket like any other.
        brought.live()
                .by(district.coordinator())
                .tells(
                        new TicketEvent.Redispatched(district.labour, district.land, List.of(), "地类问题"),
                        TicketState.DISPATCHED);
        tell(brought);
        assertThat(occasions(district.surveyor())).containsExactly("ticket.redispatched");
        assertThat(occasions(district.labourer())).containsExactly("ticket.redispatched", "ticket.dispatched");
    }

    @Test
    void aWarningReachesWhomItIsFor() {
        EventStory story = accepted();
        Instant due = MovableTime.china("2023-04-11 17:30");
        // Warnings come on a topic of their own, perhaps before the events that they count on.
        write(List.of(
                warned(story, WarningLevel.YELLOW, district.labour, due),
                warned(story, WarningLevel.SUPERVISION, district.labour, due)));
        SOON.until(() -> database.sql("select count(*) from notification.early_clock_event where ticket_id = ?")
                        .param(story.ticket().value())
                        .query(Long.class)
                        .single()
                == 2);
        assertThat(occasions(district.labourer())).isEmpty();
        tell(story);
        SOON.untilAsserted(() -> assertThat(occasions(district.labourer()))
                .containsExactly("clock.supervision", "clock.yellow", "ticket.dispatched"));
        assertThat(occasions(district.supervisor())).containsExactly("clock.supervision");
        assertThat(occasions(district.coordinator()))
                .containsExactly("clock.supervision", "clock.yellow", "ticket.submitted");
        assertThat(occasions(district.boss())).doesNotContain("clock.supervision");
        assertThat(inbox(district.supervisor()).path(0).path("title").asString())
                .isEqualTo("Supervision: %s, answer was due at 2023-04-11 17:30".formatted(story.number()));
    }

    @Test
    void internalNotesAndCompetitorsAreNotToldOf() {
        EventStory story = accepted()
                .by(district.labourer())
                .tells(new TicketEvent.ProgressRecorded("内部：企业资质存疑", true, List.of()), TicketState.IN_PROGRESS)
                .tells(new TicketEvent.ProgressRecorded("已联系企业", false, List.of()), TicketState.IN_PROGRESS);
        tell(story);
        assertThat(texts(inbox(district.boss()), "text").toString())
                .contains("已联系企业")
                .doesNotContain("内部");
        assertThat(texts(inbox(district.officer()), "text").toString()).contains("内部");
    }

    @Test
    void whoIsAskedToAMeetingIsTold() {
        SubjectId meeting = new SubjectId(java.util.UUID.randomUUID());
        MeetingPlan plan = new MeetingPlan(
                MeetingKind.INDIVIDUAL,
                "厂房办证协调会",
                "三楼会议室",
                time.instant().plus(Duration.ofDays(1)),
                time.instant().plus(Duration.ofDays(1)).plusSeconds(3600),
                null,
                List.of(),
                null,
                List.of(district.land),
                List.of(district.account("supervisor")),
                List.of(district.huacai));
        write(Stream.of(
                        new DispatchMessage<>(
                                meeting,
                                SubjectKind.MEETING,
                                1,
                                district.id,
                                district.coordinator().asActor(),
                                time.instant(),
                                time.instant(),
                                new MeetingEvent.MeetingPlanned(plan)),
                        new DispatchMessage<>(
                                meeting,
                                SubjectKind.MEETING,
                                2,
                                district.id,
                                district.coordinator().asActor(),
                                time.instant(),
                                time.instant(),
                                new MeetingEvent.MeetingCancelled("与会单位冲突")))
                .map(Wire::dispatch)
                .toList());
        for (var caller : List.of(district.surveyor(), district.supervisor(), district.boss())) {
            SOON.untilAsserted(
                    () -> assertThat(occasions(caller)).containsExactly("meeting.cancelled", "meeting.planned"));
        }
        assertThat(occasions(district.coordinator())).isEmpty();
        JsonNode cancelled = inbox(district.boss()).path(0);
        assertThat(cancelled.path("meeting").asString()).isEqualTo(meeting.text());
        assertThat(cancelled.path("text").asString()).contains("2023-04-11 09:00", "与会单位冲突");
    }

    @Test
    void anInboxIsReadByItsOwnerAlone() {
        tell(answered());
        String all = "/api/v1/notifications";
        assertThat(read(district.boss(), all + "/unread-count").path("unread").asLong())
                .isEqualTo(3);
        JsonNode first = read(district.boss(), all + "?limit=2");
        assertThat(first.path("items")).hasSize(2);
        JsonNode second = read(
                district.boss(), all + "?limit=2&before=" + first.path("next").asString());
        assertThat(texts(second.path("items"), "occasion")).containsExactly("ticket.dispatched");
        assertThat(second.has("next")).isFalse();

        String newest = first.path("items").path(0).path("id").asString();
        assertThat(refusal(send(district.clerk(), "POST", all + "/" + newest + "/read", null), 404))
                .isEqualTo("not-found: There is no such message in your inbox.");
        assertThat(json(send(district.boss(), "POST", all + "/" + newest + "/read", null), 200)
                        .path("unread")
                        .asLong())
                .isEqualTo(2);
        json(send(district.boss(), "POST", all + "/" + newest + "/read", null), 200);
        assertThat(texts(read(district.boss(), all + "?unread=true").path("items"), "occasion"))
                .containsExactly("ticket.accepted", "ticket.dispatched");
        assertThat(texts(read(district.boss(), all + "?unread=false").path("items"), "occasion"))
                .containsExactly("ticket.answered");
        String oldest = second.path("items").path(0).path("id").asString();
        assertThat(json(send(district.boss(), "POST", all + "/read-all", "{\"upTo\": \"%s\"}".formatted(oldest)), 200)
                        .toString())
                .isEqualTo("{\"read\":1,\"unread\":1}");
        assertThat(json(send(district.boss(), "POST", all + "/read-all", null), 200)
                        .toString())
                .isEqualTo("{\"read\":1,\"unread\":0}");
        // The colleague has read nothing yet.
        assertThat(read(district.clerk(), all + "/unread-count").path("unread").asLong())
                .isEqualTo(3);
        assertThat(refusal(send(district.boss(), "GET", all + "?unraed=true", null), 400))
                .contains("'unraed'");
        assertThat(refusal(send(district.boss(), "GET", all + "?before=x", null), 400))
                .contains("'before'");
        assertThat(refusal(send(district.boss(), "POST", all + "/x/read", null), 400))
                .contains("'x' is no id of a message.");
        assertThat(send(null, "GET", all, null).statusCode()).isEqualTo(401);
    }

    @Test
    void anOpenPageLearnsOfWhatIsNew() throws Exception {
        EventStory story = dispatched(district.labour);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/api/v1/notifications/stream"))
                .header("Authorization", "Bearer " + TestPlatform.token(district.labourer()))
                .build();
        var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(next(lines)).isEqualTo("{\"unread\":0,\"newest\":0}");
            tell(story);
            assertThat(next(lines)).startsWith("{\"unread\":1,");
            json(send(district.labourer(), "POST", "/api/v1/notifications/read-all", null), 200);
            assertThat(next(lines)).startsWith("{\"unread\":0,");
        }
    }

    private static String next(BufferedReader lines) throws java.io.IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data: ")) {
                return line.substring("data: ".length());
            }
        }
        throw new AssertionError("the stream has ended");
    }
}
