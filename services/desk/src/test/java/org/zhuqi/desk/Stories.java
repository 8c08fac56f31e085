package org.zhuqi.desk;

import java.time.Instant;
import java.util.List;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;

/** What happens in the tests. */
final class Stories {
    static final EnterpriseId HUACAI = new EnterpriseId("huacai");
    static final CatalogueItemId LABOUR_ITEM = new CatalogueItemId("labour");
    static final UnitId LABOUR = new UnitId("labour-bureau");
    static final UnitId LAND = new UnitId("land-bureau");
    static final UnitId OFFICE = new UnitId("enterprise-office");
    static final AccountId ZHANG = new AccountId("zhang.san");
    static final Instant MONDAY = Instant.parse("2023-04-10T01:00:00Z");

    private Stories() {}

    static TicketEvent.Submitted submitted(EnterpriseId enterprise, CatalogueItemId item, String title, String text) {
        return new TicketEvent.Submitted(enterprise, title, text, item, Urgency.NORMAL, null, null, null, List.of());
    }

    static TicketEvent.Submitted submitted(EnterpriseId enterprise, ChainId chain, PlaceId place) {
        return new TicketEvent.Submitted(
                enterprise, "扩产", "需要厂房。", LABOUR_ITEM, Urgency.NORMAL, null, chain, place, List.of());
    }

    static TicketEvent.Submitted submitted(String title, String text) {
        return submitted(HUACAI, LABOUR_ITEM, title, text);
    }

    static TicketEvent.Submitted submitted() {
        return submitted("招工难", "旺季用工缺口五十人。");
    }

    static TicketEvent.Dispatched dispatchedTo(UnitId lead, UnitId... assistants) {
        return new TicketEvent.Dispatched(lead, List.of(assistants), null, null);
    }

    static TicketEvent.Accepted accepted(UnitId unit) {
        return new TicketEvent.Accepted(unit, ZHANG, null);
    }

    static TicketEvent.ProgressRecorded progress(String note, boolean internal) {
        return new TicketEvent.ProgressRecorded(note, internal, List.of());
    }

    static TicketEvent.Answered answered(UnitId unit) {
        return new TicketEvent.Answered(unit, AnswerOutcome.SOLVED, "已举办专场招聘会。", null, List.of());
    }
}
