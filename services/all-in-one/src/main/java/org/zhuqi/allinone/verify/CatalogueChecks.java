package org.zhuqi.allinone.verify;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.intake.postgres.CatalogueRows;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/** The menu against what every service was told of it, and against what it ever was: by that tickets are read for ever. */
final class CatalogueChecks {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueChecks.class);

    private static final int LOOKS = 2;

    private final KafkaClients kafka;
    private final JdbcClient db;
    private final CatalogueRows rows;

    CatalogueChecks(KafkaClients kafka, DataSource database) {
        this.kafka = kafka;
        this.db = JdbcClient.create(database);
        this.rows = new CatalogueRows(db);
    }

    List<Check> run() {
        return List.of(told(), kept());
    }

    /** What changes while it is looked at stands otherwise for a moment; what does so time and again is a fault. */
    private Check told() {
        Check check = new Check("everybody was told the menu as it stands");
        List<CatalogueEntry> stored = rows.all();
        check.lookedAt(stored.size());
        List<String> faults = otherwiseTold(stored);
        for (int again = 0; again < LOOKS && !faults.isEmpty(); again++) {
            faults = otherwiseTold(rows.all());
        }
        faults.forEach(key -> check.fault(key + " stands otherwise on the menu than it was told"));
        return check;
    }

    private List<String> otherwiseTold(List<CatalogueEntry> stored) {
        Map<String, CatalogueEntry> told = new HashMap<>();
        TopicReading.all(kafka, Topics.CATALOGUE, record -> {
            try {
                Wire.readCatalogueEntry(record).ifPresent(entry -> told.put(entry.key(), entry));
            } catch (UnreadableMessageException e) {
                // Whoever follows leaves it out, too.
                LOG.debug("{} offset {}: {}", record.topic(), record.offset(), e.getMessage());
            }
        });
        Set<String> waiting = Set.copyOf(db.sql("select key from intake.outgoing")
                .query((row, index) -> row.getString(1))
                .list());
        return stored.stream()
                .filter(entry -> !entry.equals(told.get(entry.key())))
                .map(CatalogueEntry::key)
                .filter(key -> !waiting.contains(key))
                .toList();
    }

    private Check kept() {
        Check check = new Check("every version of an item is kept, 1, 2, 3 without a gap");
        db.sql("""
                        select coalesce(now.district, was.district) || '/' || coalesce(now.item, was.item) as key,
                               count(was.version) as versions,
                               coalesce(max(now.version), 0) = count(was.version)
                                   and coalesce(max(was.version), 0) = count(was.version)
                                   and coalesce(min(was.version), 0) = 1
                                   and coalesce(bool_or(was.version = now.version and was.body = now.body), false) as sound
                        from intake.catalogue_item now
                        full join intake.catalogue_version was
                            on was.district = now.district and was.item = now.item
                        group by 1
                        """).query(row -> {
            check.lookedAt(row.getLong("versions"));
            if (!row.getBoolean("sound")) {
                check.fault(row.getString("key") + " is not the last of its versions, or lacks one");
            }
        });
        return check;
    }
}
