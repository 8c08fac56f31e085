package org.zhuqi.intake.application.open311;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.FieldKind;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.catalogue.CatalogueEntry.Field;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.intake.application.CommandIds;
import org.zhuqi.intake.application.SendingCommands.Fate;
import org.zhuqi.intake.application.TakingCommands;
import org.zhuqi.intake.application.TakingCommands.Asked;
import org.zhuqi.intake.application.TakingCommands.Look;
import org.zhuqi.intake.domain.open311.Submission;
import org.zhuqi.intake.postgres.open311.FilingRows;
import org.zhuqi.intake.postgres.open311.ServiceRequestRows;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.network.RemoteNetwork;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.RandomSecrets;
import org.zhuqi.platform.web.Problem;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request of an Open311 client becomes the same command as one from a page. */
public final class FilingRequests {
    private static final int TOKEN_BYTES = 24;
    /** So long an answer waits until its ticket can be asked for: a client asks at once. */
    private static final Duration UNTIL_SEEN = Duration.ofSeconds(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final TakingCommands taking;
    private final FilingRows filings;
    private final ServiceRequestRows requests;

    public FilingRequests(TakingCommands taking, FilingRows filings, ServiceRequestRows requests) {
        this.taking = taking;
        this.filings = filings;
        this.requests = requests;
    }

    /** How a request fared. */
    public sealed interface Result {
        record Filed(TicketNumber number) implements Result {}

        /** It is safe, and will have a number; the token asks for it. */
        record Waiting(String token) implements Result {}

        record Unfit(Problem problem) implements Result {}
    }

    /** @param key of the request, which makes sending it twice the same as once */
    public Result file(
            Filer filer,
            Submission submission,
            CatalogueEntry service,
            @Nullable String key,
            Locale language,
            RemoteNetwork network) {
        Caller caller = filer.caller();
        Optional<EnterpriseId> enterprise = enterprise(caller, submission.account());
        if (enterprise.isEmpty()) {
            return new Result.Unfit(Problem.badRequest(
                    "Say in account_id for which enterprise this is: the id of one that this key may file for.",
                    "请在 account_id 中填写为哪家企业点单：该密钥可代为点单的企业 id。"));
        }
        TicketId ticket = CommandIds.newTicket(caller.account(), key);
        Look look = taking.look(new Asked(
                caller,
                CommandType.SUBMIT,
                ticket,
                key,
                null,
                body(submission, service, enterprise.get()),
                language,
                network));
        return switch (look) {
            case Look.Unfit unfit -> new Result.Unfit(unfit.problem());
            case Look.Ready ready -> send(filer, submission, ready);
        };
    }

    private Result send(Filer filer, Submission submission, Look.Ready ready) {
        CommandMessage<?> message = ready.message();
        String token = RandomSecrets.next(TOKEN_BYTES);
        filings.add(
                new Filing(
                        message.ticketId(),
                        message.commandId(),
                        filer.key().id(),
                        message.district(),
                        submission.place(),
                        submission.mediaUrl(),
                        message.receivedAt(),
                        null),
                RandomSecrets.hash(token));
        return switch (taking.send(ready)) {
            case Fate.Pending pending -> new Result.Waiting(token);
            case Fate.NotTaken lost ->
                new Result.Unfit(Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "not-taken",
                        "The request could not be stored just now. Please send it again.",
                        "请求暂时无法保存，请稍后重新提交。"));
            case Fate.Decided decided -> decided(decided.outcome());
        };
    }

    private Result decided(CommandOutcome outcome) {
        return switch (outcome.verdict()) {
            case ACCEPTED -> {
                awaitSeen(outcome.ticketId());
                yield new Result.Filed(Objects.requireNonNull(outcome.number()));
            }
            case REFUSED -> {
                Sentence why = Objects.requireNonNull(outcome.refusal()).sentence();
                yield new Result.Unfit(
                        Problem.of(HttpStatus.UNPROCESSABLE_CONTENT, "refused", why.en() + ".", why.zh() + "。"));
            }
            case FAILED ->
                new Result.Unfit(Problem.of(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "dead-letter",
                        "The request could not be processed. It is kept for the administrator and has changed nothing.",
                        "请求未能处理，已转交管理员，未产生任何变更。"));
        };
    }

    /** Which process counts the events of this ticket is not known here; its table says when it has. */
    private void awaitSeen(TicketId ticket) {
        long deadline = System.nanoTime() + UNTIL_SEEN.toNanos();
        while (!requests.isKnown(ticket) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** An enterprise files for itself, whatever it is told; who looks after just one need not name it. */
    private static Optional<EnterpriseId> enterprise(Caller caller, @Nullable String named) {
        if (caller.role() == Role.ENTERPRISE) {
            return Optional.ofNullable(caller.enterprise());
        }
        if (named == null) {
            return caller.looksAfter().size() == 1
                    ? caller.looksAfter().stream().findFirst()
                    : Optional.empty();
        }
        return caller.looksAfter().stream()
                .filter(enterprise -> enterprise.text().equals(named))
                .findFirst();
    }

    private static ObjectNode body(Submission submission, CatalogueEntry service, EnterpriseId enterprise) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("enterprise", enterprise.text());
        body.put("item", service.item().text());
        body.put("title", submission.title(service.name()));
        body.put("description", submission.text(service.name()));
        ArrayNode answers = Json.MAPPER.createArrayNode();
        for (Map.Entry<String, List<String>> attribute : submission.attributes().entrySet()) {
            FieldKind kind = service.fields().stream()
                    .filter(field -> field.key().equals(attribute.getKey()))
                    .map(Field::kind)
                    .findFirst()
                    .orElse(FieldKind.TEXT);
            ObjectNode answer = answers.addObject().put("field", attribute.getKey());
            if (kind == FieldKind.CHOICES || attribute.getValue().size() > 1) {
                attribute.getValue().forEach(answer.putArray("values")::add);
            } else {
                String value = attribute.getValue().getFirst();
                answer.put("value", kind == FieldKind.DATE ? day(value) : value);
            }
        }
        if (!answers.isEmpty()) {
            body.set("answers", answers);
        }
        return body;
    }

    /** Clients send a date as an instant; forms here ask for the local day. What is neither is left for the form to refuse. */
    private static String day(String value) {
        try {
            Instant instant = OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
            return LocalDate.ofInstant(instant, CalendarRules.CHINA).toString();
        } catch (DateTimeParseException e) {
            return value;
        }
    }
}
