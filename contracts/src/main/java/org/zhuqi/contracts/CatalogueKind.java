package org.zhuqi.contracts;

/** What an item of the menu is: a kind of problem, or a service that can be ordered. */
public enum CatalogueKind implements Worded {
    PROBLEM("诉求"),
    SERVICE("服务");

    private final String zh;

    CatalogueKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
