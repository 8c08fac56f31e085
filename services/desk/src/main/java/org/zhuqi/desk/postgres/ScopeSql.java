package org.zhuqi.desk.postgres;

import org.zhuqi.platform.security.Caller;

/** Who may see which tickets, as a condition on {@code desk.ticket t}; {@link org.zhuqi.desk.domain.TicketAccess} in SQL. */
final class ScopeSql {
    private ScopeSql() {}

    static void restrict(Conditions where, Caller caller) {
        where.and(
                "t.district = :callerDistrict",
                "callerDistrict",
                caller.district().text());
        switch (caller.role()) {
            case ENTERPRISE ->
                where.and(
                        "t.enterprise = :callerEnterprise",
                        "callerEnterprise",
                        caller.enterprise() == null ? null : caller.enterprise().text());
            case OFFICER ->
                where.and(
                        "t.filed_by = :callerAccount",
                        "callerAccount",
                        caller.account().text());
            case HANDLER -> {
                if (caller.unit() == null) {
                    where.and("false");
                } else {
                    where.and(
                            "(t.units @> array[:callerUnit::text] or t.state = 'OPEN_CALL')",
                            "callerUnit",
                            caller.unit().text());
                }
            }
            case COORDINATOR, SUPERVISOR, AUDITOR, ADMIN, IMPORTER -> {}
            case SYSTEM -> where.and("false");
        }
    }
}
