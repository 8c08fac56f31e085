package org.zhuqi.contracts.lifecycle;

/** Which tickets a role's right reaches. */
public enum Scope {
    /** Tickets of the caller's own enterprise. */
    OWN_ENTERPRISE,
    /** Tickets that the caller filed on behalf of an enterprise. */
    OWN_FILED,
    /** Tickets whose lead (主办) is the caller's unit. */
    LEAD_UNIT,
    /** Tickets in which the caller's unit assists (协办). */
    ASSISTING_UNIT,
    /** Tickets in which the caller's unit is lead or assistant (协办). */
    INVOLVED_UNIT,
    /** Any ticket of the district, for a caller who belongs to some unit. */
    ANY_UNIT,
    /**
     * Any ticket of the caller's district; for an account of a chain's committee or of a town, those of that chain or town
     * ({@link Jurisdiction}).
     */
    DISTRICT
}
