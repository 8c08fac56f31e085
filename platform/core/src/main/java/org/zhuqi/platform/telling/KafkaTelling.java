package org.zhuqi.platform.telling;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.zhuqi.platform.telling.OutgoingRows.Waiting;

/** What waits, to its topics. */
public final class KafkaTelling implements Telling.Publisher, AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final Function<Waiting, ProducerRecord<String, byte[]>> record;

    /** @param record what waits as it goes to the broker; told again it is the same to the byte */
    public KafkaTelling(Producer<String, byte[]> producer, Function<Waiting, ProducerRecord<String, byte[]>> record) {
        this.producer = producer;
        this.record = record;
    }

    @Override
    public void publish(List<Waiting> waiting) {
        List<Future<RecordMetadata>> sent =
                waiting.stream().map(record).map(producer::send).toList();
        producer.flush();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take what was to be told", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while telling", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
