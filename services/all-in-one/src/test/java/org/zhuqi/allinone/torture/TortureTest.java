package org.zhuqi.allinone.torture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.testkit.TestFolders;

/** What {@code zhuqi torture} does for longer. */
class TortureTest {
    private static final int CALLERS = 4;
    private static final Duration AT_LEAST = Duration.ofMinutes(1);

    @Test
    void whateverStrikesNothingIsLostNothingDoubledNothingElseThanTold() throws Exception {
        DataFolder folder = TestFolders.fresh("torture");
        long seed = System.nanoTime();
        long end = System.nanoTime() + AT_LEAST.toNanos();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean sound = Torture.run(
                folder,
                seed,
                CALLERS,
                rounds -> rounds >= 2 && System.nanoTime() > end,
                new PrintStream(out, true, UTF_8));

        String told = out.toString(UTF_8);
        assertThat(sound).as(told).isTrue();
        assertThat(told)
                .as("there was something to lose")
                .containsPattern("[1-9][\\d,]* accepted, [1-9][\\d,]* refused")
                .contains("nothing lost, nothing twice, nothing else than told.");
        TestFolders.delete(folder);
    }

    @Test
    void aSeedRepeatsThePlan() {
        Set<Fault> all = EnumSet.allOf(Fault.class);
        assertThat(Plan.of(7, 3, all)).isEqualTo(Plan.of(7, 3, all));
        assertThat(Plan.of(7, 4, all)).isNotEqualTo(Plan.of(7, 3, all));
        Set<Fault> struck = new TreeSet<>();
        for (int round = 0; round < 200; round++) {
            Plan.of(7, round, all).strikes().forEach(strike -> struck.add(strike.fault()));
        }
        assertThat(struck).isEqualTo(all);
    }
}
