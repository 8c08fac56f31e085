package org.zhuqi.metrics.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.ExclusionGround;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.metrics.application.Build.State;
import org.zhuqi.metrics.domain.ExclusionId;
import org.zhuqi.metrics.domain.ExclusionRequest;
import org.zhuqi.metrics.domain.ExclusionRequest.By;
import org.zhuqi.metrics.domain.ExclusionRequest.Decision;
import org.zhuqi.metrics.domain.ExclusionState;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.metrics.postgres.ExclusionRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;

/**
 * Leaves a ticket out of the figures: one person asks, another decides. It counts from the decision on, at later cut-offs only, so
 * that a figure once printed stays what it was.
 */
public final class ExcludingTickets {
    private final ExclusionRows exclusions;
    private final BuildRows builds;
    private final GatheringFacts facts;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public ExcludingTickets(
            ExclusionRows exclusions,
            BuildRows builds,
            GatheringFacts facts,
            TransactionTemplate transaction,
            InstantSource now) {
        this.exclusions = exclusions;
        this.builds = builds;
        this.facts = facts;
        this.transaction = transaction;
        this.now = now;
    }

    /** What came of it: it is so, now or before, or it is refused with a sentence. */
    public sealed interface Outcome {
        record Done(ExclusionRequest request) implements Outcome {}

        record Refused(Problem problem) implements Outcome {}
    }

    /**
     * What is asked for.
     *
     * @param reason in words
     * @param evidence what shows that it is so
     */
    public record Asked(TicketId ticket, ExclusionGround ground, String reason, String evidence) {}

    /**
     * @param scope what the caller may see
     * @param id the same for a request that is sent again
     */
    public Outcome ask(Caller caller, Scope scope, ExclusionId id, Asked asked) {
        return inTransaction(() -> {
            exclusions.holdTicket(asked.ticket());
            Optional<ExclusionRequest> known = exclusions.find(id);
            if (known.isPresent()) {
                return knownAlready(id, asked);
            }
            Optional<ExclusionRows.Ticket> ticket = exclusions.ticket(scope, asked.ticket());
            if (ticket.isEmpty()) {
                return new Outcome.Refused(Problem.notFound(
                        "There is no ticket %s whose figures you may see.".formatted(asked.ticket()),
                        "没有您可查看的诉求单 %s。".formatted(asked.ticket())));
            }
            Optional<ExclusionRequest> open = exclusions.open(asked.ticket());
            if (open.isPresent()) {
                return new Outcome.Refused(alreadyAsked(open.get()));
            }
            ExclusionRequest request = new ExclusionRequest(
                    id,
                    asked.ticket(),
                    ticket.get().number(),
                    ticket.get().district(),
                    asked.ground(),
                    asked.reason(),
                    asked.evidence(),
                    new By(caller.account(), caller.role(), present()),
                    List.of());
            return exclusions.add(request, fingerprint(asked)) ? new Outcome.Done(request) : knownAlready(id, asked);
        });
    }

    private Outcome knownAlready(ExclusionId id, Asked asked) {
        return exclusions.isSame(id, fingerprint(asked))
                ? new Outcome.Done(exclusions.find(id).orElseThrow())
                : new Outcome.Refused(Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "id-reused",
                        "The idempotency key was used before for something else.",
                        "该幂等键已用于其他内容的请求。"));
    }

    private static String fingerprint(Asked asked) {
        return RequestIds.fingerprint(asked);
    }

    private static Problem alreadyAsked(ExclusionRequest open) {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "wrong-state",
                        "The exclusion of ticket %s was asked for already: it is %s since %s."
                                .formatted(open.number(), open.state(), open.since()),
                        "诉求单 %s 已有剔除申请：自 %s 起%s。"
                                .formatted(
                                        open.number(),
                                        open.since(),
                                        open.state().words().zh()))
                .with("exclusion", open.id().text());
    }

    /** Approves, refuses or revokes; sent again it changes nothing more. */
    public Outcome decide(Caller caller, Scope scope, ExclusionId id, ExclusionState to, String reason) {
        return inTransaction(() -> {
            boolean changesFigures = to != ExclusionState.REFUSED;
            if (changesFigures) {
                // First of all, in the order in which those who gather facts lock.
                exclusions.holdAlone();
            }
            Optional<ExclusionRequest> found = exclusions.lock(scope, id);
            if (found.isEmpty()) {
                return new Outcome.Refused(missing(id.text()));
            }
            ExclusionRequest before = found.get();
            if (before.isLast(to, caller.account(), reason)) {
                return new Outcome.Done(before);
            }
            Optional<ExclusionRequest.Hindrance> why = before.whyNot(to, caller.account());
            if (why.isPresent()) {
                return new Outcome.Refused(refused(why.get()));
            }
            // Read now that nobody else writes: whoever asked for figures before that has an earlier cut-off.
            Instant present = present();
            Instant at = present.isBefore(before.since()) ? before.since() : present;
            ExclusionRequest after = before.with(new Decision(to, new By(caller.account(), caller.role(), at), reason));
            exclusions.addDecision(after);
            if (changesFigures) {
                builds.all().stream()
                        .filter(build -> build.state() != State.RETIRED)
                        .forEach(build -> facts.again(build.number(), Set.of(after.ticket())));
            }
            return new Outcome.Done(after);
        });
    }

    public static Problem missing(String id) {
        return Problem.notFound(
                "There is no exclusion %s that you may see.".formatted(id), "没有您可查看的剔除申请 %s。".formatted(id));
    }

    private static Problem refused(ExclusionRequest.Hindrance why) {
        return why.ofPerson()
                ? Problem.of(
                        HttpStatus.FORBIDDEN,
                        "forbidden",
                        why.sentence().en(),
                        why.sentence().zh())
                : Problem.of(
                        HttpStatus.CONFLICT,
                        "wrong-state",
                        why.sentence().en(),
                        why.sentence().zh());
    }

    private Instant present() {
        return now.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Outcome inTransaction(java.util.function.Supplier<Outcome> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()), "an outcome is always said");
    }
}
