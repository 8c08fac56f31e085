package org.zhuqi.timeliness.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.trial.TrialAnswer;
import org.zhuqi.contracts.trial.TrialAsked;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/**
 * Trials one after the other, on a thread of their own beside the clocks. What was asked counts as done once its whole
 * answer lies on the broker; after a crash in between it is answered anew.
 */
public final class TrialContainer {
    private static final Logger LOG = LoggerFactory.getLogger(TrialContainer.class);
    /** A trial of a million tickets takes minutes; a thread that is silent for longer is given up, and another one tries. */
    private static final Duration LONGEST_TRIAL = Duration.ofHours(1);

    private TrialContainer() {}

    /** Works out the answer to a trial, and hands on its parts in their order. */
    @FunctionalInterface
    public interface Answering {
        void answer(TrialAsked asked, Consumer<TrialAnswer> told);
    }

    public static ConcurrentMessageListenerContainer<String, byte[]> of(
            KafkaClients kafka, String group, Answering answering, KafkaTelling telling) {
        var container = kafka.container(
                group, Topics.TRIALS, 1, 1, records -> records.forEach(record -> answer(record, answering, telling)));
        Properties settings = new Properties();
        settings.setProperty(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Long.toString(LONGEST_TRIAL.toMillis()));
        container.getContainerProperties().setKafkaConsumerProperties(settings);
        return container;
    }

    private static void answer(ConsumerRecord<String, byte[]> record, Answering answering, KafkaTelling telling) {
        TrialAsked asked;
        try {
            asked = Wire.readTrialAsked(record);
        } catch (UnreadableMessageException e) {
            LOG.warn("What was asked with key '{}' is no trial and has no answer: {}", record.key(), e.getMessage());
            return;
        }
        answering.answer(asked, telling.answerTo(Instant.ofEpochMilli(record.timestamp())));
    }
}
