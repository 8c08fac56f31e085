package org.zhuqi.directory.kafka;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.zhuqi.directory.application.Telling;
import org.zhuqi.directory.postgres.OutgoingRows.Waiting;
import org.zhuqi.platform.messaging.Wire;

/** Entries to their topic. */
public final class KafkaTelling implements Telling.Publisher, AutoCloseable {
    private final Producer<String, byte[]> producer;

    public KafkaTelling(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void publish(List<Waiting> waiting) {
        List<Future<RecordMetadata>> sent = waiting.stream()
                .map(each -> Wire.directoryEntry(Wire.readDirectoryBody(each.type(), each.body()), each.toldAt()))
                .map(producer::send)
                .toList();
        producer.flush();
        try {
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take what the directory tells", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the directory told", e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
