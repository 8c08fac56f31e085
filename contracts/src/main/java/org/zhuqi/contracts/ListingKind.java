package org.zhuqi.contracts;

/** Which side of supply and demand a listing is. */
public enum ListingKind implements Worded {
    OFFER("供应"),
    NEED("需求");

    private final String zh;

    ListingKind(String zh) {
        this.zh = zh;
    }

    public ListingKind other() {
        return this == OFFER ? NEED : OFFER;
    }

    @Override
    public String zh() {
        return zh;
    }
}
