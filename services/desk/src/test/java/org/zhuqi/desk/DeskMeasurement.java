package org.zhuqi.desk;

import static org.zhuqi.contracts.lifecycle.TicketState.ANSWERED;
import static org.zhuqi.contracts.lifecycle.TicketState.CLOSED;
import static org.zhuqi.contracts.lifecycle.TicketState.DISPATCHED;
import static org.zhuqi.contracts.lifecycle.TicketState.IN_PROGRESS;
import static org.zhuqi.contracts.lifecycle.TicketState.SUBMITTED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.test.context.TestPropertySource;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;

/**
 * Figures, not a test: it prints and asserts nothing, and only runs when asked for by name.
 * {@code mvn -pl services/desk -am test -Dtest=DeskMeasurement -Dsurefire.failIfNoSpecifiedTests=false}, with
 * {@code -Ddesk.tickets=} for another size than 100,000. The servers are those of the tests: nothing waits for the disk.
 */
@TestPropertySource(properties = "logging.level.org.springframework=ERROR")
class DeskMeasurement extends TestDesk {
    private static final int TICKETS = Integer.getInteger("desk.tickets", 100_000);
    private static final int PROJECTED = 16_667;
    private static final String[] WORDS = {
        "厂房", "办证", "消防", "验收", "规划", "用工", "社保", "缺口", "招聘", "融资", "贷款", "利率", "抵押", "环评", "排污",
        "扩建", "用地", "指标", "道路", "物流", "停电", "增容", "燃气", "水压", "人才", "落户", "子女", "就学", "高企", "申报",
        "研发", "费用", "加计", "扣除", "商标", "专利", "侵权", "出口", "退税", "海关", "合同", "纠纷", "政策", "兑现", "补贴",
        "技改", "设备", "进口", "宿舍", "食堂"
    };

    @Autowired
    private ConcurrentMessageListenerContainer<String, byte[]> deskEvents;

    @Autowired
    private JdbcClient database;

    private final Random random = new Random(1);

    @Test
    void measure() {
        for (int round = 1; round <= 3; round++) {
            moveToAnotherDistrict();
            projection(round);
        }
        moveToAnotherDistrict();
        fill();
        queries();
    }

