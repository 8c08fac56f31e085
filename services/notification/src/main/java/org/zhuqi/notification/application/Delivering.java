package org.zhuqi.notification.application;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.notification.domain.BackOff;
import org.zhuqi.notification.domain.Delivery;
import org.zhuqi.notification.domain.Delivery.Result;
import org.zhuqi.notification.domain.Message.State;
import org.zhuqi.notification.postgres.DeliveryRows;

/**
 * Sends by one channel what is to be sent, several at once, any number of processes side by side. Each message is taken by
 * one of them, for a while; between being handed over and being marked as sent lies the one moment at which a death makes it
 * go out a second time, with the same id.
 */
public final class Delivering {
    private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);
    private static final int AT_ONCE = 8;
    /** Longer than any attempt takes. */
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final Delivery.Sender sender;
    private final DeliveryRows deliveries;
    private final BackOff backOff;
    private final int mostAttempts;
    private final InstantSource now;
    private final DoubleSupplier chance;
    private final MeterRegistry figures;

    public Delivering(
            Delivery.Sender sender,
            DeliveryRows deliveries,
            BackOff backOff,
            int mostAttempts,
            InstantSource now,
            DoubleSupplier chance,
            MeterRegistry figures) {
        this.sender = sender;
        this.deliveries = deliveries;
        this.backOff = backOff;
        this.mostAttempts = mostAttempts;
        this.now = now;
        this.chance = chance;
        this.figures = figures;
    }

    /** Returns when nothing is left that could be sent now. */
    public void deliver() {
        int taken = AT_ONCE;
        while (taken == AT_ONCE) {
            Instant at = instant();
            List<Delivery> due = deliveries.take(sender.channel(), at, at.plus(LEASE), AT_ONCE);
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                due.forEach(delivery -> threads.execute(() -> deliver(delivery)));
            }
            taken = due.size();
        }
    }

    private void deliver(Delivery delivery) {
        Result result;
        try {
            result = sender.send(delivery);
        } catch (UncheckedIOException e) {
            result = new Result.Failed(
                    "nobody says where to: "
                            + Objects.requireNonNullElse(e.getCause(), e).getMessage(),
                    false);
        } catch (RuntimeException e) {
            LOG.error("Message {} cannot be sent", delivery.id(), e);
            result = new Result.Failed("cannot be sent: " + e.getClass().getSimpleName(), false);
        }
        try {
            finish(delivery, result);
        } catch (RuntimeException e) {
            LOG.warn(
                    "What came of message {} cannot be written; it will be tried again: {}",
                    delivery.id(),
                    e.toString());
        }
    }

    private void finish(Delivery delivery, Result result) {
        switch (result) {
            case Result.Sent sent -> {
                deliveries.finish(delivery, State.SENT, null, instant(), null);
                count("sent");
            }
            case Result.NoAddress none -> {
                deliveries.finish(delivery, State.NO_ADDRESS, null, null, none.why());
                count("no-address");
            }
            case Result.Failed failed -> {
                boolean over = failed.forGood() || delivery.attempt() >= mostAttempts;
                Instant again = instant().plus(backOff.after(delivery.attempt(), chance.getAsDouble()));
                deliveries.finish(
                        delivery, over ? State.GIVEN_UP : State.WAITING, over ? null : again, null, failed.why());
                count(over ? "given-up" : "failed");
                LOG.warn(
                        "Message {} to {} over {} failed at attempt {}, {}: {}",
                        delivery.id(),
                        delivery.recipient(),
                        delivery.channel(),
                        delivery.attempt(),
                        over ? "given up" : "tried again at " + again,
                        failed.why());
            }
        }
    }

    private void count(String result) {
        figures.counter(
                        "zhuqi.notification.deliveries",
                        "channel",
                        sender.channel().name().toLowerCase(Locale.ROOT),
                        "result",
                        result)
                .increment();
    }

    private Instant instant() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
