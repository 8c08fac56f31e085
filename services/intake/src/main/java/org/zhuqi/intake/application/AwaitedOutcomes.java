package org.zhuqi.intake.application;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

    /** By command, then by fingerprint: two different requests may have come with one idempotency key. */
    private final ConcurrentMap<String, ConcurrentMap<String, CompletableFuture<CommandOutcome>>> waiting =
            new ConcurrentHashMap<>();

    /** Must be called before the command is sent. Whoever waits for the same command shares one future. */
    CompletableFuture<CommandOutcome> expect(CommandMessage<?> message) {
        CompletableFuture<CommandOutcome> fresh = new CompletableFuture<>();
        ConcurrentMap<String, CompletableFuture<CommandOutcome>> ofCommand =
                waiting.compute(message.commandId().text(), (id, known) -> {
                    var all =
                            known == null ? new ConcurrentHashMap<String, CompletableFuture<CommandOutcome>>() : known;
                    all.putIfAbsent(fingerprint(message.fingerprint()), fresh);
                    return all;
                });
        return Objects.requireNonNullElse(ofCommand.get(fingerprint(message.fingerprint())), fresh);
    }

    void forget(CommandMessage<?> message) {
        waiting.computeIfPresent(message.commandId().text(), (id, known) -> {
            known.remove(fingerprint(message.fingerprint()));
            return known.isEmpty() ? null : known;
        });
    }

    /** Most outcomes are somebody else's; only those awaited here are read. */
    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            String id = CloudEventHeaders.text(record.headers(), CloudEventHeaders.ID);
            var expected = id == null ? null : waiting.get(id);
            if (expected != null) {
                try {
                    CommandOutcome outcome = Wire.readOutcome(record);
                    CompletableFuture<CommandOutcome> one = expected.get(fingerprint(outcome.fingerprint()));
                    if (one != null) {
                        one.complete(outcome);
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
