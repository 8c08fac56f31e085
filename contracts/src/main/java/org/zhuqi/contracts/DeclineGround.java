package org.zhuqi.contracts;

/** On what ground a request is not taken. */
public enum DeclineGround implements Worded {
    NOT_WITHIN_COMPETENCE("不属职权范围"),
    IN_LEGAL_PROCEEDINGS("已进入法律程序"),
    INCOMPREHENSIBLE("内容不明"),
    INVALID("无效诉求"),
    OTHER("其他");

    private final String zh;

    DeclineGround(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
