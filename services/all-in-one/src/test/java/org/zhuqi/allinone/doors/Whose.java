package org.zhuqi.allinone.doors;

/** Whose data a request is about, seen from its caller. */
enum Whose {
    /** The own ticket, unit, enterprise, command. */
    OWN,
    /** Of somebody else in the same district. */
    SAME_DISTRICT,
    OTHER_DISTRICT
}
