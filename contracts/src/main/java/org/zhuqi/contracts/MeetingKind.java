package org.zhuqi.contracts;

/** What a coordination meeting (协调会) is about. */
public enum MeetingKind implements Worded {
    /** Several tickets that have the same trouble. */
    COMMON("共性"),
    /** One ticket. */
    INDIVIDUAL("个性"),
    /** Chaired by the district leader in charge. */
    ESCALATED("提级");

    private final String zh;

    MeetingKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
