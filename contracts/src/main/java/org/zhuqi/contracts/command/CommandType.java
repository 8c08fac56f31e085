package org.zhuqi.contracts.command;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The commands by name. {@link org.zhuqi.contracts.lifecycle.TicketLifecycle} says who may send which when. */
public enum CommandType {
    SUBMIT("submit", TicketCommand.Submit.class, "点单"),
    AMEND("amend", TicketCommand.Amend.class, "修改"),
    DISPATCH("dispatch", TicketCommand.Dispatch.class, "派单"),
    PUBLISH("publish", TicketCommand.Publish.class, "发布揭榜"),
    DECLINE("decline", TicketCommand.Decline.class, "不予受理"),
    MERGE("merge", TicketCommand.Merge.class, "并单"),
    WITHDRAW("withdraw", TicketCommand.Withdraw.class, "撤回"),
    CLAIM("claim", TicketCommand.Claim.class, "领办"),
    TAKE_BACK_CLAIM("take-back-claim", TicketCommand.TakeBackClaim.class, "撤回领办"),
    CHOOSE_CLAIM("choose-claim", TicketCommand.ChooseClaim.class, "择优选定"),
    ACCEPT("accept", TicketCommand.Accept.class, "接单"),
    OBJECT("object", TicketCommand.RaiseObjection.class, "退单"),
    REDISPATCH("redispatch", TicketCommand.Redispatch.class, "改派"),
    UPHOLD("uphold", TicketCommand.Uphold.class, "裁定退单成立"),
    OVERRULE("overrule", TicketCommand.Overrule.class, "裁定退单不成立"),
    RECORD_PROGRESS("record-progress", TicketCommand.RecordProgress.class, "记录进展"),
    ADD_ASSISTANT("add-assistant", TicketCommand.AddAssistant.class, "增加协办"),
    SIGN_OFF("sign-off", TicketCommand.SignOff.class, "协办完成"),
    CHANGE_HANDLER("change-handler", TicketCommand.ChangeHandler.class, "更换经办人"),
    SUSPEND("suspend", TicketCommand.Suspend.class, "挂起"),
    RESUME("resume", TicketCommand.Resume.class, "恢复"),
    PROVIDE_INFORMATION("provide-information", TicketCommand.ProvideInformation.class, "补充材料"),
    REQUEST_EXTENSION("request-extension", TicketCommand.RequestExtension.class, "申请延期"),
    GRANT_EXTENSION("grant-extension", TicketCommand.GrantExtension.class, "同意延期"),
    REFUSE_EXTENSION("refuse-extension", TicketCommand.RefuseExtension.class, "不同意延期"),
    ESCALATE("escalate", TicketCommand.Escalate.class, "提级"),
    MARK_HARD("mark-hard", TicketCommand.MarkHard.class, "列为重难点"),
    ANSWER("answer", TicketCommand.Answer.class, "办结"),
    RELAY_ANSWER("relay-answer", TicketCommand.RelayAnswer.class, "转达答复"),
    CONFIRM("confirm", TicketCommand.Confirm.class, "确认"),
    DISPUTE("dispute", TicketCommand.Dispute.class, "提出异议"),
    CLOSE("close", TicketCommand.Close.class, "销号"),
    RATE("rate", TicketCommand.Rate.class, "评价"),
    REOPEN("reopen", TicketCommand.Reopen.class, "重办"),
    UNMERGE("unmerge", TicketCommand.Unmerge.class, "撤销并单"),
    APPEAL("appeal", TicketCommand.Appeal.class, "申诉");

    private static final Map<String, CommandType> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CommandType::wireName, Function.identity()));
    private static final Map<String, CommandType> BY_CE_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CommandType::ceType, Function.identity()));
    private static final Map<Class<?>, CommandType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CommandType::recordType, Function.identity()));

    private final String wireName;
    private final Class<? extends TicketCommand> recordType;
    private final String zh;

    CommandType(String wireName, Class<? extends TicketCommand> recordType, String zh) {
        this.wireName = wireName;
        this.recordType = recordType;
        this.zh = zh;
    }

    /** The name in addresses and documents, such as {@code record-progress}. */
    public String wireName() {
        return wireName;
    }

    /** The CloudEvents type, such as {@code zhuqi.ticket.dispatch.v1}. */
    public String ceType() {
        return "zhuqi.ticket." + wireName + ".v" + version();
    }

    public int version() {
        return 1;
    }

    public Class<? extends TicketCommand> recordType() {
        return recordType;
    }

    public String zh() {
        return zh;
    }

    public static Optional<CommandType> byWireName(String wireName) {
        return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
    }

    public static Optional<CommandType> byCeType(String ceType) {
        return Optional.ofNullable(BY_CE_TYPE.get(ceType));
    }

    public static CommandType of(TicketCommand command) {
        CommandType type = BY_RECORD.get(command.getClass());
        if (type == null) {
            throw new IllegalArgumentException(command.getClass() + " has no constant in CommandType");
        }
        return type;
    }
}
