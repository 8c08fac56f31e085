package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.demo.Demo;
import org.zhuqi.allinone.demo.qiantang.QiantangCase;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.allinone.verify.Verification;
import tools.jackson.databind.JsonNode;

/**
 * The published case, sent to an installation of its own: its figures are those of a district that has no other year, and the
 * stories of the other tests are told in the same district.
 */
class PublishedCaseTest {
    private static final String YEAR =
            "submittedFrom=2023-01-01T00:00:00%2B08:00&submittedTo=2024-01-01T00:00:00%2B08:00";

    /** Nothing is killed here, so nothing need be forced to disk. */
    private static final Map<String, String> SETTINGS =
            Map.of("zhuqi.limits.enabled", "false", "zhuqi.topics.flush-every-record", "false");

    @Test
    void isTakenWhollyAndTellingItAgainChangesNothing() throws Exception {
        DataFolder folder = TestFolders.fresh("published-case");
        try (Installation installation = Installation.start(folder, 0, SETTINGS)) {
            Helpdesk helpdesk = new Helpdesk(installation.address(), installation::token);
            JdbcClient database = database(installation.servers());

            new Demo(installation.address(), installation::token).tell(); // A hard problem of today is no hindrance.
            String first = tell(installation, 1);
            assertThat(first)
                    .containsPattern("departments +37 +37 +37\n")
                    .containsPattern("officers +599 +599 +599\n")
                    .containsPattern("enterprises +791 +791 +791\n")
                    .containsPattern("collected +660 +660 +660\n")
                    .containsPattern("requests received +700 +700\n")
                    .containsPattern("a common problem +3 +3 +3\n")
                    .containsPattern("one request +15 +15 +15\n")
                    .containsPattern("district leader +2 +2 +2\n")
                    .containsPattern("hard problems listed +96 +96\n")
                    .containsPattern("written off +89 +89 +89\n")
                    .containsPattern("a common problem +3 +3 +3\n[^—]*hard problems written off +89 +89 +89\n")
                    .containsPattern("closed / collected +99 % .655/660. +99 % .655/660. +99 % .655/660.\n")
                    .containsPattern("confirmed / collected +97.8 % .646/660. +97.8 % .646/660. +97.8 % .646/660.\n")
                    .containsPattern("answered, or due +99 % .651/657. +99 % .651/657. +99 % .651/657.\n")
                    .containsPattern("satisfied / rated +97.8 % .584/597. +97.8 % .584/597. +97.8 % .584/597.\n");
            assertThat(total(helpdesk, "&state=CLOSED"))
                    .as("all of them, by the end of the year")
                    .isEqualTo("660");
            assertThat(total(helpdesk, "&imported=false")).isEqualTo("0");
            clocksSayWhoWasLate(helpdesk);
            assertThat(Verification.of(installation.servers(), folder, Map.of()).whenCaughtUp())
                    .allSatisfy(check ->
                            assertThat(check.named()).as(check.question()).isEmpty());

            long events = events(database);
            String second = tell(installation, 1);
            assertThat(withoutTimes(second)).contains("0 new, 0 changed, 787 as they were");
            assertThat(table(second)).isEqualTo(table(first));
            assertThatThrownBy(() -> tell(installation, 2))
                    .as("another seed would double the year")
                    .hasMessageStartingWith("the district QT has 700 other tickets");
            assertThat(events(database)).isEqualTo(events);
        }
    }

    /** The clocks of the system judge each ticket as the plan meant it; by the end of the year the overdue ones are answered. */
    private static void clocksSayWhoWasLate(Helpdesk helpdesk) {
        Answer judged = helpdesk.post(
                Helpdesk.COORDINATOR,
                "/api/v1/policies/dry-run?version=135-staged@1&from=2023-01-01T00:00:00%2B08:00&to=2024-01-01T00:00:00%2B08:00",
                "",
                Map.of());
        assertThat(judged.status()).as(String.valueOf(judged.body())).isEqualTo(200);
        JsonNode answers = Helpdesk.elements(judged.body().path("stages"))
                .filter(stage -> stage.path("stage").asString().equals("answer"))
                .findFirst()
                .orElseThrow()
                .path("before");
        assertThat(answers.path("LATE").asInt()).as(answers.toString()).isEqualTo(4 + 2);
        assertThat(answers.path("ON_TIME").asInt())
                .as("five were answered twice: %s", answers)
                .isEqualTo(654 + 5);
    }

    private static String total(Helpdesk helpdesk, String filter) {
        return helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets?count=true&limit=1&" + YEAR + filter)
                .text("total");
    }

    private static String tell(Installation installation, long seed) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new QiantangCase(
                        installation.address(), installation::token, new PrintStream(out, true, StandardCharsets.UTF_8))
                .tell(seed);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String withoutTimes(String output) {
        return output.replaceAll("Told in .*", "");
    }

    private static String table(String output) {
        return withoutTimes(output.substring(output.indexOf("January to November 2023")));
    }

    private static JdbcClient database(Servers servers) {
        return JdbcClient.create(Database.of(servers.jdbcUrl(), servers.username(), servers.password()));
    }

    /** Of tickets, and of what happens beside them; and the entries of the directory's record of changes. */
    private static long events(JdbcClient database) {
        return database.sql("""
                        select (select count(*) from ticket.event) + (select count(*) from dispatch.event)
                            + (select count(*) from directory.change)
                        """).query(Long.class).single();
    }
}
