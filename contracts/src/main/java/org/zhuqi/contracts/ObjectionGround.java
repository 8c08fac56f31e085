package org.zhuqi.contracts;

/** On what ground a unit says that a ticket is not its own. */
public enum ObjectionGround implements Worded {
    NOT_COMPETENT("不属本单位职责"),
    OTHER_UNIT_LEADS("应由其他单位主办"),
    WRONG_PLACE("不属本辖区"),
    INSUFFICIENT_INFORMATION("信息不足无法办理");

    private final String zh;

    ObjectionGround(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
