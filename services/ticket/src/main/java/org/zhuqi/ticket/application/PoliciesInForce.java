package org.zhuqi.ticket.application;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.rule.PolicyAnnounced;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/** Which version of the timeliness policy is frozen onto a ticket, as announced. What the policy says is not asked here. */
public final class PoliciesInForce {
    private static final Logger LOG = LoggerFactory.getLogger(PoliciesInForce.class);
    /** No district is called so: their codes are capitals. */
    private static final String EVERYWHERE_ELSE = "*";

    private final Map<String, NavigableMap<Instant, String>> byDistrict = new ConcurrentHashMap<>();

    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            if (record.value() == null) {
                continue;
            }
            try {
                Wire.readRule(record, PolicyAnnounced.CE_TYPE, PolicyAnnounced.class)
                        .ifPresent(this::put);
            } catch (UnreadableMessageException e) {
                LOG.error("the rule '{}' cannot be read and is left out: {}", record.key(), e.getMessage());
            }
        }
    }

    private void put(PolicyAnnounced announced) {
        String district = announced.district() == null
                ? EVERYWHERE_ELSE
                : announced.district().text();
        byDistrict
                .computeIfAbsent(district, any -> new ConcurrentSkipListMap<>())
                .put(announced.effectiveFrom(), announced.policyVersion());
    }

    /** The district's own policy, else the common one; null if none was announced for that time. */
    public @Nullable String version(DistrictId district, Instant submittedAt) {
        String own = inForce(district.text(), submittedAt);
        return own == null ? inForce(EVERYWHERE_ELSE, submittedAt) : own;
    }

    private @Nullable String inForce(String district, Instant at) {
        NavigableMap<Instant, String> versions = byDistrict.get(district);
        Map.Entry<Instant, String> entry = versions == null ? null : versions.floorEntry(at);
        return entry == null ? null : entry.getValue();
    }
}
