package org.zhuqi.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.springframework.boot.SpringBootVersion;

/** On what was measured. */
final class Machine {
    private static final int FORCES = 300;

    private Machine() {}

    static void describe(Page page, Path folder) throws IOException {
        page.header("machine", "");
        page.row("processor", firstOf("/proc/cpuinfo", "model name"));
        page.row("cores", Runtime.getRuntime().availableProcessors());
        page.row("memory", firstOf("/proc/meminfo", "MemTotal"));
        page.row(
                "kernel",
                Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip());
        page.row("file system", Files.getFileStore(folder).type());
        page.row("disk", disks());
        page.row("append 4 KiB and force to disk", force(folder));
        page.row("load before", Files.readString(Path.of("/proc/loadavg")).strip());
        page.row("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        page.row("Spring Boot", String.valueOf(SpringBootVersion.getVersion()));
        page.row("Kafka", AppInfoParser.getVersion());
        page.row("commit", commit());
    }

    /** The commit of the working directory, where it has one. */
    private static String commit() throws IOException {
        Process git = new ProcessBuilder(
                        List.of("sh", "-c", "git describe --always --dirty 2>/dev/null || echo unknown"))
                .start();
        try {
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            git.waitFor(10, TimeUnit.SECONDS);
            return said;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    private static String firstOf(String file, String field) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** Name, model and whether it turns, of every disk that holds anything. */
    private static String disks() throws IOException {
        Path blocks = Path.of("/sys/block");
        if (!Files.isDirectory(blocks)) {
            return "unknown";
        }
        try (Stream<Path> all = Files.list(blocks)) {
            return all.filter(disk -> !disk.getFileName().toString().matches("(loop|ram|zram|sr).*"))
                    .map(Machine::disk)
                    .sorted()
                    .collect(Collectors.joining("; "));
        }
    }

    private static String disk(Path disk) {
        try {
            Path model = disk.resolve("device/model");
            return "%s%s, %s"
                    .formatted(
                            disk.getFileName(),
                            Files.exists(model) ? " " + Files.readString(model).strip() : "",
                            Files.readString(disk.resolve("queue/rotational"))
                                            .strip()
                                            .equals("1")
                                    ? "rotational"
                                    : "not rotational");
        } catch (IOException e) {
            return disk.getFileName() + " (unreadable)";
        }
    }

    private static String force(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, "force", ".tmp");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long[] micros = new long[FORCES];
            for (int turn = 0; turn < FORCES; turn++) {
                long begin = System.nanoTime();
                channel.write(ByteBuffer.allocate(4_096));
                channel.force(false);
                micros[turn] = (System.nanoTime() - begin) / 1_000;
            }
            Arrays.sort(micros);
            return "p50 %.2f ms, p99 %.2f ms".formatted(micros[FORCES / 2] / 1e3, micros[FORCES * 99 / 100] / 1e3);
        } finally {
            Files.delete(file);
        }
    }
}
