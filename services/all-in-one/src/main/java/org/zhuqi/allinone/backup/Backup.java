package org.zhuqi.allinone.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.backup.Manifest.Schema;
import org.zhuqi.allinone.backup.Manifest.Topic;
import org.zhuqi.platform.json.Json;

/** Copies an installation as it is at one instant, while it runs or at rest. */
public final class Backup {
    static final String ATTACHMENTS = "attachments";
    static final String KEYS = "keys";
    private static final String CONTENT = "content";

    private final Books books;
    private final @Nullable Path attachments;
    private final @Nullable Path keys;
    private final PrintStream out;

    /**
     * @param attachments the folder of the files that came with requests; null if they are kept elsewhere
     * @param keys the folder of the login's keys; null if they are kept elsewhere
     * @param out what is done
     */
    public Backup(Books books, @Nullable Path attachments, @Nullable Path keys, PrintStream out) {
        this.books = books;
        this.attachments = attachments;
        this.keys = keys;
        this.out = out;
    }

    /**
     * To be asked before anything is started for it.
     *
     * @throws IllegalStateException if there is something in the folder
     */
    public static void refuseUnlessEmpty(Path folder) throws IOException {
        SealedFolder.refuseUnlessEmpty(folder);
    }

    /**
     * @param folder made if it is not there
     * @throws IllegalStateException if it is not empty, or there is no installation
     */
    public void to(Path folder) throws IOException, SQLException, InterruptedException {
        SealedFolder sealed = SealedFolder.begin(folder);
        List<String> names = DatabaseCopy.schemas(books.database());
        if (names.isEmpty()) {
            throw new IllegalStateException("there is nothing in the database that a service has made");
        }
        Manifest manifest;
        try (TopicCopy topics = new TopicCopy(books.kafka())) {
            Cut cut = Cut.now(books.database(), topics, names);
            out.printf("As of %s%n", cut.instant());
            List<Schema> schemas;
            try (var snapshot = cut.database()) {
                schemas = new ArrayList<>();
                for (String name : names) {
                    Schema schema = DatabaseCopy.out(snapshot, name, sealed);
                    schemas.add(schema);
                    out.printf(
                            "  database  %-28s %,12d rows%n",
                            name,
                            schema.tables().stream()
                                    .mapToLong(Manifest.Table::rows)
                                    .sum());
                }
                snapshot.rollback();
            }
            List<Topic> copied = new ArrayList<>();
            for (TopicDescription topic : cut.topics().values()) {
                Topic copy = topics.out(topic, cut.ends(), sealed);
                copied.add(copy);
                out.printf("  topic     %-28s %,12d records%n", copy.name(), copy.records());
            }
            manifest = new Manifest(
                    Manifest.FORMAT, cut.instant(), schemas, copied, cut.groups(), attachments != null, keys != null);
        }
        if (attachments != null) {
            int files = copy(attachments.resolve(CONTENT), ATTACHMENTS + "/" + CONTENT, sealed);
            out.printf("  files     %-28s %,12d%n", "of requests", files);
        }
        if (keys != null) {
            out.printf("  files     %-28s %,12d%n", "of the login's keys", copy(keys, KEYS, sealed));
        }
        try (OutputStream file = sealed.write(Manifest.FILE)) {
            file.write(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
        }
        sealed.seal();
        out.printf(
                "%,d rows, %,d records, %,d files in %s%n",
                manifest.rows(), manifest.records(), sealed.files(), folder.toAbsolutePath());
    }

    private static int copy(Path from, String as, SealedFolder to) throws IOException {
        if (!Files.isDirectory(from)) {
            return 0;
        }
        int files = 0;
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                files += copyOne(file, as + "/" + from.relativize(file), to);
            }
        }
        return files;
    }

    /** @return 0 if it was removed meanwhile: then no row of the snapshot names it */
    private static int copyOne(Path file, String as, SealedFolder to) throws IOException {
        try (var in = Files.newInputStream(file);
                OutputStream out = to.write(as)) {
            in.transferTo(out);
            return 1;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
