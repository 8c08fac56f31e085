package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What is true at a cut-off of something that a meeting decided. */
public enum DecisionFact implements Fact {
    MADE(0, "decided", "已议定"),
    DONE(1, "carried out", "已落实"),
    /** The last day for it is over, and it is not carried out. */
    OVERDUE(2, "not carried out in time", "逾期未落实");

    private final int bit;
    private final String en;
    private final String zh;

    DecisionFact(int bit, String en, String zh) {
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
