package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.dispatch.DispatchEvent;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/** What was done in Qiantang in 2023 beside tickets, one of each kind. */
final class DispatchStory {
    private static final Actor OFFICER = new Actor(new AccountId("qt-officer"), Role.OFFICER, null, null);
    private static final TicketId TICKET = TicketId.of("01876a5c-7a00-7000-8000-000000000042");

    static final List<DispatchMessage<?>> TOLD = List.of(
            message(
                    "01876a5c-7a00-7000-8000-0000000000a1",
                    1,
                    OFFICER,
                    "2023-04-06T08:30:00Z",
                    new VisitEvent.VisitRecorded(
                            new EnterpriseId("qt-e-001"),
                            LocalDate.of(2023, 4, 6),
                            List.of(new AccountId("qt-officer")),
                            List.of(new UnitId("qt-rsj"), new UnitId("qt-zrzy")),
                            "季度走访",
                            "二期厂房竣工半年，不动产权证未办。",
                            List.of(TICKET))),
            message(
                    "01876a5c-7a00-7000-8000-0000000000a1",
                    2,
                    OFFICER,
                    "2023-04-06T09:00:00Z",
                    new VisitEvent.VisitStruckOut("与四月五日的走访重复登记")));

    private DispatchStory() {}

    private static <E extends DispatchEvent> DispatchMessage<E> message(
            String subject, long sequence, Actor by, String at, E event) {
        return new DispatchMessage<>(
                SubjectId.of(subject),
                DispatchEventType.of(event).kind(),
                sequence,
                new DistrictId("QT"),
                by,
                Instant.parse(at),
                Instant.parse(at),
                event);
    }
}
