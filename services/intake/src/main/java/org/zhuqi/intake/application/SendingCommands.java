package org.zhuqi.intake.application;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.platform.messaging.Wire;

/** Appends commands to their topic, from where they cannot be lost, and waits a while for what becomes of them. */
public final class SendingCommands {
    private static final Logger LOG = LoggerFactory.getLogger(SendingCommands.class);
    private static final String SOURCE = "/zhuqi/intake";
    /** Around what a page promises: 60 ms at a tenth of the load, two seconds at most. */
    private static final Duration[] WAITS = {
        Duration.ofMillis(20),
        Duration.ofMillis(60),
        Duration.ofMillis(200),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2)
    };

    private final Producer<String, byte[]> producer;
    private final AwaitedOutcomes outcomes;
    private final MeterRegistry figures;

    public SendingCommands(Producer<String, byte[]> producer, AwaitedOutcomes outcomes, MeterRegistry figures) {
        this.producer = producer;
        this.outcomes = outcomes;
        this.figures = figures;
    }

    /** How a command fared within the time that its sender had. */
    public sealed interface Fate {
        /** The engine decided. */
        record Decided(CommandOutcome outcome) implements Fate {}

        /** It is safe on the topic; the engine has not decided yet. */
        record Pending() implements Fate {}

        /** It may or may not have reached the topic. Sending it again with the same id is safe. */
        record NotTaken(String reason) implements Fate {}
    }

    /** A command under way. */
    public final class Sent {
        private final CommandMessage<?> message;
        private final AwaitedOutcomes.Expected expected;
        private final Future<?> acknowledgement;
        private final long sentAtNanos = System.nanoTime();

        private Sent(CommandMessage<?> message, AwaitedOutcomes.Expected expected, Future<?> acknowledgement) {
            this.message = message;
            this.expected = expected;
            this.acknowledgement = acknowledgement;
        }

        /** Waits for the acknowledgement; false if there will be none. */
        public boolean isAcknowledged() {
            try {
                acknowledgement.get();
                return true;
            } catch (ExecutionException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        /** Waits for the acknowledgement as long as it takes, and then for the outcome until the deadline. */
        public Fate await(long deadlineNanos) {
            Fate fate = fate(deadlineNanos);
            Timer.builder("zhuqi.command.outcome")
                    .description("From sending a command to knowing what became of it, as its caller waits")
                    .tag("command", message.type().wireName())
                    .tag("result", result(fate))
                    .serviceLevelObjectives(WAITS)
                    .register(figures)
                    .record(System.nanoTime() - sentAtNanos, TimeUnit.NANOSECONDS);
            return fate;
        }

        private Fate fate(long deadlineNanos) {
            try {
                acknowledgement.get();
                long left = Math.max(0, deadlineNanos - System.nanoTime());
                return new Fate.Decided(expected.outcome().get(left, TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                return new Fate.Pending();
            } catch (ExecutionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                LOG.error("command {} was not acknowledged: {}", message.commandId(), cause.toString());
                return new Fate.NotTaken(String.valueOf(cause.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Fate.Pending();
            } finally {
                outcomes.forget(expected);
            }
        }
    }

    private static String result(Fate fate) {
        return switch (fate) {
            case Fate.Decided decided -> decided.outcome().verdict().name().toLowerCase(Locale.ROOT);
            case Fate.Pending pending -> "pending";
            case Fate.NotTaken lost -> "not-taken";
        };
    }

    /** Sends without waiting. What is sent for one ticket one after the other is decided in that order. */
    public Sent send(CommandMessage<?> message) {
        AwaitedOutcomes.Expected expected = outcomes.expect(message);
        Future<?> acknowledgement;
        try {
            acknowledgement = producer.send(Wire.command(message, SOURCE));
        } catch (KafkaException e) {
            acknowledgement = CompletableFuture.failedFuture(e);
        }
        return new Sent(message, expected, acknowledgement);
    }

    public Fate sendAndWait(CommandMessage<?> message, Duration atMost) {
        return send(message).await(System.nanoTime() + atMost.toNanos());
    }
}
