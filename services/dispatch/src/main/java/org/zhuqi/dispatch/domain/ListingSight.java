package org.zhuqi.dispatch.domain;

/** How much of a listing somebody sees. */
public enum ListingSight {
    /** All of it. */
    WHOLE,
    /** What is listed to everybody: title, description, category, who and of which chain. */
    PUBLIC,
    NONE
}
