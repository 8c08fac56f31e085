package org.zhuqi.metrics.domain;

/**
 * Between which bounds the share lies that a unit would reach if it went on like this, with 95 % confidence: E. B. Wilson,
 * Probable inference, the law of succession, and statistical inference, Journal of the American Statistical Association 22
 * (1927), 209–212. Unlike the textbook's interval it holds for few cases and for shares of 0 and 100 %.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
public record WilsonInterval(double low, double high) {
    /** Of the standard normal distribution, for 95 %. */
    private static final double Z = 1.959963984540054;

    /** {@code denominator} is above zero. */
    public static WilsonInterval of(long numerator, long denominator) {
        if (denominator <= 0 || numerator < 0 || numerator > denominator) {
            throw new IllegalArgumentException("%d of %d is no share".formatted(numerator, denominator));
        }
        double n = denominator;
        double share = numerator / n;
        double z2 = Z * Z;
        double middle = (share + z2 / (2 * n)) / (1 + z2 / n);
        double half = Z / (1 + z2 / n) * Math.sqrt(share * (1 - share) / n + z2 / (4 * n * n));
        return new WilsonInterval(
                numerator == 0 ? 0 : Math.max(0, middle - half),
                numerator == denominator ? 1 : Math.min(1, middle + half));
    }

    public boolean overlaps(WilsonInterval other) {
        return low <= other.high && other.low <= high;
    }
}
