package org.zhuqi.dispatch.postgres;

import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.security.Caller;

/** Whether one of some tickets is the caller's own: of its enterprise, its unit, its part of the district. */
final class OwnTickets {
    private OwnTickets() {}

    /**
     * A condition.
     *
     * @param ids an SQL expression, an array of ticket ids
     */
    static String among(String ids, Caller caller, ConditionList where) {
        return "exists (select from dispatch.ticket t where t.ticket_id = any(%s) and %s)"
                .formatted(ids, own(caller, where));
    }

    private static String own(Caller caller, ConditionList where) {
        return switch (caller.role()) {
            case ENTERPRISE -> {
                EnterpriseId enterprise = caller.enterprise();
                where.with("ownEnterprise", enterprise == null ? "" : enterprise.text());
                yield "t.enterprise = :ownEnterprise";
            }
            case OFFICER -> {
                where.with("ownAccount", caller.account().text())
                        .withTexts(
                                "looksAfter",
                                caller.looksAfter().stream()
                                        .map(EnterpriseId::text)
                                        .toList());
                yield "(t.facts ->> 'filedBy' = :ownAccount or t.enterprise = any(:looksAfter))";
            }
            case HANDLER -> {
                UnitId unit = caller.unit();
                where.with("ownUnit", unit == null ? "" : unit.text());
                yield "(jsonb_exists(t.facts -> 'leads', :ownUnit) or jsonb_exists(t.facts -> 'assistants', :ownUnit))";
            }
            case COORDINATOR, SUPERVISOR -> {
                ChainId chain = caller.jurisdiction().chain();
                PlaceId place = caller.jurisdiction().place();
                String own = "true";
                if (chain != null) {
                    where.with("ownChain", chain.text());
                    own += " and t.facts ->> 'chain' = :ownChain";
                }
                if (place != null) {
                    where.with("ownPlace", place.text());
                    own += " and t.facts ->> 'place' = :ownPlace";
                }
                yield own;
            }
            case AUDITOR, ADMIN, IMPORTER -> "true";
            case SYSTEM -> "false";
        };
    }
}
