package org.zhuqi.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.zhuqi.bench.Line.Answer;
import org.zhuqi.contracts.command.CommandType;

/** Callers of a running installation, ours or another that takes the same bodies at the same addresses. */
final class HttpLoad {
    private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);
    private static final int MOST_IN_FLIGHT = 2_000;

    private final String address;
    private final long server;
    private final long postmaster;
    private final List<Cast> casts;

    /**
     * @param server the process id of what answers at the address
     * @param postmaster that of its PostgreSQL
     */
    HttpLoad(String address, long server, long postmaster, List<Cast> casts) {
        this.address = address;
        this.server = server;
        this.postmaster = postmaster;
        this.casts = casts;
    }

    /** Counts what is being measured now. */
    private static final class Tally {
        final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
        final AtomicLong lifecycles = new AtomicLong();
        final AtomicLong failures = new AtomicLong();
        final AtomicLong pending = new AtomicLong();

        boolean count(Answer answer, CommandType step, long sinceNanos) {
            if (!answer.isSuccess()) {
                failures.incrementAndGet();
                return false;
            }
            micros.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - sinceNanos) / 1_000));
            if (answer.status() == 202) {
                pending.incrementAndGet();
            }
            if (step == CommandType.CONFIRM) {
                lifecycles.incrementAndGet();
            }
            return true;
        }
    }

    /** So many callers, each with one connection, each sending its next command when the last was answered. */
    LoadResult closed(int callers, int seconds) throws InterruptedException {
        return closed(callers + (callers == 1 ? " caller" : " callers"), callers, seconds, HttpLoad::live);
    }

    /** They only ask who they are: what a token that is checked and an answer cost, without any command. */
    LoadResult asking(int callers, int seconds) throws InterruptedException {
        return closed(callers + " callers who only ask who they are", callers, seconds, HttpLoad::ask);
    }

    /** What a caller does over and over. */
    @FunctionalInterface
    private interface Doing {
        void once(Line line, Cast cast, Tally tally, long end);
    }

    private LoadResult closed(String load, int callers, int seconds, Doing doing) throws InterruptedException {
        Tally tally = new Tally();
        Cpu before = cpu();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            Cast cast = casts.get(caller % casts.size());
            threads.add(Thread.ofVirtual().start(() -> {
                try (Line line = new Line(address)) {
                    while (System.nanoTime() < end) {
                        doing.once(line, cast, tally, end);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return result(load, tally, begin, before);
    }

    private static void ask(Line line, Cast cast, Tally tally, long end) {
        long sent = System.nanoTime();
        try {
            tally.count(cast.get(line, CommandType.SUBMIT, "/api/v1/me"), CommandType.SUBMIT, sent);
        } catch (IOException e) {
            tally.failures.incrementAndGet();
        }
    }

    private static void live(Line line, Cast cast, Tally tally, long end) {
        String ticket = "";
        for (CommandType step : Lifecycles.STEPS) {
            long sent = System.nanoTime();
            if (sent >= end) {
                return;
            }
            try {
                Answer answer = cast.send(line, step, ticket);
                if (!tally.count(answer, step, sent)) {
                    return;
                }
                if (step == CommandType.SUBMIT) {
                    ticket = answer.text("ticketId");
                }
            } catch (IOException e) {
                tally.failures.incrementAndGet();
                return;
            }
        }
    }

    /** A ticket that waits for its next command. */
    private record Waiting(Cast cast, String ticket, int step) {}

    /** Commands at random times of a given mean rate, whatever became of the ones before. */
    LoadResult open(double commandsPerSecond, int seconds) throws InterruptedException {
        Tally tally = new Tally();
        Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
        Queue<Line> lines = new ConcurrentLinkedQueue<>();
        AtomicInteger inFlight = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        Random random = new Random(7);
        Cpu before = cpu();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        double meanNanos = 1e9 / commandsPerSecond;
        double due = begin;
        while (true) {
            due += -meanNanos * Math.log(1 - random.nextDouble());
            long at = (long) due;
            if (at >= end) {
                break;
            }
            for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            if (inFlight.get() >= MOST_IN_FLIGHT) {
                tally.failures.incrementAndGet();
                continue;
            }
            inFlight.incrementAndGet();
            threads.add(Thread.ofVirtual().start(() -> {
                one(waiting, lines, tally, at);
                inFlight.decrementAndGet();
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        lines.forEach(Line::close);
        return result("open, %.0f/s".formatted(commandsPerSecond), tally, begin, before);
    }

    private void one(Queue<Waiting> waiting, Queue<Line> lines, Tally tally, long due) {
        Waiting next = waiting.poll();
        if (next == null) {
            next = new Waiting(casts.get(ThreadLocalRandom.current().nextInt(casts.size())), "", 0);
        }
        CommandType step = Lifecycles.STEPS.get(next.step());
        Line free = lines.poll();
        Line line = free == null ? new Line(address) : free;
        try {
            Answer answer = next.cast().send(line, step, next.ticket());
            if (tally.count(answer, step, due) && step != CommandType.CONFIRM) {
                String ticket = step == CommandType.SUBMIT ? answer.text("ticketId") : next.ticket();
                waiting.add(new Waiting(next.cast(), ticket, next.step() + 1));
            }
        } catch (IOException e) {
            tally.failures.incrementAndGet();
        }
        lines.add(line);
    }

    private LoadResult result(String load, Tally tally, long begin, Cpu before) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new LoadResult(
                load,
                seconds,
                tally.lifecycles.get(),
                tally.failures.get(),
                tally.pending.get(),
                tally.micros,
                cpu().since(before, seconds));
    }

    private Cpu cpu() {
        return Cpu.soFar(server, postmaster);
    }
}
