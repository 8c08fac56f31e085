package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What is true of a hard problem (重难点问题) at a cut-off. */
public enum HardProblemFact implements Fact {
    LISTED(0, "came onto the list", "列入清单"),
    ON_THE_LIST(1, "stands on the list", "在册"),
    WRITTEN_OFF(2, "written off", "已销号"),
    CONFIRMED(3, "the enterprises say so themselves", "经企业确认"),
    /** It left the list unsolved. */
    REMOVED(4, "removed from the list", "移出清单"),
    /** It was there already, or never ought to have been. */
    MISTAKEN(5, "listed twice or by mistake", "重复或误列"),
    REVIEWED(6, "talked about in a round of reviews", "经会商"),
    RELISTED(7, "came back onto the list", "重新列入"),
    /** The day until which it shall be solved is over, and it stands on the list. */
    OVERDUE(8, "not solved by its day", "逾期未销号");

    private final int bit;
    private final String en;
    private final String zh;

    HardProblemFact(int bit, String en, String zh) {
        this.bit = bit;
        this.en = en;
        this.zh = zh;
    }

    @Override
    public int bit() {
        return bit;
    }

    @Override
    public Sentence words() {
        return new Sentence(en, zh);
    }
}
