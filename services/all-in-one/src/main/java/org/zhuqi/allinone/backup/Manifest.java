package org.zhuqi.allinone.backup;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a backup holds, as its {@code manifest.json} says.
 *
 * @param format of the files; another one is not understood
 * @param instant whose state it is, by the database's clock
 * @param groups by name: which offset each had committed, by {@code topic/partition}, before that instant
 * @param attachments whether the files that came with requests are in it
 * @param keys whether the login's keys are
 */
record Manifest(
        int format,
        Instant instant,
        List<Schema> schemas,
        List<Topic> topics,
        Map<String, Map<String, Long>> groups,
        boolean attachments,
        boolean keys) {
    static final int FORMAT = 1;
    static final String FILE = "manifest.json";

    /**
     * @param version up to which the service's migrations had been run
     * @param sequences the last value that each gave out
     */
    record Schema(String name, String version, List<Table> tables, Map<String, Long> sequences) {}

    /**
     * @param columns those that are no function of others, in the order in which they stand in the file
     * @param partition null for a table by itself
     */
    record Table(
            String name, List<String> columns, @Nullable Partition partition, long rows) {}

    /**
     * @param of the table of which it is a part
     * @param bound which part, as the database says it
     * @param options how it is stored; null as usual
     */
    record Partition(String of, String bound, @Nullable String options) {}

    /** @param settings those that differ from the brokers' own */
    record Topic(String name, int replication, Map<String, String> settings, List<Part> partitions) {
        long records() {
            return partitions.stream().mapToLong(Part::records).sum();
        }
    }

    /**
     * A partition. Records may be missing in between where the topic keeps only the last word.
     *
     * @param first the offset of its first record; {@code end} if it has none
     * @param end the offset of the record that came next
     */
    record Part(int number, long first, long end, long records) {}

    long records() {
        return topics.stream().mapToLong(Topic::records).sum();
    }

    long rows() {
        return schemas.stream()
                .flatMap(schema -> schema.tables().stream())
                .mapToLong(Table::rows)
                .sum();
    }

    static String fileOf(String schema, String table) {
        return "database/%s/%s.copy.gz".formatted(schema, table);
    }

    static String fileOf(String topic, int partition) {
        return "topics/%s/%d.records.gz".formatted(topic, partition);
    }
}
