package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What the period of a question means. */
public enum Basis {
    RECEIVED("what was received in the period, as it stands at the cut-off", "期内收到的，按截止时点的状态统计"),
    HAPPENED("what happened in the period, up to the cut-off", "期内发生的，截止时点以前"),
    STANDING("what stands at the cut-off, whenever it was received", "截止时点的存量，不论何时收到");

    private final String en;
    private final String zh;

    Basis(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    public Sentence words() {
        return new Sentence(en, zh);
    }
}
