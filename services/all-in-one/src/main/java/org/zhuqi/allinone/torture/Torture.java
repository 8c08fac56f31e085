package org.zhuqi.allinone.torture;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.verify.Check;
import org.zhuqi.allinone.verify.Verification;

/** Rounds of load and faults, each followed by the question whether everything is as it must be. */
public final class Torture {
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final int SHOWN = 150;

    private final DataFolder data;
    private final @Nullable SmallDisk disk;
    private final long seed;
    private final int callers;
    private final PrintStream out;
    private final Memory memory = new Memory();
    private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);

    private Torture(DataFolder data, @Nullable SmallDisk disk, long seed, int callers, PrintStream out) {
        this.data = data;
        this.disk = disk;
        this.seed = seed;
        this.callers = callers;
        this.out = out;
    }

    /** How long it goes on. */
    @FunctionalInterface
    public interface Until {
        /** @param rounds that are over */
        boolean isOver(int rounds);
    }

    /**
     * @param folder a data folder of its own, that is not there yet
     * @param callers at once
     * @return whether everything held in all rounds
     */
    public static boolean run(DataFolder folder, long seed, int callers, Until until, PrintStream out)
            throws IOException, InterruptedException, GeneralSecurityException {
        if (folder.isInstalled()) {
            throw new IllegalStateException(folder.path() + " is somebody's; this needs a folder of its own");
        }
        Files.createDirectories(folder.path());
        SmallDisk disk = null;
        try {
            disk = SmallDisk.on(folder.path());
        } catch (IOException e) {
            out.printf("The disk is not filled: a file system of its own cannot be had here (%s).%n", e.getMessage());
        }
        boolean sound = false;
        try {
            sound = new Torture(new DataFolder(folder.path().resolve("data")), disk, seed, callers, out).rounds(until);
        } finally {
            if (disk != null) {
                Path image = disk.unmount();
                if (sound) {
                    Files.delete(image);
                } else {
                    out.printf("To look at what is left: mount -o loop %s %s%n", image, folder.path());
                }
            }
        }
        return sound;
    }

    private boolean rounds(Until until) throws IOException, InterruptedException, GeneralSecurityException {
        out.printf("Torture of %s, seed %d, %d callers%n", data.path(), seed, callers);
        Files.createDirectories(data.path());
        boolean sound = true;
        int round = 0;
        try (Rig rig = new Rig(data, disk)) {
            rig.mend();
            while (sound && !until.isOver(round)) {
                round++;
                sound = round(rig, round);
            }
        }
        out.printf(
                "%d rounds, %,d faults (%s), %,d commands: %,d accepted, %,d refused, %,d turned away: %s%n",
                round,
                struck.values().stream().mapToInt(Integer::intValue).sum(),
                struck.entrySet().stream()
                        .map(each -> each.getKey().name() + " " + each.getValue())
                        .collect(Collectors.joining(", ")),
                memory.deeds().size(),
                memory.count(Deed.Fate.ACCEPTED),
                memory.count(Deed.Fate.REFUSED),
                memory.count(Deed.Fate.TURNED_AWAY),
                sound
                        ? "nothing lost, nothing twice, nothing else than told."
                        : "SOMETHING IS WRONG, see above (seed " + seed + ").");
        return sound;
    }

    private boolean round(Rig rig, int round) throws IOException, InterruptedException, GeneralSecurityException {
        Plan plan = Plan.of(seed, round, rig.possible());
        int before = memory.deeds().size();
        long start = System.nanoTime();
        out.printf("round %3d%n", round);
        Callers working = new Callers(rig.running().address(), data, memory);
        working.begin(callers, seed, round, PAUSE);
        List<String> broken = new ArrayList<>();
        try {
            for (Plan.Strike strike : plan.strikes()) {
                sleepUntil(start + strike.after().toNanos());
                out.printf(
                        "  %5.1f s  %s, %,d ms%n",
                        seconds(start), strike.fault(), strike.lasts().toMillis());
                struck.merge(strike.fault(), 1, Integer::sum);
                rig.suffer(strike);
                List<String> mended = rig.mend();
                out.printf(
                        "  %5.1f s  ready%s%n",
                        seconds(start), mended.isEmpty() ? "" : ", started: " + String.join(", ", mended));
            }
            sleepUntil(start + plan.work().toNanos());
        } catch (IOException e) {
            broken.add(String.valueOf(e.getMessage()));
        } finally {
            working.end();
        }
        if (broken.isEmpty()) {
            try {
                working.settle(rig::mend).forEach(deed -> broken.add("nobody could say what became of " + deed));
            } catch (IOException e) {
                broken.add(String.valueOf(e.getMessage()));
            }
        }
        broken.forEach(what -> out.println("  ✗ " + what));
        if (!broken.isEmpty()) {
            return false;
        }
        List<Check> checks =
                new ArrayList<>(Verification.of(rig.running(), data, Map.of()).whenCaughtUp());
        checks.addAll(Judgement.of(memory, Database.of(rig.running()), working, shown(before)));
        boolean sound = checks.stream().allMatch(check -> check.faults() == 0);
        for (Check check : checks) {
            if (check.faults() > 0) {
                out.printf("  ✗ %s: %,d of %,d%n", check.question(), check.faults(), check.looked());
                check.named().forEach(where -> out.println("      " + where));
            }
        }
        out.printf(
                "  %5.1f s  %s %d checks over %,d commands, %,d of them in this round; not answered or server error: %s%n",
                seconds(start),
                sound ? "✓" : "✗",
                checks.size(),
                memory.deeds().size(),
                memory.deeds().size() - before,
                working.faults());
        out.flush();
        return sound;
    }

    /** Tickets of this round, as people are shown them. */
    private Set<String> shown(int before) {
        Set<String> shown = new TreeSet<>();
        memory.deeds().stream().skip(before).forEach(deed -> {
            String ticket = deed.about();
            if (ticket != null && shown.size() < SHOWN && deed.fate() == Deed.Fate.ACCEPTED) {
                shown.add(ticket);
            }
        });
        return shown;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void sleepUntil(long moment) throws InterruptedException {
        long left = moment - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
