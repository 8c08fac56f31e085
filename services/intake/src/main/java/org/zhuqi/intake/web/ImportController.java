package org.zhuqi.intake.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.contracts.schema.Contract;
import org.zhuqi.intake.application.CommandBodies;
import org.zhuqi.intake.application.CommandBodies.Reading;
import org.zhuqi.intake.application.CommandIds;
import org.zhuqi.intake.application.SendingCommands;
import org.zhuqi.intake.application.SendingCommands.Fate;
import org.zhuqi.intake.application.SendingCommands.Sent;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Language;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.UnfitTexts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Takes the history of another system: commands with their own business time and actor, marked as imported. The only door
 * through which a business time other than now comes in, and only for the role IMPORTER.
 */
@RestController
@Tag(name = "import", description = "The history of another system.")
class ImportController {
    static final String NDJSON = "application/x-ndjson";
    private static final int MOST_LINES = 1_000;
    private static final Duration WAIT = Duration.ofSeconds(20);

    private final CommandBodies bodies;
    private final SendingCommands sending;
    private final InstantSource now;

    ImportController(CommandBodies bodies, SendingCommands sending, InstantSource now) {
        this.bodies = bodies;
        this.sending = sending;
        this.now = now;
    }

    /** One command of the history, as a line of the request. */
    record Line(
            CommandId commandId,
            TicketId ticketId,
            String command,
            Instant occurredAt,
            Actor actor,
            Origin provenance,
            JsonNode body) {}

    record Origin(
            String source, String sourceCase, @Nullable Long line, boolean inferred) {}

    /** What became of a line, as a line of the answer. */
    record Result(
            @Nullable CommandId commandId,
            String verdict,
            @Nullable TicketNumber number,
            @Nullable TicketState state,
            @Nullable Long version,
            @Nullable String sentence,
            @Nullable List<FieldError> errors) {

        static Result invalid(@Nullable CommandId command, Problem problem, boolean chinese) {
            return new Result(
                    command, "INVALID", null, null, null, said(problem.sentence(), chinese), problem.errors(chinese));
        }
    }

    /** A line that can be sent, or what was wrong with it. */
    private sealed interface Step {
        record Ready(CommandMessage<?> message) implements Step {}

        record Unfit(@Nullable CommandId command, Problem problem) implements Step {}
    }

    private static final Step NO_OBJECT =
            new Step.Unfit(null, Problem.badRequest("The line is not a JSON object.", "该行不是 JSON 对象。"));

