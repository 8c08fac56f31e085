package org.zhuqi.metrics.domain;

import java.util.Locale;

/** What the cases behind a figure are. */
public enum CaseKind {
    TICKET,
    MEETING,
    DECISION,
    HARD_PROBLEM,
    VISIT,
    LISTING,
    INTRODUCTION,
    ENTERPRISE;

    /** Such as {@code hard-problem}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
