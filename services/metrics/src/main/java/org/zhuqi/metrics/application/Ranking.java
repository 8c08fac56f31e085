package org.zhuqi.metrics.application;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.application.Counting.GroupValue;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.domain.Direction;
import org.zhuqi.metrics.domain.WilsonInterval;

/** Puts the groups of a figure in order, and says how much of the order may be chance. */
public final class Ranking {
    private Ranking() {}

    public enum Order {
        BEST,
        WORST
    }

    /**
     * A group in its place.
     *
     * @param name the empty text: those without a value, which are nobody's and have no rank
     * @param rank from 1; equal values have the same, and the next is counted on; null if it is not ranked
     * @param interval null of a count, and of a share of nothing
     * @param small whether it is of too few to be ranked
     */
    public record Place(
            String name,
            Value value,
            @Nullable Integer rank,
            @Nullable WilsonInterval interval,
            boolean small) {}

    /** @param distinct whether the first and the last can be told apart; null of a count, or if fewer than two are ranked */
    public record Ranked(List<Place> places, @Nullable Boolean distinct) {}

    /**
     * @param groups of one dimension
     * @param minimum of how many a share must be to be ranked
     */
    public static Ranked of(List<GroupValue> groups, Direction direction, Order order, int minimum) {
        Comparator<GroupValue> inOrder = Ranking::compare;
        // Of what is neither good nor bad the most comes first.
        boolean mostFirst = (direction != Direction.LOWER_IS_BETTER) == (order == Order.BEST);
        if (mostFirst) {
            inOrder = Collections.reverseOrder(inOrder);
        }
        Comparator<GroupValue> sorted = inOrder.thenComparing(Ranking::name);
        List<GroupValue> ranked = groups.stream()
                .filter(group -> isRanked(group, minimum))
                .sorted(sorted)
                .toList();
        List<Place> places = new ArrayList<>();
        int rank = 0;
        for (int index = 0; index < ranked.size(); index++) {
            GroupValue group = ranked.get(index);
            if (index == 0 || compare(ranked.get(index - 1), group) != 0) {
                rank = index + 1;
            }
            places.add(new Place(name(group), group.value(), rank, interval(group.value()), false));
        }
        Boolean distinct = distinct(places);
        groups.stream()
                .filter(group -> !isRanked(group, minimum))
                .sorted(Comparator.comparing(Ranking::name))
                .forEach(group -> places.add(
                        new Place(name(group), group.value(), null, interval(group.value()), isSmall(group, minimum))));
        return new Ranked(List.copyOf(places), distinct);
    }

    private static boolean isRanked(GroupValue group, int minimum) {
        return !name(group).isEmpty() && !isSmall(group, minimum) && !isOfNothing(group.value());
    }

    private static boolean isSmall(GroupValue group, int minimum) {
        Long denominator = group.value().denominator();
        return denominator != null && denominator < minimum;
    }

    private static boolean isOfNothing(Value value) {
        return value.denominator() != null && value.denominator() == 0;
    }

    private static String name(GroupValue group) {
        return group.by().getFirst();
    }

    /** By the exact share, not as it is printed. */
    private static int compare(GroupValue one, GroupValue other) {
        return Long.compare(
                one.value().numerator() * of(other.value()), other.value().numerator() * of(one.value()));
    }

    private static long of(Value value) {
        return value.denominator() == null ? 1 : value.denominator();
    }

    private static @Nullable WilsonInterval interval(Value value) {
        return value.denominator() == null || value.denominator() == 0
                ? null
                : WilsonInterval.of(value.numerator(), value.denominator());
    }

    private static @Nullable Boolean distinct(List<Place> ranked) {
        if (ranked.size() < 2 || ranked.getFirst().interval() == null) {
            return null;
        }
        return !Objects.requireNonNull(ranked.getFirst().interval(), "checked before")
                .overlaps(Objects.requireNonNull(ranked.getLast().interval(), "what is ranked is of something"));
    }
}
