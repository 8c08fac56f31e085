package org.zhuqi.contracts;

/** What kind of unit takes tickets. */
public enum UnitKind implements Worded {
    DEPARTMENT("部门"),
    PUBLIC_UTILITY("公用企业"),
    BANK("银行"),
    RESEARCH_TEAM("科研团队"),
    COMMITTEE("联合党委"),
    TOWN_OFFICE("镇街"),
    SERVICE_CENTRE("企业服务中心");

    private final String zh;

    UnitKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
