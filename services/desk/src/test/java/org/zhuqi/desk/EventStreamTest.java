package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.zhuqi.contracts.lifecycle.TicketState.DISPATCHED;
import static org.zhuqi.contracts.lifecycle.TicketState.IN_PROGRESS;
import static org.zhuqi.contracts.lifecycle.TicketState.OPEN_CALL;
import static org.zhuqi.contracts.lifecycle.TicketState.SUBMITTED;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

final class EventStreamTest extends TestDesk {
    @Test
    void tellsWhatHappensOnceItIsShown() {
        try (Stream stream = open(coordinator(), null)) {
            EventStory story = story().tells(Stories.submitted(), SUBMITTED)
                    .tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED);
            stream.whenTold(() -> assertThat(shownVersion(story)).isGreaterThanOrEqualTo(1));
            write(story.records());

            stream.awaitEvents(2);
            assertThat(stream.names()).containsExactly("submitted", "dispatched");
            JsonNode data = stream.data(1);
            assertThat(data.path("ticketId").asString())
                    .isEqualTo(story.ticket().text());
            assertThat(data.path("number").asString()).isEqualTo(story.number().text());
            assertThat(data.path("sequence").asLong()).isEqualTo(2);
            assertThat(data.path("state").asString()).isEqualTo("DISPATCHED");
            assertThat(data.path("event").asString()).isEqualTo("dispatched");
            assertThat(data.has("occurredAt")).isTrue();
            assertThat(stream.shownTooEarly).isEmpty();
            await().until(() -> stream.lines.stream().anyMatch(line -> line.startsWith(":")));
        }
    }

    @Test
    void tellsEveryoneTheirOwn() {
        Caller boss = here(Callers.enterprise("boss", Stories.HUACAI));
        Caller rival = here(Callers.enterprise("rival", new EnterpriseId("rival")));
        Caller handler = here(Callers.handler("zhang.san", Stories.LABOUR));
        Caller elsewhere = Callers.in("ELSE", Callers.coordinator("li.lei"));
        try (Stream coordinator = open(coordinator(), null);
                Stream enterprise = open(boss, null);
                Stream other = open(rival, null);
                Stream unit = open(handler, null);
                Stream foreign = open(elsewhere, null)) {
            EventStory story = story().tells(Stories.submitted(), SUBMITTED);
            tell(story);
            story.tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED)
                    .tells(Stories.progress("内部", true), IN_PROGRESS)
                    .tells(Stories.progress("公开", false), IN_PROGRESS);
            write(story.records().subList(1, 4));
            coordinator.awaitEvents(4);
            enterprise.awaitEvents(3);
            unit.awaitEvents(3);

            assertThat(coordinator.sequences()).containsExactly(1L, 2L, 3L, 4L);
            assertThat(enterprise.sequences()).as("without the internal note").containsExactly(1L, 2L, 4L);
            assertThat(unit.sequences()).as("since it has the ticket").containsExactly(2L, 3L, 4L);
            assertThat(other.names()).isEmpty();
            assertThat(foreign.names()).isEmpty();
        }
    }

    @Test
    void tellsNobodyWhoElseClaims() {
        Caller labour = here(Callers.handler("zhang.san", Stories.LABOUR));
        Caller land = here(Callers.handler("wang.wu", Stories.LAND));
        EventStory story = story().tells(Stories.submitted(), SUBMITTED)
                .tells(new TicketEvent.CallPublished("要求", null, CallChoice.BEST_PLAN), OPEN_CALL);
        tell(story);
        try (Stream coordinator = open(coordinator(), null);
                Stream claimant = open(labour, null);
                Stream competitor = open(land, null)) {
            story.by(labour)
                    .tells(new TicketEvent.ClaimOffered(Stories.LABOUR, labour.account(), "方案", List.of()), OPEN_CALL)
                    .tells(new TicketEvent.ClaimTakenBack(Stories.LABOUR, null), OPEN_CALL)
                    .by(coordinator())
                    .tells(Stories.dispatchedTo(Stories.LABOUR, Stories.LAND), DISPATCHED);
            write(story.records().subList(2, 5));
            coordinator.awaitEvents(3);
            claimant.awaitEvents(3);
            competitor.awaitEvents(1);

            assertThat(coordinator.sequences()).containsExactly(3L, 4L, 5L);
            assertThat(claimant.sequences()).containsExactly(3L, 4L, 5L);
            assertThat(competitor.sequences()).containsExactly(5L);
        }
    }

    @Test
    void tellsThatTheTimeStandsOtherwiseOnceItIsShown() {
        EventStory story = story().tells(Stories.submitted(), SUBMITTED);
        tell(story);
        try (Stream coordinator = open(coordinator(), null);
                Stream enterprise = open(here(Callers.enterprise("boss", Stories.HUACAI)), null);
                Stream rival = open(here(Callers.enterprise("rival", new EnterpriseId("rival"))), null)) {
            ClockStory clocks = ClockStory.of(story)
                    .changed(Readings.running("answer", Stories.MONDAY))
                    .warned(Readings.name("answer"), WarningLevel.YELLOW)
                    .breached(Readings.name("answer"), Stories.MONDAY);
            coordinator.whenTold(() -> assertThat(shownSequence(clocks)).isPositive());
            write(clocks.records());
            coordinator.awaitEvents(3);
            enterprise.awaitEvents(2);

            assertThat(coordinator.names()).containsOnly("clock");
            assertThat(coordinator.clocks()).containsExactly("changed", "warned", "breached");
            assertThat(coordinator.data(0).path("ticketId").asString())
                    .isEqualTo(story.ticket().text());
            assertThat(coordinator.shownTooEarly).isEmpty();
            assertThat(enterprise.clocks())
                    .as("warnings are between the administration and its units")
                    .containsExactly("changed", "breached");
            assertThat(rival.names()).isEmpty();
        }
    }

    @Test
    void goesOnWhereItWasAfterALostConnection() {
        EventStory one = story().tells(Stories.submitted(), SUBMITTED);
        EventStory two = story().tells(Stories.submitted(), SUBMITTED);
        String last;
        try (Stream stream = open(coordinator(), null)) {
            write(one.records());
            stream.awaitEvents(1);
            last = stream.lastId();
        }
        tell(two);
        try (Stream watcher = open(coordinator(), last)) {
            watcher.awaitEvents(1);
            assertThat(watcher.data(0).path("number").asString())
                    .isEqualTo(two.number().text());
            EventStory three = story().tells(Stories.submitted(), SUBMITTED);
            write(three.records());
            watcher.awaitEvents(2);
            assertThat(watcher.names()).containsExactly("submitted", "submitted");
        }
    }

    @Test
    void whoWasAwayForTooLongIsToldToLoadAnew() {
        for (String unknown : List.of("17-4", "abc", "-1")) {
            try (Stream stream = open(coordinator(), unknown)) {
                stream.awaitEvents(1);
                assertThat(stream.names()).containsExactly("resync");
                EventStory story = story().tells(Stories.submitted(), SUBMITTED);
                write(story.records());
                stream.awaitEvents(2);
                assertThat(stream.names()).containsExactly("resync", "submitted");
            }
        }
    }

    @Test
    void anAccountHasThreeStreamsAtMost() {
        try (Stream one = open(coordinator(), null);
                Stream two = open(coordinator(), null);
                Stream three = open(coordinator(), null)) {
            assertThat(List.of(one, two, three)).allMatch(stream -> stream.status == 200);
            assertThat(refusal(coordinator(), "/api/v1/events/stream", 429))
                    .isEqualTo("This account has 3 live streams open already: close one first.");
            try (Stream another = open(here(Callers.coordinator("other")), null)) {
                assertThat(another.status).isEqualTo(200);
            }
        }
        await().until(() -> {
            try (Stream again = open(coordinator(), null)) {
                return again.status == 200;
            }
        });
    }

    private Stream open(Caller caller, @Nullable String lastEventId) {
        var request = request(caller, "/api/v1/events/stream").header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpClient client = HttpClient.newHttpClient();
        try {
            return new Stream(client, client.send(request.build(), HttpResponse.BodyHandlers.ofLines()));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A page that listens. */
    private static final class Stream implements AutoCloseable {
        private final HttpClient client;
        private final int status;
        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<AssertionError> shownTooEarly = new CopyOnWriteArrayList<>();
        private volatile Runnable check = () -> {};

        Stream(HttpClient client, HttpResponse<java.util.stream.Stream<String>> answer) {
            this.client = client;
            this.status = answer.statusCode();
            Thread.ofVirtual().start(() -> {
                try {
                    answer.body().forEach(this::read);
                } catch (java.io.UncheckedIOException e) {
                    lines.add("closed");
                }
            });
        }

        private void read(String line) {
            if (line.startsWith("event:")) {
                try {
                    check.run();
                } catch (AssertionError e) {
                    shownTooEarly.add(e);
                }
            }
            lines.add(line);
        }

        void whenTold(Runnable assertion) {
            check = assertion;
        }

        void awaitEvents(int count) {
            await().untilAsserted(() -> assertThat(values("data: ")).hasSizeGreaterThanOrEqualTo(count));
        }

        List<String> names() {
            return values("event: ");
        }

        List<Long> sequences() {
            return values("data: ").stream()
                    .map(data -> Json.MAPPER.readTree(data).path("sequence").asLong())
                    .toList();
        }

        List<String> clocks() {
            return values("data: ").stream()
                    .map(data -> Json.MAPPER.readTree(data).path("clock").asString())
                    .toList();
        }

        JsonNode data(int index) {
            return Json.MAPPER.readTree(values("data: ").get(index));
        }

        String lastId() {
            List<String> ids = values("id: ");
            return ids.get(ids.size() - 1);
        }

        private List<String> values(String field) {
            return lines.stream()
                    .filter(line -> line.startsWith(field))
                    .map(line -> line.substring(field.length()))
                    .toList();
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
