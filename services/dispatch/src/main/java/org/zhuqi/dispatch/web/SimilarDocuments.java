package org.zhuqi.dispatch.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.similar.MergePossible;
import org.zhuqi.dispatch.domain.similar.SharedWords;
import org.zhuqi.dispatch.domain.similar.Similarity;
import org.zhuqi.dispatch.web.ProblemDocuments.PublicDocument;
import org.zhuqi.dispatch.web.ProblemDocuments.TicketLine;

/** How tickets that may be about the same matter are shown. */
final class SimilarDocuments {
    private SimilarDocuments() {}

    record PartDocument(Similarity.Kind kind, double points, Sentence sentence) {
        static List<PartDocument> of(Similarity similarity) {
            return similarity.parts().stream()
                    .map(part -> new PartDocument(
                            part.kind(), part.points(), part.kind().sentence()))
                    .toList();
        }
    }

    record OwnDocument(
            TicketId id,
            TicketNumber number,
            String title,
            TicketState state,
            Instant submittedAt,
            double score,
            List<PartDocument> parts) {}

    record FilingDocument(
            @Schema(description = "Tickets that the caller may see and that are not over: is it one of them?")
            List<OwnDocument> tickets,

            @Schema(description = "Published common problems of the district that it may be part of.")
            List<PublicDocument> commonProblems) {}

    /** Which way a merge would go. */
    enum Direction {
        INTO_CANDIDATE,
        INTO_THIS
    }

    record MergeDocument(
            @Schema(description = "The ways that are possible now.")
            List<Direction> possible,

            @Schema(description = "The possible way that leaves the older ticket.") @Nullable
            Direction suggested,

            @Schema(description = "Why none is possible.") @Nullable
            Sentence obstacle) {
        static MergeDocument of(TicketFacts one, TicketFacts candidate) {
            boolean into = MergePossible.between(one.state(), candidate.state());
            boolean from = MergePossible.between(candidate.state(), one.state());
            boolean candidateIsOlder = candidate.submittedAt().isBefore(one.submittedAt());
            Direction suggested =
                    into && (candidateIsOlder || !from) ? Direction.INTO_CANDIDATE : from ? Direction.INTO_THIS : null;
            List<Direction> possible = into && from
                    ? List.of(Direction.INTO_CANDIDATE, Direction.INTO_THIS)
                    : suggested == null ? List.of() : List.of(suggested);
            return new MergeDocument(possible, suggested, suggested == null ? obstacle(one, candidate) : null);
        }

        private static Sentence obstacle(TicketFacts one, TicketFacts candidate) {
            return new Sentence(
                    "Ticket %s is %s and ticket %s is %s: neither can be merged into the other."
                            .formatted(one.number(), one.state(), candidate.number(), candidate.state()),
                    "诉求单 %s 状态为“%s”，%s 状态为“%s”，目前不能并单。"
                            .formatted(
                                    one.number(),
                                    one.state().zh(),
                                    candidate.number(),
                                    candidate.state().zh()));
        }
    }

    record CandidateDocument(
            TicketLine ticket,
            double score,
            List<PartDocument> parts,

            @Schema(description = "What the texts have in common.")
            List<String> terms,

            boolean sameEnterprise,
            boolean sameItem,

            @Schema(description = "Whole days between the two.")
            long daysApart,

            MergeDocument merge) {
        static CandidateDocument of(TicketFacts one, TicketFacts candidate, Similarity similarity) {
            return new CandidateDocument(
                    TicketLine.of(candidate),
                    similarity.score(),
                    PartDocument.of(similarity),
                    SharedWords.of(List.of(text(one), text(candidate))),
                    one.enterprise().equals(candidate.enterprise()),
                    one.item().equals(candidate.item()),
                    Duration.between(one.submittedAt(), candidate.submittedAt())
                            .abs()
                            .toDays(),
                    MergeDocument.of(one, candidate));
        }
    }

    record CandidatesDocument(TicketLine ticket, List<CandidateDocument> candidates) {}

    record MergedDocument(
            TicketLine ticket,

            @Schema(description = "The ticket into which it is merged: the one asked for, or one merged into that.")
            TicketId into,

            Instant since) {}

    record MergedListDocument(TicketLine ticket, List<MergedDocument> merged) {}

    static String text(TicketFacts facts) {
        return facts.title() + "\n" + facts.description();
    }
}
