package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.util.List;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.PauseCause;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.UnitId;

/** What the clocks of ticket QT-2023-000042 told while it waited for the enterprise, and what they could have told. */
final class ClockStory {
    private static final UnitId LAND = new UnitId("qt-zrzy");
    private static final Instant DUE = Instant.parse("2023-04-19T09:30:00Z");

    static final List<ClockMessage<?>> TOLD = List.of(
            message(
                    9,
                    "2023-04-11T06:00:00Z",
                    new ClockEvent.ClocksChanged(List.of(
                            new ClockReading(
                                    "1/accept/TICKET",
                                    "accept",
                                    "接单联系",
                                    ClockScope.TICKET,
                                    1,
                                    LAND,
                                    ClockState.MET,
                                    Instant.parse("2023-04-10T01:12:00Z"),
                                    Instant.parse("2023-04-11T09:30:00Z"),
                                    Instant.parse("2023-04-11T09:30:00Z"),
                                    Instant.parse("2023-04-11T09:30:00Z"),
                                    Instant.parse("2023-04-11T06:00:00Z"),
                                    Instant.parse("2023-04-10T08:20:00Z"),
                                    null,
                                    null,
                                    null,
                                    0,
                                    null),
                            new ClockReading(
                                    "1/answer/TICKET",
                                    "answer",
                                    "办结答复",
                                    ClockScope.TICKET,
                                    1,
                                    LAND,
                                    ClockState.PAUSED,
                                    Instant.parse("2023-04-10T01:12:00Z"),
                                    Instant.parse("2023-04-17T09:30:00Z"),
                                    DUE,
                                    DUE,
                                    Instant.parse("2023-04-18T09:30:00Z"),
                                    null,
                                    Instant.parse("2023-04-11T06:00:00Z"),
                                    Instant.parse("2023-04-18T16:00:00Z"),
                                    PauseCause.SUSPENDED,
                                    1,
                                    2027L)))),
            message(
                    10,
                    "2023-04-18T09:30:00Z",
                    new ClockEvent.ClockWarned(
                            "1/answer/TICKET",
                            "answer",
                            "办结答复",
                            ClockScope.TICKET,
                            LAND,
                            WarningLevel.REMINDER,
                            "80%",
                            DUE)),
            message(
                    11,
                    "2023-04-19T09:30:00Z",
                    new ClockEvent.ClockBreached("1/answer/TICKET", "answer", "办结答复", ClockScope.TICKET, LAND, DUE)));

    private ClockStory() {}

    private static ClockMessage<?> message(long sequence, String at, ClockEvent event) {
        EventMessage<?> ticket = QiantangStory.CERTIFICATE.events().getFirst();
        return new ClockMessage<>(
                ticket.ticketId(),
                ticket.number(),
                sequence,
                ticket.district(),
                9,
                "135-staged@1",
                "3f1c0a9b7d2e",
                Instant.parse(at),
                Instant.parse(at).plusMillis(412),
                event);
    }
}
