package org.zhuqi.contracts;

/** Who dispatches what was ordered: a coordinator, or the system by its rules. */
public enum DispatchMode implements Worded {
    BY_HAND("人工派单"),
    AUTOMATIC("自动派单");

    private final String zh;

    DispatchMode(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
