package org.zhuqi.contracts;

/** What came of two enterprises that were introduced to each other. */
public enum DealResult implements Worded {
    DEALT("已成交"),
    FELL_THROUGH("未成交");

    private final String zh;

    DealResult(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
