package org.zhuqi.contracts;

/** What an answer says came of the request. 办结 ≠ 解决 ≠ 满意: this is the unit's word alone. */
public enum AnswerOutcome implements Worded {
    SOLVED("已解决"),
    PARTLY("部分解决"),
    EXPLAINED("解释说明"),
    UNSOLVED("未解决");

    private final String zh;

    AnswerOutcome(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
