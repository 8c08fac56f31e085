package org.zhuqi.contracts;

/** Whose time a clock measures. */
public enum ClockScope implements Worded {
    /** The ticket's, as the enterprise sees it: whoever holds it. */
    TICKET("全单"),
    /** One lead unit's own, from when the ticket came to it, so that nobody answers for the time of others. */
    UNIT("主办单位"),
    /** One assistant's own. */
    ASSISTANT("协办单位");

    private final String zh;

    ClockScope(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
