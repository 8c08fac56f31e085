package org.zhuqi.dispatch.domain;

/** Whether a listing still holds. Expired is worked out from the day: nothing happens when it passes. */
public enum ListingStatus {
    OPEN,
    EXPIRED,
    CLOSED
}
