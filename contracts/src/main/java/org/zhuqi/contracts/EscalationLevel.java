package org.zhuqi.contracts;

/** Who looks after an escalated ticket. */
public enum EscalationLevel implements Worded {
    DISTRICT_OFFICE("区专班"),
    DISTRICT_LEADER("分管区领导"),
    CITY("市级");

    private final String zh;

    EscalationLevel(String zh) {
        this.zh = zh;
    }

    /** Whether there is none above it. */
    public boolean isHighest() {
        return this == CITY;
    }

    @Override
    public String zh() {
        return zh;
    }
}
