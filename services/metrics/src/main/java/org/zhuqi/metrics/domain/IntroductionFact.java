package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What is true at a cut-off of an offer and a need that were brought together (供需对接). */
public enum IntroductionFact implements Fact {
    PROPOSED(0, "proposed", "已发起"),
    BY_COORDINATOR(1, "the coordinator brought both together", "派单员牵线"),
    ACCEPTED(2, "both sides agreed", "双方同意"),
    DECLINED(3, "a side declined", "一方谢绝"),
    DEALT(4, "a deal", "已成交"),
    FELL_THROUGH(5, "no deal", "未成交");

    private final int bit;
    private final String en;
    private final String zh;

    IntroductionFact(int bit, String en, String zh) {
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
