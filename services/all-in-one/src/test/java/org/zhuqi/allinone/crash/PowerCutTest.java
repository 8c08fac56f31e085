package org.zhuqi.allinone.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.allinone.verify.Check;
import org.zhuqi.allinone.verify.Verification;

/** Everything is killed at the same moment, under load; {@code zhuqi torture} does it among other things. */
class PowerCutTest {
    private static final int CALLERS = 8;

    @Test
    void thePowerOfTheDatabaseFailsAtTheSameMoment() throws Exception {
        DataFolder data = TestFolders.fresh("power-cut");
        Acknowledged acknowledged = new Acknowledged();
        Child child = Child.start(data);
        try {
            Load load = Load.on(child.running(), data, CALLERS, acknowledged);
            await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.count() > 200);
            ProcessHandle database = database(data);
            assertThat(database.destroyForcibly()).as("kill -9 of PostgreSQL").isTrue();
            child.kill();
            load.end();
            await().atMost(Duration.ofSeconds(10)).until(() -> !database.isAlive());

            child = Child.start(data);
            var running = child.running();
            List<Check> checks =
                    new ArrayList<>(Verification.of(running, data, Map.of()).whenCaughtUp());
            List<Check> promises = acknowledged.checks(Database.of(running));
            checks.addAll(promises);
            WholeSystem.assertSound(checks);
            assertThat(promises.getFirst().looked()).isGreaterThan(200);
        } finally {
            child.stop();
        }
        TestFolders.delete(data);
    }

    private static ProcessHandle database(DataFolder data) throws IOException {
        Path pidFile = data.postgres().resolve("pgdata").resolve("postmaster.pid");
        return ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()))
                .orElseThrow();
    }
}
