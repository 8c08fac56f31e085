package org.zhuqi.allinone.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.messaging.CloudEventHeaders;

/** An event as it stands on the topic, as far as it can be held against the log. */
record PublishedEvent(UUID ticket, long sequence, String type, String hash, String body) {

    /** @return empty if it cannot be one: the topic takes anything from whoever may write to it */
    static Optional<PublishedEvent> read(ConsumerRecord<String, byte[]> record) {
        String key = record.key();
        String sequence = header(record, CloudEventHeaders.SEQUENCE);
        String type = header(record, CloudEventHeaders.TYPE);
        String hash = header(record, CloudEventHeaders.HASH);
        byte[] value = record.value();
        if (!CloudEventHeaders.isOurs(record.headers())
                || key == null
                || sequence == null
                || type == null
                || hash == null
                || value == null) {
            return Optional.empty();
        }
        String body = new String(value, UTF_8);
        if ((type + hash + body).indexOf('\0') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PublishedEvent(UUID.fromString(key), Long.parseLong(sequence), type, hash, body));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        return CloudEventHeaders.text(record.headers(), name);
    }
}
