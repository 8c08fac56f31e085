package org.zhuqi.timeliness;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.lifecycle.Role;
import tools.jackson.databind.JsonNode;

/** A unit's due dates in a calendar program, which cannot log in. */
final class FeedTest extends TestTimeliness {
    private static final String FEEDS = "/api/v1/calendar-feeds";

    @Test
    void aCalendarProgramFindsTheDueDatesOfTheUnit() {
        Life own = life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
        Life assisted = life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LAND, Life.LABOUR);
        Life elsewhere =
                lifeIn(anotherDistrict()).submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
        tell(own, assisted, elsewhere);
        JsonNode feed = json(send(handler(Life.LABOUR), "POST", FEEDS, null, 201));
        assertThat(feed.path("unit").asString()).isEqualTo("labour-bureau");

        HttpResponse<String> answer = send(null, "GET", feed.path("address").asString(), null, 200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("private");
        assertThat(answer.body()).doesNotContain("招工难").doesNotContain("huacai");
        ICalendar calendar = Biweekly.parse(answer.body()).first();
        assertThat(calendar.getEvents())
                .extracting(
                        event -> event.getUid().getValue(),
                        FeedTest::start,
                        event -> event.getSummary().getValue())
                .containsExactlyInAnyOrder(
                        row(own, "1/accept/UNIT/1", "2023-04-11 17:30", "接单联系"),
                        row(own, "1/progress/UNIT/1", "2023-04-13 17:30", "首次反馈"),
                        row(own, "1/answer/UNIT/1", "2023-04-17 17:30", "办结答复"),
                        row(assisted, "1/assist/ASSISTANT/labour-bureau", "2023-04-13 17:30", "协办反馈"));
        assertThat(Biweekly.parse(answer.body()).first().getEvents())
                .allSatisfy(event ->
                        assertThat(event.getCategories().getFirst().getValues()).containsExactly("ON_TIME"));

        tell(own.accepted("2023-04-10 11:00").suspended("2023-04-10 12:00", null));
        calendar = Biweekly.parse(send(null, "GET", feed.path("address").asString(), null, 200)
                        .body())
                .first();
        assertThat(calendar.getEvents())
                .extracting(event -> event.getSummary().getValue())
                .containsExactlyInAnyOrder(
                        own.number() + " 首次反馈 到期（已停表）", own.number() + " 办结答复 到期（已停表）", assisted.number() + " 协办反馈 到期");
    }

    private static org.assertj.core.groups.Tuple row(Life life, String clock, String due, String stage) {
        return org.assertj.core.groups.Tuple.tuple(
                life.ticket() + "/" + clock + "@zhuqi", MovableTime.china(due), life.number() + " " + stage + " 到期");
    }

    private static Instant start(VEvent event) {
        return event.getDateStart().getValue().toInstant();
    }

    @Test
    void anAddressIsASecretThatCanBeTakenBack() {
        JsonNode first = json(send(handler(Life.LABOUR), "POST", FEEDS, null, 201));
        JsonNode second = json(send(coordinator(), "POST", FEEDS + "?unit=labour-bureau", null, 201));
        assertThat(first.path("address").asString())
                .matches("/feeds/[A-Za-z0-9_-]{32}\\.ics")
                .isNotEqualTo(second.path("address").asString());
        JsonNode list = read(handler(Life.LABOUR), FEEDS);
        assertThat(texts(list, "id"))
                .containsExactlyInAnyOrder(
                        first.path("id").asString(), second.path("id").asString());
        assertThat(list.toString()).doesNotContain("secret").doesNotContain(".ics");
        String path = FEEDS + "/" + first.path("id").asString();
        assertThat(refusal(handler(Life.LAND), "DELETE", path, null, 404))
                .isEqualTo("not-found: There is no such feed.");
        send(null, "GET", first.path("address").asString(), null, 200);
        send(handler(Life.LABOUR), "DELETE", path, null, 204);
        refusal(handler(Life.LABOUR), "DELETE", path, null, 404);
        assertThat(refusal(null, "GET", first.path("address").asString(), null, 404))
                .isEqualTo("not-found: There is nothing at this address.");
        send(null, "GET", second.path("address").asString(), null, 200);
        refusal(null, "GET", "/feeds/guessed.ics", null, 404);
        refusal(null, "GET", second.path("address").asString().replace(".ics", ""), null, 404);
    }

    @Test
    void nobodySubscribesToWhatTheyMayNotSee() {
        assertThat(refusal(handler(Life.LABOUR), "POST", FEEDS + "?unit=land-bureau", null, 404))
                .isEqualTo("not-found: There is no unit land-bureau whose due dates you may see.");
        refusal(handler(Life.LABOUR), "GET", FEEDS + "?unit=land-bureau", null, 404);
        assertThat(refusal(coordinator(), "POST", FEEDS, null, 400)).contains("The parameter 'unit' is missing.");
        for (Role role : List.of(Role.ENTERPRISE, Role.OFFICER)) {
            refusal(as(role), "POST", FEEDS + "?unit=labour-bureau", null, 403);
        }
        refusal(null, "POST", FEEDS, null, 401);
    }
}
