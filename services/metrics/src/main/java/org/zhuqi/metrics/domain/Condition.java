package org.zhuqi.metrics.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is counted: one of these cases must hold. In the program and in the database it is the same few bits, so that a figure
 * and the tickets behind it cannot differ.
 */
public record Condition(List<Case> cases) {

    /** All of these facts, and none of those. */
    public record Case(Set<Fact> all, Set<Fact> none) {
        public Case {
            all = Set.copyOf(all);
            none = Set.copyOf(none);
        }

        long allMask() {
            return mask(all);
        }

        long noneMask() {
            return mask(none);
        }
    }

    public Condition {
        cases = List.copyOf(cases);
    }

    public static Condition all(Fact... facts) {
        return new Condition(List.of(new Case(Set.of(facts), Set.of())));
    }

    public static Condition any(Fact... facts) {
        return new Condition(Arrays.stream(facts)
                .map(fact -> new Case(Set.of(fact), Set.of()))
                .toList());
    }

    public Condition and(Fact... facts) {
        return changed(it -> new Case(union(it.all(), facts), it.none()));
    }

    public Condition andNone(Fact... facts) {
        return changed(it -> new Case(it.all(), union(it.none(), facts)));
    }

    /** Both must hold. */
    public Condition and(Condition other) {
        return new Condition(cases.stream()
                .flatMap(one -> other.cases.stream()
                        .map(it -> new Case(union(one.all(), it.all()), union(one.none(), it.none()))))
                .toList());
    }

    public boolean holds(long facts) {
        return cases.stream().anyMatch(it -> (facts & (it.allMask() | it.noneMask())) == it.allMask());
    }

    /** Whether the other holds wherever this one does, as far as a look at each of its cases tells. */
    public boolean implies(Condition other) {
        return cases.stream()
                .allMatch(one -> other.cases.stream()
                        .anyMatch(it ->
                                one.all().containsAll(it.all()) && one.none().containsAll(it.none())));
    }

    /** The bits that are looked at. */
    public long bits() {
        return cases.stream().mapToLong(it -> it.allMask() | it.noneMask()).reduce(0, (one, other) -> one | other);
    }

    /** The same in SQL, over a column of bits. No text of a caller is in it. */
    public String sql(String column) {
        return cases.stream()
                .map(it -> "%s & %d = %d".formatted(column, it.allMask() | it.noneMask(), it.allMask()))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private Condition changed(java.util.function.UnaryOperator<Case> change) {
        return new Condition(cases.stream().map(change).toList());
    }

    private static Set<Fact> union(Set<Fact> some, Fact... others) {
        return union(some, Set.of(others));
    }

    private static Set<Fact> union(Set<Fact> some, Set<Fact> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static long mask(Set<Fact> facts) {
        return facts.stream().mapToLong(Fact::mask).reduce(0, (one, other) -> one | other);
    }
}
