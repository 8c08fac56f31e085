package org.zhuqi.contracts;

/** The size of an enterprise by the joint notice 工信部联企业〔2011〕300号 of four ministries, as the district enters it. */
public enum EnterpriseSize implements Worded {
    LARGE("大型"),
    MEDIUM("中型"),
    SMALL("小型"),
    MICRO("微型");

    private final String zh;

    EnterpriseSize(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
