package org.zhuqi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Run by hand with an empty directory: how long the servers take to start, and records to be acknowledged. */
final class Measurements {
    private static final int SENDS = 1_000;
    private static final int WARM_UP = 500;
    private static final int PARTITIONS = 24;

    private Measurements() {}

    public static void main(String[] directory) throws Exception {
        Path root = Files.createDirectories(Path.of(directory[0])).toRealPath();
        disk(root.resolve("probe"));
        start(root, "postgres alone, cold with unpacking", true, false);
        start(root, "postgres alone, warm", true, false);
        start(root, "kafka alone, cold", false, true);
        start(root, "kafka alone, warm", false, true);
        start(root.resolve("both"), "both at once, cold", true, true);
        start(root.resolve("both"), "both at once, warm", true, true);
        start(root.resolve("both"), "both at once, warm again", true, true);
        latencies(root.resolve("latency"));
    }

    private static void disk(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            report("disk: append 1 kB and force", () -> {
                channel.write(ByteBuffer.allocate(1024));
                channel.force(false);
                return channel;
            });
        }
    }

    private static void start(Path root, String what, boolean withPostgres, boolean withKafka) throws IOException {
        long begin = System.nanoTime();
        Supplier<EmbeddedPostgres> startPostgres = () -> EmbeddedPostgres.start(
                EmbeddedPostgres.Settings.in(root.resolve("postgres")).withBinariesCache(root.resolve("binaries")));
        Supplier<EmbeddedKafka> startKafka =
                () -> EmbeddedKafka.start(EmbeddedKafka.Settings.in(root.resolve("kafka")));
        var postgres = withPostgres ? CompletableFuture.supplyAsync(startPostgres) : null;
        var kafka = withKafka ? CompletableFuture.supplyAsync(startKafka) : null;
        if (postgres != null) {
            postgres.join();
        }
        if (kafka != null) {
            kafka.join();
        }
        System.out.printf("start: %s: %d ms%n", what, millisSince(begin));
        if (postgres != null) {
            System.out.println("memory of postgres: " + memory(postgres.join().pid()));
        }
        System.out.println(
                "memory of this JVM: " + status(ProcessHandle.current().pid(), "VmRSS"));
        long closing = System.nanoTime();
        if (kafka != null) {
            kafka.join().close();
            System.out.printf("stop: kafka: %d ms%n", millisSince(closing));
        }
        closing = System.nanoTime();
        if (postgres != null) {
            postgres.join().close();
            System.out.printf("stop: postgres: %d ms%n", millisSince(closing));
        }
    }

    private static String memory(long postmaster) throws IOException {
        List<Long> pids = new ArrayList<>(List.of(postmaster));
        ProcessHandle.of(postmaster).orElseThrow().children().forEach(child -> pids.add(child.pid()));
        long proportional = 0;
        long resident = 0;
        for (long pid : pids) {
            proportional += rollup(pid, "Pss:");
            resident += rollup(pid, "Rss:");
        }
        return pids.size() + " processes, Pss " + proportional / 1024 + " MB, Rss " + resident / 1024 + " MB";
    }

    private static long rollup(long pid, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
                .sum();
    }

    private static String status(long pid, String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(line -> line.startsWith(field))
                .findFirst()
                .orElse("");
    }

    private static void latencies(Path directory) throws Exception {
        try (var kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.in(directory))) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(
                                new NewTopic("unflushed", PARTITIONS, (short) 1),
                                new NewTopic("flushed", PARTITIONS, (short) 1).configs(Map.of("flush.messages", "1"))))
                        .all()
                        .get();
            }
            Map<String, Object> config = Map.of(
                    "bootstrap.servers", kafka.bootstrapServers(), "acks", "all", "linger.ms", 0, "batch.size", 131072);
            try (var producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
                for (String topic : List.of("unflushed", "flushed", "unflushed", "flushed")) {
                    report(topic + ": one record of 1 kB", () -> sendAll(producer, topic, 1, 1));
                    report(topic + ": 24 records, one per partition", () -> sendAll(producer, topic, PARTITIONS, 1));
                    report(topic + ": 480 records, 20 per partition", () -> sendAll(producer, topic, PARTITIONS, 20));
                }
            }
            System.out.println(
                    "memory of this JVM: " + status(ProcessHandle.current().pid(), "VmRSS"));
        }
    }

    private static int sendAll(KafkaProducer<byte[], byte[]> producer, String topic, int partitions, int each)
            throws ExecutionException, InterruptedException {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (int partition = 0; partition < partitions; partition++) {
            for (int i = 0; i < each; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, partition, null, new byte[1024])));
            }
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        return sent.size();
    }

    private static void report(String what, Callable<?> work) {
        var micros = new long[SENDS];
        try {
            for (int i = -WARM_UP; i < SENDS; i++) {
                long begin = System.nanoTime();
                work.call();
                micros[Math.max(i, 0)] = (System.nanoTime() - begin) / 1_000;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        Arrays.sort(micros);
        System.out.printf(
                "%s: p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                what, micros[SENDS / 2] / 1e3, micros[SENDS * 99 / 100] / 1e3, micros[SENDS - 1] / 1e3);
    }

    private static long millisSince(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
