package org.zhuqi.contracts;

/** How it is decided who gets an open call. */
public enum CallChoice implements Worded {
    /** Whoever claims first has it. */
    FIRST_CLAIM("先领先办"),
    /** The claims are gathered, and the coordinator chooses one. */
    BEST_PLAN("择优选定");

    private final String zh;

    CallChoice(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
