package org.zhuqi.contracts;

/** How urgent the enterprise says it is. */
public enum Urgency implements Worded {
    NORMAL("一般"),
    URGENT("紧急");

    private final String zh;

    Urgency(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
