package org.zhuqi.allinone.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * What the district Qiantang published of its help for enterprises from January to November 2023. Of what it published as a
 * percentage only, numerator and denominator are chosen here, and marked so.
 *
 * @param departments units that take tickets
 * @param officers officials paired with enterprises (助企员)
 * @param enterprises enterprises paired with them
 * @param collected tickets received, without those that were declined, withdrawn before dispatch or merged
 * @param closed of these, answered or closed (published: 655, 99 %)
 * @param solved of these, closed as solved and confirmed by the enterprise (published: 97.8 % of 660, truncated)
 * @param onTime answered within the effective due date (chosen: published is “99 %”)
 * @param answerDue answered, or due and not answered (chosen)
 * @param rated closed and rated by the enterprise (chosen)
 * @param satisfied rated as satisfied (chosen: published is “97.8 %”)
 * @param common meetings on a common problem (共性)
 * @param individual meetings on one ticket (个性)
 * @param escalated meetings chaired by the district leader in charge (提级)
 * @param hardProblemsSolved hard problems written off (销号)
 */
public record PublishedCase(
        int departments,
        int officers,
        int enterprises,
        int collected,
        int closed,
        int solved,
        int onTime,
        int answerDue,
        int rated,
        int satisfied,
        int common,
        int individual,
        int escalated,
        int hardProblemsSolved) {

    /** From the figures that the district published for January to November 2023. */
    public static final PublishedCase QIANTANG_2023 =
            new PublishedCase(37, 599, 791, 660, 655, 646, 651, 657, 597, 584, 3, 15, 2, 89);

    /** The period begins. */
    public static final Instant FROM =
            OffsetDateTime.parse("2023-01-01T00:00:00+08:00").toInstant();

    /** The last second that counts. */
    public static final Instant CUT_OFF =
            OffsetDateTime.parse("2023-11-30T23:59:59+08:00").toInstant();

    /** A share as it was printed: in per cent, cut off after the decimals. */
    public static String percent(int numerator, int denominator, int decimals) {
        return BigDecimal.valueOf(numerator)
                        .multiply(BigDecimal.valueOf(100))
                        .divide(BigDecimal.valueOf(denominator), decimals, RoundingMode.DOWN)
                        .toPlainString()
                + " %";
    }
}
