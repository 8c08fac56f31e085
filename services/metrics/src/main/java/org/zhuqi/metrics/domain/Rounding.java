package org.zhuqi.metrics.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How a share is printed. Publishers differ: 646 of 660 was printed as 97.8 %, which is cut off, 7,222 of 7,869 as 91.8 %,
 * which is rounded; so it is a setting.
 *
 * @param decimals 0 to 4
 * @param mode {@code HALF_UP}, or {@code DOWN} for cut off
 */
public record Rounding(int decimals, Mode mode) {
    public static final int MOST_DECIMALS = 4;

    public enum Mode {
        HALF_UP(RoundingMode.HALF_UP),
        TRUNCATE(RoundingMode.DOWN);

        private final RoundingMode mode;

        Mode(RoundingMode mode) {
            this.mode = mode;
        }
    }

    public Rounding {
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException("0 to %d decimals, not %d".formatted(MOST_DECIMALS, decimals));
        }
    }

    /** In per cent. {@code denominator} is above zero. */
    public BigDecimal percent(long numerator, long denominator) {
        return BigDecimal.valueOf(numerator)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(denominator), decimals, mode.mode);
    }
}
