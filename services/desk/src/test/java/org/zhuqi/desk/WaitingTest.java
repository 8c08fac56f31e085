package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.contracts.lifecycle.TicketState.DISPATCHED;
import static org.zhuqi.contracts.lifecycle.TicketState.SUBMITTED;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;

/** Whoever has just written reads what was written. */
final class WaitingTest extends TestDesk {
    private static final String STALE = "Zhuqi-Stale";

    @Autowired
    private JdbcClient database;

    @Test
    void aTicketIsHeldBackUntilItShowsTheVersion() {
        EventStory story = story().tells(Stories.submitted(), SUBMITTED);
        var byId = asking("/api/v1/tickets/" + story.ticket() + "?atLeast=2");
        var byNumber = asking("/api/v1/tickets/" + story.number() + "?atLeast=2");
        var timeline = asking("/api/v1/tickets/" + story.ticket() + "/timeline?atLeast=2");
        var list = asking("/api/v1/tickets?waitFor=" + story.ticket() + "@2");
        story.tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED);
        write(story.records());

        for (var answer : List.of(byId, byNumber, timeline)) {
            assertThat(answer.join().statusCode()).isEqualTo(200);
            assertThat(answer.join().headers().firstValue("ETag")).hasValue("\"2\"");
            assertThat(answer.join().headers().firstValue(STALE)).isEmpty();
        }
        assertThat(list.join().headers().firstValue(STALE)).isEmpty();
        assertThat(list.join().body()).contains(story.number().text());
    }

    @Test
    void whatDoesNotComeInTimeIsAnsweredAsStale() {
        EventStory story = story().tells(Stories.submitted(), SUBMITTED);
        tell(story);
        var ticket = asking("/api/v1/tickets/" + story.ticket() + "?atLeast=2");
        var list = asking("/api/v1/tickets?waitFor=" + story.ticket() + "@1&waitFor=" + story.ticket() + "@2");
        var unknown = asking("/api/v1/tickets/018b9000-0000-7000-8000-0000000000ff?atLeast=1");
        assertThat(ticket.join().statusCode()).isEqualTo(200);
        assertThat(ticket.join().headers().firstValue(STALE)).hasValue("true");
        assertThat(list.join().headers().firstValue(STALE)).hasValue("true");
        assertThat(list.join().body()).contains(story.number().text());
        assertThat(unknown.join().statusCode()).isEqualTo(404);
    }

    @Test
    void whatAnotherProcessProjectsIsSeenTooThoughNothingRingsHere() {
        EventStory story = story().tells(Stories.submitted(), SUBMITTED);
        tell(story);
        var answer = asking("/api/v1/tickets/" + story.ticket() + "?atLeast=2");
        database.sql("update desk.ticket set version = 2 where id = ?")
                .param(story.ticket().value())
                .update();
        assertThat(answer.join().headers().firstValue("ETag")).hasValue("\"2\"");
        assertThat(answer.join().headers().firstValue(STALE)).isEmpty();
    }

    @Test
    void howLongItTakesDoesNotTellThatAForeignTicketExists() {
        EventStory story = story().tells(Stories.submitted(), SUBMITTED);
        tell(story);
        var stranger = here(Callers.enterprise("x", new EnterpriseId("other")));
        long start = System.nanoTime();
        assertThat(get(stranger, "/api/v1/tickets/" + story.ticket() + "?atLeast=1")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(stranger, "/api/v1/tickets?waitFor=" + story.ticket() + "@1")
                        .headers()
                        .firstValue(STALE))
                .hasValue("true");
        assertThat(System.nanoTime() - start).isGreaterThan(3_900_000_000L);
    }

    private CompletableFuture<HttpResponse<String>> asking(String path) {
        return CompletableFuture.supplyAsync(
                () -> get(coordinator(), path), command -> Thread.ofVirtual().start(command));
    }
}
