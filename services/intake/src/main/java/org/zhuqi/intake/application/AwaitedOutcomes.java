package org.zhuqi.intake.application;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/** Those who wait, right now and in this process, for what becomes of their command. */
public final class AwaitedOutcomes {
    private static final Logger LOG = LoggerFactory.getLogger(AwaitedOutcomes.class);

    /** By command: several may wait for one, and not all of them for the same content under its idempotency key. */
    private final ConcurrentMap<String, List<Expected>> waiting = new ConcurrentHashMap<>();

    /** One who waits. */
    record Expected(String commandId, String fingerprint, CompletableFuture<CommandOutcome> outcome) {}

    /** Must be called before the command is sent; and {@link #forget} when nobody waits any more. */
    Expected expect(CommandMessage<?> message) {
        Expected expected =
                new Expected(message.commandId().text(), fingerprint(message.fingerprint()), new CompletableFuture<>());
        waiting.compute(expected.commandId(), (id, known) -> {
            List<Expected> all = known == null ? new CopyOnWriteArrayList<>() : known;
            all.add(expected);
            return all;
        });
        return expected;
    }

    void forget(Expected expected) {
        waiting.computeIfPresent(expected.commandId(), (id, known) -> {
            known.remove(expected);
            return known.isEmpty() ? null : known;
        });
    }

    /** Most outcomes are somebody else's; only those awaited here are read. */
    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            String id = CloudEventHeaders.text(record.headers(), CloudEventHeaders.ID);
            List<Expected> expected = id == null ? null : waiting.get(id);
            if (expected != null) {
                try {
                    CommandOutcome outcome = Wire.readOutcome(record);
                    String answered = fingerprint(outcome.fingerprint());
                    for (Expected one : expected) {
                        if (one.fingerprint().equals(answered)) {
                            one.outcome().complete(outcome);
                        }
                    }
                } catch (UnreadableMessageException e) {
                    LOG.error(
                            "an outcome cannot be read (partition {} offset {}): {}",
                            record.partition(),
                            record.offset(),
                            e.getMessage());
                }
            }
        }
    }

    private static String fingerprint(@Nullable String fingerprint) {
        return fingerprint == null ? "" : fingerprint;
    }
}
