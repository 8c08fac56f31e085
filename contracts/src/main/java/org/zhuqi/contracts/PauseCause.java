package org.zhuqi.contracts;

/** Why a clock stands still. */
public enum PauseCause implements Worded {
    SUSPENDED("挂起"),
    OBJECTED("退单待裁定"),
    MERGED("已并单");

    private final String zh;

    PauseCause(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
