package org.zhuqi.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.KafkaClients;
import tools.jackson.core.JacksonException;

/**
 * Records by the thousand on every topic that the system reads, none of which may stop it. On those that one service alone
 * writes they come from others: what bears that service's own name is believed, and what is damaged there stops its
 * partition with an alarm, as it should.
 */
public final class MessageFuzz {
    private static final java.time.Duration POLL = java.time.Duration.ofMillis(500);
    private static final String SOURCE = "ce_source";
    private static final String TYPE = "ce_type";
    /** The log and what is counted from it: only their own service is believed. */
    private static final List<String> OF_ONE_WRITER = List.of(Topics.EVENTS, Topics.CLOCKS, Topics.DISPATCH);

    private static final List<String> READ = List.of(
            Topics.COMMANDS,
            Topics.COMMANDS,
            Topics.COMMANDS,
            Topics.EVENTS,
            Topics.OUTCOMES,
            Topics.CLOCKS,
            Topics.RULES,
            Topics.DIRECTORY,
            Topics.DISPATCH,
            Topics.CATALOGUE,
            Topics.TRIALS,
            Topics.TRIAL_READINGS);

    private final KafkaClients kafka;
    private final long seed;
    private final PrintStream out;
    private final Map<String, Long> taken = new TreeMap<>();
    private final AtomicLong refused = new AtomicLong();

    public MessageFuzz(KafkaClients kafka, long seed, PrintStream out) {
        this.kafka = kafka;
        this.seed = seed;
        this.out = out;
    }

    /** @return how many the broker took, by topic */
    public Map<String, Long> run(long messages) {
        Map<String, List<ConsumerRecord<String, byte[]>>> real = new HashMap<>();
        READ.stream().distinct().forEach(topic -> real.put(topic, some(topic)));
        try (Producer<String, byte[]> producer = kafka.producer("fuzz", 5)) {
            for (long number = 0; number < messages; number++) {
                Chance chance = Chance.of(seed, 1_000_000_000 + number);
                String topic = chance.one(READ);
                ProducerRecord<String, byte[]> record = record(topic, real.getOrDefault(topic, List.of()), chance);
                var unused = producer.send(record, (metadata, failed) -> {
                    if (failed == null) {
                        count(topic);
                    } else {
                        // As a compacted topic refuses what has no key.
                        refused.incrementAndGet();
                    }
                });
            }
            producer.flush();
        }
        synchronized (taken) {
            out.printf(
                    "%,d messages, of which the broker refused %,d: %s%n",
                    taken.values().stream().mapToLong(Long::longValue).sum() + refused.get(), refused.get(), taken);
            return new TreeMap<>(taken);
        }
    }

    private void count(String topic) {
        synchronized (taken) {
            taken.merge(topic, 1L, Long::sum);
        }
    }

    private ProducerRecord<String, byte[]> record(
            String topic, List<ConsumerRecord<String, byte[]>> real, Chance chance) {
        ConsumerRecord<String, byte[]> like = real.isEmpty() ? null : chance.one(real);
        boolean ownedByOne = OF_ONE_WRITER.contains(topic);
        boolean keepsLastWord = Topics.COMPACTED.contains(topic);
        String key = like == null || keepsLastWord || chance.happens(0.3) ? key(keepsLastWord, chance) : like.key();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, value(like, chance));
        if (like != null && chance.happens(0.8)) {
            for (Header header : like.headers()) {
                if (!chance.happens(0.07)) {
                    record.headers().add(header);
                }
            }
        }
        if (chance.happens(0.4)) {
            record.headers().remove(TYPE);
            record.headers().add(TYPE, type(like, chance));
        }
        if (chance.happens(0.1)) {
            record.headers()
                    .add(
                            chance.oneOf("traceparent", "ce_id", "ce_sequence", "ce_time", "x"),
                            Nasty.text(chance).getBytes(UTF_8));
        }
        if (ownedByOne) {
            record.headers().remove(SOURCE);
            if (chance.happens(0.7)) {
                record.headers()
                        .add(
                                SOURCE,
                                chance.oneOf("/another/system", "", "zhuqi", "urn:x", "/ZHUQI/ticket")
                                        .getBytes(UTF_8));
            }
        }
        return record;
    }

    private static @Nullable String key(boolean keepsLastWord, Chance chance) {
        if (keepsLastWord) {
            return chance.happens(0.05) ? null : "fuzz/" + Nasty.text(chance);
        }
        return switch (chance.below(4)) {
            case 0 -> null;
            case 1 -> Nasty.text(chance);
            default -> chance.uuid().toString();
        };
    }

    private static byte @Nullable [] value(@Nullable ConsumerRecord<String, byte[]> like, Chance chance) {
        byte[] body = like == null || like.value() == null ? "{}".getBytes(UTF_8) : like.value();
        return switch (chance.below(12)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> chance.bytes(chance.below(3_000));
            case 3 -> Nasty.json(chance).getBytes(UTF_8);
            case 4 -> Spoiling.text(new String(body, UTF_8), chance);
            case 5 -> chance.happens(0.05) ? "长".repeat(250_000).getBytes(UTF_8) : body;
            case 6 -> body;
            default -> spoilt(body, chance);
        };
    }

    private static byte[] spoilt(byte[] body, Chance chance) {
        try {
            return Spoiling.json(Json.MAPPER.readTree(body), chance);
        } catch (JacksonException e) {
            return chance.bytes(100);
        }
    }

    private static byte[] type(@Nullable ConsumerRecord<String, byte[]> like, Chance chance) {
        Header header = like == null ? null : like.headers().lastHeader(TYPE);
        String now = header == null ? "zhuqi.ticket.submit.v1" : new String(header.value(), UTF_8);
        return switch (chance.below(5)) {
            case 0 -> now.replaceFirst("v\\d+$", "v99").getBytes(UTF_8);
            case 1 -> now.replaceFirst("\\.v\\d+$", "").getBytes(UTF_8);
            case 2 -> (now + "x").getBytes(UTF_8);
            case 3 -> chance.bytes(20);
            default -> Nasty.text(chance).getBytes(UTF_8);
        };
    }

    /** What stands there now, the first hundreds of it. */
    private List<ConsumerRecord<String, byte[]>> some(String topic) {
        List<ConsumerRecord<String, byte[]>> some = new ArrayList<>();
        try (Consumer<String, byte[]> reader = kafka.reader("fuzz")) {
            List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            for (int empty = 0; empty < 2 && some.size() < 500; ) {
                int before = some.size();
                reader.poll(POLL).forEach(some::add);
                empty = some.size() == before ? empty + 1 : 0;
            }
        }
        return some;
    }
}
