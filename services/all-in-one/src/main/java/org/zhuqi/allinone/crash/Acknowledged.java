package org.zhuqi.allinone.crash;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.allinone.verify.Check;

/** What the system promised its callers, as they remember it: their memory survives the kill. */
public final class Acknowledged {
    enum Promise {
        /** It took effect. */
        ACCEPTED,
        /** It is stored and will be decided. */
        PENDING
    }

    private static final String FILE = "FILE";
    private static final Pattern ENTRY = Pattern.compile("\\d+ (?<promise>ACCEPTED|PENDING|FILE) (?<of>\\S+)");

    private final Map<UUID, Promise> promises = new ConcurrentHashMap<>();
    private final Set<String> files = ConcurrentHashMap.newKeySet();
    private final @Nullable PrintStream diary;

    public Acknowledged() {
        this(null);
    }

    /** @param diary gets a line for each promise at the moment it is given: when (ms since 1970), what, of what */
    public Acknowledged(@Nullable PrintStream diary) {
        this.diary = diary;
    }

    /** What a diary tells, of this process or of another. Lines of another kind are passed over. */
    public static Acknowledged told(Path diary) throws IOException {
        Acknowledged acknowledged = new Acknowledged();
        try (Stream<String> lines = Files.lines(diary)) {
            lines.map(ENTRY::matcher).filter(Matcher::matches).forEach(entry -> {
                if (FILE.equals(entry.group("promise"))) {
                    acknowledged.files.add(entry.group("of"));
                } else {
                    acknowledged.promises.put(
                            UUID.fromString(entry.group("of")), Promise.valueOf(entry.group("promise")));
                }
            });
        }
        return acknowledged;
    }

    void remember(UUID command, Promise promise) {
        promises.put(command, promise);
        write(promise.name(), command.toString());
    }

    void rememberFile(String attachment) {
        files.add(attachment);
        write(FILE, attachment);
    }

    private void write(String promise, String of) {
        if (diary != null) {
            diary.printf("%d %s %s%n", InstantSource.system().millis(), promise, of);
            diary.flush();
        }
    }

    public int count() {
        return promises.size();
    }

    /** Asks the books about every promise. */
    public List<Check> checks(DataSource database) {
        JdbcClient books = JdbcClient.create(database);
        return List.of(checkCommands(books), checkFiles(books));
    }

    private Check checkCommands(JdbcClient books) {
        Check check = new Check("every command acknowledged to a caller is in the books as it was told");
        Map<UUID, Promise> asked = Map.copyOf(promises);
        check.lookedAt(asked.size());
        books.sql("""
                        select asked.id, asked.promise, e.command_id is not null, r.command_id is not null
                        from unnest(?::uuid[], ?::text[]) as asked (id, promise)
                        left join ticket.event e on e.command_id = asked.id
                        left join ticket.refused_command r on r.command_id = asked.id
                        where e.command_id is null and (asked.promise = 'ACCEPTED' or r.command_id is null)
                        """)
                .param(new SqlArrayValue("uuid", asked.keySet().toArray()))
                .param(new SqlArrayValue(
                        "text", asked.values().stream().map(Enum::name).toArray()))
                .query(rs -> {
                    check.fault("command %s was told %s, the books have accepted: %s, refused: %s"
                            .formatted(rs.getString(1), rs.getString(2), rs.getBoolean(3), rs.getBoolean(4)));
                });
        return check;
    }

    /** Whether what is kept of each file is there is another question, which the verification asks. */
    private Check checkFiles(JdbcClient books) {
        Check check = new Check("every file acknowledged to a caller is kept");
        Set<String> asked = Set.copyOf(files);
        check.lookedAt(asked.size());
        books.sql("""
                        select asked.id from unnest(?::text[]) as asked (id)
                        left join intake.attachment a on a.id = asked.id
                        where a.id is null
                        """).param(new SqlArrayValue("text", asked.toArray())).query(rs -> {
            check.fault("attachment %s is not known".formatted(rs.getString(1)));
        });
        return check;
    }
}
