package org.zhuqi.allinone.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.postgres.EntryTable;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/** What the directory keeps against what every service was told of it: by that they decide who may do what. */
final class DirectoryChecks {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryChecks.class);

    private static final int LOOKS = 2;

    private final KafkaClients kafka;
    private final JdbcClient db;
    private final Tables tables;

    DirectoryChecks(KafkaClients kafka, DataSource database) {
        this.kafka = kafka;
        this.db = JdbcClient.create(database);
        this.tables = new Tables(db);
    }

    /** What changes while it is looked at stands otherwise for a moment; what does so time and again is a fault. */
    List<Check> run() {
        Check check = new Check("everybody was told the directory as it stands");
        List<DirectoryEntry> stored = stored();
        check.lookedAt(stored.size());
        List<String> faults = otherwiseTold(stored);
        for (int again = 0; again < LOOKS && !faults.isEmpty(); again++) {
            faults = otherwiseTold(stored());
        }
        faults.forEach(key -> check.fault(key + " stands otherwise in the directory than it was told"));
        return List.of(check);
    }

    private List<String> otherwiseTold(List<DirectoryEntry> stored) {
        Map<String, DirectoryEntry> told = new HashMap<>();
        TopicReading.all(kafka, Topics.DIRECTORY, record -> {
            try {
                Wire.readDirectoryEntry(record).ifPresent(entry -> told.put(entry.key(), entry));
            } catch (UnreadableMessageException e) {
                // Whoever follows leaves it out, too.
                LOG.debug("{} offset {}: {}", record.topic(), record.offset(), e.getMessage());
            }
        });
        Set<String> waiting = Set.copyOf(db.sql("select key from directory.outgoing")
                .query((row, index) -> row.getString(1))
                .list());
        return stored.stream()
                .filter(entry -> !entry.equals(told.get(entry.key())))
                .map(DirectoryEntry::key)
                .filter(key -> !waiting.contains(key))
                .toList();
    }

    private List<DirectoryEntry> stored() {
        return db
                .sql("select id from directory.district")
                .query((row, index) -> new DistrictId(row.getString(1)))
                .list()
                .stream()
                .flatMap(this::entries)
                .toList();
    }

    private Stream<DirectoryEntry> entries(DistrictId district) {
        return Stream.<EntryTable<?>>of(
                        tables.districts(),
                        tables.units(),
                        tables.places(),
                        tables.chains(),
                        tables.enterprises(),
                        tables.accounts())
                .flatMap(table -> table.all(district).values().stream())
                .map(stored -> stored.entry().told());
    }
}
