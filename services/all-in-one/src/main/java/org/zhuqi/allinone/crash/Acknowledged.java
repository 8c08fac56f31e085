package org.zhuqi.allinone.crash;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.verify.Check;

/** What the system promised its callers, as they remember it: their memory survives the kill. */
public final class Acknowledged {
    enum Promise {
        /** It took effect. */
        ACCEPTED,
        /** It is stored and will be decided. */
        PENDING
    }

    private final Map<UUID, Promise> promises = new ConcurrentHashMap<>();
    private final Set<String> files = ConcurrentHashMap.newKeySet();

    void remember(UUID command, Promise promise) {
        promises.put(command, promise);
    }

    void rememberFile(String attachment) {
        files.add(attachment);
    }

    public int count() {
        return promises.size();
    }

    /** Asks the books about every promise. */
    Check check(Running running) {
        Check check = new Check("every command acknowledged to a caller is in the books as it was told");
        Map<UUID, Promise> asked = Map.copyOf(promises);
        check.lookedAt(asked.size());
        JdbcClient.create(Database.of(running))
                .sql("""
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
    Check checkFiles(Running running) {
        Check check = new Check("every file acknowledged to a caller is kept");
        Set<String> asked = Set.copyOf(files);
        check.lookedAt(asked.size());
        JdbcClient.create(Database.of(running))
                .sql("""
                        select asked.id from unnest(?::text[]) as asked (id)
                        left join intake.attachment a on a.id = asked.id
                        where a.id is null
                        """)
                .param(new SqlArrayValue("text", asked.toArray()))
                .query(rs -> {
                    check.fault("attachment %s is not known".formatted(rs.getString(1)));
                });
        return check;
    }
}
