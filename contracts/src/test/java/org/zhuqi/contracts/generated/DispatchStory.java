package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.DealResult;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.ListingVisibility;
import org.zhuqi.contracts.dispatch.DispatchEvent;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.ListingEvent;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
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

    private static final Actor COORDINATOR = new Actor(new AccountId("qt-coordinator"), Role.COORDINATOR, null, null);
    private static final Actor COATER =
            new Actor(new AccountId("qt-enterprise"), Role.ENTERPRISE, new EnterpriseId("qt-e-001"), null);
    private static final String OFFER = "01876a5c-7a00-7000-8000-0000000000b1";
    private static final String INTRODUCTION = "01876a5c-7a00-7000-8000-0000000000b3";

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
                    new VisitEvent.VisitStruckOut("与四月五日的走访重复登记")),
            message(
                    OFFER,
                    1,
                    COATER,
                    "2023-05-08T01:10:00Z",
                    new ListingEvent.ListingPosted(
                            new EnterpriseId("qt-e-001"), ListingKind.OFFER, coating("月产能三百吨，可按样定制，已通过电子级检测。", "300"))),
            message(
                    OFFER,
                    2,
                    COATER,
                    "2023-05-09T02:00:00Z",
                    new ListingEvent.ListingChanged(coating("月产能五百吨，可按样定制，已通过电子级检测。", "500"))),
            message(OFFER, 3, COATER, "2023-08-21T06:00:00Z", new ListingEvent.ListingClosed("今年产能已订满")),
            message(
                    INTRODUCTION,
                    1,
                    COORDINATOR,
                    "2023-05-10T03:00:00Z",
                    new ListingEvent.IntroductionProposed(
                            SubjectId.of(OFFER),
                            SubjectId.of("01876a5c-7a00-7000-8000-0000000000b2"),
                            new EnterpriseId("qt-e-001"),
                            new EnterpriseId("qt-e-002"),
                            null,
                            "同在新材料链，距离五公里",
                            TICKET)),
            message(
                    INTRODUCTION,
                    2,
                    COATER,
                    "2023-05-10T06:30:00Z",
                    new ListingEvent.IntroductionAccepted(new EnterpriseId("qt-e-001"), false)),
            message(
                    INTRODUCTION,
                    3,
                    COORDINATOR,
                    "2023-06-30T08:00:00Z",
                    new ListingEvent.IntroductionConcluded(DealResult.DEALT, "首单 86 万元", "按月供货")),
            message(
                    "01876a5c-7a00-7000-8000-0000000000b4",
                    2,
                    COATER,
                    "2023-05-11T01:00:00Z",
                    new ListingEvent.IntroductionDeclined(new EnterpriseId("qt-e-001"), "规格不符")));

    private DispatchStory() {}

    private static ListingTerms coating(String description, String quantity) {
        return new ListingTerms(
                "电子级环氧树脂",
                description,
                "环氧树脂、电子级树脂",
                quantity,
                "吨/月",
                "面议",
                "长三角",
                new ChainId("qt-advanced-materials"),
                LocalDate.of(2023, 12, 31),
                ListingVisibility.DISTRICT,
                TICKET);
    }

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
