package org.zhuqi.allinone.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.verify.Check;
import org.zhuqi.allinone.verify.Verification;

/** Rounds of load, kill -9, restart and verification. */
public final class CrashTest {
    private static final int LEAST_MILLIS = 1_500;
    private static final int MOST_MILLIS = 6_000;

    private final DataFolder data;
    private final Random random;
    private final int callers;
    private final PrintStream out;

    /** @param data a folder of its own; what is in it stays and is verified along */
    public CrashTest(DataFolder data, long seed, int callers, PrintStream out) {
        this.data = data;
        this.random = new Random(seed);
        this.callers = callers;
        this.out = out;
        out.printf("Crash test on %s, seed %d, %d callers%n", data.path(), seed, callers);
    }

    /** @return whether nothing was lost, doubled or left out in any round */
    public boolean run(int rounds) throws IOException, InterruptedException, GeneralSecurityException {
        Acknowledged acknowledged = new Acknowledged();
        boolean sound = true;
        Child child = Child.start(data);
        try {
            for (int round = 1; round <= rounds; round++) {
                Duration life = Duration.ofMillis(random.nextInt(LEAST_MILLIS, MOST_MILLIS));
                int before = acknowledged.count();
                Load load = Load.on(child.running(), data, callers, acknowledged);
                Thread.sleep(life);
                child.kill();
                load.end();
                out.printf(
                        "round %2d  killed after %4d ms with %,d commands acknowledged; starting again … ",
                        round, life.toMillis(), acknowledged.count() - before);
                out.flush();
                long start = System.nanoTime();
                child = Child.start(data);
                out.printf("ready after %.1f s%n", (System.nanoTime() - start) / 1e9);
                sound &= verify(child.running(), acknowledged);
            }
        } finally {
            child.stop();
        }
        out.printf(
                "%d rounds, %,d commands acknowledged: %s%n",
                rounds,
                acknowledged.count(),
                sound ? "nothing lost, nothing twice, no gap." : "SOMETHING IS WRONG, see above.");
        return sound;
    }

    private boolean verify(Running running, Acknowledged acknowledged) throws InterruptedException {
        Verification verification = Verification.of(running, data, Map.of());
        List<Check> checks = new java.util.ArrayList<>(verification.whenCaughtUp());
        checks.addAll(acknowledged.checks(Database.of(running)));
        boolean sound = true;
        for (Check check : checks) {
            if (check.faults() > 0) {
                sound = false;
                out.printf("  ✗ %s: %,d of %,d%n", check.question(), check.faults(), check.looked());
                check.named().forEach(where -> out.println("      " + where));
            }
        }
        if (sound) {
            out.printf("  ✓ %d checks hold over %,d acknowledged commands%n", checks.size(), acknowledged.count());
        }
        return sound;
    }
}
