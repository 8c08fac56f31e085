package org.zhuqi.timeliness.kafka;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.zhuqi.contracts.clock.ClockEventType;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.trial.TrialAnswer;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.timeliness.application.Telling;
import org.zhuqi.timeliness.postgres.OutgoingRows.Waiting;

/** Clock events, commands, rules and answers to trials to their topics. */
public final class KafkaTelling implements Telling.Publisher, AutoCloseable {
    private static final String SOURCE = "/zhuqi/timeliness";

    private final Producer<String, byte[]> producer;

    public KafkaTelling(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void publish(List<Waiting> waiting) {
        send(waiting.stream().map(KafkaTelling::record).toList());
    }

    public void publishRule(String key, String ceType, Record rule, Instant at) {
        send(List.of(Wire.rule(key, ceType, rule, at)));
    }

    /**
     * Takes the parts of one answer in their order; each lies on the broker before the next is worked out.
     *
     * @param askedAt when the trial was asked for
     */
    Consumer<TrialAnswer> answerTo(Instant askedAt) {
        AtomicInteger number = new AtomicInteger();
        return answer -> send(List.of(Wire.trialAnswer(answer, number.incrementAndGet(), askedAt)));
    }

    private void send(List<ProducerRecord<String, byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take what the clocks tell", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the clocks told", e);
        }
    }

    private static ProducerRecord<String, byte[]> record(Waiting waiting) {
        return switch (waiting.kind()) {
            case CLOCK ->
                Wire.clock(Wire.readClockBody(
                        ClockEventType.byCeType(waiting.type()).orElseThrow(), waiting.body()));
            case COMMAND ->
                Wire.command(
                        Wire.readCommandBody(
                                CommandType.byCeType(waiting.type()).orElseThrow(), waiting.body()),
                        SOURCE);
        };
    }

    @Override
    public void close() {
        producer.close();
    }
}