    private void projection(int round) {
        deskEvents.stop();
        List<EventStory> stories =
                IntStream.range(0, PROJECTED).mapToObj(i -> lifecycle(i)).toList();
        for (int step = 1; step <= 6; step++) {
            int sequence = step;
            List<ProducerRecord<String, byte[]>> records =
                    stories.stream().map(story -> story.record(sequence)).toList();
            write(records);
        }
        long start = System.nanoTime();
        deskEvents.start();
        awaitNothingLeft();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "projection, round %d: %,d events in %.1f s: %,.0f events/s%n",
                round, PROJECTED * 6, seconds, PROJECTED * 6 / seconds);
    }

    /** By the group's offsets: asking the database would cost what is to be measured. */
    private static void awaitNothingLeft() {
        try (Admin admin = TestPlatform.kafkaAdmin()) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(20))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        Map<TopicPartition, OffsetSpec> partitions = IntStream.range(0, TestPlatform.PARTITIONS)
                                .boxed()
                                .collect(Collectors.toMap(
                                        i -> new TopicPartition(Topics.EVENTS, i), i -> OffsetSpec.latest()));
                        var ends = admin.listOffsets(partitions).all().get();
                        var done = admin.listConsumerGroupOffsets("zhuqi-desk")
                                .partitionsToOffsetAndMetadata()
                                .get();
                        return ends.entrySet().stream()
                                .allMatch(end -> end.getValue().offset() == 0
                                        || (done.containsKey(end.getKey())
                                                && done.get(end.getKey()).offset()
                                                        == end.getValue().offset()));
                    });
        }
    }

    private EventStory lifecycle(int i) {
        UnitId unit = new UnitId("unit-" + i % 37);
        return EventStory.of(new TicketNumber("%s-2023-%06d".formatted(district, i)))
                .at(Stories.MONDAY.plusSeconds(i * 60L))
                .by(Callers.officer("officer-" + i % 599))
                .tells(
                        new TicketEvent.Submitted(
                                new EnterpriseId("e-" + i % 5000),
                                text(8),
                                text(60),
                                new CatalogueItemId("item-" + i % 17),
                                Urgency.NORMAL,
                                null,
                                // One chain has nearly everything, one next to nothing.
                                new ChainId(i % 5000 == 7 ? "chain-rare" : "chain-" + i % 4),
                                new PlaceId("place-" + i % 19),
                                List.of()),
                        SUBMITTED)
                .by(Callers.coordinator("coordinator-" + i % 5))
                .tells(Stories.dispatchedTo(unit), DISPATCHED)
                .by(Callers.handler("handler-" + i % 200, unit))
                .tells(new TicketEvent.Accepted(unit, new AccountId("handler-" + i % 200), null), IN_PROGRESS)
                .tells(Stories.answered(unit), ANSWERED)
                .by(Callers.enterprise("boss-" + i % 5000, new EnterpriseId("e-" + i % 5000)))
                .tells(new TicketEvent.Confirmed(null), CLOSED)
                .tells(new TicketEvent.Rated(Satisfaction.SATISFIED, null), CLOSED);
    }

    private String text(int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words / 2; i++) {
            text.append(WORDS[(int) (Math.abs(random.nextGaussian()) * 12) % WORDS.length]);
        }
        return text.append(random.nextInt(1000)).toString();
    }

    private void fill() {
        deskEvents.stop();
        long start = System.nanoTime();
        List<EventStory> stories = new ArrayList<>();
        for (int i = 0; i < TICKETS; i++) {
            stories.add(partOfALifecycle(i));
            if (stories.size() == 5_000 || i == TICKETS - 1) {
                write(stories.stream()
                        .flatMap(story -> story.records().stream())
                        .toList());
                stories.clear();
            }
        }
        deskEvents.start();
        awaitNothingLeft();
        database.sql("vacuum analyze desk.ticket").update();
        database.sql("vacuum analyze desk.ticket_text").update();
        System.out.printf("%,d tickets more in %.0f s%n", TICKETS, (System.nanoTime() - start) / 1e9);
        System.out.println(database.sql("""
                        select string_agg(relname || ' ' || pg_size_pretty(pg_relation_size(oid)), ', ' order by pg_relation_size(oid) desc)
                        from pg_class where relnamespace = 'desk'::regnamespace and relkind in ('r', 'i') and relname not like 'flyway%'
                        """).query(String.class).single());
    }

    /** Nine in ten are closed, the others stand somewhere on the way. */
    private EventStory partOfALifecycle(int i) {
        EventStory whole = lifecycle(i);
        if (random.nextInt(10) > 0) {
            return whole;
        }
        EventStory part = EventStory.of(whole.number());
        int steps = 1 + random.nextInt(4);
        for (int step = 0; step < steps; step++) {
            var message = whole.messages().get(step);
            part.at(message.occurredAt())
                    .by(new Caller(
                            message.actor().account(),
                            message.actor().role(),
                            message.district(),
                            message.actor().enterprise(),
                            message.actor().unit()))
                    .tells(message.event(), message.state());
        }
        return part;
    }

    private void queries() {
        Map<String, Supplier<Caller>> callers = new LinkedHashMap<>();
        callers.put("coordinator", this::coordinator);
        callers.put("handler", () -> here(Callers.handler("h", new UnitId("unit-" + random.nextInt(37)))));
        callers.put("enterprise", () -> {
            int i = random.nextInt(5000);
            return here(Callers.enterprise("boss", new EnterpriseId("e-" + i)));
        });
        callers.put("officer", () -> here(Callers.officer("officer-" + random.nextInt(599))));
        callers.put("paired", () -> {
            int i = random.nextInt(4990);
            return here(Callers.officer("nobody", new EnterpriseId("e-" + i), new EnterpriseId("e-" + (i + 3))));
        });
        callers.put("rare chain", () -> Callers.of(new Jurisdiction(new ChainId("chain-rare"), null), coordinator()));
        callers.put("a town", () -> Callers.of(new Jurisdiction(null, new PlaceId("place-3")), coordinator()));
        Map<String, Supplier<String>> queries = new LinkedHashMap<>();
        queries.put("all", () -> "");
        queries.put("by update", () -> "sort=-updated");
        queries.put("one state", () -> "state=DISPATCHED");
        queries.put("two states", () -> "state=SUBMITTED&state=OBJECTED");
        queries.put("a unit's open", () -> "state=DISPATCHED&state=IN_PROGRESS&unit=unit-" + random.nextInt(37));
        queries.put("count", () -> "state=CLOSED&count=true&limit=1");
        queries.put("rare word", () -> "q=" + encoded(text(0)));
        queries.put("one word", () -> "q=" + encoded(WORDS[random.nextInt(WORDS.length)]));
        queries.put("two words", () -> "q=" + encoded(WORDS[random.nextInt(20)] + " " + WORDS[random.nextInt(20)]));
        queries.put("one character", () -> "q=" + encoded(WORDS[random.nextInt(20)].substring(0, 1)));
        queries.put("no such word", () -> "q=" + encoded("没有这样的词"));
        queries.put("one letter", () -> "q=z");
        queries.put("a number", () -> "q=" + district + "-2023-%06d".formatted(random.nextInt(TICKETS)));
        queries.put("word, oldest first", () -> "sort=submitted&q=" + encoded(WORDS[random.nextInt(WORDS.length)]));
        callers.forEach((role, caller) -> queries.forEach((name, query) -> report(role, name, caller, query)));
        report("coordinator", "single ticket", this::coordinator, null);
    }

    private void report(
            String role,
            String name,
            Supplier<Caller> caller,
            @org.jspecify.annotations.Nullable Supplier<String> query) {
        int times = 100;
        for (int i = 0; i < 20; i++) {
            ask(caller.get(), query);
        }
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            Caller who = caller.get();
            long start = System.nanoTime();
            ask(who, query);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-12s %-20s p50 %6.1f ms  p95 %6.1f ms  max %6.1f ms%n",
                role, name, nanos[times / 2] / 1e6, nanos[times * 95 / 100] / 1e6, nanos[times - 1] / 1e6);
    }

    private void ask(Caller caller, @org.jspecify.annotations.Nullable Supplier<String> query) {
        read(
                caller,
                query == null
                        ? "/api/v1/tickets/%s-2023-%06d".formatted(district, random.nextInt(TICKETS))
                        : "/api/v1/tickets?" + query.get());
    }
}
