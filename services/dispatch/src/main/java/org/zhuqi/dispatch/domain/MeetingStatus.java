package org.zhuqi.dispatch.domain;

/** PLANNED → HELD | CANCELLED. */
public enum MeetingStatus {
    PLANNED("待召开"),
    HELD("已召开"),
    CANCELLED("已取消");

    private final String zh;

    MeetingStatus(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
