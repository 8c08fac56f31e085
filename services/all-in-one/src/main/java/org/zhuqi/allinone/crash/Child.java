package org.zhuqi.allinone.crash;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Zhuqi;

/** An installation in a JVM of its own, so that it can be killed. */
public final class Child {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final Process process;
    private final Running running;

    private Child(Process process, Running running) {
        this.process = process;
        this.running = running;
    }

    /** Starts {@code up} on a free port with this JVM's own programs, and returns when it is ready. */
    public static Child start(DataFolder data) throws IOException, InterruptedException {
        return start(data, Map.of());
    }

    /**
     * Nothing limits its callers: they are few accounts that send as fast as they can.
     *
     * @param settings as {@code up --set} takes them
     */
    public static Child start(DataFolder data, Map<String, String> settings) throws IOException, InterruptedException {
        Files.createDirectories(data.path());
        Path output = data.path().resolve("child.out");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(
                java,
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Zhuqi.class.getName(),
                "up",
                "--port",
                "0",
                "--data",
                data.path().toString()));
        command.addAll(List.of("--set", "zhuqi.limits.enabled=false"));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(output.toString())))
                .start();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            Running running =
                    data.running().filter(found -> found.pid() == process.pid()).orElse(null);
            if (running != null) {
                return new Child(process, running);
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        process.destroyForcibly();
        throw new IOException("the installation did not start; its output is in " + output);
    }

    public Running running() {
        return running;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9}: nothing is closed, nothing is flushed. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As Ctrl-C. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
