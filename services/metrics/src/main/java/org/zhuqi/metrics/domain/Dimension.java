package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** By what figures are grouped. What has no value there is a group of its own, so that the groups add up to the whole. */
public enum Dimension {
    DISTRICT("district", "区县"),
    /** The lead unit at the cut-off, or whose step or clock it is. */
    UNIT("unit", "承办单位"),
    CHAIN("chain", "产业链"),
    PLACE("town or park", "镇街园区"),
    /** Of the menu, as it stood at the cut-off; of a step, as it stood then. */
    ITEM("item of the menu", "事项"),
    /** Who filed it on the enterprise's behalf. */
    OFFICER("officer who filed it", "代报助企员"),
    ENTERPRISE("enterprise", "企业"),
    /** As the directory has it now. */
    SIZE("size of the enterprise", "企业规模"),
    MONTH("month", "月份");

    private final String en;
    private final String zh;

    Dimension(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    public Sentence words() {
        return new Sentence(en, zh);
    }
}
