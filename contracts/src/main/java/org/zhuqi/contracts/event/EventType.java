package org.zhuqi.contracts.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The events by name. */
public enum EventType {
    TICKET_SUBMITTED("submitted", TicketEvent.Submitted.class, "已点单"),
    AMENDED("amended", TicketEvent.Amended.class, "已修改"),
    TICKET_DISPATCHED("dispatched", TicketEvent.Dispatched.class, "已派单"),
    CALL_PUBLISHED("call-published", TicketEvent.CallPublished.class, "已发布揭榜"),
    TICKET_DECLINED("declined", TicketEvent.Declined.class, "不予受理"),
    TICKET_MERGED("merged", TicketEvent.Merged.class, "已并单"),
    TICKET_WITHDRAWN("withdrawn", TicketEvent.Withdrawn.class, "已撤回"),
    CALL_CLAIMED("call-claimed", TicketEvent.CallClaimed.class, "已领办"),
    CLAIM_OFFERED("claim-offered", TicketEvent.ClaimOffered.class, "已申请领办"),
    CLAIM_TAKEN_BACK("claim-taken-back", TicketEvent.ClaimTakenBack.class, "已撤回领办"),
    ACCEPTED("accepted", TicketEvent.Accepted.class, "已接单"),
    TICKET_OBJECTED("objected", TicketEvent.Objected.class, "已退单"),
    REDISPATCHED("redispatched", TicketEvent.Redispatched.class, "已改派"),
    OBJECTION_UPHELD("objection-upheld", TicketEvent.ObjectionUpheld.class, "退单成立"),
    OBJECTION_OVERRULED("objection-overruled", TicketEvent.ObjectionOverruled.class, "退单不成立"),
    PROGRESS_RECORDED("progress-recorded", TicketEvent.ProgressRecorded.class, "有新进展"),
    ASSISTANT_ADDED("assistant-added", TicketEvent.AssistantAdded.class, "已增加协办"),
    PART_SIGNED_OFF("part-signed-off", TicketEvent.PartSignedOff.class, "协办已完成"),
    HANDLER_CHANGED("handler-changed", TicketEvent.HandlerChanged.class, "已更换经办人"),
    TICKET_SUSPENDED("suspended", TicketEvent.Suspended.class, "已挂起"),
    RESUMED("resumed", TicketEvent.Resumed.class, "已恢复办理"),
    INFORMATION_PROVIDED("information-provided", TicketEvent.InformationProvided.class, "企业已补充材料"),
    EXTENSION_REQUESTED("extension-requested", TicketEvent.ExtensionRequested.class, "已申请延期"),
    EXTENSION_GRANTED("extension-granted", TicketEvent.ExtensionGranted.class, "已同意延期"),
    EXTENSION_REFUSED("extension-refused", TicketEvent.ExtensionRefused.class, "未同意延期"),
    ESCALATED("escalated", TicketEvent.Escalated.class, "已提级"),
    MARKED_HARD("marked-hard", TicketEvent.MarkedHard.class, "已列为重难点"),
    TICKET_ANSWERED("answered", TicketEvent.Answered.class, "已办结"),
    ANSWER_RELAYED("answer-relayed", TicketEvent.AnswerRelayed.class, "已转达答复"),
    CONFIRMED("confirmed", TicketEvent.Confirmed.class, "企业已确认"),
    DISPUTED("disputed", TicketEvent.Disputed.class, "企业有异议"),
    TICKET_CLOSED("closed", TicketEvent.Closed.class, "已销号"),
    RATED("rated", TicketEvent.Rated.class, "企业已评价"),
    REOPENED("reopened", TicketEvent.Reopened.class, "已重办"),
    UNMERGED("unmerged", TicketEvent.Unmerged.class, "已撤销并单"),
    APPEALED("appealed", TicketEvent.Appealed.class, "企业已申诉");

    private static final Map<String, EventType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));
    private static final Map<String, EventType> BY_CE_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::ceType, Function.identity()));
    private static final Map<Class<?>, EventType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::recordType, Function.identity()));

    private final String wireName;
    private final Class<? extends TicketEvent> recordType;
    private final String zh;

    EventType(String wireName, Class<? extends TicketEvent> recordType, String zh) {
        this.wireName = wireName;
        this.recordType = recordType;
        this.zh = zh;
    }

    /** The name in addresses and documents, such as {@code progress-recorded}. */
    public String wireName() {
        return wireName;
    }

    /** The CloudEvents type, such as {@code zhuqi.ticket.dispatched.v1}. */
    public String ceType() {
        return "zhuqi.ticket." + wireName + ".v" + version();
    }

    public int version() {
        return 1;
    }

    public Class<? extends TicketEvent> recordType() {
        return recordType;
    }

    public String zh() {
        return zh;
    }

    public static Optional<EventType> byWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    public static Optional<EventType> byCeType(String ceType) {
        return Optional.ofNullable(BY_CE_TYPE.get(ceType));
    }

    public static EventType of(TicketEvent event) {
        EventType type = BY_RECORD.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass() + " has no constant in EventType");
        }
        return type;
    }
}
