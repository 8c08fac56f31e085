package org.zhuqi.platform.testkit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.messaging.Wire;

/** A copy of the directory without a directory: entries go the way over the wire, but for the broker. */
public final class Directories {
    private Directories() {}

    public static void tell(KnownDirectory directory, DirectoryEntry... entries) {
        directory.arrived(Stream.of(entries).map(Directories::record).toList());
    }

    private static ConsumerRecord<String, byte[]> record(DirectoryEntry entry) {
        var sent = Wire.directoryEntry(entry, Instant.EPOCH);
        var read = new ConsumerRecord<>(sent.topic(), 0, 0L, sent.key(), sent.value());
        List.of(sent.headers().toArray()).forEach(header -> read.headers().add(header));
        return read;
    }
}
