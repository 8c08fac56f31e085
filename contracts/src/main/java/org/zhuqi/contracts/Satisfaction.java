package org.zhuqi.contracts;

/** The enterprise's own rating. */
public enum Satisfaction implements Worded {
    SATISFIED("满意"),
    BASICALLY_SATISFIED("基本满意"),
    DISSATISFIED("不满意");

    private final String zh;

    Satisfaction(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
