package org.zhuqi.contracts;

/** Where a clock is. That a running clock is past its due date is seen from the date. */
public enum ClockState implements Worded {
    RUNNING("计时中"),
    PAUSED("已停表"),
    /** What it waited for came by the due date. */
    MET("按时"),
    /** What it waited for came after the due date. */
    LATE("超时"),
    /** What it waited for is not asked any more: withdrawn, declined, handed to another unit. No verdict. */
    RELEASED("已解除");

    private final String zh;

    ClockState(String zh) {
        this.zh = zh;
    }

    public boolean isOpen() {
        return this == RUNNING || this == PAUSED;
    }

    @Override
    public String zh() {
        return zh;
    }
}
