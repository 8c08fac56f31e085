package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What is true of a visit (走访) at a cut-off. One that was struck out is none from then on. */
public enum VisitFact implements Fact {
    MADE(0, "made", "已走访"),
    FOUND_SOMETHING(1, "tickets were filed for what was found", "发现问题并提单"),
    WITH_UNITS(2, "units came along", "部门同行");

    private final int bit;
    private final String en;
    private final String zh;

    VisitFact(int bit, String en, String zh) {
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
