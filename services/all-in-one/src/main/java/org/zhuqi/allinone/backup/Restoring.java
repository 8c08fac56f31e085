package org.zhuqi.allinone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.backup.Manifest.Schema;
import org.zhuqi.allinone.backup.Manifest.Topic;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;

/** Makes an installation of a backup, where nothing is yet. */
public final class Restoring {
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private final SealedFolder from;
    private final Manifest manifest;
    private final PrintStream out;

    private Restoring(SealedFolder from, Manifest manifest, PrintStream out) {
        this.from = from;
        this.manifest = manifest;
        this.out = out;
    }

    /**
     * Reads all of it first.
     *
     * @param out what is done
     * @throws IllegalStateException if it is no backup, half of one, or not as it was written
     */
    public static Restoring of(Path backup, PrintStream out) throws IOException {
        SealedFolder folder = SealedFolder.open(backup);
        folder.check();
        Manifest manifest;
        try (InputStream file = folder.read(Manifest.FILE)) {
            manifest = Json.MAPPER.readValue(file, Manifest.class);
        } catch (JacksonException e) {
            throw new IllegalStateException("%s cannot be read".formatted(Manifest.FILE), e);
        }
        if (manifest.format() != Manifest.FORMAT) {
            throw new IllegalStateException(
                    "the backup is of format %d, this program knows %d".formatted(manifest.format(), Manifest.FORMAT));
        }
        out.printf("%,d files are as they were written; they are as of %s%n", folder.files(), manifest.instant());
        return new Restoring(folder, manifest, out);
    }

    /**
     * Makes a whole data folder, or none.
     *
     * @throws IllegalStateException if it has something in it
     */
    public void to(DataFolder data) throws IOException, SQLException, InterruptedException {
        Path target = data.path();
        if (Files.exists(target) && !(Files.isDirectory(target) && SealedFolder.isEmpty(target))) {
            throw new IllegalStateException("%s is not empty; a backup is restored to a new folder".formatted(target));
        }
        DataFolder draft = new DataFolder(target.resolveSibling(target.getFileName() + ".restoring"));
        if (Files.exists(draft.path())) {
            throw new IllegalStateException(
                    "%s was left by a restoration that was broken off, or that goes on; remove it"
                            .formatted(draft.path()));
        }
        Files.createDirectories(draft.path());
        try {
            try (Servers servers = Servers.start(draft)) {
                to(Books.of(servers), draft.attachments());
            }
            for (String key : from.filesIn(Backup.KEYS)) {
                place(key, draft.path().resolve(key), PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            }
            Files.deleteIfExists(target);
            Files.move(draft.path(), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (SQLException | IOException | InterruptedException | RuntimeException e) {
            delete(draft.path());
            throw e;
        }
    }

    /**
     * On servers that run, and on which no service does yet.
     *
     * @param attachments to which folder the files of requests go; null to leave them
     * @throws IllegalStateException if database or brokers have something of a service's already
     */
    public void to(Books books, @Nullable Path attachments) throws IOException, SQLException, InterruptedException {
        try (TopicCopy topics = new TopicCopy(books.kafka())) {
            DatabaseCopy.refuseUnlessEmpty(books.database());
            topics.refuseUnlessEmpty(manifest.topics());
            for (Schema schema : manifest.schemas()) {
                DatabaseCopy.in(books.database(), schema, from);
                out.printf("  database  %s%n", schema.name());
            }
            DatabaseCopy.moveDeadLetters(books.database(), manifest.topics());
            topics.make(manifest.topics());
            Map<String, Map<TopicPartition, OffsetAndMetadata>> groups = new HashMap<>();
            for (Topic topic : manifest.topics()) {
                topics.in(topic, manifest.groups(), from)
                        .forEach((group, places) -> groups.computeIfAbsent(group, name -> new HashMap<>())
                                .putAll(places));
                out.printf("  topic     %s%n", topic.name());
            }
            topics.haveRead(groups);
        }
        if (attachments != null) {
            List<String> files = from.filesIn(Backup.ATTACHMENTS);
            for (String file : files) {
                place(file, attachments.resolve(file.substring(Backup.ATTACHMENTS.length() + 1)));
            }
            out.printf("  files     %,d%n", files.size());
        }
        out.printf("%,d rows and %,d records are back%n", manifest.rows(), manifest.records());
    }

    public boolean hasAttachments() {
        return manifest.attachments();
    }

    private void place(String name, Path file, FileAttribute<?>... attributes) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        Files.createFile(file, attributes);
        try (InputStream in = from.read(name);
                OutputStream to = Files.newOutputStream(file)) {
            in.transferTo(to);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) walk.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(file);
            }
        }
    }
}
