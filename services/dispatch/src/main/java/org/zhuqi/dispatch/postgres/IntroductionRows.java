package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.dispatch.domain.Introduction;
import org.zhuqi.dispatch.domain.ListingFilter.Position;
import org.zhuqi.platform.security.Caller;

/** {@code dispatch.introduction}. */
public final class IntroductionRows {
    private static final String SELECT = """
            select i.id, i.version, i.district, i.offer, i.need, i.status, i.offer_agreed, i.need_agreed, i.asked_by, i.note,
                i.ticket, i.reason, i.amount, i.result_note, i.proposed_by, i.proposed_at, i.ended_at
            from dispatch.introduction i
            join dispatch.listing o on o.id = i.offer
            join dispatch.listing n on n.id = i.need
            """;

    private final JdbcClient db;

    public IntroductionRows(JdbcClient db) {
        this.db = db;
    }

    /** @param chain null for listings of none, and for all chains together */
    public record ChainCount(@Nullable ChainId chain, long introductions, long deals) {}

    /** If the caller may see it: a party, or whoever looks after one of them, or the coordinator of the ticket. */
    public Optional<Introduction> find(SubjectId id, Caller caller) {
        Narrowing where = shownTo(caller).and("i.id = ?", id.value());
        return db.sql(SELECT + " where " + where.sql())
                .params(where.parameters())
                .query(IntroductionRows::introduction)
                .optional();
    }

    /** Locked until the transaction ends. */
    public Introduction lock(SubjectId id) {
        return db.sql(SELECT + " where i.id = ? for update of i")
                .param(id.value())
                .query(IntroductionRows::introduction)
                .single();
    }

    /** Those not ended, of these offers and needs. */
    public List<Introduction> goingOn(Collection<SubjectId> listings) {
        SqlArrayValue ids = new SqlArrayValue(
                "uuid", listings.stream().map(SubjectId::value).toArray());
        return db.sql(SELECT + " where i.offer = any(?) and i.need = any(?) and i.status in ('PROPOSED', 'ACCEPTED')")
                .params(ids, ids)
                .query(IntroductionRows::introduction)
                .list();
    }

    public Optional<Introduction> find(DistrictId district, SubjectId id) {
        return db.sql(SELECT + " where i.district = ? and i.id = ?")
                .params(district.text(), id.value())
                .query(IntroductionRows::introduction)
                .optional();
    }

