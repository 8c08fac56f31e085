package org.zhuqi.peers.flowable;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** So many threads, each taking one ticket after the other through its life, a step as soon as the last has ended. */
final class Callers {
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);

    private final FlowableTickets tickets;
    private final Said said;
    private final PrintStream complaints;
    private final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final AtomicLong lives = new AtomicLong();
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    Callers(FlowableTickets tickets, Said said, PrintStream complaints) {
        this.tickets = tickets;
        this.said = said;
        this.complaints = complaints;
    }

    /** Until so many seconds have passed, or so many lives have ended. */
    void call(int callers, int seconds, long most) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() < end && begun.getAndIncrement() < most) {
                    live(end);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void live(long end) {
        String process = "";
        String enterprise = "";
        String unit = "";
        for (String step : FlowableTickets.STEPS) {
            long at = System.nanoTime();
            if (at >= end) {
                return;
            }
            Map<String, Object> variables = said.any(step);
            try {
                if (step.equals("submit")) {
                    enterprise = String.valueOf(variables.get("enterprise"));
                    process = tickets.submit(variables);
                } else {
                    tickets.complete(process, step, FlowableTickets.group(step, enterprise, unit), variables);
                }
            } catch (RuntimeException e) {
                if (failures.getAndIncrement() == 0) {
                    e.printStackTrace(complaints);
                }
                return;
            }
            if (step.equals("dispatch")) {
                unit = String.valueOf(variables.get("unit"));
            }
            micros.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - at) / 1_000));
        }
        lives.incrementAndGet();
    }

    Histogram micros() {
        return micros;
    }

    long lives() {
        return lives.get();
    }

    long failures() {
        return failures.get();
    }
}
