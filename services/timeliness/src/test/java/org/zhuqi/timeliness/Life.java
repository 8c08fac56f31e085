package org.zhuqi.timeliness;

import static org.zhuqi.timeliness.MovableTime.china;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;

/** What happens to a ticket, as the engine publishes it, in Chinese local time. */
final class Life {
    static final EnterpriseId HUACAI = new EnterpriseId("huacai");
    static final UnitId LABOUR = new UnitId("labour-bureau");
    static final UnitId LAND = new UnitId("land-bureau");
    static final UnitId POWER = new UnitId("power-company");

    private static final Caller BOSS = Callers.enterprise("boss", HUACAI);
    private static final Caller COORDINATOR = Callers.coordinator("li.lei");

    private final EventStory story;
    private UnitId lead = LABOUR;
    private int round = 1;
    private int told;

    Life(TicketNumber number) {
        story = EventStory.of(number);
    }

    EventStory story() {
        return story;
    }

    TicketId ticket() {
        return story.ticket();
    }

    TicketNumber number() {
        return story.number();
    }

    /** What has happened since this was asked last. */
    List<org.apache.kafka.clients.producer.ProducerRecord<String, byte[]>> news() {
        var all = story.records();
        var news = all.subList(told, all.size());
        told = all.size();
        return news;
    }

    Life under(String policy) {
        story.under(policy);
        return this;
    }

    /** What follows was brought in from another system at this time. */
    Life imported(String at) {
        story.importedFrom(new Provenance("2023.xlsx", "7", 7L, false, new AccountId("importer")))
                .recordedAt(china(at));
        return this;
    }

    Life live() {
        story.live();
        return this;
    }

    Life submitted(String at) {
        return submitted(at, BOSS);
    }

    Life submitted(String at, Caller by) {
        return happens(
                by,
                at,
                TicketState.SUBMITTED,
                new TicketEvent.Submitted(
                        by.enterprise() == null ? HUACAI : by.enterprise(),
                        "招工难",
                        "旺季用工缺口五十人。",
                        new CatalogueItemId("labour"),
                        Urgency.NORMAL,
                        null,
                        null,
                        null,
                        List.of()));
    }

    Life dispatched(String at, UnitId to, UnitId... assistants) {
        lead = to;
        return happens(
                COORDINATOR,
                at,
                TicketState.DISPATCHED,
                new TicketEvent.Dispatched(to, List.of(assistants), null, null));
    }

    Life redispatched(String at, UnitId to) {
        UnitId from = lead;
        lead = to;
        return happens(
                COORDINATOR,
                at,
                TicketState.DISPATCHED,
                new TicketEvent.Redispatched(from, to, List.of(), "不属于该单位职责。"));
    }

    Life accepted(String at) {
        return byUnit(at, TicketState.IN_PROGRESS, new TicketEvent.Accepted(lead, new AccountId("zhang.san"), null));
    }

    Life progressed(String at) {
        return byUnit(at, TicketState.IN_PROGRESS, new TicketEvent.ProgressRecorded("已联系企业。", false, List.of()));
    }

    Life suspended(String at, @Nullable String until) {
        return byUnit(
                at,
                TicketState.SUSPENDED,
                new TicketEvent.Suspended(
                        SuspensionReason.WAITING_FOR_ENTERPRISE,
                        "等待企业补充材料。",
                        until == null ? null : LocalDate.parse(until)));
    }

    Life resumed(String at) {
        return byUnit(at, TicketState.IN_PROGRESS, new TicketEvent.Resumed(null));
    }

    Life askedForMoreTime(String at, String until) {
        return byUnit(at, TicketState.IN_PROGRESS, new TicketEvent.ExtensionRequested(china(until), "材料复杂。"));
    }

    Life granted(String at, String until) {
        return happens(COORDINATOR, at, TicketState.IN_PROGRESS, new TicketEvent.ExtensionGranted(china(until), null));
    }

    Life answered(String at) {
        return byUnit(
                at,
                TicketState.ANSWERED,
                new TicketEvent.Answered(lead, AnswerOutcome.SOLVED, "已举办专场招聘会。", null, List.of()));
    }

    Life disputed(String at) {
        story.inRound(++round);
        return happens(BOSS, at, TicketState.IN_PROGRESS, new TicketEvent.Disputed("仍有缺口。"));
    }

    Life confirmed(String at) {
        return happens(BOSS, at, TicketState.CLOSED, new TicketEvent.Confirmed(null));
    }

    Life byUnit(String at, TicketState state, TicketEvent event) {
        return happens(Callers.handler("zhang.san", lead), at, state, event);
    }

    private Life happens(Caller by, String at, TicketState state, TicketEvent event) {
        story.by(by).at(china(at)).tells(event, state);
        return this;
    }
}
