package org.zhuqi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.zhuqi.allinone.DataFolder;

/** What the kernel says about processes, read from /proc. */
final class Processes {
    private static final double TICKS_PER_SECOND = 100; // USER_HZ of every Linux on the architectures that we run on

    private Processes() {}

    /** The first process of the PostgreSQL server on that folder. */
    static long postmaster(DataFolder data) throws IOException {
        try (var lines = Files.lines(data.postgres().resolve("pgdata").resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    /** Processor time of a process, of its children that live, and of those that it has waited for. */
    static double cpuSecondsOfFamily(long parent) {
        double seconds = cpuSeconds(parent, true);
        for (long child : children(parent)) {
            seconds += cpuSeconds(child, false);
        }
        return seconds;
    }

    static double cpuSeconds(long pid, boolean withEndedChildren) {
        return cpuSeconds(Path.of("/proc", Long.toString(pid)), withEndedChildren);
    }

    /** Of a JVM's compiler threads. It is spent once: the longer the JVM runs, the less of it. */
    static double compilerSeconds(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.filter(Processes::isCompiler)
                    .mapToDouble(thread -> cpuSeconds(thread, false))
                    .sum();
        } catch (IOException | UncheckedIOException gone) {
            return 0;
        }
    }

    private static boolean isCompiler(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).matches("C[12] Compiler(?s:.*)");
        } catch (IOException gone) {
            return false;
        }
    }

    private static double cpuSeconds(Path process, boolean withEndedChildren) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            if (withEndedChildren) {
                ticks += Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Processor time of everything on this machine, and what other machines took from it. */
    static double busySeconds() {
        try {
            String[] fields =
                    Files.readAllLines(Path.of("/proc/stat")).getFirst().split("\\s+");
            // cpu, then: user nice system idle iowait irq softirq steal; guests are in user already.
            long ticks = 0;
            for (int field = 1; field <= 8; field++) {
                if (field != 4 && field != 5) {
                    ticks += Long.parseLong(fields[field]);
                }
            }
            return ticks / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Resident and proportional memory; the proportional counts a page shared by n processes as 1/n. */
    record Memory(int processes, long residentMiB, long proportionalMiB) {
        Memory plus(Memory other) {
            return new Memory(
                    processes + other.processes,
                    residentMiB + other.residentMiB,
                    proportionalMiB + other.proportionalMiB);
        }
    }

    static Memory memory(long pid) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup"));
        return new Memory(1, kibibytes(lines, "Rss:") / 1024, kibibytes(lines, "Pss:") / 1024);
    }

    static Memory memoryOfFamily(long parent) throws IOException {
        Memory memory = memory(parent);
        for (long child : children(parent)) {
            try {
                memory = memory.plus(memory(child));
            } catch (IOException gone) {
                // It ended while we looked.
            }
        }
        return memory;
    }

    /** Of a JVM and its PostgreSQL. */
    static String memoryInWords(long pid, long postmaster) throws IOException {
        long jvm = memory(pid).residentMiB();
        long postgres = memoryOfFamily(postmaster).proportionalMiB();
        return "JVM %,d MiB (RSS), PostgreSQL %,d MiB (Pss), together %,d MiB".formatted(jvm, postgres, jvm + postgres);
    }

    private static List<Long> children(long parent) {
        List<Long> pids = new ArrayList<>();
        ProcessHandle.of(parent).ifPresent(process -> process.descendants().forEach(child -> pids.add(child.pid())));
        return pids;
    }

    private static long kibibytes(List<String> lines, String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
                .sum();
    }
}
