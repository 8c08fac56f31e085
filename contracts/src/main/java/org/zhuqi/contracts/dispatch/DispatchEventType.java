package org.zhuqi.contracts.dispatch;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhuqi.contracts.SubjectKind;

/** The events of dispatch by name. */
public enum DispatchEventType {
    VISIT_RECORDED("visit-recorded", SubjectKind.VISIT, VisitEvent.VisitRecorded.class, "走访登记"),
    VISIT_STRUCK_OUT("visit-struck-out", SubjectKind.VISIT, VisitEvent.VisitStruckOut.class, "走访作废"),
    LISTING_POSTED("listing-posted", SubjectKind.LISTING, ListingEvent.ListingPosted.class, "供需发布"),
    LISTING_CHANGED("listing-changed", SubjectKind.LISTING, ListingEvent.ListingChanged.class, "供需变更"),
    LISTING_CLOSED("listing-closed", SubjectKind.LISTING, ListingEvent.ListingClosed.class, "供需关闭"),
    INTRODUCTION_PROPOSED(
            "introduction-proposed", SubjectKind.INTRODUCTION, ListingEvent.IntroductionProposed.class, "发起对接"),
    INTRODUCTION_ACCEPTED(
            "introduction-accepted", SubjectKind.INTRODUCTION, ListingEvent.IntroductionAccepted.class, "同意对接"),
    INTRODUCTION_DECLINED(
            "introduction-declined", SubjectKind.INTRODUCTION, ListingEvent.IntroductionDeclined.class, "谢绝对接"),
    INTRODUCTION_CONCLUDED(
            "introduction-concluded", SubjectKind.INTRODUCTION, ListingEvent.IntroductionConcluded.class, "对接结果"),
    MEETING_PLANNED("meeting-planned", SubjectKind.MEETING, MeetingEvent.MeetingPlanned.class, "协调会安排"),
    MEETING_CHANGED("meeting-changed", SubjectKind.MEETING, MeetingEvent.MeetingChanged.class, "协调会变更"),
    MEETING_HELD("meeting-held", SubjectKind.MEETING, MeetingEvent.MeetingHeld.class, "协调会召开"),
    MINUTES_CORRECTED("minutes-corrected", SubjectKind.MEETING, MeetingEvent.MinutesCorrected.class, "会议纪要更正"),
    MEETING_CANCELLED("meeting-cancelled", SubjectKind.MEETING, MeetingEvent.MeetingCancelled.class, "协调会取消"),
    DECISION_DONE("decision-done", SubjectKind.MEETING, MeetingEvent.DecisionDone.class, "议定事项落实"),
    HARD_PROBLEM_LISTED(
            "hard-problem-listed", SubjectKind.HARD_PROBLEM, HardProblemEvent.HardProblemListed.class, "列入重难点清单"),
    HARD_PROBLEM_CHANGED(
            "hard-problem-changed", SubjectKind.HARD_PROBLEM, HardProblemEvent.HardProblemChanged.class, "重难点问题变更"),
    HARD_PROBLEM_REVIEWED(
            "hard-problem-reviewed", SubjectKind.HARD_PROBLEM, HardProblemEvent.HardProblemReviewed.class, "破难会商"),
    HARD_PROBLEM_WRITTEN_OFF(
            "hard-problem-written-off",
            SubjectKind.HARD_PROBLEM,
            HardProblemEvent.HardProblemWrittenOff.class,
            "重难点问题销号"),
    HARD_PROBLEM_RELISTED(
            "hard-problem-relisted", SubjectKind.HARD_PROBLEM, HardProblemEvent.HardProblemRelisted.class, "重新列入清单"),
    HARD_PROBLEM_REMOVED(
            "hard-problem-removed", SubjectKind.HARD_PROBLEM, HardProblemEvent.HardProblemRemoved.class, "移出清单"),
    REVIEW_ROUND_OPENED(
            "review-round-opened", SubjectKind.REVIEW_ROUND, ReviewRoundEvent.ReviewRoundOpened.class, "破难轮次开始"),
    REVIEW_ROUND_CLOSED(
            "review-round-closed", SubjectKind.REVIEW_ROUND, ReviewRoundEvent.ReviewRoundClosed.class, "破难轮次结束"),
    COMMON_PROBLEM_OPENED(
            "common-problem-opened",
            SubjectKind.COMMON_PROBLEM,
            CommonProblemEvent.CommonProblemOpened.class,
            "共性问题立项"),
    COMMON_PROBLEM_CHANGED(
            "common-problem-changed",
            SubjectKind.COMMON_PROBLEM,
            CommonProblemEvent.CommonProblemChanged.class,
            "共性问题修改"),
    COMMON_PROBLEM_TICKET_ADDED(
            "common-problem-ticket-added",
            SubjectKind.COMMON_PROBLEM,
            CommonProblemEvent.CommonProblemTicketAdded.class,
            "纳入共性问题"),
    COMMON_PROBLEM_TICKET_REMOVED(
            "common-problem-ticket-removed",
            SubjectKind.COMMON_PROBLEM,
            CommonProblemEvent.CommonProblemTicketRemoved.class,
            "移出共性问题"),
    COMMON_PROBLEM_JOINED(
            "common-problem-joined",
            SubjectKind.COMMON_PROBLEM,
            CommonProblemEvent.CommonProblemJoined.class,
            "企业加入共性问题"),
    COMMON_PROBLEM_CLOSED(
            "common-problem-closed",
            SubjectKind.COMMON_PROBLEM,
            CommonProblemEvent.CommonProblemClosed.class,
            "共性问题办结");

    private static final Map<String, DispatchEventType> BY_CE_TYPE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(DispatchEventType::ceType, Function.identity()));
    private static final Map<Class<?>, DispatchEventType> BY_RECORD = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(DispatchEventType::recordType, Function.identity()));

    private final String wireName;
    private final SubjectKind kind;
    private final Class<? extends DispatchEvent> recordType;
    private final String zh;

    DispatchEventType(String wireName, SubjectKind kind, Class<? extends DispatchEvent> recordType, String zh) {
        this.wireName = wireName;
        this.kind = kind;
        this.recordType = recordType;
        this.zh = zh;
    }

    public String wireName() {
        return wireName;
    }

    /** What such events are about. */
    public SubjectKind kind() {
        return kind;
    }

    /** The CloudEvents type, such as {@code zhuqi.dispatch.visit-recorded.v1}. */
    public String ceType() {
        return "zhuqi.dispatch." + wireName + ".v" + version();
    }

    public int version() {
        return 1;
    }

    public Class<? extends DispatchEvent> recordType() {
        return recordType;
    }

    public String zh() {
        return zh;
    }

    public static Optional<DispatchEventType> byCeType(String ceType) {
        return Optional.ofNullable(BY_CE_TYPE.get(ceType));
    }

    public static DispatchEventType of(DispatchEvent event) {
        DispatchEventType type = BY_RECORD.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass() + " has no constant in DispatchEventType");
        }
        return type;
    }
}
