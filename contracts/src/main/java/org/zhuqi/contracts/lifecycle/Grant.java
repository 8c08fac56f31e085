package org.zhuqi.contracts.lifecycle;

/** One role's right to send a command, and how far it reaches. */
public record Grant(Role role, Scope scope) {
    public static final Grant ENTERPRISE = new Grant(Role.ENTERPRISE, Scope.OWN_ENTERPRISE);
    public static final Grant OFFICER = new Grant(Role.OFFICER, Scope.OWN_FILED);
    public static final Grant COORDINATOR = new Grant(Role.COORDINATOR, Scope.DISTRICT);
    public static final Grant SUPERVISOR = new Grant(Role.SUPERVISOR, Scope.DISTRICT);
    public static final Grant LEAD = new Grant(Role.HANDLER, Scope.LEAD_UNIT);
    public static final Grant ASSISTANT = new Grant(Role.HANDLER, Scope.ASSISTING_UNIT);
    public static final Grant INVOLVED = new Grant(Role.HANDLER, Scope.INVOLVED_UNIT);
    public static final Grant ANY_UNIT = new Grant(Role.HANDLER, Scope.ANY_UNIT);
    public static final Grant SYSTEM = new Grant(Role.SYSTEM, Scope.DISTRICT);
}
