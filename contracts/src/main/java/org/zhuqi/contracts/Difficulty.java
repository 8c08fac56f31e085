package org.zhuqi.contracts;

/** How hard a ticket is; a tiered policy gives each its own days. */
public enum Difficulty implements Worded {
    SIMPLE("简单"),
    GENERAL("一般"),
    COMPLEX("复杂");

    private final String zh;

    Difficulty(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
