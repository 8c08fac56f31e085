package org.zhuqi.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.platform.security.DevelopmentIssuer;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all
class JpaBenchTest {
    private Workplace place;
    private Peer peer;

    @BeforeAll
    void start() throws Exception {
        place = Workplace.in(null);
        peer = JpaBench.start(place.path());
    }

    @AfterAll
    void stop() throws Exception {
        peer.close();
        place.close();
    }

    /** What is counted is what lies in its tables: a ticket for each life, and six rows of history. */
    @Test
    void everyLifeIsATicketAndSixRowsOfHistory() throws Exception {
        long closedBefore = JpaBench.closed(peer);
        long historyBefore = history();

        LoadResult result = JpaBench.load(peer, place.path()).closed(4, 2);

        assertThat(result.failures()).isZero();
        assertThat(result.lifecycles()).isPositive();
        assertThat(JpaBench.closed(peer) - closedBefore).isEqualTo(result.lifecycles());
        assertThat(history() - historyBefore).isEqualTo(result.micros().getTotalCount());
        assertThat(peer.count("select count(*) from ticket where state = 'CLOSED' and version <> 5"))
                .as("each step but the first is an update of the row")
                .isZero();
    }

    private long history() throws Exception {
        return peer.count("select count(*) from history");
    }

    @Test
    void aStepOutOfTurnIsRefused() throws Exception {
        try (Line line = new Line(JpaBench.address(peer))) {
            Cast cast =
                    Cast.all(DevelopmentIssuer.in(place.path().resolve("keys"))).getFirst();
            String ticket = cast.send(line, CommandType.SUBMIT, "").text("ticketId");

            assertThat(cast.send(line, CommandType.ANSWER, ticket).status()).isEqualTo(409);
            assertThat(cast.send(line, CommandType.DISPATCH, ticket).status()).isEqualTo(200);
        }
    }
}
