package org.zhuqi.metrics.application;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Signal;
import org.zhuqi.metrics.domain.Signals;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.SignalRows;
import org.zhuqi.metrics.postgres.SignalRows.Case;
import org.zhuqi.metrics.postgres.SignalRows.Position;
import org.zhuqi.metrics.postgres.SignalRows.Sum;

/** Answers what deserves a second look, per unit against all units, and which cases are behind it. */
public final class ReadingSignals {
    private final SignalRows rows;
    private final FigureRows figures;
    private final Counting counting;

    public ReadingSignals(SignalRows rows, FigureRows figures, Counting counting) {
        this.rows = rows;
        this.figures = figures;
        this.counting = counting;
    }

    /**
     * A signal as it is asked for.
     *
     * @param parameters all that the signal has
     */
    public record Asked(Signal signal, Map<String, Integer> parameters) {}

    /**
     * @param all of every unit that may be compared, whether it was asked for or not
     * @param units those that were asked for, in the order of their names
     * @param timeLeft only of {@link Signals#ANSWERS_BUNCHED}: how many had how many twentieths of their time left
     */
    public record Answer(
            Asked asked, Sum all, List<Sum> units, @Nullable List<Long> timeLeft) {}

    /** @param comparesUnits the one who asks may see other units than those that are asked for */
    public List<Answer> read(List<Asked> asked, Question question, boolean comparesUnits) {
        int build = figures.serving();
        Question known = counting.knownSizes(question);
        Set<String> units = comparesUnits ? known.scope().only().get(Dimension.UNIT) : null;
        Question compared = units == null ? known : ofAllUnits(known);
        return asked.stream()
                .map(each -> answer(build, each, known, compared, units))
                .toList();
    }

    private Answer answer(int build, Asked asked, Question question, Question compared, @Nullable Set<String> units) {
        List<Sum> sums = rows.sums(build, asked.signal(), asked.parameters(), compared);
        return new Answer(
                asked,
                all(sums, asked.signal()),
                sums.stream()
                        .filter(sum -> units == null || units.contains(sum.unit()))
                        .toList(),
                asked.signal().key().equals(Signals.ANSWERS_BUNCHED) ? rows.timeLeft(build, question) : null);
    }

    private static Sum all(List<Sum> sums, Signal signal) {
        long numerator = 0;
        long whole = 0;
        long cases = 0;
        for (Sum sum : sums) {
            numerator += sum.numerator();
            whole += sum.whole() == null ? 0 : sum.whole();
            cases += sum.cases();
        }
        boolean isCount = signal.measure() instanceof Signal.Measure.Counted counted && counted.of() == null;
        return new Sum("", numerator, isCount ? null : whole, cases);
    }

    private static Question ofAllUnits(Question question) {
        Map<Dimension, Set<String>> only = new EnumMap<>(Dimension.class);
        only.putAll(question.scope().only());
        only.remove(Dimension.UNIT);
        return new Question(
                new Scope(question.scope().districts(), question.scope().jurisdiction(), only),
                question.from(),
                question.to(),
                question.at(),
                question.by(),
                question.buckets());
    }

    public List<Case> cases(Asked asked, Question question, @Nullable Position after, int limit) {
        return rows.cases(
                figures.serving(), asked.signal(), asked.parameters(), counting.knownSizes(question), after, limit);
    }
}
