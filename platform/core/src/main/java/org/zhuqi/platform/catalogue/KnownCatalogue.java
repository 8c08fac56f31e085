package org.zhuqi.platform.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/**
 * The menu of every district, in memory, as it was told last: every process reads the compacted topic from its beginning
 * before it opens its doors. It lags behind by as long as a message takes. Safe for any number of threads.
 */
public final class KnownCatalogue {
    private static final Logger LOG = LoggerFactory.getLogger(KnownCatalogue.class);
    private static final Comparator<CatalogueEntry> AS_ON_THE_MENU = Comparator.comparingInt(CatalogueEntry::position)
            .thenComparing(entry -> entry.item().text());

    private final Map<DistrictId, Map<CatalogueItemId, CatalogueEntry>> items = new ConcurrentHashMap<>();

    /** Takes in what came; an item that cannot be read is logged and left as it was. */
    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) {
                continue;
            }
            try {
                Wire.readCatalogueEntry(record).ifPresent(this::put);
            } catch (UnreadableMessageException e) {
                LOG.error("the item '{}' cannot be read and is left out: {}", record.key(), e.getMessage());
            }
        }
    }

    private void put(CatalogueEntry entry) {
        items.computeIfAbsent(entry.district(), district -> new ConcurrentHashMap<>())
                .put(entry.item(), entry);
    }

    /** Whether or not it can still be ordered. */
    public Optional<CatalogueEntry> item(DistrictId district, CatalogueItemId item) {
        return Optional.ofNullable(items.getOrDefault(district, Map.of()).get(item));
    }

    /** In the order of the menu, those among them that can be ordered no more. */
    public List<CatalogueEntry> items(DistrictId district) {
        return items.getOrDefault(district, Map.of()).values().stream()
                .sorted(AS_ON_THE_MENU)
                .toList();
    }
}
