package org.zhuqi.allinone.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.backup.Books;
import org.zhuqi.allinone.backup.Restoring;
import org.zhuqi.allinone.verify.AttachmentPlace;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Make an installation of a backup: a new data folder, or servers on which no service has run yet.",
            "First reads the whole backup and compares its checksums. What is there already is never touched.",
            "Then start it, and ask 'verify' whether everything agrees."
        })
public final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "FOLDER", description = "What 'backup' wrote.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Of services that run apart: where attachments go (zhuqi.attachments.folder).")
    private final Map<String, String> settings = new HashMap<>();

    @ArgGroup(exclusive = false, heading = "Services that run apart, on servers of their own:%n")
    private @Nullable ApartOptions apart;

    @Override
    public Integer call() throws Exception {
        Restoring restoring = Restoring.of(folder, System.out);
        if (apart == null) {
            restoring.to(data.data());
            System.out.printf(
                    "Everything is in %s; start it with: ./zhuqi up --data %s%n",
                    data.data().path(), data.data().path());
        } else {
            Path attachments = AttachmentPlace.of(settings).folder();
            if (attachments == null && restoring.hasAttachments()) {
                throw new IllegalArgumentException("where do the attachments go? Say --set zhuqi.attachments.folder=…");
            }
            restoring.to(new Books(apart.kafka(), apart.database("postgres")), attachments);
        }
        if (!restoring.hasAttachments()) {
            System.out.println("Attachments are not in this backup; bring them back before people come.");
        }
        return 0;
    }
}
