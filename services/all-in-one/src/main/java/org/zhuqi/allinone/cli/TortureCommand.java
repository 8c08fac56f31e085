package org.zhuqi.allinone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.torture.Torture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "torture",
        mixinStandardHelpOptions = true,
        description = {
            "Put load on an installation of its own that knows what it was promised, while its services, Kafka and",
            "PostgreSQL are killed, stopped, slowed down, their disk is filled and their clock moved; and look after",
            "each round whether everything is as it must be. A seed repeats the plan of commands and faults.",
            "Exit code 1 if something was not; the folder stays then, to be looked at."
        })
public final class TortureCommand implements Callable<Integer> {
    @Option(names = "--minutes", defaultValue = "10", description = "How long (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Option(names = "--seed", description = "Repeats the same plan (default: a new one).")
    private Long seed = System.nanoTime();

    @Option(
            names = "--callers",
            defaultValue = "8",
            description = "How many callers at once (default: ${DEFAULT-VALUE}).")
    private int callers;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "A folder that is not there yet (default: one among the temporary ones).")
    private @Nullable Path folder;

    @Override
    public Integer call() throws Exception {
        DataFolder data = new DataFolder(folder == null ? temporary() : folder);
        long end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        boolean sound = Torture.run(data, seed, callers, rounds -> System.nanoTime() > end, System.out);
        if (sound && folder == null) {
            Folders.delete(data.path());
        }
        return sound ? 0 : 1;
    }

    private static Path temporary() throws IOException {
        return Files.createTempDirectory("zhuqi-torture").resolve("disk");
    }
}
