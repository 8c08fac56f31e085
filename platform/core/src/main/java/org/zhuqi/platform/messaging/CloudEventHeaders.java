package org.zhuqi.platform.messaging;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 attributes as Kafka headers (binary mode: the record's value is the data itself). */
public final class CloudEventHeaders {
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    /** CloudEvents' own extension for the order within a subject. */
    public static final String SEQUENCE = "ce_sequence";

    public static final String PREVIOUS_HASH = "ce_previoushash";
    public static final String HASH = "ce_hash";

    private static final byte[] SPEC_VERSION = "1.0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] JSON = "application/json".getBytes(StandardCharsets.US_ASCII);

    private CloudEventHeaders() {}

    static void put(Headers headers, String id, String type, String source, String subject, String time) {
        headers.add("ce_specversion", SPEC_VERSION);
        put(headers, ID, id);
        put(headers, TYPE, type);
        put(headers, SOURCE, source);
        put(headers, SUBJECT, subject);
        put(headers, TIME, time);
        headers.add("content-type", JSON);
    }

    public static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether one of our services says that it has sent it. */
    public static boolean isOurs(Headers headers) {
        String source = text(headers, SOURCE);
        return source != null && source.startsWith("/zhuqi/");
    }

    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
