package org.zhuqi.contracts;

/** What a place is. */
public enum PlaceKind implements Worded {
    TOWN("镇"),
    SUBDISTRICT("街道"),
    PARK("园区");

    private final String zh;

    PlaceKind(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
