package org.zhuqi.ticket.application.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.Specimens;

/** Whatever happens to a ticket: it can be exported, and no word that somebody wrote goes out with it. */
class LoggedEventTest {
    /** Of which every text of a specimen is a part. */
    private static final String WRITTEN = "企业";

    /** Who did it, in every story. */
    private static final String ACTOR = "storyteller";

    /** Every account and every network in a specimen. */
    private static final String ACCOUNT = "some-AccountId";

    private static final String ORIGIN = "0f".repeat(16);

    private static List<EventMessage<?>> told(EventType type) {
        return Stream.of(Specimens.full(type.recordType()), Specimens.sparse(type.recordType()))
                .<EventMessage<?>>map(event -> EventStory.of(new TicketNumber("QT-2023-000042"))
                        .tells(event, TicketState.IN_PROGRESS)
                        .messages()
                        .getFirst())
                .toList();
    }

    private static EventLog.Reading reading(EventMessage<?> message) {
        return new EventLog.Reading() {
            @Override
            public void events(Consumer<LoggedEvent> taker) {
                taker.accept(LoggedEvent.of(message));
            }

            @Override
            public void tickets(Consumer<LoggedTicket> taker) {
                taker.accept(new LoggedTicket(
                        message.ticketId(),
                        message.number(),
                        message.occurredAt(),
                        Specimens.full(TicketEvent.Submitted.class)));
            }
        };
    }

    private static byte[] written(LogFormat format, EventMessage<?> message) throws IOException {
        var out = new ByteArrayOutputStream();
        var period = new LogPeriod(
                new DistrictId("QT"), Instant.EPOCH, Instant.EPOCH.plusSeconds(1), LogPeriod.Cohort.HAPPENED);
        format.write(reading(message), period, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void noWordAndNoPersonGoesOut(EventType type) throws IOException {
        for (EventMessage<?> message : told(type)) {
            LoggedEvent logged = LoggedEvent.of(message);
            assertThat(LoggedEvent.FACTS).containsAll(logged.facts().keySet());
            assertThat(logged.facts().values()).allMatch(fact -> fact.matches("[A-Za-z0-9._-]+"));
            for (LogFormat format : LogFormat.values()) {
                assertThat(new String(written(format, message), UTF_8))
                        .as("%s as %s", type, format)
                        .contains(type.wireName())
                        .doesNotContain(WRITTEN, ACTOR, ACCOUNT, ORIGIN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyFormatCanBeRead(EventType type) throws Exception {
        for (EventMessage<?> message : told(type)) {
            assertThat(Json.MAPPER.readTree(written(LogFormat.OCEL, message)).path("events"))
                    .hasSize(1);
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(written(LogFormat.XES, message)))
                            .getElementsByTagName("event")
                            .getLength())
                    .isEqualTo(1);
            assertThat(new String(written(LogFormat.CSV, message), UTF_8).lines())
                    .hasSize(2)
                    .allMatch(line -> line.split(",", -1).length == 14 + LoggedEvent.FACTS.size());
        }
    }
}
