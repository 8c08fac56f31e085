package org.zhuqi.metrics.application.export;

import java.time.LocalDate;
import java.time.YearMonth;
import org.zhuqi.contracts.Sentence;

/** A period as it is called: by its months if it is whole months, else by its days. */
record PeriodWords(LocalDate from, LocalDate to) {
    private boolean isWholeMonths() {
        return from.getDayOfMonth() == 1 && YearMonth.from(to).atEndOfMonth().equals(to);
    }

    private boolean isOne() {
        return isWholeMonths() ? YearMonth.from(from).equals(YearMonth.from(to)) : from.equals(to);
    }

    /** For a title. */
    Sentence words() {
        if (isOne()) {
            return new Sentence(part(from), inChinese(from));
        }
        return new Sentence(part(from) + " to " + part(to), inChinese(from) + "至" + inChinese(to));
    }

    private String inChinese(LocalDate day) {
        return isWholeMonths()
                ? "%d年%d月".formatted(day.getYear(), day.getMonthValue())
                : "%d年%d月%d日".formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
    }

    /** For the name of a file. */
    Sentence inNames() {
        return isOne()
                ? new Sentence(part(from), part(from))
                : new Sentence(part(from) + "-to-" + part(to), part(from) + "至" + part(to));
    }

    private String part(LocalDate day) {
        return isWholeMonths() ? YearMonth.from(day).toString() : day.toString();
    }
}
