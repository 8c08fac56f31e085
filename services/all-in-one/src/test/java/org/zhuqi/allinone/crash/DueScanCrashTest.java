package org.zhuqi.allinone.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.allinone.verify.Verification;

/** Time goes on while the system is dead, and it dies while it catches up: no warning is lost, none is told twice. */
class DueScanCrashTest {
    private static final int TICKETS = 150;
    private static final int KILLS = 2;

    private final DataFolder data = TestFolders.fresh("due-scan-crash");
    private final Random random = new Random();

    @Test
    void killedDuringDueScansNoWarningIsLostAndNoneIsToldTwice() throws Exception {
        Child child = Child.start(data);
        try {
            dispatchTickets(child.running());
            child.stop();
            // Behind every due date of 135-staged: all clocks warn and are breached, whatever the day of the week.
            Map<String, String> later = Map.of("zhuqi.time.ahead", "P30D", "zhuqi.timeliness.batch", "7");
            for (int kill = 0; kill < KILLS; kill++) {
                child = Child.start(data, later);
                Running running = child.running();
                int atLeast = (kill + 1) * 3 * TICKETS / (KILLS + 2) + random.nextInt(20);
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> notices(running) >= atLeast);
                child.kill();
            }
            child = Child.start(data, later);
            Running running = child.running();
            await().atMost(Duration.ofSeconds(60)).until(() -> isQuiet(running));

            assertEveryClockWarnedAndBreachedOnce(running);
            WholeSystem.assertSound(Verification.of(running, data, Map.of()).whenCaughtUp());
        } finally {
            child.stop();
        }
        TestFolders.delete(data);
    }

    private void dispatchTickets(Running running) throws Exception {
        Api enterprise = api(running, "qt-enterprise");
        Api coordinator = api(running, "qt-coordinator");
        for (int i = 0; i < TICKETS; i++) {
            var ticket = enterprise.post(
                    "/api/v1/tickets",
                    Map.of("enterprise", "qt-ent-001", "title", "用电增容 " + i, "description", "请协助。", "item", "qt-dl"),
                    Map.of());
            assertThat(ticket.isSuccess()).isTrue();
            assertThat(coordinator
                            .command(ticket.text("ticketId"), "dispatch", Map.of("lead", "qt-rsj"), null)
                            .isSuccess())
                    .isTrue();
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count(running, "select count(*) from timeliness.ticket where version = 2") == TICKETS);
    }

    private Api api(Running running, String account) throws Exception {
        String token = data.developmentIssuer()
                .token(
                        Account.named(account).orElseThrow().caller(),
                        InstantSource.system().instant(),
                        Account.TOKEN_LIFE);
        return new Api(Api.newClient(), running.address(), token);
    }

    /** Each of the three stages: the highest step that is behind, and the breach; told once each. */
    private static void assertEveryClockWarnedAndBreachedOnce(Running running) {
        Map<UUID, List<String>> told = new HashMap<>();
        database(running)
                .sql("select ticket_id, alarm from timeliness.notice order by alarm")
                .query(row -> {
                    told.computeIfAbsent(row.getObject(1, UUID.class), any -> new ArrayList<>())
                            .add(row.getString(2));
                });
        assertThat(told).hasSize(TICKETS);
        assertThat(told.values())
                .allSatisfy(alarms -> assertThat(alarms)
                        .containsExactlyInAnyOrder(
                                "1/accept/TICKET+0:2",
                                "1/accept/TICKET+0:breach",
                                "1/answer/TICKET+0:3",
                                "1/answer/TICKET+0:breach",
                                "1/progress/TICKET+0:1",
                                "1/progress/TICKET+0:breach"));
    }

    private static long notices(Running running) {
        return count(running, "select count(*) from timeliness.notice");
    }

    private static boolean isQuiet(Running running) {
        return count(running, """
                select (select count(*) from timeliness.outgoing)
                     + (select count(*) from timeliness.ticket where next_alarm_at < now() + interval '30 days')
                """) == 0;
    }

    private static long count(Running running, String sql) {
        return database(running).sql(sql).query(Long.class).single();
    }

    private static JdbcClient database(Running running) {
        return JdbcClient.create(Database.of(running.jdbcUrl(), running.username(), running.password()));
    }
}
