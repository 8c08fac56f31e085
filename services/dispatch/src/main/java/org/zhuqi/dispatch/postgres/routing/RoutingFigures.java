package org.zhuqi.dispatch.postgres.routing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.TicketFactRows;

/** What of tickets is counted for the desks that dispatch. */
public final class RoutingFigures {
    private static final String OPEN = "state in ('DISPATCHED', 'OBJECTED', 'IN_PROGRESS', 'SUSPENDED')";
    /** An empty text stands for no narrowing. */
    private static final String IN_JURISDICTION =
            "(? = '' or facts ->> 'chain' = ?) and (? = '' or facts ->> 'place' = ?)";

    private final JdbcClient db;

    public RoutingFigures(JdbcClient db) {
        this.db = db;
    }

    /** Tickets that wait for a desk. */
    public record Waiting(
            @Nullable ChainId chain, @Nullable PlaceId place, TicketState state, long tickets, Instant oldest) {}

    public List<Waiting> waiting(DistrictId district) {
        return db.sql("""
                        select facts ->> 'chain' as chain, facts ->> 'place' as place, state, count(*) as tickets,
                            min(submitted_at) as oldest
                        from dispatch.ticket
                        where district = ? and state in ('SUBMITTED', 'OBJECTED')
                        group by 1, 2, 3
                        order by 1, 2, 3
                        """)
                .param(district.text())
                .query((row, index) -> {
                    String chain = row.getString("chain");
                    String place = row.getString("place");
                    return new Waiting(
                            chain == null ? null : new ChainId(chain),
                            place == null ? null : new PlaceId(place),
                            TicketState.valueOf(row.getString("state")),
                            row.getLong("tickets"),
                            row.getObject("oldest", OffsetDateTime.class).toInstant());
                })
                .list();
    }

    /**
     * What a unit has in hand.
     *
     * @param byState tickets that it leads
     * @param assisting tickets with which it helps
     * @param turns how often a ticket went to it as lead since the day asked for
     * @param cameBack how many of these came back
     */
    public record Load(Map<TicketState, Long> byState, long assisting, long turns, long cameBack) {
        public static final Load NOTHING = new Load(Map.of(), 0, 0, 0);

