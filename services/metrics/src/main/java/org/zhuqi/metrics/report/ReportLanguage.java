package org.zhuqi.metrics.report;

import java.util.Locale;
import org.zhuqi.contracts.Sentence;

/** A report speaks one language throughout. */
public enum ReportLanguage {
    CHINESE(Locale.SIMPLIFIED_CHINESE),
    ENGLISH(Locale.ENGLISH);

    private final Locale locale;

    ReportLanguage(Locale locale) {
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    public String of(Sentence sentence) {
        return of(sentence.en(), sentence.zh());
    }

    public String of(String english, String chinese) {
        return this == CHINESE ? chinese : english;
    }
}
