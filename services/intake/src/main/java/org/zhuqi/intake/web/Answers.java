package org.zhuqi.intake.web;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.intake.application.SendingCommands.Fate;
import org.zhuqi.platform.web.Problem;

/** A command's fate as an HTTP answer. */
final class Answers {
    private Answers() {}

    static ResponseEntity<Object> of(CommandMessage<?> message, Fate fate) {
        return switch (fate) {
            case Fate.Pending pending ->
                ResponseEntity.accepted()
                        .location(URI.create("/api/v1/commands/" + message.commandId()))
                        .header("Retry-After", "1")
                        .body(facts(message, "PENDING"));
            case Fate.NotTaken notTaken ->
                throw Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "not-taken",
                                "The request could not be stored just now. Please send it again with the same Idempotency-Key; it will take effect once.",
                                "请求暂时无法保存，请使用相同的 Idempotency-Key 重新提交，不会重复生效。")
                        .with("commandId", message.commandId())
                        .asException();
            case Fate.Decided decided ->
                switch (decided.outcome().verdict()) {
                    case ACCEPTED -> accepted(message, decided.outcome());
                    case REFUSED -> throw refused(decided.outcome()).asException();
                    case FAILED ->
                        throw Problem.of(
                                        HttpStatus.INTERNAL_SERVER_ERROR,
                                        "dead-letter",
                                        "The request could not be processed. It is kept for the administrator and has changed nothing.",
                                        "请求未能处理，已转交管理员，未产生任何变更。")
                                .with("commandId", message.commandId())
                                .asException();
                };
        };
    }

    private static ResponseEntity<Object> accepted(CommandMessage<?> message, CommandOutcome outcome) {
        Map<String, Object> facts = facts(message, "ACCEPTED");
        facts.put("number", Objects.requireNonNull(outcome.number()));
        facts.put("state", Objects.requireNonNull(outcome.state()));
        facts.put("version", Objects.requireNonNull(outcome.version()));
        ResponseEntity.BodyBuilder answer = message.type() == CommandType.SUBMIT
                ? ResponseEntity.created(URI.create("/api/v1/tickets/" + message.ticketId()))
                : ResponseEntity.ok();
        return answer.eTag("\"" + outcome.version() + "\"").body(facts);
    }

    private static Map<String, Object> facts(CommandMessage<?> message, String verdict) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("commandId", message.commandId());
        facts.put("ticketId", message.ticketId());
        facts.put("verdict", verdict);
        return facts;
    }

    static Problem refused(CommandOutcome outcome) {
        Refusal refusal = Objects.requireNonNull(outcome.refusal());
        Sentence sentence = refusal.sentence();
        return new Problem(
                        status(refusal.code()),
                        refusal.code().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                        new Sentence(capitalised(sentence.en()), sentence.zh() + "。"),
                        java.util.List.of(),
                        Map.of())
                .with("commandId", outcome.commandId())
                .with("ticketId", outcome.ticketId())
                .with("number", outcome.number())
                .with("state", outcome.state())
                .with("version", outcome.version())
                .with("changedSince", outcome.changedSince());
    }

    private static HttpStatus status(RefusalCode code) {
        return switch (code) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case WRONG_STATE -> HttpStatus.CONFLICT;
            case STALE -> HttpStatus.PRECONDITION_FAILED;
            case NOT_ALLOWED -> HttpStatus.FORBIDDEN;
            case RULE, ID_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
    }

    private static String capitalised(String sentence) {
        return sentence.isEmpty() ? sentence : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".";
    }
}
