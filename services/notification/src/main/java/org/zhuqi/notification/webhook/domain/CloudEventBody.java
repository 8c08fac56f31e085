package org.zhuqi.notification.webhook.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.zhuqi.platform.json.Json;

/**
 * A record as a CloudEvent in structured JSON mode (CloudEvents 1.0, JSON format): its headers are the attributes, its value
 * is the data, byte for byte, so that whoever wants to can check the hash of a ticket's event.
 */
public final class CloudEventBody {
    private static final String PREFIX = "ce_";

    private CloudEventBody() {}

    /** The same record gives the same text, also when it is published again. */
    public static String of(ConsumerRecord<String, byte[]> record) {
        Map<String, String> attributes = new TreeMap<>();
        for (Header header : record.headers()) {
            if (header.key().startsWith(PREFIX) && header.value() != null) {
                attributes.put(
                        header.key().substring(PREFIX.length()), new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return of(attributes, new String(record.value(), StandardCharsets.UTF_8));
    }

    /** @param data JSON */
    public static String of(Map<String, String> attributes, String data) {
        Map<String, String> left = new TreeMap<>(attributes);
        List<String> members = new ArrayList<>();
        // As the specification lists them, then the extensions.
        for (String known : List.of("specversion", "id", "source", "type", "subject", "time")) {
            String value = left.remove(known);
            if (value != null) {
                members.add(member(known, value));
            }
        }
        members.add(member("datacontenttype", "application/json"));
        left.remove("datacontenttype");
        left.forEach((name, value) -> members.add(member(name, value)));
        members.add("\"data\":" + data);
        return "{" + String.join(",", members) + "}";
    }

    private static String member(String name, String value) {
        return Json.MAPPER.writeValueAsString(name) + ":" + Json.MAPPER.writeValueAsString(value);
    }
}
