package org.zhuqi.dispatch.domain;

/** LISTED → IN_REVIEW → WRITTEN_OFF | REMOVED, and back by being listed again. */
public enum ProblemStatus {
    /** On the list; no round has talked about it yet. */
    LISTED("已列入"),
    /** On the list; at least one round has talked about it. */
    IN_REVIEW("破难中"),
    WRITTEN_OFF("已销号"),
    /** Left the list without being solved. */
    REMOVED("已移出");

    private final String zh;

    ProblemStatus(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    public boolean isOnTheList() {
        return this == LISTED || this == IN_REVIEW;
    }
}
