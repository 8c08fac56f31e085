package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.demo.Demo;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.lifecycle.TicketState;

class DemoTest {
    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void toldTwiceItChangesNothing() throws Exception {
        int steps = tell();
        assertThat(steps).isGreaterThan(40);
        long events = events();

        assertThat(tell()).isEqualTo(steps);
        assertThat(events()).isEqualTo(events);
        WholeSystem.assertEverythingAgrees();
    }

    @Test
    void leavesATicketInEveryState() throws Exception {
        tell();
        WholeSystem.assertEverythingAgrees(); // It waits until the desk has taken everything.
        List<TicketState> states = Arrays.stream(TicketState.values())
                .filter(state -> state != TicketState.NEW)
                .toList();
        assertThat(states)
                .allSatisfy(
                        state -> assertThat(helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets?limit=1&state=" + state)
                                        .body()
                                        .path("items"))
                                .as("tickets in state %s", state)
                                .isNotEmpty());
        assertThat(helpdesk.get("sy-coordinator", "/api/v1/tickets").body().path("items"))
                .as("the other district has its own")
                .hasSize(1);
    }

    private int tell() throws Exception {
        return new Demo(helpdesk.address(), WholeSystem.installation()::token).tell();
    }

    private static long events() {
        return WholeSystem.database()
                .sql("select count(*) from ticket.event")
                .query(Long.class)
                .single();
    }
}
