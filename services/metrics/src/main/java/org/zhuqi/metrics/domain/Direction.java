package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What a figure that rises says. */
public enum Direction {
    HIGHER_IS_BETTER("the higher the better", "越高越好"),
    LOWER_IS_BETTER("the lower the better", "越低越好"),
    /** A measure of how much there is; nobody did well or badly. */
    NEUTRAL("neither good nor bad", "无优劣之分");

    private final String en;
    private final String zh;

    Direction(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    public Sentence words() {
        return new Sentence(en, zh);
    }
}
