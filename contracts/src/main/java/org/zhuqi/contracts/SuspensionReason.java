package org.zhuqi.contracts;

/** The listed reasons for which work may wait. */
public enum SuspensionReason implements Worded {
    WAITING_FOR_ENTERPRISE("等待企业补充材料"),
    WAITING_FOR_HIGHER_AUTHORITY("等待上级批复"),
    STATUTORY_PERIOD("法定程序期间"),
    FORCE_MAJEURE("不可抗力"),
    OTHER("其他");

    private final String zh;

    SuspensionReason(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
