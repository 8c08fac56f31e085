package org.zhuqi.notification.webhook.domain;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.zhuqi.contracts.id.DistrictId;

/**
 * An event as it is sent.
 *
 * @param topic on which it stands
 * @param about the ticket, or what else it is about
 * @param sequence among the events of the topic about the same
 * @param id of the CloudEvent
 * @param type of the CloudEvent
 * @param units that events about the same had named by then
 * @param enterprises that events about the same had named by then
 * @param body the CloudEvent in structured JSON mode
 */
public record SubjectEvent(
        String topic,
        UUID about,
        long sequence,
        DistrictId district,
        String id,
        String type,
        Instant recordedAt,
        Set<String> units,
        Set<String> enterprises,
        String body) {}