        public long open() {
            return byState.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final class Draft {
        private final Map<TicketState, Long> byState = new TreeMap<>();
        private long assisting;
        private long turns;
        private long cameBack;
    }

    /**
     * By unit's id.
     *
     * @param units only these; null for all that have had anything
     */
    public Map<String, Load> loads(
            DistrictId district, Jurisdiction within, @Nullable Collection<UnitId> units, Instant since) {
        Map<String, Draft> drafts = new TreeMap<>();
        SqlArrayValue named = new SqlArrayValue(
                "text",
                units == null ? new Object[0] : units.stream().map(UnitId::text).toArray());
        String narrowed = units == null ? "cardinality(?::text[]) = 0" : "%s = any(?)";
        String chain = text(within.chain());
        String place = text(within.place());
        db.sql("""
                select lead, state, count(*) as tickets from dispatch.ticket
                where district = ? and lead is not null and %s and %s and %s
                group by lead, state
                """.formatted(OPEN, IN_JURISDICTION, narrowed.formatted("lead")))
                .params(district.text(), chain, chain, place, place, named)
                .query(row -> {
                    draft(drafts, row.getString("lead"))
                            .byState
                            .put(TicketState.valueOf(row.getString("state")), row.getLong("tickets"));
                });
        db.sql("""
                select assistant, count(*) as tickets
                from dispatch.ticket, jsonb_array_elements_text(facts -> 'assistants') as assistant
                where district = ? and %s and %s and %s
                group by assistant
                """.formatted(OPEN, IN_JURISDICTION, narrowed.formatted("assistant")))
                .params(district.text(), chain, chain, place, place, named)
                .query(row -> {
                    draft(drafts, row.getString("assistant")).assisting = row.getLong("tickets");
                });
        db.sql("""
                select unit, count(*) as turns, count(came_back) as came_back from dispatch.routing_turn
                where district = ? and (? = '' or chain = ?) and (? = '' or place = ?) and %s and since >= ?
                group by unit
                """.formatted(narrowed.formatted("unit")))
                .params(district.text(), chain, chain, place, place, named, since.atOffset(ZoneOffset.UTC))
                .query(row -> {
                    Draft draft = draft(drafts, row.getString("unit"));
                    draft.turns = row.getLong("turns");
                    draft.cameBack = row.getLong("came_back");
                });
        Map<String, Load> loads = new TreeMap<>();
        drafts.forEach((unit, draft) ->
                loads.put(unit, new Load(draft.byState, draft.assisting, draft.turns, draft.cameBack)));
        return loads;
    }

    private static Draft draft(Map<String, Draft> drafts, String unit) {
        return drafts.computeIfAbsent(unit, any -> new Draft());
    }

    /**
     * What came of an item of the menu.
     *
     * @param tickets received in the period; not those that were merged, declined or withdrawn
     * @param enterprises how many different ones they came from
     * @param solved closed, and the unit's last answer says solved
     * @param confirmed of these, the enterprise itself said so
     * @param bounced that came back from a unit at least once
     */
    public record Ordered(
            CatalogueItemId item,
            long tickets,
            long enterprises,
            long closed,
            long solved,
            long confirmed,
            long bounced) {}

    public List<Ordered> items(DistrictId district, Jurisdiction within, Instant from, Instant to) {
        String chain = text(within.chain());
        String place = text(within.place());
        return db.sql("""
                        select item, count(*) as tickets, count(distinct enterprise) as enterprises,
                            count(*) filter (where state = 'CLOSED') as closed,
                            count(*) filter (where state = 'CLOSED' and facts ->> 'outcome' = 'SOLVED') as solved,
                            count(*) filter (where state = 'CLOSED' and facts ->> 'outcome' = 'SOLVED'
                                and (facts ->> 'confirmed')::boolean) as confirmed,
                            count(*) filter (where (facts ->> 'bounces')::int > 0) as bounced
                        from dispatch.ticket
                        where district = ? and submitted_at >= ? and submitted_at < ?
                            and state not in ('MERGED', 'DECLINED', 'WITHDRAWN') and %s
                        group by item
                        order by item
                        """.formatted(IN_JURISDICTION))
                .params(
                        district.text(),
                        from.atOffset(ZoneOffset.UTC),
                        to.atOffset(ZoneOffset.UTC),
                        chain,
                        chain,
                        place,
                        place)
                .query((row, index) -> new Ordered(
                        new CatalogueItemId(row.getString("item")),
                        row.getLong("tickets"),
                        row.getLong("enterprises"),
                        row.getLong("closed"),
                        row.getLong("solved"),
                        row.getLong("confirmed"),
                        row.getLong("bounced")))
                .list();
    }

    /** Tickets that taught something, submitted in the period, the earliest first. */
    public List<TicketFacts> taught(DistrictId district, Instant from, Instant to, int most) {
        return db.sql("""
                        select facts from dispatch.routing_case join dispatch.ticket using (ticket_id)
                        where routing_case.district = ? and routing_case.submitted_at >= ?
                            and routing_case.submitted_at < ?
                        order by routing_case.submitted_at limit ?
                        """)
                .params(district.text(), from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC), most)
                .query((row, index) -> TicketFactRows.read(row.getString("facts")))
                .list();
    }

    /** The same, before a time, the latest first. */
    public List<TicketFacts> taughtBefore(DistrictId district, Instant before, int most) {
        return db.sql("""
                        select facts from dispatch.routing_case join dispatch.ticket using (ticket_id)
                        where routing_case.district = ? and routing_case.submitted_at < ?
                        order by routing_case.submitted_at desc limit ?
                        """)
                .params(district.text(), before.atOffset(ZoneOffset.UTC), most)
                .query((row, index) -> TicketFactRows.read(row.getString("facts")))
                .list();
    }

    private static String text(@Nullable Identifier id) {
        return id == null ? "" : id.text();
    }
}
