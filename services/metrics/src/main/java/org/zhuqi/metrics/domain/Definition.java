package org.zhuqi.metrics.domain;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * One way to count a figure.
 *
 * @param variant its name among the figure's ways on the same basis
 * @param denominator null if it is a count and no share
 * @param sentence what it says, in full
 * @param of of which part of the population
 * @param counted what of each is counted
 */
public record Definition(
        Basis basis,
        String variant,
        Population population,
        Condition numerator,
        @Nullable Condition denominator,
        Sentence sentence,
        Of of,
        Counted counted) {

    /** Of which part of the population. */
    public enum Of {
        ALL,
        /** What was ordered of the items that the menu calls services, as the menu is now. */
        SERVICES
    }

    /** What of each is counted. */
    public enum Counted {
        /** Each is one. */
        CASES,
        /** Each enterprise is one, however many of its cases there are. Groups do not add up: it may be in several of them. */
        ENTERPRISES
    }

    public Definition {
        if (counted == Counted.ENTERPRISES && denominator != null) {
            throw new IllegalArgumentException("enterprises are counted, never shares of them: " + sentence.en());
        }
    }

    /** Of the whole population, each one. */
    public Definition(
            Basis basis,
            String variant,
            Population population,
            Condition numerator,
            @Nullable Condition denominator,
            Sentence sentence) {
        this(basis, variant, population, numerator, denominator, sentence, Of.ALL, Counted.CASES);
    }

    /** What is counted, one by one. */
    public CaseKind kind() {
        return switch (counted) {
            case CASES -> population.kind();
            case ENTERPRISES -> CaseKind.ENTERPRISE;
        };
    }

    /** Whether groups add up to the whole. */
    public boolean isAdditive() {
        return counted == Counted.CASES;
    }

    /** The shares' tickets: of those that are in neither part of a share, none is asked for. */
    public enum Part {
        NUMERATOR,
        DENOMINATOR,
        /** In the denominator and not in the numerator: what is missing to a hundred per cent. */
        REST
    }

    public boolean isShare() {
        return denominator != null;
    }

    /** What one must be to be looked at at all: in the denominator of a share, counted otherwise. */
    public Condition within() {
        return denominator == null ? numerator : denominator;
    }

    /** The bits by which it tells one from another. */
    public long bits() {
        return numerator.bits() | within().bits();
    }

    /** Whether one with these facts is in this part. The numerator is always within the denominator. */
    public boolean holds(Part part, long facts) {
        boolean within = denominator == null || denominator.holds(facts);
        boolean counted = within && numerator.holds(facts);
        return switch (part) {
            case NUMERATOR -> counted;
            case DENOMINATOR -> within;
            case REST -> within && !counted;
        };
    }

    /** The same in SQL, over a column of bits. */
    public String sql(Part part, String column) {
        String within = denominator == null ? "true" : denominator.sql(column);
        return switch (part) {
            // Said once: the planner takes every further condition for one that hardly anything fulfils.
            case NUMERATOR ->
                numerator.implies(within())
                        ? numerator.sql(column)
                        : "(%s and %s)".formatted(within, numerator.sql(column));
            case DENOMINATOR -> within;
            case REST -> "(%s and not %s)".formatted(within, numerator.sql(column));
        };
    }
}
