package org.zhuqi.platform.testkit;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.messaging.Wire;

/** A copy of the menu without a menu: items go the way over the wire, but for the broker. */
public final class Catalogues {
    private Catalogues() {}

    public static void tell(KnownCatalogue catalogue, CatalogueEntry... entries) {
        catalogue.arrived(Stream.of(entries).map(Catalogues::record).toList());
    }

    private static ConsumerRecord<String, byte[]> record(CatalogueEntry entry) {
        var sent = Wire.catalogueEntry(entry, Instant.EPOCH);
        var read = new ConsumerRecord<>(sent.topic(), 0, 0L, sent.key(), sent.value());
        List.of(sent.headers().toArray()).forEach(header -> read.headers().add(header));
        return read;
    }
}
