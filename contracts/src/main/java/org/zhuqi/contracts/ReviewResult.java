package org.zhuqi.contracts;

/** What a round of reviews found of a hard problem. */
public enum ReviewResult implements Worded {
    /** Ready to be written off. */
    SOLVED("已解决"),
    PROGRESS("有进展"),
    STUCK("无进展"),
    /** Not talked about this time, for a reason that is written down. */
    POSTPONED("下轮再议");

    private final String zh;

    ReviewResult(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
