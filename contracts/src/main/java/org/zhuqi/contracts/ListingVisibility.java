package org.zhuqi.contracts;

/** To which enterprises of the district a listing is shown. */
public enum ListingVisibility implements Worded {
    /** To those of the same industry chain. */
    CHAIN("本链可见"),
    DISTRICT("全区可见");

    private final String zh;

    ListingVisibility(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
