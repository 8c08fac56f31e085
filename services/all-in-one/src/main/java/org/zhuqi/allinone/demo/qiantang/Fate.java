package org.zhuqi.allinone.demo.qiantang;

import java.time.LocalDate;

/** What becomes of a ticket: the ways of the counted ones first, then of those that are not counted as collected. */
enum Fate {
    ORDINARY(0),
    OBJECTED(14),
    OVERRULED(5),
    REDISPATCHED(16),
    /** Answered after the original due date, within the effective one. */
    SUSPENDED(18),
    EXTENDED(22),
    /** Extended, and raised to the district leader. */
    ESCALATED(2),
    LATE(4),
    /** Answered twice, both times within five working days of the first dispatch. */
    DISPUTED(5),
    CALLED_BACK(3),
    EXPLAINED(2),
    PARTLY(1),
    UNSOLVED(1),
    /** Answered before the cut-off and confirmed after it. */
    WAITING(2),
    OVERDUE(2),
    SUSPENDED_STILL(1),
    FRESH(2),
    DECLINED(14),
    WITHDRAWN(9),
    MERGED(17);

    private final int tickets;

    Fate(int tickets) {
        this.tickets = tickets;
    }

    /** How many tickets have it; 0: all that are left. */
    int tickets() {
        return tickets;
    }

    boolean isCollected() {
        return compareTo(DECLINED) < 0;
    }

    /** Its time is fixed by the cut-off. */
    boolean isAtTheEnd() {
        return compareTo(WAITING) >= 0 && compareTo(FRESH) <= 0;
    }

    /** The last day on which it can begin and be over in time. */
    LocalDate latestBegin() {
        return switch (this) {
            case OBJECTED, OVERRULED, REDISPATCHED, DISPUTED -> LocalDate.of(2023, 11, 9);
            default -> LocalDate.of(2023, 10, 31);
        };
    }

    boolean isExtended() {
        return this == EXTENDED || this == ESCALATED;
    }

    boolean isOpenAtTheEnd() {
        return this == OVERDUE || this == SUSPENDED_STILL || this == FRESH;
    }
}
