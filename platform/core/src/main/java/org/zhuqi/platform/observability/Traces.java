package org.zhuqi.platform.observability;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The trace of what is done right now, over the topics: in the header {@code traceparent} of every record (W3C Trace
 * Context). A batch carries many; what is published while it is worked on belongs to the trace of the record with the same
 * key, so of the same ticket.
 */
public final class Traces {
    /** The trace id's name in log lines. */
    public static final String IN_LOG = "traceId";

    static final String HEADER = "traceparent";

    private static final Pattern PARENT = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> TICKET = AttributeKey.stringKey("messaging.kafka.message.key");
    private static final int MOST_LINKS = 100;

    /** By key, what the batch of this thread came from. */
    private static final ThreadLocal<Map<String, SpanContext>> BATCH_OF_THREAD = new ThreadLocal<>();

    private final Tracer tracer;

    public Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** The trace id of this thread's work; null if it has none. */
    public static @Nullable String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : null;
    }

    /** Works on a batch: one span of its own if any of its records is recorded, in the first one's trace. */
    @SuppressWarnings("try") // the scope is used by being open
    public void during(
            String group,
            List<ConsumerRecord<String, byte[]>> records,
            Consumer<List<ConsumerRecord<String, byte[]>>> work) {
        Map<String, SpanContext> origins = new HashMap<>();
        Set<SpanContext> recorded = new LinkedHashSet<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            SpanContext origin = of(record.headers());
            if (origin != null) {
                origins.put(record.key(), origin);
                if (origin.isSampled()) {
                    recorded.add(origin);
                }
            }
        }
        if (origins.isEmpty()) {
            work.accept(records);
            return;
        }
        Span batch = recorded.isEmpty() ? Span.getInvalid() : start(group, records, recorded);
        BATCH_OF_THREAD.set(origins);
        if (origins.size() == 1) {
            MDC.put(IN_LOG, origins.values().iterator().next().getTraceId());
        }
        try (Scope scope = batch.makeCurrent()) {
            work.accept(records);
        } catch (RuntimeException e) {
            batch.recordException(e);
            throw e;
        } finally {
            MDC.remove(IN_LOG);
            BATCH_OF_THREAD.remove();
            batch.end();
        }
    }

    private Span start(String group, List<ConsumerRecord<String, byte[]>> records, Set<SpanContext> recorded) {
        ConsumerRecord<String, byte[]> first = records.get(0);
        SpanBuilder span = tracer.spanBuilder(group + " process " + first.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(Context.root().with(Span.wrap(recorded.iterator().next())))
                .setAttribute(DESTINATION, first.topic())
                .setAttribute(GROUP, group)
                .setAttribute(BATCH, (long) records.size());
        if (records.size() == 1) {
            span.setAttribute(TICKET, first.key());
        }
        recorded.stream().skip(1).limit(MOST_LINKS).forEach(span::addLink);
        return span.startSpan();
    }

    /** Says in a record about to be sent what caused it, unless it says so already. */
    static void mark(ProducerRecord<?, ?> record) {
        if (record.headers().lastHeader(HEADER) != null) {
            return;
        }
        Map<String, SpanContext> batch = BATCH_OF_THREAD.get();
        SpanContext cause = batch == null ? null : batch.get(String.valueOf(record.key()));
        SpanContext here = Span.current().getSpanContext();
        if (cause == null || (here.isValid() && here.getTraceId().equals(cause.getTraceId()))) {
            cause = here;
        }
        if (cause.isValid()) {
            record.headers()
                    .add(
                            HEADER,
                            ("00-" + cause.getTraceId() + "-" + cause.getSpanId() + "-"
                                            + cause.getTraceFlags().asHex())
                                    .getBytes(US_ASCII));
        }
    }

    /** @return null if it says nothing, or nothing that can be read: a trace is worth no refusal */
    private static @Nullable SpanContext of(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return null;
        }
        Matcher parent = PARENT.matcher(new String(header.value(), US_ASCII));
        if (!parent.matches()) {
            return null;
        }
        SpanContext context = SpanContext.createFromRemoteParent(
                parent.group(1), parent.group(2), TraceFlags.fromHex(parent.group(3), 0), TraceState.getDefault());
        return context.isValid() ? context : null;
    }
}
