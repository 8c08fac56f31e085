package org.zhuqi.allinone.cli;

import java.nio.file.Path;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The option that every command has. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            scope = CommandLine.ScopeType.INHERIT,
            description = "The folder that keeps everything (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    DataFolder data() {
        return new DataFolder(folder);
    }

    Running running() {
        return data().running()
                .orElseThrow(() -> new IllegalStateException(
                        "nothing runs on %s; start it with: ./zhuqi up --data %s".formatted(folder, folder)));
    }
}