    @PostMapping(path = "/api/v1/imports", consumes = NDJSON, produces = NDJSON)
    @Operation(
            summary = "Imported commands, one JSON object a line, in order; answered line by line",
            description = "At most 1,000 lines. Sending the same lines again changes nothing.")
    ResponseEntity<byte[]> take(
            @AuthenticationPrincipal Caller caller, @RequestBody byte[] body, HttpServletRequest request) {
        List<String> lines = new String(body, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        if (lines.size() > MOST_LINES) {
            throw Problem.badRequest(
                            "At most %d lines are taken at once, these are %d.".formatted(MOST_LINES, lines.size()),
                            "一次最多 %d 行，当前 %d 行。".formatted(MOST_LINES, lines.size()))
                    .asException();
        }
        boolean chinese = Language.isChinese(request);
        Locale language = chinese ? Locale.CHINESE : Locale.ENGLISH;
        List<Step> steps =
                lines.stream().map(line -> read(line, caller, language)).toList();
        IdentityHashMap<CommandMessage<?>, Sent> sent = sendInRounds(steps);
        long deadline = System.nanoTime() + WAIT.toNanos();
        StringBuilder answer = new StringBuilder();
        for (Step step : steps) {
            Result result = switch (step) {
                case Step.Unfit unfit -> Result.invalid(unfit.command(), unfit.problem(), chinese);
                case Step.Ready ready -> result(ready.message(), sent, deadline, chinese);
            };
            answer.append(Json.MAPPER.writeValueAsString(result)).append('\n');
        }
        return ResponseEntity.ok(answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The first command of every ticket, then the second of every ticket, and so on, each round acknowledged before the
     * next: a command that could not be stored must not be overtaken by its successor, which would then be refused for good.
     */
    private IdentityHashMap<CommandMessage<?>, Sent> sendInRounds(List<Step> steps) {
        Map<TicketId, Deque<CommandMessage<?>>> left = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step instanceof Step.Ready ready) {
                left.computeIfAbsent(ready.message().ticketId(), ticket -> new ArrayDeque<>())
                        .add(ready.message());
            }
        }
        IdentityHashMap<CommandMessage<?>, Sent> sent = new IdentityHashMap<>();
        while (!left.isEmpty()) {
            Map<TicketId, Sent> round = new LinkedHashMap<>();
            left.forEach((ticket, messages) -> {
                CommandMessage<?> next = messages.removeFirst();
                Sent one = sending.send(next);
                sent.put(next, one);
                round.put(ticket, one);
            });
            round.forEach((ticket, one) -> {
                if (!one.isAcknowledged()
                        || Objects.requireNonNull(left.get(ticket)).isEmpty()) {
                    left.remove(ticket);
                }
            });
        }
        return sent;
    }

    private Step read(String text, Caller caller, Locale language) {
        Line line;
        try {
            JsonNode json = Json.MAPPER.readTree(text);
            if (!json.isObject()) {
                return NO_OBJECT;
            }
            line = Contract.check(Json.MAPPER.treeToValue(json, Line.class));
            List<String> unfit = UnfitTexts.in(json);
            if (!unfit.isEmpty()) {
                String fields = String.join(", ", unfit);
                return invalid(
                        line,
                        "The line is not valid: %s contains half a character or the character U+0000."
                                .formatted(fields),
                        "该行有误：%s 含有不完整的字符或字符 U+0000。".formatted(fields));
            }
        } catch (JacksonException e) {
            return unreadable(e);
        } catch (Contract.BrokenContractException e) {
            return invalid(null, e);
        }
        CommandType type = CommandType.byWireName(line.command()).orElse(null);
        if (type == null) {
            return invalid(
                    line, "There is no command '" + line.command() + "'.", "没有名为“%s”的指令。".formatted(line.command()));
        }
        Instant received = now.instant().truncatedTo(ChronoUnit.MICROS);
        if (line.occurredAt().isAfter(received)) {
            return invalid(
                    line,
                    "occurredAt %s lies in the future.".formatted(line.occurredAt()),
                    "occurredAt %s 在当前时间之后。".formatted(line.occurredAt()));
        }
        if (!TicketLifecycle.mayEverSend(line.actor().role(), type)) {
            return invalid(
                    line,
                    "%s may not %s tickets.".formatted(line.actor().role(), type.wireName()),
                    "角色 %s 不能执行“%s”。".formatted(line.actor().role(), type.zh()));
        }
        Reading reading = bodies.read(type, line.body(), language);
        return switch (reading) {
            case Reading.Faulty faulty -> new Step.Unfit(line.commandId(), faulty.problem());
            case Reading.Wellformed read -> ready(line, read.command(), received, caller);
        };
    }

    private static Step ready(Line line, TicketCommand command, Instant received, Caller caller) {
        CommandMessage<?> message = new CommandMessage<>(
                line.commandId(),
                line.ticketId(),
                caller.district(),
                line.actor(),
                received,
                line.occurredAt().truncatedTo(ChronoUnit.MICROS),
                null,
                CommandIds.fingerprint(command, null),
                new Provenance(
                        line.provenance().source(),
                        line.provenance().sourceCase(),
                        line.provenance().line(),
                        line.provenance().inferred(),
                        caller.account()),
                command);
        try {
            Contract.check(message);
        } catch (Contract.BrokenContractException e) {
            return invalid(line, e);
        }
        return new Step.Ready(message);
    }

    private static Step invalid(@Nullable Line line, Contract.BrokenContractException e) {
        return invalid(line, "The line is not valid: " + e.getMessage(), "该行有误：" + e.getMessage());
    }

    private static Step invalid(@Nullable Line line, String en, String zh) {
        return new Step.Unfit(line == null ? null : line.commandId(), Problem.badRequest(en, zh));
    }

    private static Step unreadable(JacksonException e) {
        Problem problem = Bodies.unreadable(e);
        if (problem.errors().isEmpty()) {
            return NO_OBJECT;
        }
        return new Step.Unfit(
                null,
                Problem.badRequest(
                                "The line is not valid. " + problem.sentence().en(),
                                "该行有误。" + problem.sentence().zh())
                        .withErrors(problem.errors()));
    }

    private static Result result(
            CommandMessage<?> message, IdentityHashMap<CommandMessage<?>, Sent> sent, long deadline, boolean chinese) {
        CommandId id = message.commandId();
        Sent one = sent.get(message);
        Fate fate = one == null ? new Fate.Pending() : one.await(deadline);
        return switch (fate) {
            case Fate.Pending pending -> new Result(id, "PENDING", null, null, null, null, null);
            case Fate.NotTaken notTaken -> new Result(id, "PENDING", null, null, null, notTaken.reason(), null);
            case Fate.Decided decided -> {
                CommandOutcome outcome = decided.outcome();
                yield new Result(
                        id,
                        outcome.verdict().name(),
                        outcome.number(),
                        outcome.state(),
                        outcome.version(),
                        outcome.refusal() == null
                                ? null
                                : said(outcome.refusal().sentence(), chinese),
                        null);
            }
        };
    }

    private static String said(Sentence sentence, boolean chinese) {
        return chinese ? sentence.zh() : sentence.en();
    }
}
