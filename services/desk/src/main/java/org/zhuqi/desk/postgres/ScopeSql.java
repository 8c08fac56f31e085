package org.zhuqi.desk.postgres;

import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.platform.security.Caller;

/** Who may see which tickets, as a condition on {@code desk.ticket t}; {@link org.zhuqi.platform.security.TicketAccess} in SQL. */
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
                where.and("(t.filed_by = :callerAccount or t.enterprise = any(:callerLooksAfter))")
                        .with("callerAccount", caller.account().text())
                        .with(
                                "callerLooksAfter",
                                caller.looksAfter().stream()
                                        .map(EnterpriseId::text)
                                        .toArray(String[]::new));
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
            case COORDINATOR, SUPERVISOR -> {
                ChainId chain = caller.jurisdiction().chain();
                if (chain != null) {
                    where.and("t.chain = :callerChain", "callerChain", chain.text());
                }
                PlaceId place = caller.jurisdiction().place();
                if (place != null) {
                    where.and("t.place = :callerPlace", "callerPlace", place.text());
                }
            }
            case AUDITOR, ADMIN, IMPORTER -> {}
            case SYSTEM -> where.and("false");
        }
    }
}
