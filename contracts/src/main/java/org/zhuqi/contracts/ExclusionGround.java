package org.zhuqi.contracts;

/** On what ground a ticket is left out of the figures. */
public enum ExclusionGround implements Worded {
    TEST("测试件"),
    OUT_OF_DISTRICT("非本区职责"),
    COMMAND_ERROR("误录"),
    OTHER("其他");

    private final String zh;

    ExclusionGround(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
