package org.zhuqi.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time spent, as differences between two looks. What the machine did beside us spoils a measurement, so it is told.
 *
 * @param threads of this JVM by kind, Java threads only: the compiler and the collector are what is missing to the whole
 */
record Effort(
        double wallSeconds,
        double jvmSeconds,
        double postgresSeconds,
        double machineSeconds,
        double gcSeconds,
        Map<String, Double> threads) {
    static Effort soFar(long postmaster) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double gc = ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .sum()
                / 1e3;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<String, Double> kinds = new TreeMap<>();
        for (long id : threads.getAllThreadIds()) {
            var info = threads.getThreadInfo(id);
            long nanos = threads.getThreadCpuTime(id);
            if (info != null && nanos > 0) {
                kinds.merge(kind(info.getThreadName()), nanos / 1e9, Double::sum);
            }
        }
        return new Effort(
                System.nanoTime() / 1e9,
                system.getProcessCpuTime() / 1e9,
                Processes.cpuSecondsOfFamily(postmaster),
                Processes.busySeconds(),
                gc,
                kinds);
    }

    Effort since(Effort before) {
        Map<String, Double> spent = new TreeMap<>();
        threads.forEach((kind, seconds) -> {
            double difference = seconds - before.threads.getOrDefault(kind, 0.0);
            if (difference >= 0.01) {
                spent.put(kind, difference);
            }
        });
        return new Effort(
                wallSeconds - before.wallSeconds,
                jvmSeconds - before.jvmSeconds,
                postgresSeconds - before.postgresSeconds,
                machineSeconds - before.machineSeconds,
                gcSeconds - before.gcSeconds,
                spent);
    }

    double othersCores() {
        return Math.max(0, machineSeconds - jvmSeconds - postgresSeconds) / wallSeconds;
    }

    private static String kind(String thread) {
        if (thread.contains("-C-")) {
            return "loop";
        }
        if (thread.startsWith("kafka-producer-network-thread")) {
            return "producer";
        }
        return thread.contains("kafka")
                        || thread.contains("group-coordinator")
                        || thread.contains("raft")
                        || thread.contains("ExpirationReaper")
                ? "broker"
                : "other";
    }
}
