package org.zhuqi.contracts.lifecycle;

/** Where a ticket is. {@link #NEW} is before its first event and never stored. */
public enum TicketState {
    NEW("未提交", "not yet submitted"),
    SUBMITTED("待派单", "waiting to be dispatched"),
    OPEN_CALL("揭榜中", "published as an open call"),
    DISPATCHED("待接单", "waiting to be accepted"),
    OBJECTED("退单待裁定", "objected, waiting for a ruling"),
    IN_PROGRESS("办理中", "in progress"),
    SUSPENDED("挂起", "suspended"),
    ANSWERED("已办结待确认", "answered, waiting for the enterprise"),
    CLOSED("已销号", "closed"),
    MERGED("已并单", "merged into another ticket"),
    DECLINED("不予受理", "declined"),
    WITHDRAWN("已撤回", "withdrawn");

    private final String zh;
    private final String en;

    TicketState(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
