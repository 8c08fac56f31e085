package org.zhuqi.allinone.fuzz;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What was tried and how it was answered. */
public final class Tally {
    private final Map<Integer, AtomicLong> byStatus = new TreeMap<>();
    private final Map<String, long[]> byOperation = new TreeMap<>();
    private long busy;

    synchronized void count(Sent sent, Answer answer) {
        byStatus.computeIfAbsent(answer.status(), any -> new AtomicLong()).incrementAndGet();
        long[] counts = byOperation.computeIfAbsent(sent.operation(), any -> new long[2]);
        counts[0]++;
        if (answer.status() / 100 == 2) {
            counts[1]++;
        }
        if (answer.status() == 503) {
            busy++;
        }
    }

    public synchronized long requests() {
        return byStatus.values().stream().mapToLong(AtomicLong::get).sum();
    }

    /** Answers with this first digit. */
    public synchronized long ofClass(int hundreds) {
        return byStatus.entrySet().stream()
                .filter(each -> each.getKey() / 100 == hundreds)
                .mapToLong(each -> each.getValue().get())
                .sum();
    }

    /** 503 with Retry-After, which a system that is asked too much may answer. */
    public synchronized long busy() {
        return busy;
    }

    public synchronized Map<Integer, Long> byStatus() {
        Map<Integer, Long> counts = new TreeMap<>();
        byStatus.forEach((status, count) -> counts.put(status, count.get()));
        return counts;
    }

    public synchronized int operations() {
        return byOperation.size();
    }

    /** Operations of which none was ever answered with success. */
    public synchronized Collection<String> neverDone() {
        return byOperation.entrySet().stream()
                .filter(each -> each.getValue()[1] == 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
