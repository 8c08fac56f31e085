package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.embedded.EmbeddedServerException;

/** One folder, started again and again. */
class RestartTest {
    @Test
    void aRestartKeepsEverythingAndAFolderHasOneOwner() throws Exception {
        DataFolder folder = TestFolders.fresh("restarted");
        String id;
        String token;
        try (Installation first = Installation.start(folder, 0, WholeSystem.UNLIMITED)) {
            TicketSteps ticket = helpdesk(first).ticket("重启前提交").dispatchTo("qt-zrzy");
            id = ticket.id();
            token = helpdesk(first).token(Helpdesk.ENTERPRISE);

            Captured second =
                    Captured.run("up", "--port", "0", "--data", folder.path().toString());
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .isEqualTo("zhuqi: %s is in use: process %d serves it at %s\n"
                            .formatted(folder.path(), ProcessHandle.current().pid(), first.address()));
            assertThatThrownBy(() -> Installation.start(folder, 0, WholeSystem.UNLIMITED))
                    .as("even if its note was lost")
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("but another running application uses it");

            Captured verified = Captured.run("verify", "--data", folder.path().toString());
            assertThat(verified.exitCode()).as(verified.out()).isZero();
            assertThat(verified.out()).contains("Everything agrees.");
        }
        assertThat(folder.running()).isEmpty();

        Captured atRest = Captured.run("verify", "--data", folder.path().toString());
        assertThat(atRest.exitCode()).as(atRest.out()).isZero();
        assertThat(atRest.out()).startsWith("Nothing runs on " + folder.path()).contains("Everything agrees.");

        try (Installation again = Installation.start(folder, 0, WholeSystem.UNLIMITED)) {
            Helpdesk helpdesk = helpdesk(again);
            TicketSteps ticket = helpdesk.known(id);
            assertThat(ticket.shownTo(Helpdesk.ENTERPRISE).text("title")).isEqualTo("重启前提交");
            ticket.take(Helpdesk.handlerOf("qt-zrzy"), "accept", Map.of());
            assertThat(ticket.timelineOf(Helpdesk.ENTERPRISE)).containsExactly("submitted", "dispatched", "accepted");
            assertThat(helpdesk.ticket("重启后提交").number()).as("numbers go on").endsWith("-000002");
            assertThat(new org.zhuqi.allinone.client.Api(
                                    org.zhuqi.allinone.client.Api.newClient(), again.address(), token)
                            .get("/api/v1/tickets/" + id)
                            .status())
                    .as("a token of before is still good")
                    .isEqualTo(200);
        }
        TestFolders.delete(folder);
    }

    private static Helpdesk helpdesk(Installation installation) {
        return new Helpdesk(installation.address(), installation::token);
    }
}
