package org.zhuqi.metrics.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.trial.TrialAsked;
import org.zhuqi.contracts.trial.TrialMessageType;
import org.zhuqi.metrics.application.Recomputation.Progress;
import org.zhuqi.metrics.application.Recomputation.State;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.RecomputationRows;
import org.zhuqi.metrics.postgres.TriedRows;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;

/**
 * Takes what is to be counted anew. Where only a definition is another, it is counted at once; where a policy is, the trial is
 * asked for in the same transaction that writes the request down, so that it is asked for once, and never forgotten.
 */
public final class AskingForRecomputations {
    private static final int MOST_DAYS = 366;
    private static final int MOST_UNDER_WAY = 3;
    private static final int LONGEST_POLICY = 100;
    private static final NameBasedGenerator BY_NAME =
            Generators.nameBasedGenerator(UUID.fromString("9d1f6c0e-54b8-5a2d-8f6e-2b7a41c05d93"));
    private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

    private final RecomputationRows rows;
    private final TriedRows tried;
    private final FigureRows figures;
    private final ComparingFigures comparing;
    private final OutgoingRows outgoing;
    private final Telling telling;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public AskingForRecomputations(
            RecomputationRows rows,
            TriedRows tried,
            FigureRows figures,
            ComparingFigures comparing,
            OutgoingRows outgoing,
            Telling telling,
            TransactionTemplate transaction,
            InstantSource now) {
        this.rows = rows;
        this.tried = tried;
        this.figures = figures;
        this.comparing = comparing;
        this.outgoing = outgoing;
        this.telling = telling;
        this.transaction = transaction;
        this.now = now;
    }

    /** What came of asking. */
    public sealed interface Asked {}

    public record Taken(Recomputation recomputation) implements Asked {}

    public record Refused(Problem problem) implements Asked {}

    /**
     * @param key the Idempotency-Key; with the same one the same is answered again
     * @param sent what was sent, to tell apart two requests with one key
     */
    public Asked ask(RecomputationTerms terms, @Nullable String key, Object sent, Caller caller) {
        if (caller.role() == Role.COORDINATOR && !caller.jurisdiction().equals(Jurisdiction.WHOLE_DISTRICT)) {
            return new Refused(Problem.of(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "Only a coordinator of the whole district may have figures counted anew.",
                    "只有全区派单员可以重新计算指标。"));
        }
        Optional<Problem> fault = fault(terms);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        TrialId id = id(caller, key);
        String request = fingerprint(sent);
        Asked asked = Objects.requireNonNull(
                transaction.execute(status -> add(id, terms, request, caller)), "a transaction answers");
        if (asked instanceof Taken taken
                && terms.under().policyVersion() == null
                && taken.recomputation().endedAt() == null) {
            comparing.compare(id);
            return rows.find(id).<Asked>map(Taken::new).orElse(asked);
        }
        return asked;
    }

