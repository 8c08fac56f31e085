package org.zhuqi.allinone.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.backup.Backup;
import org.zhuqi.allinone.backup.Books;
import org.zhuqi.allinone.verify.AttachmentPlace;
import org.zhuqi.intake.AttachmentSettings;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copy everything as it is at one instant: database, topics, attachments and the login's keys.",
            "Works on what runs, which goes on meanwhile, on a folder at rest, and on services that run apart; of those",
            "the login's keys are secrets of their own, to be kept apart.",
            "Who can read the copy can read everything and sign as the login. 'restore' makes an installation of it."
        })
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--to", required = true, paramLabel = "FOLDER", description = "New or empty.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path folder;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Where attachments are kept, if 'up' was told another place; may be repeated.")
    private final Map<String, String> settings = new HashMap<>();

    @Option(
            names = "--without-attachments",
            description = "They are copied in another way; always so where an S3 storage keeps them.")
    private boolean withoutAttachments;

    @ArgGroup(exclusive = false, heading = "Services that run apart, on servers of their own:%n")
    private @Nullable ApartOptions apart;

    @Override
    public Integer call() throws Exception {
        Backup.refuseUnlessEmpty(folder);
        if (apart != null) {
            Path files = attachments(AttachmentPlace.of(settings));
            if (files == null && !withoutAttachments) {
                throw new IllegalArgumentException(
                        "where are the attachments? Say --set zhuqi.attachments.folder=… or --without-attachments");
            }
            new Backup(new Books(apart.kafka(), apart.database("postgres")), files, null, System.out).to(folder);
            return 0;
        }
        DataFolder installed = data.data();
        Running running = installed.running().orElse(null);
        if (running != null) {
            of(Books.of(running), installed).to(folder);
            return 0;
        }
        if (!installed.isInstalled()) {
            throw new IllegalStateException("there is no installation in " + installed.path());
        }
        System.out.println("Nothing runs on " + installed.path() + "; starting its PostgreSQL and Kafka to read them.");
        try (Servers servers = Servers.start(installed)) {
            of(Books.of(servers), installed).to(folder);
        }
        return 0;
    }

    private Backup of(Books books, DataFolder installed) {
        Path files = attachments(AttachmentPlace.of(installed, settings));
        return new Backup(books, files, installed.keys(), System.out);
    }

    private @Nullable Path attachments(AttachmentSettings kept) {
        if (withoutAttachments || kept.s3() != null) {
            System.out.println("Attachments are not copied; copy them after this, and within the hour.");
            return null;
        }
        return kept.folder();
    }
}
