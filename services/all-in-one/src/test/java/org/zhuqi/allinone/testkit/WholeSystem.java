package org.zhuqi.allinone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.Installation;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.verify.Check;
import org.zhuqi.allinone.verify.Verification;
import org.zhuqi.platform.messaging.KafkaClients;

/** One installation for all tests of this JVM, started by the first that asks. They share it, so each has tickets of its own. */
public final class WholeSystem {
    /** The few accounts of the tests are busier than people. */
    public static final Map<String, String> UNLIMITED = Map.of("zhuqi.limits.enabled", "false");

    private WholeSystem() {}

    public static Installation installation() {
        return Running.INSTALLATION;
    }

    /** On which it runs. */
    public static DataFolder folder() {
        return Running.FOLDER;
    }

    public static Helpdesk helpdesk() {
        return new Helpdesk(installation().address(), installation()::token);
    }

    public static TopicTap topics() {
        return new TopicTap(kafka(installation().servers()));
    }

    public static JdbcClient database() {
        Servers servers = installation().servers();
        return JdbcClient.create(Database.of(servers.jdbcUrl(), servers.username(), servers.password()));
    }

    public static KafkaClients kafka(Servers servers) {
        return new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()), null);
    }

    /** What {@code zhuqi verify} would say of it now. */
    public static void assertEverythingAgrees() throws InterruptedException {
        assertSound(
                Verification.of(installation().servers(), folder(), Map.of()).whenCaughtUp());
    }

    public static void assertSound(List<Check> checks) {
        assertThat(checks)
                .isNotEmpty()
                .allSatisfy(
                        check -> assertThat(check.named()).as(check.question()).isEmpty());
    }

    private static final class Running {
        static final DataFolder FOLDER = TestFolders.fresh("shared");
        static final Installation INSTALLATION = start();

        private static Installation start() {
            try {
                Installation started = Installation.start(FOLDER, 0, WholeSystem.UNLIMITED);
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(
                                () -> {
                                    started.close();
                                    TestFolders.deleteAll();
                                },
                                "whole-system-stop"));
                return started;
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException("cannot start the whole system", e);
            }
        }
    }
}