    private Asked add(TrialId id, RecomputationTerms terms, String request, Caller caller) {
        rows.holdDistrict(caller.district());
        Optional<Recomputation> before = rows.find(id);
        if (before.isPresent()) {
            return rows.request(id).equals(Optional.of(request))
                    ? new Taken(before.get())
                    : new Refused(Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "id-reused",
                            "The idempotency key was used before for something else.",
                            "该幂等键已用于其他内容的请求。"));
        }
        if (rows.underWay(caller.district()) >= MOST_UNDER_WAY) {
            return new Refused(Problem.of(
                    HttpStatus.CONFLICT,
                    "too-many-under-way",
                    "%d recomputations of this district are under way already; wait until one has ended."
                            .formatted(MOST_UNDER_WAY),
                    "本区已有 %d 项重新计算正在进行，请等其中一项结束。".formatted(MOST_UNDER_WAY)));
        }
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        String policy = terms.under().policyVersion();
        Scope scope = new Scope(Set.of(caller.district()), caller.jurisdiction(), Map.of());
        TrialRange range = TrialRange.of(terms.pairs(), terms.question(scope));
        Recomputation added = new Recomputation(
                id,
                caller.district(),
                caller.jurisdiction(),
                caller.account(),
                at,
                terms,
                policy == null ? State.WORKING : State.ASKED,
                null,
                policy == null ? Progress.NONE : new Progress(tried.tickets(figures.serving(), scope, range), 0, 0),
                null,
                null);
        rows.add(added, request, policy == null ? at : null);
        if (policy != null) {
            TrialAsked trial = new TrialAsked(id, caller.district(), range.from(), range.to(), policy);
            outgoing.add(
                    List.of(new OutgoingRows.Message(
                            id.text(), TrialMessageType.TRIAL_ASKED.ceType(), Json.MAPPER.writeValueAsString(trial))),
                    at);
            telling.wake();
        }
        return new Taken(added);
    }

    /** Everything that is wrong with it, said at once. */
    private static Optional<Problem> fault(RecomputationTerms terms) {
        List<FieldError> faults = new ArrayList<>();
        RecomputationTerms.Alternative under = terms.under();
        if (terms.to().isBefore(terms.from())) {
            faults.add(new FieldError(
                    "/to",
                    "the period ends on %s, before it begins on %s".formatted(terms.to(), terms.from()),
                    "统计期结束日 %s 早于开始日 %s".formatted(terms.to(), terms.from())));
        } else if (ChronoUnit.DAYS.between(terms.from(), terms.to()) >= MOST_DAYS) {
            faults.add(new FieldError(
                    "/to", "the period has more than %d days".formatted(MOST_DAYS), "统计期超过 %d 天".formatted(MOST_DAYS)));
        }
        if (under.policyVersion() == null
                && under.variants().isEmpty()
                && under.decimals() == null
                && under.rounding() == null) {
            faults.add(new FieldError(
                    "/under",
                    "says nothing that is to be other than it is: a policy version, variants, decimals or rounding",
                    "未指明任何不同之处：时效规则版本、口径、小数位数或取舍方式"));
        }
        String policy = under.policyVersion();
        if (policy != null && (policy.isBlank() || policy.length() > LONGEST_POLICY)) {
            faults.add(new FieldError(
                    "/under/policyVersion", "is a name such as 135-tiered@1", "应为规则版本名称，例如 135-tiered@1"));
        }
        Integer decimals = under.decimals();
        if (decimals != null && (decimals < 0 || decimals > Rounding.MOST_DECIMALS)) {
            faults.add(new FieldError(
                    "/under/decimals",
                    "is 0 to %d".formatted(Rounding.MOST_DECIMALS),
                    "应为 0 到 %d".formatted(Rounding.MOST_DECIMALS)));
        }
        for (int index = 0; index < terms.figures().size(); index++) {
            String key = terms.figures().get(index);
            Optional<Figure> figure = Figures.find(key);
            if (figure.isEmpty()) {
                faults.add(unknownFigure("/figures/" + index, key));
            } else if (figure.get().definition(terms.basis(), null).isEmpty()) {
                faults.add(new FieldError(
                        "/figures/" + index,
                        "the figure '%s' is not counted on the basis %s".formatted(key, terms.basis()),
                        "指标“%s”没有 %s 口径".formatted(key, terms.basis())));
            }
        }
        if (Set.copyOf(terms.figures()).size() != terms.figures().size()) {
            faults.add(new FieldError("/figures", "names a figure twice", "同一指标重复出现"));
        }
        for (String key : new TreeSet<>(under.variants().keySet())) {
            faultOfVariant(terms, key).ifPresent(faults::add);
        }
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        FieldError first = faults.getFirst();
        return Optional.of(Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "rule",
                        "%s: %s.".formatted(first.pointer(), first.detail()),
                        "%s：%s。".formatted(first.pointer(), first.zh()))
                .withErrors(faults));
    }

    private static Optional<FieldError> faultOfVariant(RecomputationTerms terms, String key) {
        String pointer = "/under/variants/" + key;
        Optional<Figure> figure = Figures.find(key);
        if (figure.isEmpty()) {
            return Optional.of(unknownFigure(pointer, key));
        }
        if (!terms.figures().isEmpty() && !terms.figures().contains(key)) {
            return Optional.of(new FieldError(
                    pointer,
                    "the figure '%s' is not among those that are asked for".formatted(key),
                    "所选指标中没有“%s”".formatted(key)));
        }
        if (terms.pair(key).isEmpty()) {
            String known = String.join(
                    ", ",
                    new TreeSet<>(figure.get().definitions().stream()
                            .map(Definition::variant)
                            .toList()));
            return Optional.of(new FieldError(
                    pointer,
                    "the figure '%s' has no variant '%s' that can be compared on this basis; its variants: %s"
                            .formatted(key, terms.under().variants().get(key), known),
                    "指标“%s”没有可在此口径下比较的“%s”；可选：%s"
                            .formatted(key, terms.under().variants().get(key), known)));
        }
        return Optional.empty();
    }

    private static FieldError unknownFigure(String pointer, String key) {
        return new FieldError(
                pointer,
                "there is no figure '%s'; GET /api/v1/metrics/definitions lists them".formatted(key),
                "没有指标“%s”；可用指标见 GET /api/v1/metrics/definitions".formatted(key));
    }

    /** Without a key each is its own. */
    private static TrialId id(Caller caller, @Nullable String key) {
        return new TrialId(
                key == null
                        ? BY_TIME.generate()
                        : BY_NAME.generate(String.join(
                                "\n", caller.district().text(), caller.account().text(), key)));
    }

    private static String fingerprint(Object sent) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(Json.MAPPER.writeValueAsBytes(sent)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
