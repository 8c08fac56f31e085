package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** Something that is true or not of what is counted. Its bit is kept in tables: a new fact may come, none may change. */
public sealed interface Fact
        permits TicketFact,
                ClockFact,
                MomentFact,
                MeetingFact,
                DecisionFact,
                HardProblemFact,
                VisitFact,
                ListingFact,
                IntroductionFact {
    /** The only bit of its mask: 0 to 62. */
    int bit();

    Sentence words();

    String name();

    default long mask() {
        return 1L << bit();
    }

    default boolean in(long facts) {
        return (facts & mask()) != 0;
    }
}
