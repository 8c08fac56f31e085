package org.zhuqi.platform.security;

/** How far a {@link Door} leads: which data a caller who may use it meets behind it. What lies beyond is answered 404. */
public enum Reach {
    PUBLIC("anybody, without a token", "无需登录"),
    ANYONE("the same for everybody who is logged in", "登录即可，内容人人相同"),
    OWN("the caller's own", "本人"),
    TICKET("a ticket that the caller may see", "可查看的诉求单"),
    TICKETS("the tickets that the caller may see", "可查看的全部诉求单"),
    LIFECYCLE("a ticket, as far as the lifecycle lets the role send the command", "按流转表规定的角色与范围"),
    PERSON("a person whom the caller needs to know", "因工作需要可查看的人员"),
    PERSONS("the persons of whom the caller may know", "可查看的人员"),
    ENTERPRISES(
            "an enterprise itself, an officer those paired with them, everybody else those of the own district",
            "企业限本企业，助企员限结对企业，其他角色限本区"),
    VISITS(
            "visits: an enterprise its own, an officer those paid or of enterprises paired, a handler those the unit came"
                    + " along on, a committee its part of the district, the others all of it",
            "走访：企业限本企业，助企员限本人参加或结对企业，经办人限本单位参加，链（镇街）专班限本链（镇街），其他角色限本区"),
    LISTINGS(
            "supply and demand: an enterprise its own and of others' what is listed to it, an officer the same for those"
                    + " paired, a committee its part of the district, the others all of it",
            "供需：企业限本企业及对其公开的信息，助企员同结对企业，链（镇街）专班限本链（镇街），其他角色限本区"),
    OWN_UNIT("a handler the own unit, everybody else the units of the own district", "经办人限本单位，其他角色限本区"),
    FIGURES(
            "figures and who is behind them: an officer of what the officer filed, a handler of the own unit, a committee of"
                    + " its part of the district, the others of all of it",
            "指标及其对应诉求单：助企员限本人代报，经办人限本单位，链（镇街）专班限本链（镇街），其他角色限本区"),
    MATTER(
            "what is about a ticket that the caller may see, or involves the caller or its unit",
            "与可查看的诉求单有关，或涉及本人、本单位"),
    DISTRICT("the caller's own district", "本区"),
    INSTALLATION("the whole installation; only for accounts of all districts", "整个系统，仅限可管理全部区县的账号");

    private final String en;
    private final String zh;

    Reach(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    public String en() {
        return en;
    }

    public String zh() {
        return zh;
    }
}