    /** What told the request apart with which it was proposed. */
    public Optional<String> request(SubjectId id) {
        return db.sql("select request from dispatch.introduction where id = ? and request is not null")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    /** @return false if there is one of that id, or one of the two going on */
    public boolean add(Introduction introduction, String request) {
        return db.sql("""
                        insert into dispatch.introduction (id, version, district, offer, need, status, offer_agreed,
                            need_agreed, asked_by, note, ticket, proposed_by, proposed_at, request)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .param(introduction.id().value())
                        .param(introduction.version())
                        .param(introduction.district().text())
                        .param(introduction.offer().value())
                        .param(introduction.need().value())
                        .param(introduction.status().name())
                        .param(introduction.offerAgreed())
                        .param(introduction.needAgreed())
                        .param(
                                introduction.askedBy() == null
                                        ? null
                                        : introduction.askedBy().text())
                        .param(introduction.note())
                        .param(
                                introduction.ticket() == null
                                        ? null
                                        : introduction.ticket().value())
                        .param(introduction.proposedBy().text())
                        .param(introduction.proposedAt().atOffset(ZoneOffset.UTC))
                        .param(request)
                        .update()
                == 1;
    }

    /** What may change of it. */
    public void save(Introduction introduction) {
        Instant endedAt = introduction.endedAt();
        db.sql("""
                update dispatch.introduction set version = ?, status = ?, offer_agreed = ?, need_agreed = ?, reason = ?,
                    amount = ?, result_note = ?, ended_at = ?
                where id = ?
                """)
                .param(introduction.version())
                .param(introduction.status().name())
                .param(introduction.offerAgreed())
                .param(introduction.needAgreed())
                .param(introduction.reason())
                .param(introduction.amount())
                .param(introduction.resultNote())
                .param(endedAt == null ? null : endedAt.atOffset(ZoneOffset.UTC))
                .param(introduction.id().value())
                .update();
    }

    /** The newest first. */
    public List<Introduction> page(
            @Nullable SubjectId listing,
            @Nullable TicketId ticket,
            Introduction.@Nullable Status status,
            @Nullable Position after,
            Caller caller,
            int limit) {
        Narrowing where = shownTo(caller);
        if (listing != null) {
            where.and("(i.offer = ? or i.need = ?)", listing.value(), listing.value());
        }
        if (ticket != null) {
            where.and("(i.ticket = ? or o.ticket = ? or n.ticket = ?)", ticket.value(), ticket.value(), ticket.value());
        }
        if (status != null) {
            where.and("i.status = ?", status.name());
        }
        if (after != null) {
            where.and(
                    "(i.proposed_at, i.id) < (?, ?)",
                    after.at().atOffset(ZoneOffset.UTC),
                    after.id().value());
        }
        return db.sql(SELECT + " where " + where.sql() + " order by i.proposed_at desc, i.id desc limit ?")
                .params(where.parametersAnd(limit))
                .query(IntroductionRows::introduction)
                .list();
    }

    /** Counts once for the chain of each side; all together last, where each counts once. */
    public List<ChainCount> byChain(DistrictId district, Jurisdiction jurisdiction) {
        Narrowing where = Narrowing.to("l.district = ?", district.text()).within(jurisdiction, "l");
        return db.sql("""
                        select l.chain, count(distinct i.id), count(distinct i.id) filter (where i.status = 'DEALT')
                        from dispatch.introduction i
                        join dispatch.listing l on l.id in (i.offer, i.need)
                        where %s
                        group by grouping sets ((l.chain), ())
                        order by grouping(l.chain), l.chain
                        """.formatted(where.sql()))
                .params(where.parameters())
                .query((row, index) -> new ChainCount(
                        row.getString(1) == null ? null : new ChainId(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3)))
                .list();
    }

    private static Narrowing shownTo(Caller caller) {
        Narrowing where = Narrowing.to("i.district = ?", caller.district().text());
        return switch (caller.role()) {
            case ENTERPRISE -> {
                String own =
                        caller.enterprise() == null ? "" : caller.enterprise().text();
                yield where.and("(o.enterprise = ? or n.enterprise = ?)", own, own);
            }
            case OFFICER ->
                where.and(
                        "(o.enterprise = any(?) or n.enterprise = any(?))",
                        Narrowing.texts(caller.looksAfter()),
                        Narrowing.texts(caller.looksAfter()));
            case COORDINATOR, SUPERVISOR -> {
                ChainId chain = caller.jurisdiction().chain();
                PlaceId place = caller.jurisdiction().place();
                String chainText = chain == null ? "" : chain.text();
                String placeText = place == null ? "" : place.text();
                yield chain == null && place == null
                        ? where
                        : where.and(
                                """
                                ((? = '' or o.chain = ?) and (? = '' or o.place = ?)
                                    or (? = '' or n.chain = ?) and (? = '' or n.place = ?)
                                    or exists (select from dispatch.ticket t
                                        where t.ticket_id in (i.ticket, o.ticket, n.ticket) and t.district = i.district
                                            and (? = '' or t.facts ->> 'chain' = ?)
                                            and (? = '' or t.facts ->> 'place' = ?)))
                                """,
                                chainText,
                                chainText,
                                placeText,
                                placeText,
                                chainText,
                                chainText,
                                placeText,
                                placeText,
                                chainText,
                                chainText,
                                placeText,
                                placeText);
            }
            case AUDITOR, ADMIN -> where;
            case HANDLER, IMPORTER, SYSTEM -> where.and("false");
        };
    }

    private static Introduction introduction(ResultSet row, int index) throws SQLException {
        String askedBy = row.getString("asked_by");
        UUID ticket = row.getObject("ticket", UUID.class);
        OffsetDateTime endedAt = row.getObject("ended_at", OffsetDateTime.class);
        return new Introduction(
                new SubjectId(row.getObject("id", UUID.class)),
                row.getLong("version"),
                new DistrictId(row.getString("district")),
                new SubjectId(row.getObject("offer", UUID.class)),
                new SubjectId(row.getObject("need", UUID.class)),
                Introduction.Status.valueOf(row.getString("status")),
                row.getBoolean("offer_agreed"),
                row.getBoolean("need_agreed"),
                askedBy == null ? null : new EnterpriseId(askedBy),
                row.getString("note"),
                ticket == null ? null : new TicketId(ticket),
                row.getString("reason"),
                row.getString("amount"),
                row.getString("result_note"),
                new AccountId(row.getString("proposed_by")),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                endedAt == null ? null : endedAt.toInstant());
    }
}
