package org.zhuqi.metrics.domain;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/**
 * Something about the figures that deserves a second look: numbers per unit and the cases behind them, never a verdict.
 *
 * @param key such as {@code answers-bunched}; never changed
 * @param sentence what is counted, of what, and what harmless explanation there may be
 * @param basis what the period means
 * @param parameters what can be asked for otherwise
 */
public record Signal(
        String key, Sentence name, Sentence sentence, Basis basis, Measure measure, List<Parameter> parameters) {
    public Signal {
        parameters = List.copyOf(parameters);
    }

    /** What is counted. */
    public sealed interface Measure {
        /** @param of null: it is a count and no share */
        record Counted(
                Population population,
                Condition hits,
                @Nullable Condition of) implements Measure {}

        /** Of these clocks that were extended: those of which an extension was granted when the due date before it had passed. */
        record ExtendedTooLate(Condition extended) implements Measure {}

        /** Of these clocks, as far as they say so: seconds that stood still, of all seconds. */
        record StoodStill(Condition clocks) implements Measure {}

        /** Answers that reported it solved, of which the next thing said was that it isn't. */
        record SolvedButDenied() implements Measure {}

        /** Ratings that were sent from one network close to each other. */
        record RatedTogether() implements Measure {}
    }

    /** A number that can be asked for otherwise, within bounds. */
    public record Parameter(String name, Sentence sentence, int otherwise, int least, int most) {}

    /** The parameters where nothing is said. */
    public Map<String, Integer> defaults() {
        return parameters.stream().collect(Collectors.toUnmodifiableMap(Parameter::name, Parameter::otherwise));
    }

    /** Its numbers are seconds and not cases. */
    public boolean isInSeconds() {
        return measure instanceof Measure.StoodStill;
    }
}
