package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.util.List;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.trial.TrialAsked;
import org.zhuqi.contracts.trial.TrialEnded;
import org.zhuqi.contracts.trial.TrialMessage;
import org.zhuqi.contracts.trial.TrialMessageType;
import org.zhuqi.contracts.trial.TrialReadings;

/** The tickets of April 2023 are tried under the tiered policy, and under one that there is not. */
final class TrialStory {
    private static final TrialId TRIAL = TrialId.of("01900f3a-5b00-7c10-8a2b-3c4d5e6f7081");
    private static final Instant DUE = Instant.parse("2023-04-13T09:30:00Z");

    static final List<Announcement> TOLD = List.of(
            told(
                    Announcement.Kind.TRIAL,
                    new TrialAsked(
                            TRIAL,
                            new DistrictId("QT"),
                            Instant.parse("2023-03-31T16:00:00Z"),
                            Instant.parse("2023-04-30T16:00:00Z"),
                            "135-tiered@1")),
            told(Announcement.Kind.TRIAL_ANSWER, new TrialReadings(TRIAL, List.of(certificate()))),
            told(
                    Announcement.Kind.TRIAL_ANSWER,
                    new TrialEnded(
                            TRIAL,
                            0,
                            new Sentence(
                                    "There is no policy 135-tiered@9 for district QT.", "QT区没有时效规则135-tiered@9。"))));

    private TrialStory() {}

    private static TrialReadings.TicketReading certificate() {
        EventMessage<?> ticket = QiantangStory.CERTIFICATE.events().getFirst();
        return new TrialReadings.TicketReading(
                ticket.ticketId(),
                ticket.number(),
                List.of(new ClockReading(
                        "1/answer/TICKET",
                        "answer",
                        "办结答复",
                        ClockScope.TICKET,
                        1,
                        new UnitId("qt-zrzy"),
                        ClockState.LATE,
                        Instant.parse("2023-04-10T01:12:00Z"),
                        DUE,
                        DUE,
                        DUE,
                        Instant.parse("2023-04-12T09:30:00Z"),
                        Instant.parse("2023-04-14T03:10:00Z"),
                        null,
                        null,
                        null,
                        0,
                        null,
                        115_080L,
                        0L,
                        List.of(ClockMilestone.ANSWERED))));
    }

    private static Announcement told(Announcement.Kind kind, TrialMessage message) {
        TrialMessageType type = TrialMessageType.of(message);
        String name = "trial-" + type.wireName();
        return new Announcement(
                kind,
                name,
                type.ceType(),
                name + ' ' + type.zh(),
                message.trial().text(),
                (Record) message);
    }
}
