package org.zhuqi.dispatch.domain.routing;

/**
 * What a unit did with tickets that have something in common.
 *
 * @param solved how many it solved
 * @param bounced how many came back from it
 * @param solvedWorth the same, each as much as its age lets it be worth ({@link Decay})
 */
public record Tally(long solved, long bounced, double solvedWorth, double bouncedWorth) {
    public static final Tally NOTHING = new Tally(0, 0, 0, 0);

    /** @param grown as {@link Decay#grown} says; negative if it is taken away */
    public Tally plus(long moreSolved, long moreBounced, double grown) {
        return new Tally(
                solved + moreSolved,
                bounced + moreBounced,
                solvedWorth + moreSolved * grown,
                bouncedWorth + moreBounced * grown);
    }

    /** Kept sums as what they are worth now. */
    public Tally times(double present) {
        return new Tally(solved, bounced, Math.max(0, solvedWorth * present), Math.max(0, bouncedWorth * present));
    }
}
