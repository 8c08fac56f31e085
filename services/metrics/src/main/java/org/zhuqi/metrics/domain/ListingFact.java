package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What is true at a cut-off of what an enterprise offers or needs (供需信息). */
public enum ListingFact implements Fact {
    POSTED(0, "posted", "已发布"),
    OFFER(1, "offered", "供应"),
    NEED(2, "needed", "需求"),
    OPEN(3, "holds", "有效"),
    CLOSED(4, "closed", "已关闭"),
    /** Its last day is over, and it was not closed. */
    EXPIRED(5, "ran out", "已过期");

    private final int bit;
    private final String en;
    private final String zh;

    ListingFact(int bit, String en, String zh) {
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
