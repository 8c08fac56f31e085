package org.zhuqi.metrics.report.pdf;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The axis of a chart: from a round number to a round number, marked in round steps (1, 2, 2.5 or 5 times a power of ten).
 */
record Scale(BigDecimal from, BigDecimal to, BigDecimal step) {
    private static final int STEPS = 5;
    private static final List<BigDecimal> ROUND =
            List.of(BigDecimal.ONE, BigDecimal.TWO, new BigDecimal("2.5"), BigDecimal.valueOf(5), BigDecimal.TEN);

    /** @param finest the smallest step that makes sense: one for what is counted */
    static Scale over(BigDecimal least, BigDecimal most, BigDecimal finest) {
        BigDecimal span = most.subtract(least);
        BigDecimal step = finest;
        if (span.signum() > 0) {
            BigDecimal raw = span.divide(BigDecimal.valueOf(STEPS), 12, RoundingMode.UP);
            BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(raw.precision() - raw.scale() - 1);
            step = ROUND.stream()
                    .map(power::multiply)
                    .filter(round -> round.compareTo(raw) >= 0)
                    .findFirst()
                    .orElse(power.multiply(BigDecimal.TEN))
                    .max(finest);
        }
        BigDecimal from = steps(least, step, RoundingMode.FLOOR);
        BigDecimal to = steps(most, step, RoundingMode.CEILING);
        return new Scale(from, to.compareTo(from) > 0 ? to : from.add(step), step);
    }

    private static BigDecimal steps(BigDecimal value, BigDecimal step, RoundingMode rounding) {
        return value.divide(step, 0, rounding).multiply(step);
    }

    /** @return where the value stands, 0 at the beginning of the axis and 1 at its end */
    float at(BigDecimal value) {
        return value.subtract(from).floatValue() / to.subtract(from).floatValue();
    }

    List<BigDecimal> marks() {
        List<BigDecimal> marks = new ArrayList<>();
        for (BigDecimal mark = from; mark.compareTo(to) <= 0; mark = mark.add(step)) {
            BigDecimal plain = mark.stripTrailingZeros();
            marks.add(plain.scale() < 0 ? plain.setScale(0) : plain);
        }
        return marks;
    }
}
