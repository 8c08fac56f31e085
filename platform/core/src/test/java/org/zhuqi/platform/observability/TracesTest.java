package org.zhuqi.platform.observability;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.MDC;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.testkit.TestPlatform;

@SuppressWarnings("try") // scopes are used by being open
class TracesTest {
    /** The flags of W3C Trace Context, level 2: the trace id is random, and recorded or not. */
    private static final String RECORDED = "-03";

    private static final String NOT_RECORDED = "-02";

    private final String test = "traces-" + UUID.randomUUID();
    private final String second = test + "-second";
    private final InMemorySpanExporter recorded = InMemorySpanExporter.create();
    private SdkTracerProvider provider = recording(Sampler.alwaysOn());

    private SdkTracerProvider recording(Sampler sampler) {
        return SdkTracerProvider.builder()
                .setSampler(sampler)
                .addSpanProcessor(SimpleSpanProcessor.create(recorded))
                .build();
    }

    @AfterEach
    void end() {
        provider.close();
    }

    private Tracer tracer() {
        return provider.get("test");
    }

    private KafkaClients kafka() {
        return new KafkaClients(TestPlatform.kafka().common(), null, new Traces(tracer()), ClientFigures.none());
    }

    @Test
    void aTraceGoesFromTheRequestOverTheTopicIntoTheDatabaseAndOn() throws Exception {
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        Map<String, Object> connection = TestPlatform.properties();
        postgres.setUrl(String.valueOf(connection.get("spring.datasource.url")));
        postgres.setUser(String.valueOf(connection.get("spring.datasource.username")));
        postgres.setPassword(String.valueOf(connection.get("spring.datasource.password")));
        TracedDatabase database = new TracedDatabase(postgres, this::tracer);

        Span request = tracer().spanBuilder("POST").startSpan();
        List<ConsumerRecord<String, byte[]>> told = throughOneConsumer(request, record -> {
            try (Connection one = database.getConnection()) {
                one.setAutoCommit(false);
                one.createStatement().execute("select 1");
                one.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        request.end();

        String trace = request.getSpanContext().getTraceId();
        assertThat(told)
                .singleElement()
                .satisfies(record -> assertThat(header(record))
                        .startsWith("00-" + trace + "-")
                        .endsWith(RECORDED));
        Map<String, SpanData> spans = recorded.getFinishedSpanItems().stream()
                .filter(span -> span.getTraceId().equals(trace))
                .collect(Collectors.toMap(SpanData::getName, span -> span));
        SpanData batch = Objects.requireNonNull(spans.get(test + " process " + test));
        assertThat(batch.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(batch.getParentSpanId()).isEqualTo(request.getSpanContext().getSpanId());
        SpanData connected = Objects.requireNonNull(spans.get("PostgreSQL"));
        assertThat(connected.getParentSpanId()).isEqualTo(batch.getSpanId());
        assertThat(connected.getEvents()).extracting("name").containsExactly("connected", "commit");
        assertThat(header(told.get(0))).contains(batch.getSpanId());
    }

    @Test
    void whatIsNotRecordedIsStillKnownByItsTrace() throws Exception {
        provider = recording(Sampler.alwaysOff());
        Span request = tracer().spanBuilder("POST").startSpan();
        Queue<String> inLog = new ConcurrentLinkedQueue<>();
        List<ConsumerRecord<String, byte[]>> told =
                throughOneConsumer(request, record -> inLog.add(String.valueOf(MDC.get(Traces.IN_LOG))));

        String trace = request.getSpanContext().getTraceId();
        assertThat(inLog).containsExactly(trace);
        assertThat(header(told.get(0))).startsWith("00-" + trace + "-").endsWith(NOT_RECORDED);
        assertThat(recorded.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void whatABatchTellsBelongsToTheTraceOfItsOwnTicket() {
        Span one = tracer().spanBuilder("POST").startSpan();
        Span other = tracer().spanBuilder("POST").startSpan();
        List<ConsumerRecord<String, byte[]>> batch =
                List.of(arrived("a", one), arrived("b", other), arrived("c", null));
        List<ProducerRecord<String, byte[]>> sent = Stream.of("a", "b")
                .map(key -> new ProducerRecord<>(second, key, new byte[0]))
                .toList();
        new Traces(tracer()).during("group", batch, records -> sent.forEach(Traces::mark));

        assertThat(sent.stream().map(record -> parent(record).substring(3, 35)))
                .containsExactly(
                        one.getSpanContext().getTraceId(),
                        other.getSpanContext().getTraceId());
        assertThat(recorded.getFinishedSpanItems())
                .singleElement()
                .satisfies(span -> assertThat(span.getLinks())
                        .extracting(link -> link.getSpanContext().getTraceId())
                        .containsExactly(other.getSpanContext().getTraceId()));
    }

    @Test
    void aHeaderThatCannotBeReadIsNoReasonToStop() {
        ConsumerRecord<String, byte[]> record = arrived("a", null);
        record.headers().add(Traces.HEADER, "00-xyz".getBytes(US_ASCII));
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        new Traces(tracer()).during("group", List.of(record), records -> records.forEach(each -> seen.add(each.key())));
        assertThat(seen).containsExactly("a");
    }

    private static void acknowledged(Future<?> sent) {
        try {
            sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Work {
        void on(ConsumerRecord<String, byte[]> record);
    }

    /** @return what the consumer told on */
    private List<ConsumerRecord<String, byte[]>> throughOneConsumer(Span request, Work work)
            throws ExecutionException, InterruptedException {
        try (Admin admin = TestPlatform.kafkaAdmin()) {
            admin.createTopics(List.of(new NewTopic(test, 1, (short) 1), new NewTopic(second, 1, (short) 1)))
                    .all()
                    .get();
        }
        KafkaClients kafka = kafka();
        Queue<ConsumerRecord<String, byte[]>> told = new ConcurrentLinkedQueue<>();
        try (Producer<String, byte[]> producer = kafka.producer(test, 0)) {
            try (Scope scope = request.makeCurrent()) {
                producer.send(new ProducerRecord<>(test, "ticket", new byte[] {1}))
                        .get();
            }
            var first = kafka.container(
                    test,
                    test,
                    1,
                    10,
                    records -> records.forEach(record -> {
                        work.on(record);
                        acknowledged(producer.send(new ProducerRecord<>(second, record.key(), record.value())));
                    }));
            var then = kafka.container(second, second, 1, 10, told::addAll);
            first.start();
            then.start();
            try {
                await().until(() -> !told.isEmpty());
            } finally {
                first.stop();
                then.stop();
            }
        }
        return List.copyOf(told);
    }

    private ConsumerRecord<String, byte[]> arrived(String key, @Nullable Span cause) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(test, 0, 0, key, new byte[0]);
        if (cause != null) {
            ProducerRecord<String, byte[]> sent = new ProducerRecord<>(test, key, new byte[0]);
            try (Scope scope = cause.makeCurrent()) {
                Traces.mark(sent);
            }
            sent.headers().forEach(record.headers()::add);
        }
        return record;
    }

    private static String parent(ProducerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader(Traces.HEADER).value(), US_ASCII);
    }

    private static String header(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader(Traces.HEADER).value(), US_ASCII);
    }
}
