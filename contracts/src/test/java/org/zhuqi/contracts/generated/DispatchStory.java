package org.zhuqi.contracts.generated;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.DealResult;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.ListingVisibility;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.RemovalGround;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.dispatch.CommonProblemEvent;
import org.zhuqi.contracts.dispatch.DispatchEvent;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.HardProblemSheet;
import org.zhuqi.contracts.dispatch.ListingEvent;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.dispatch.MeetingDecision;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.dispatch.ReviewRoundEvent;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/** What was done in Qiantang in 2023 beside tickets, one of each kind. */
final class DispatchStory {
    private static final Actor OFFICER = new Actor(new AccountId("qt-officer"), Role.OFFICER, null, null);
    private static final Actor COORDINATOR = new Actor(new AccountId("qt-coordinator"), Role.COORDINATOR, null, null);
    private static final Actor ENTERPRISE =
            new Actor(new AccountId("qt-enterprise-2"), Role.ENTERPRISE, new EnterpriseId("qt-e-002"), null);
    private static final TicketId OTHER = TicketId.of("01876a5c-7a00-7000-8000-000000000043");
    private static final TicketId TICKET = TicketId.of("01876a5c-7a00-7000-8000-000000000042");

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
                    new ListingEvent.IntroductionDeclined(new EnterpriseId("qt-e-001"), "规格不符")),
            ofMeeting(1, "2023-06-01T01:00:00Z", new MeetingEvent.MeetingPlanned(plan("区行政中心 3 号会议室"))),
            ofMeeting(2, "2023-06-01T02:00:00Z", new MeetingEvent.MeetingChanged(plan("智造园会议室"))),
            ofMeeting(3, "2023-06-05T08:00:00Z", new MeetingEvent.MeetingHeld(minutes("2023-06-20"))),
            ofMeeting(4, "2023-06-06T01:00:00Z", new MeetingEvent.MinutesCorrected(minutes("2023-06-30"), "期限应为六月三十日")),
            ofMeeting(5, "2023-06-28T08:00:00Z", new MeetingEvent.DecisionDone(1, "测绘成果已出，已移交登记中心")),
            message(
                    "01876a5c-7a00-7000-8000-0000000000c2",
                    2,
                    COORDINATOR,
                    "2023-06-02T01:00:00Z",
                    new MeetingEvent.MeetingCancelled("问题已在会前解决")),
            ofProblem(1, "2023-05-08T01:00:00Z", new HardProblemEvent.HardProblemListed(sheet(null))),
            ofProblem(2, "2023-05-08T02:00:00Z", new HardProblemEvent.HardProblemChanged(sheet("2023-09-30"))),
            ofProblem(
                    3,
                    "2023-05-31T08:00:00Z",
                    new HardProblemEvent.HardProblemReviewed(
                            1,
                            ReviewResult.PROGRESS,
                            "规划核实已通过，待测绘",
                            "七月底前出具测绘成果",
                            new UnitId("qt-zrzy"),
                            LocalDate.of(2023, 7, 31))),
            ofProblem(
                    4,
                    "2023-08-02T08:00:00Z",
                    new HardProblemEvent.HardProblemWrittenOff("不动产权证已发放", "浙（2023）钱塘不动产权第 0042 号", true, null)),
            ofProblem(5, "2023-08-09T08:00:00Z", new HardProblemEvent.HardProblemRelisted("证载面积有误，需更正登记")),
            ofProblem(
                    6,
                    "2023-08-10T08:00:00Z",
                    new HardProblemEvent.HardProblemRemoved(
                            RemovalGround.DUPLICATE, new AccountId("qt-supervisor"), "与另一重难点问题合并推进")),
            ofRound(
                    1,
                    "2023-05-31T07:00:00Z",
                    new ReviewRoundEvent.ReviewRoundOpened(
                            1, LocalDate.of(2023, 5, 31), new AccountId("qt-supervisor"))),
            ofRound(2, "2023-05-31T10:00:00Z", new ReviewRoundEvent.ReviewRoundClosed(1, 3, 8, 2, 1)),
            common(
                    1,
                    COORDINATOR,
                    "2023-07-12T02:00:00Z",
                    new CommonProblemEvent.CommonProblemOpened(
                            "临江高科园停电", "七月以来园区多次停电，供电公司正在排查。", false, List.of(TICKET))),
            common(
                    2,
                    COORDINATOR,
                    "2023-07-12T02:10:00Z",
                    new CommonProblemEvent.CommonProblemChanged("临江高科园停电", "七月以来园区多次停电，供电公司正在更换电缆。", true)),
            common(3, COORDINATOR, "2023-07-12T02:20:00Z", new CommonProblemEvent.CommonProblemTicketAdded(OTHER)),
            common(4, COORDINATOR, "2023-07-12T02:30:00Z", new CommonProblemEvent.CommonProblemTicketRemoved(OTHER)),
            common(
                    5,
                    ENTERPRISE,
                    "2023-07-13T01:00:00Z",
                    new CommonProblemEvent.CommonProblemJoined(new EnterpriseId("qt-e-002"), OTHER)),
            common(
                    6,
                    COORDINATOR,
                    "2023-07-20T08:00:00Z",
                    new CommonProblemEvent.CommonProblemClosed("电缆已更换，供电恢复正常。", List.of(TICKET, OTHER))));

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

    private static MeetingPlan plan(String place) {
        return new MeetingPlan(
                MeetingKind.INDIVIDUAL,
                "厂房办证协调会",
                place,
                Instant.parse("2023-06-05T06:00:00Z"),
                Instant.parse("2023-06-05T07:30:00Z"),
                new AccountId("qt-coordinator"),
                List.of(TICKET),
                null,
                List.of(new UnitId("qt-zrzy"), new UnitId("qt-zjj")),
                List.of(new AccountId("qt-officer")),
                List.of(new EnterpriseId("qt-e-001")));
    }

    private static MeetingMinutes minutes(String due) {
        return new MeetingMinutes(
                "规划资源分局与住建局当场核对了竣工资料。",
                List.of(new UnitId("qt-zrzy"), new UnitId("qt-zjj")),
                List.of(new AccountId("qt-officer")),
                List.of(new EnterpriseId("qt-e-001")),
                List.of(new MeetingDecision(
                        1,
                        TICKET,
                        "由规划资源分局牵头补测，住建局配合调档。",
                        new UnitId("qt-zrzy"),
                        LocalDate.parse(due),
                        "规划资源分局将在期限前完成补测。")));
    }

    private static HardProblemSheet sheet(@Nullable String target) {
        return new HardProblemSheet(
                "竣工厂房不能办证",
                "竣工资料缺失，涉及规划、住建两个部门。",
                List.of(TICKET),
                List.of(new EnterpriseId("qt-e-001")),
                new AccountId("qt-supervisor"),
                new UnitId("qt-zrzy"),
                target == null ? null : LocalDate.parse(target),
                EscalationLevel.DISTRICT_LEADER,
                new ChainId("qt-semiconductors"),
                new PlaceId("qt-xiasha"));
    }

    private static <E extends DispatchEvent> DispatchMessage<E> ofMeeting(long sequence, String at, E event) {
        return message("01876a5c-7a00-7000-8000-0000000000c1", sequence, COORDINATOR, at, event);
    }

    private static <E extends DispatchEvent> DispatchMessage<E> ofProblem(long sequence, String at, E event) {
        return message("01876a5c-7a00-7000-8000-0000000000d1", sequence, COORDINATOR, at, event);
    }

    private static <E extends DispatchEvent> DispatchMessage<E> ofRound(long sequence, String at, E event) {
        return message("01876a5c-7a00-7000-8000-0000000000e1", sequence, COORDINATOR, at, event);
    }

    private static DispatchMessage<?> common(long sequence, Actor by, String at, CommonProblemEvent event) {
        return message("01876a5c-7a00-7000-8000-0000000000b1", sequence, by, at, event);
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
