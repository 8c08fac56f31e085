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

    private boolean isWholeYear() {
        return isWholeMonths() && from.getMonthValue() == 1 && from.plusYears(1).equals(to.plusDays(1));
    }

    /** For a title. */
    Sentence words() {
        if (isWholeYear()) {
            return new Sentence(Integer.toString(from.getYear()), "%d年".formatted(from.getYear()));
        }
        if (isOne()) {
            return new Sentence(part(from), inChinese(from));
        }
        String last = inChinese(to);
        return new Sentence(
                part(from) + " to " + part(to),
                inChinese(from)
                        + "至"
                        // The year is said once.
                        + (from.getYear() == to.getYear() ? last.substring(last.indexOf('年') + 1) : last));
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
