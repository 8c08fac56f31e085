package org.zhuqi.metrics;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.metrics.application.BuildAlarms;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.domain.TicketStory;
import org.zhuqi.metrics.postgres.FactRows;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;

/** The figures as they run, fed through their topics. Every test has a district to itself. */
@SpringBootTest(
        classes = TestMetrics.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "zhuqi.security.accounts=TOKEN",
            "zhuqi.metrics.look-every=100ms",
            "zhuqi.metrics.keep-retired=300ms",
            "zhuqi.metrics.exports.look-every=100ms",
            "zhuqi.metrics.exports.most-at-once=6",
            "spring.datasource.hikari.connection-timeout=5000"
        })
@ContextConfiguration(initializers = TestPlatformInitializer.class)
abstract class TestMetrics {
    private static final AtomicInteger DISTRICTS = new AtomicInteger();
    static final Producer<String, byte[]> PRODUCER = TestPlatform.kafka().producer("stories", 0);

    static final ConditionFactory SOON = await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));

    @LocalServerPort
    int port;

    @Autowired
    FactRows facts;

    @Autowired
    FigureRows figures;

    @Autowired
    Counting counting;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    BuildAlarms alarm;

    DistrictId district = new DistrictId("TAA");
    private int numbers;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({PlatformModule.class, MetricsModule.class})
    static class Application {
        @Bean
        @Primary
        TestTime testTime() {
            return new TestTime();
        }
    }

    @BeforeEach
    void moveToAnotherDistrict() {
        time.goesByItself();
        int next = DISTRICTS.getAndIncrement();
        district = new DistrictId("T" + (char) ('A' + next / 26) + (char) ('A' + next % 26));
    }

    TicketNumber number() {
        return new TicketNumber("%s-2023-%06d".formatted(district, ++numbers));
    }

    EventStory story() {
        return EventStory.of(number());
    }

    /** Returns when they are counted in. */
    void tell(EventStory... stories) {
        List<ProducerRecord<String, byte[]>> records = List.of(stories).stream()
                .flatMap(story -> story.records().stream())
                .toList();
        EventStory.write(PRODUCER, records);
        for (EventStory story : stories) {
            SOON.until(() -> version(story.ticket()) >= story.version());
        }
    }

    long version(TicketId ticket) {
        Map<TicketId, TicketStory> found = facts.find(figures.serving(), List.of(ticket));
        TicketStory known = found.get(ticket);
        return known == null ? 0 : known.version();
    }
}
