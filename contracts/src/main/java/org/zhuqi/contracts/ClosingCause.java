package org.zhuqi.contracts;

/** Why a ticket was closed without the enterprise's own confirmation. */
public enum ClosingCause implements Worded {
    TIME_OUT("逾期未确认"),
    CALL_BACK("回访销号");

    private final String zh;

    ClosingCause(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
