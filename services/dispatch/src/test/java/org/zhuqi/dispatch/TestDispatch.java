package org.zhuqi.dispatch;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
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
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.dispatch.application.Following;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;

/** Dispatch as it runs, fed through its topic and asked through its doors. Every test has a district to itself. */
@SpringBootTest(
        classes = TestDispatch.Application.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"zhuqi.dispatch.tell-every=100ms", "spring.datasource.hikari.connection-timeout=5000"})
@ContextConfiguration(initializers = TestPlatformInitializer.class)
abstract class TestDispatch {
    private static final AtomicInteger DISTRICTS = new AtomicInteger();
    private static final Producer<String, byte[]> PRODUCER =
            TestPlatform.kafka().producer("stories", 0);

    static final ConditionFactory SOON = await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(20));

    @LocalServerPort
    int port;

    @Autowired
    TicketFactRows tickets;

    @Autowired
    Following following;

    @Autowired
    OutgoingRows outgoing;

    @Autowired
    Telling telling;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ProjectionAlarm alarm;

    @Autowired
    JdbcClient database;

    String district = "";
    private int numbers;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({PlatformModule.class, DispatchModule.class})
    static class Application {}

    @BeforeEach
    void moveToAnotherDistrict() {
        int next = DISTRICTS.getAndIncrement();
        district = "T" + (char) ('A' + next / 26) + (char) ('A' + next % 26);
    }

    EventStory story() {
        return EventStory.of(new TicketNumber("%s-2023-%06d".formatted(district, ++numbers)));
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
        return tickets.find(ticket).map(facts -> facts.version()).orElse(0L);
    }
}
