package org.zhuqi.contracts;

/** How loudly a step of the warning ladder speaks. */
public enum WarningLevel implements Worded {
    REMINDER("催办"),
    YELLOW("黄牌"),
    RED("红牌"),
    SUPERVISION("督办");

    private final String zh;

    WarningLevel(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
