package org.zhuqi.allinone.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.Installation;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.verify.Check;
import org.zhuqi.allinone.verify.Verification;
import org.zhuqi.platform.messaging.KafkaClients;

/**
 * One installation for all tests of this JVM, started by the first that asks. They share it, so each has tickets of its own.
 *
 * <p>The same stories can be told to another assembly: to a {@link RunningSystem}, or to one that a test has put together.
 * What a story needs of the inside is then there or the story is left out.
 */
public final class WholeSystem {
    /** The few accounts of the tests are busier than people. */
    public static final Map<String, String> UNLIMITED = Map.of("zhuqi.limits.enabled", "false");

    /** Receivers of webhooks are in the test itself. */
    private static final Map<String, String> OF_TESTS = Map.of(
            "zhuqi.limits.enabled",
            "false",
            "zhuqi.webhooks.allow-http",
            "true",
            "zhuqi.webhooks.allowed-networks",
            "127.0.0.0/8",
            "zhuqi.webhooks.ports",
            "");

    private static volatile @Nullable Assembly another = RunningSystem.named();

    private WholeSystem() {}

    /** Until {@code null} is given, stories are told to this one. */
    public static void tellTo(@Nullable Assembly assembly) {
        another = assembly == null ? RunningSystem.named() : assembly;
    }

    /** The one JVM that has everything. A test that needs it is left out where the system is another. */
    public static Installation installation() {
        if (another != null) {
            throw new TestAbortedException("this needs everything in one JVM of the test's own");
        }
        return Running.INSTALLATION;
    }

    /** On which it runs. */
    public static DataFolder folder() {
        return inside().folder();
    }

    public static Helpdesk helpdesk() {
        Assembly told = another;
        return told == null
                ? new Helpdesk(installation().address(), installation()::token)
                : new Helpdesk(told.address(), told::token);
    }

    /** Whether a test can look at the topics and the database, too. */
    public static boolean hasAnInside() {
        Assembly told = another;
        return told == null || told.inside().isPresent();
    }

    private static Assembly.Inside inside() {
        Assembly told = another;
        return told == null
                ? new Assembly.Inside(installation().servers(), Running.FOLDER)
                : told.inside().orElseThrow(() -> new TestAbortedException("this looks at the system from the inside"));
    }

    public static TopicTap topics() {
        return new TopicTap(kafka(inside().servers()));
    }

    public static JdbcClient database() {
        Servers servers = inside().servers();
        return JdbcClient.create(Database.of(servers.jdbcUrl(), servers.username(), servers.password()));
    }

    public static KafkaClients kafka(Servers servers) {
        return new KafkaClients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()), null);
    }

    /** What {@code zhuqi verify} would say of it now. */
    public static void assertEverythingAgrees() throws InterruptedException {
        assertSound(Verification.of(inside().servers(), folder(), Map.of()).whenCaughtUp());
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
                Installation started = Installation.start(FOLDER, 0, OF_TESTS);
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
