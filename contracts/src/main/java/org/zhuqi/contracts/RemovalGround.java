package org.zhuqi.contracts;

/** On what ground a hard problem leaves the list without being solved. */
public enum RemovalGround implements Worded {
    DUPLICATE("重复列入"),
    LISTED_BY_MISTAKE("误列入"),
    WITHDRAWN_BY_ENTERPRISE("企业撤回"),
    BEYOND_THE_DISTRICT("超出区级权限"),
    OTHER("其他");

    private final String zh;

    RemovalGround(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
