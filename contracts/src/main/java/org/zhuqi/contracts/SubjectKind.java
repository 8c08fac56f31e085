package org.zhuqi.contracts;

/** What a dispatch event is about. */
public enum SubjectKind implements Worded {
    /** An officer's visit to an enterprise. */
    VISIT("走访"),
    /** Several tickets that have one cause. */
    COMMON_PROBLEM("共性问题"),
    MEETING("协调会"),
    HARD_PROBLEM("重难点问题"),
    /** A round of reviews of all hard problems of a district (滚筒式破难). */
    REVIEW_ROUND("破难轮次"),
    /** What an enterprise offers or needs. */
    LISTING("供需信息"),
    /** An offer and a need that were brought together. */
    INTRODUCTION("供需对接");

    private final String zh;

    SubjectKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
