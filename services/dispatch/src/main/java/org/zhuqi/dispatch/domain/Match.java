package org.zhuqi.dispatch.domain;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A counterpart of a listing, and why.
 *
 * @param score from 1 to 100; 70 are for the words, 20 for the chain, 10 for the place
 * @param words that both name
 */
public record Match(Listing other, int score, List<String> words, boolean sameChain, boolean samePlace) {
    private static final int FOR_WORDS = 70;
    private static final int FOR_CHAIN = 20;
    private static final int FOR_PLACE = 10;

    /** The best first; of equals, who came first. */
    public static final Comparator<Match> BEST_FIRST = Comparator.comparingInt(Match::score)
            .reversed()
            .thenComparing(match -> match.other().postedAt())
            .thenComparing(match -> match.other().id().text());

    /** Empty if they may not meet, or name no product in common: the same chain alone is no match. */
    public static Optional<Match> of(Listing listing, Listing other) {
        if (!listing.mayMeet(other)) {
            return Optional.empty();
        }
        ProductWords mine = listing.words();
        ProductWords theirs = other.words();
        List<String> words = mine.shared(theirs);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        boolean sameChain = listing.chain() != null && Objects.equals(listing.chain(), other.chain());
        boolean samePlace = listing.place() != null && Objects.equals(listing.place(), other.place());
        int score = (int) Math.round(FOR_WORDS * mine.overlap(theirs))
                + (sameChain ? FOR_CHAIN : 0)
                + (samePlace ? FOR_PLACE : 0);
        return Optional.of(new Match(other, Math.max(1, score), words, sameChain, samePlace));
    }
}
