package org.zhuqi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Zhuqi;

/** The whole installation in a JVM of its own, with the options of the launcher, as {@code ./zhuqi up} runs it. */
final class Laptop implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    /** As the launcher's {@code java_options}; the peers have them, too. */
    static final List<String> JAVA_OPTIONS = List.of(
            "-Xmx640m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=4",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8");

    private final Process process;
    private final AutoCloseable child;
    private final Running running;
    private final double secondsToReady;

    private Laptop(Process process, AutoCloseable child, Running running, double secondsToReady) {
        this.process = process;
        this.child = child;
        this.running = running;
        this.secondsToReady = secondsToReady;
    }

    /** Returns when it answers a request for its health with 200. */
    static Laptop start(DataFolder data) throws IOException, InterruptedException {
        Files.createDirectories(data.path());
        Path output = data.path().resolve("bench-child.out");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JAVA_OPTIONS);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Zhuqi.class.getName(),
                "up",
                "--port",
                "0",
                "--set",
                "zhuqi.limits.enabled=false",
                "--data",
                data.path().toString()));
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        AutoCloseable child = () -> end(process);
        AtExit.close(child);
        while (System.nanoTime() - begin < READY_WITHIN.toNanos()) {
            Running running =
                    data.running().filter(found -> found.pid() == process.pid()).orElse(null);
            if (running != null && isHealthy(running)) {
                return new Laptop(process, child, running, (System.nanoTime() - begin) / 1e9);
            }
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        end(process);
        AtExit.forget(child);
        throw new IOException("the installation did not start; it said:\n" + Files.readString(output));
    }

    private static boolean isHealthy(Running running) {
        try (Line line = new Line(running.address())) {
            return line.get("/actuator/health").status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    Running running() {
        return running;
    }

    double secondsToReady() {
        return secondsToReady;
    }

    /** As Ctrl-C; returns when it has ended. */
    static void end(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** As Ctrl-C; returns when it has ended. */
    @Override
    public void close() {
        end(process);
        AtExit.forget(child);
    }
}
