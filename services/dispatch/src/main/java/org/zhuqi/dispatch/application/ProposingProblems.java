package org.zhuqi.dispatch.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.dispatch.domain.similar.Filed;
import org.zhuqi.dispatch.domain.similar.Proposal;
import org.zhuqi.dispatch.postgres.CommonProblemRows;
import org.zhuqi.dispatch.postgres.SimilarRows;
import org.zhuqi.platform.security.Caller;

/**
 * Works out which live tickets look as if they had one cause. Nothing of it is kept: the same tickets give the same proposals
 * in every process, and a proposal is gone as soon as its tickets are in a common problem, merged or settled.
 */
public final class ProposingProblems {
    private static final int MOST = 1_000;
    private static final int MOST_PER_ITEM = 200;
    /** A dismissal is forgotten when none of its tickets can be proposed any more. */
    private static final int WINDOWS_REMEMBERED = 2;

    private final SimilarRows texts;
    private final CommonProblemRows problems;
    private final Rarities rarities;
    private final Duration window;
    private final InstantSource now;

    public ProposingProblems(
            SimilarRows texts, CommonProblemRows problems, Rarities rarities, Duration window, InstantSource now) {
        this.texts = texts;
        this.problems = problems;
        this.rarities = rarities;
        this.window = window;
        this.now = now;
    }

    /** Of the tickets that the caller may see, the largest first. */
    public List<Proposal> of(Caller caller) {
        DistrictId district = caller.district();
        Instant at = now.instant();
        List<Filed> tickets = texts.forProposals(district, at.minus(window), MOST).stream()
                .filter(filed -> isWithin(caller.jurisdiction(), filed))
                .toList();
        return Proposal.among(
                tickets,
                rarities.of(district).rarity(),
                MOST_PER_ITEM,
                problems.dismissed(district, at.minus(window.multipliedBy(WINDOWS_REMEMBERED))));
    }

    public Optional<Proposal> find(Caller caller, SubjectId id) {
        return of(caller).stream().filter(proposal -> proposal.id().equals(id)).findFirst();
    }

    /** Not proposed again until a ticket comes that is not in it. */
    public void dismiss(Caller caller, Proposal proposal, String reason) {
        problems.dismiss(proposal, caller.district(), reason, caller.account(), now.instant());
    }

    private static boolean isWithin(Jurisdiction jurisdiction, Filed filed) {
        return jurisdiction.covers(filed.request().chain(), filed.request().place());
    }
}
