package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What is true of a coordination meeting (协调会) at a cut-off. */
public enum MeetingFact implements Fact {
    PLANNED(0, "still to come", "待召开"),
    HELD(1, "held", "已召开"),
    CANCELLED(2, "cancelled", "已取消"),
    COMMON(3, "about a common problem", "共性"),
    INDIVIDUAL(4, "about one ticket", "个性"),
    ESCALATED(5, "chaired by the district leader in charge", "提级"),
    CORRECTED(6, "its minutes were put right", "纪要已更正");

    private final int bit;
    private final String en;
    private final String zh;

    MeetingFact(int bit, String en, String zh) {
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
