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
            "introduction-concluded", SubjectKind.INTRODUCTION, ListingEvent.IntroductionConcluded.class, "对接结果");

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
