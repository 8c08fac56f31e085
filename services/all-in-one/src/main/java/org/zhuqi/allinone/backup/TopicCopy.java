package org.zhuqi.allinone.backup;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.zhuqi.allinone.backup.Manifest.Part;
import org.zhuqi.allinone.backup.Manifest.Topic;
import org.zhuqi.contracts.Topics;

/** The topics and how far each group has read them: out of the brokers into files, and back. */
final class TopicCopy implements AutoCloseable {
    private static final String OURS = "zhuqi-";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int AT_ONCE = 2_000;

    private final Map<String, Object> settings;
    private final Admin admin;

    TopicCopy(Map<String, Object> settings) {
        this.settings = settings;
        this.admin = Admin.create(settings);
    }

    // --- out ---

    /** How far the services' groups have come, by {@code topic/partition}. */
    Map<String, Map<String, Long>> groups() throws InterruptedException {
        Map<String, ListConsumerGroupOffsetsSpec> ours =
                answer(admin.listGroups(ListGroupsOptions.forConsumerGroups()).all()).stream()
                        .map(GroupListing::groupId)
                        .filter(group -> group.startsWith(OURS))
                        .collect(Collectors.toMap(Function.identity(), group -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<String, Long>> committed = new TreeMap<>();
        if (!ours.isEmpty()) {
            answer(admin.listConsumerGroupOffsets(ours).all()).forEach((group, offsets) -> {
                Map<String, Long> places = new TreeMap<>();
                offsets.forEach((partition, offset) -> {
                    if (offset != null && Topics.ALL.contains(partition.topic())) {
                        places.put(place(partition), offset.offset());
                    }
                });
                committed.put(group, places);
            });
        }
        return committed;
    }

    static String place(TopicPartition partition) {
        return partition.topic() + "/" + partition.partition();
    }

    Map<String, TopicDescription> described() throws InterruptedException {
        Map<String, TopicDescription> known = new TreeMap<>();
        List<String> there = answer(admin.listTopics().names()).stream()
                .filter(Topics.ALL::contains)
                .toList();
        known.putAll(answer(admin.describeTopics(there).allTopicNames()));
        return known;
    }

    /** Where the next record of each partition will stand. */
    Map<TopicPartition, Long> ends(Map<String, TopicDescription> topics) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        topics.values()
                .forEach(topic -> topic.partitions()
                        .forEach(part ->
                                latest.put(new TopicPartition(topic.name(), part.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** @param ends beyond which nothing is copied */
    Topic out(TopicDescription topic, Map<TopicPartition, Long> ends, SealedFolder to)
            throws IOException, InterruptedException {
        List<TopicPartition> partitions = ends.keySet().stream()
                .filter(partition -> partition.topic().equals(topic.name()))
                .toList();
        Map<Integer, RecordFile.Writer> files = new TreeMap<>();
        try {
            for (TopicPartition partition : partitions) {
                files.put(
                        partition.partition(),
                        new RecordFile.Writer(
                                to.writeCompressed(Manifest.fileOf(topic.name(), partition.partition()))));
            }
            read(partitions, ends, files);
        } finally {
            for (RecordFile.Writer file : files.values()) {
                file.close();
            }
        }
        List<Part> parts = new ArrayList<>();
        files.forEach((number, file) -> {
            long end = ends.getOrDefault(new TopicPartition(topic.name(), number), 0L);
            parts.add(new Part(number, file.first(end), end, file.records()));
        });
        int replicas = topic.partitions().getFirst().replicas().size();
        return new Topic(topic.name(), replicas, settingsOf(topic.name()), parts);
    }

    private void read(
            List<TopicPartition> partitions, Map<TopicPartition, Long> ends, Map<Integer, RecordFile.Writer> files)
            throws IOException {
        Map<String, Object> reading = new HashMap<>(settings);
        reading.put(ConsumerConfig.CLIENT_ID_CONFIG, "zhuqi-backup");
        reading.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        Consumer<byte[], byte[]> reader =
                new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            Map<TopicPartition, Long> left = new HashMap<>(ends);
            left.keySet().retainAll(partitions);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            left.entrySet().removeIf(end -> reader.position(end.getKey()) >= end.getValue());
            while (!left.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
                    Long end = left.get(new TopicPartition(record.topic(), record.partition()));
                    RecordFile.Writer file = files.get(record.partition());
                    if (end != null && file != null && record.offset() < end) {
                        file.write(record);
                    }
                }
                left.entrySet().removeIf(end -> reader.position(end.getKey()) >= end.getValue());
            }
        } finally {
            // In order it would wait for what it asked for in advance, and at the end nothing comes.
            reader.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private Map<String, String> settingsOf(String topic) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Map<ConfigResource, Config> described =
                answer(admin.describeConfigs(List.of(resource)).all());
        Map<String, String> own = new TreeMap<>();
        for (Config config : described.values()) {
            for (ConfigEntry entry : config.entries()) {
                if (entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG) {
                    own.put(entry.name(), entry.value());
                }
            }
        }
        return own;
    }

    // --- back ---

    /** @throws IllegalStateException if a topic has records, or other partitions than those that are to be filled */
    void refuseUnlessEmpty(List<Topic> topics) throws InterruptedException {
        Map<String, TopicDescription> there = described();
        ends(there).forEach((partition, end) -> {
            if (end > 0) {
                throw new IllegalStateException(
                        "the brokers are not empty: %s has records".formatted(partition.topic()));
            }
        });
        for (Topic topic : topics) {
            TopicDescription known = there.get(topic.name());
            if (known != null && known.partitions().size() != topic.partitions().size()) {
                throw new IllegalStateException("%s has %d partitions here and %d in the backup"
                        .formatted(
                                topic.name(),
                                known.partitions().size(),
                                topic.partitions().size()));
            }
        }
    }

    /** Makes those that are not there; as many replicas as they had, or as there are brokers. */
    void make(List<Topic> topics) throws InterruptedException {
        int brokers = answer(admin.describeCluster().nodes()).size();
        Map<String, TopicDescription> there = described();
        List<NewTopic> missing = topics.stream()
                .filter(topic -> !there.containsKey(topic.name()))
                .map(topic -> made(topic, Math.min(topic.replication(), brokers)))
                .toList();
        answer(admin.createTopics(missing).all());
    }

    private static NewTopic made(Topic topic, int replicas) {
        Map<String, String> own = new HashMap<>(topic.settings());
        // More than there are could never be in sync, and nothing would be acknowledged.
        own.computeIfPresent(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                (name, least) -> Integer.toString(Math.min(Integer.parseInt(least), replicas)));
        return new NewTopic(topic.name(), topic.partitions().size(), (short) replicas).configs(own);
    }

    /**
     * Fills a topic. Its records get offsets from zero on.
     *
     * @param groups how far each had read what was copied
     * @return how far each has read what stands here now
     */
    Map<String, Map<TopicPartition, OffsetAndMetadata>> in(
            Topic topic, Map<String, Map<String, Long>> groups, SealedFolder from)
            throws IOException, InterruptedException {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> places = new TreeMap<>();
        Map<String, Object> writing = new HashMap<>(settings);
        writing.put(ProducerConfig.CLIENT_ID_CONFIG, "zhuqi-restore");
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        writing.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        writing.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(writing, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Part part : topic.partitions()) {
                TopicPartition partition = new TopicPartition(topic.name(), part.number());
                Map<String, Long> read = new HashMap<>();
                groups.forEach((group, offsets) -> {
                    Long offset = offsets.get(place(partition));
                    if (offset != null) {
                        read.put(group, offset);
                    }
                });
                fill(producer, partition, read, part, from)
                        .forEach((group, offset) -> places.computeIfAbsent(group, name -> new HashMap<>())
                                .put(partition, new OffsetAndMetadata(offset)));
            }
        }
        return places;
    }

    private static Map<String, Long> fill(
            Producer<byte[], byte[]> producer,
            TopicPartition partition,
            Map<String, Long> read,
            Part part,
            SealedFolder from)
            throws IOException, InterruptedException {
        Map<String, Long> behind = new HashMap<>();
        read.keySet().forEach(group -> behind.put(group, 0L));
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        long records = 0;
        try (RecordFile.Reader file =
                new RecordFile.Reader(from.readCompressed(Manifest.fileOf(partition.topic(), partition.partition())))) {
            for (Optional<RecordFile.Line> next = file.next(); next.isPresent(); next = file.next()) {
                RecordFile.Line line = next.get();
                read.forEach((group, offset) -> {
                    if (line.offset() < offset) {
                        behind.merge(group, 1L, Long::sum);
                    }
                });
                sent.add(producer.send(new ProducerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        line.timestamp(),
                        line.key(),
                        line.value(),
                        line.headers())));
                records++;
                if (sent.size() == AT_ONCE) {
                    acknowledged(producer, sent);
                }
            }
        }
        acknowledged(producer, sent);
        if (records != part.records()) {
            throw new IllegalStateException("%s has %d records in the backup, its manifest says %d"
                    .formatted(partition, records, part.records()));
        }
        return behind;
    }

    private static void acknowledged(Producer<byte[], byte[]> producer, List<Future<RecordMetadata>> sent)
            throws InterruptedException {
        producer.flush();
        for (Future<RecordMetadata> each : sent) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("the broker did not take a record: " + e.getCause(), e);
            }
        }
        sent.clear();
    }

    void haveRead(Map<String, Map<TopicPartition, OffsetAndMetadata>> groups) throws InterruptedException {
        for (Map.Entry<String, Map<TopicPartition, OffsetAndMetadata>> group : groups.entrySet()) {
            answer(admin.alterConsumerGroupOffsets(group.getKey(), group.getValue())
                    .all());
        }
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not answer: " + e.getCause(), e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
