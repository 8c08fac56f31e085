package org.zhuqi.metrics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.metrics.application.Comparison;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Recomputation;
import org.zhuqi.metrics.application.RecomputationTerms;
import org.zhuqi.metrics.application.RecomputationTerms.Alternative;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Change;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.postgres.ChangedCaseRows;

/** What recomputations look like over HTTP. */
final class RecomputationDocuments {
    private RecomputationDocuments() {}

    @Schema(
            name = "Recomputation",
            description = "Figures of the past, counted anew under another definition or policy.")
    record Document(
            TrialId id,
            Recomputation.State state,
            DistrictId district,

            @Schema(description = "The chain to which it is narrowed; absent: all of them.") @Nullable
            ChainId chain,

            @Schema(description = "The town or park to which it is narrowed; absent: all of them.") @Nullable
            PlaceId place,

            AccountId askedBy,
            Instant askedAt,
            @Nullable Instant endedAt,
            LocalDate from,
            LocalDate to,
            Instant at,
            String zone,
            Under under,

            @Schema(description = "Absent where no policy is tried.") @Nullable
            Progress progress,

            @Schema(description = "Why there is no answer; absent unless it was refused or failed.") @Nullable
            Sentence reason,

            @Schema(
                    description =
                            "How many tickets count as they are because nothing is known of their other clocks; absent until it is done.")
            @Nullable
            Long untried,

            @Schema(description = "Absent until it is done, and in lists.") @Nullable
            List<Line> figures) {
        /** With its figures. */
        static Document whole(Recomputation it) {
            Comparison answer = it.answer();
            return of(
                    it,
                    answer == null
                            ? null
                            : answer.figures().stream().map(Line::of).toList());
        }

        /** As it stands in a list. */
        static Document brief(Recomputation it) {
            return of(it, null);
        }

        private static Document of(Recomputation it, @Nullable List<Line> figures) {
            RecomputationTerms terms = it.terms();
            return new Document(
                    it.id(),
                    it.state(),
                    it.district(),
                    it.jurisdiction().chain(),
                    it.jurisdiction().place(),
                    it.account(),
                    it.askedAt(),
                    it.endedAt(),
                    terms.from(),
                    terms.to(),
                    terms.at(),
                    terms.zone(),
                    Under.of(terms.under()),
                    terms.under().policyVersion() == null ? null : Progress.of(it.progress()),
                    it.sentence(),
                    it.answer() == null ? null : it.answer().untried(),
                    figures);
        }
    }

    @Schema(name = "RecomputationAlternative")
    record Under(
            @Nullable String policyVersion,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> variants,
            @Nullable Integer decimals,
            Rounding.@Nullable Mode rounding) {
        static Under of(Alternative under) {
            return new Under(
                    under.policyVersion(), new TreeMap<>(under.variants()), under.decimals(), under.rounding());
        }
    }

    @Schema(name = "RecomputationProgress")
    record Progress(
            @Schema(description = "How many tickets there are to try, as it looked when it was asked.")
            long tickets,

            @Schema(description = "Of how many it is known which clocks they would have had.")
            long told,

            @Schema(description = "Of how many it is worked out how they would stand.")
            long compared) {
        static Progress of(Recomputation.Progress it) {
            return new Progress(it.tickets(), it.told(), it.compared());
        }
    }

    @Schema(name = "RecomputedFigure")
    record Line(
            String key,
            Sentence name,
            @Schema(description = "As it is.") Side before,
            @Schema(description = "As it would be.") Side after,
            @Schema(description = "After less before.") Difference difference,

            @Schema(description = "How many change sides, and how; those behind each are listed at …/tickets.")
            List<Changed> changes) {
        static Line of(Comparison.Line line) {
            Side before = Side.of(line.before());
            Side after = Side.of(line.after());
            return new Line(
                    line.figure(),
                    Figures.find(line.figure()).map(Figure::name).orElse(new Sentence(line.figure(), line.figure())),
                    before,
                    after,
                    Difference.of(before, after),
                    Arrays.stream(Change.values())
                            .filter(change -> line.before().denominator() != null
                                    || change == Change.GAINED
                                    || change == Change.LOST)
                            .map(change -> new Changed(
                                    change,
                                    change.words(),
                                    Objects.requireNonNullElse(line.changes().get(change), 0L)))
                            .toList());
        }
    }

    @Schema(name = "RecomputedSide")
    record Side(
            Basis basis,
            String variant,
            long numerator,

            @Schema(description = "Of how many; absent if it is a count.") @Nullable
            Long denominator,

            @Schema(description = "In per cent, as it is printed; absent if it is a count, or of nothing.") @Nullable
            BigDecimal percent,

            Rounding rounding) {
        static Side of(Comparison.Side side) {
            return new Side(
                    side.basis(),
                    side.variant(),
                    side.numerator(),
                    side.denominator(),
                    FigureDocuments.printed(new Value(side.numerator(), side.denominator()), side.rounding()),
                    side.rounding());
        }
    }

    @Schema(name = "RecomputedDifference")
    record Difference(
            long numerator,
            @Nullable Long denominator,

            @Schema(description = "In percentage points, of the shares as they are printed.") @Nullable
            BigDecimal percent) {
        static Difference of(Side before, Side after) {
            return new Difference(
                    after.numerator() - before.numerator(),
                    before.denominator() == null || after.denominator() == null
                            ? null
                            : Long.valueOf(after.denominator() - before.denominator()),
                    before.percent() == null || after.percent() == null
                            ? null
                            : after.percent().subtract(before.percent()));
        }
    }

    @Schema(name = "RecomputedChange")
    record Changed(
            Change change,
            Sentence meaning,

            @Schema(description = "How many of what the figure counts: tickets, clocks or steps.")
            long count) {}

    @Schema(name = "RecomputedTicket")
    record Ticket(
            TicketId ticketId,
            String number,
            Change change,

            @Schema(description = "Whether the figure counts it as it is.")
            boolean countedBefore,

            @Schema(description = "Whether the figure would count it.")
            boolean countedAfter,

            @Schema(description = "The clock that tells the two apart; absent if it is not about clocks.") @Nullable
            String clock,

            @Schema(description = "Its due date at the cut-off, as it is.") @Nullable
            Instant dueBefore,

            @Schema(description = "Its due date at the cut-off, as it would be.") @Nullable
            Instant dueAfter) {
        static Ticket of(ChangedCaseRows.Changed it) {
            return new Ticket(
                    it.ticket(),
                    it.number().text(),
                    it.change(),
                    it.countedBefore(),
                    it.countedAfter(),
                    it.clock(),
                    it.dueBefore(),
                    it.dueAfter());
        }
    }
}
