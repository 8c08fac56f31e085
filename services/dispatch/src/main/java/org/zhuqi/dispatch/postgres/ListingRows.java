package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.dispatch.domain.Listing;
import org.zhuqi.dispatch.domain.ListingFilter;
import org.zhuqi.dispatch.domain.ListingStatus;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;

/** {@code dispatch.listing}. */
public final class ListingRows {
    private static final String COLUMNS = """
            l.id, l.version, l.district, l.enterprise, l.kind, l.terms, l.place, l.posted_by, l.posted_at, l.outcome,
            l.closed_at
            """;

    private final JdbcClient db;

    public ListingRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * @param chain null for enterprises of none, and for all chains together
     * @param products offers
     */
    public record ChainCount(@Nullable ChainId chain, long enterprises, long products, long needs) {}

    public Optional<Listing> find(DistrictId district, SubjectId id) {
        return Optional.ofNullable(find(district, List.of(id)).get(id));
    }

    public Map<SubjectId, Listing> find(DistrictId district, Collection<SubjectId> ids) {
        return byId(district, ids, "");
    }

    /** Locked until the transaction ends, in the order of the ids, so that two who bring together never wait for each other. */
    public Map<SubjectId, Listing> lock(DistrictId district, Collection<SubjectId> ids) {
        return byId(district, ids, " order by l.id for update");
    }

    private Map<SubjectId, Listing> byId(DistrictId district, Collection<SubjectId> ids, String how) {
        Map<SubjectId, Listing> found = new LinkedHashMap<>();
        db.sql("select " + COLUMNS + " from dispatch.listing l where l.district = ? and l.id = any(?)" + how)
                .param(district.text())
                .param(new SqlArrayValue(
                        "uuid", ids.stream().map(SubjectId::value).toArray()))
                .query(ListingRows::listing)
                .list()
                .forEach(it -> found.put(it.id(), it));
        return found;
    }

    /** What told the request apart with which it was posted. */
    public Optional<String> request(SubjectId id) {
        return db.sql("select request from dispatch.listing where id = ? and request is not null")
                .param(id.value())
                .query(String.class)
                .optional();
    }

    /** @return false if there is one of that id */
    public boolean add(Listing listing, String request) {
        return db.sql("""
                        insert into dispatch.listing (id, version, district, enterprise, kind, title, valid_until, visible,
                            chain, place, ticket, terms, grams, posted_by, posted_at, request)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
                        on conflict do nothing
                        """)
                        .param(listing.id().value())
                        .param(listing.version())
                        .param(listing.district().text())
                        .param(listing.enterprise().text())
                        .param(listing.kind().name())
                        .param(listing.terms().title())
                        .param(listing.terms().validUntil())
                        .param(listing.terms().visible().name())
                        .param(chain(listing))
                        .param(place(listing))
                        .param(ticket(listing))
                        .param(Json.MAPPER.writeValueAsString(listing.terms()))
                        .param(grams(listing))
                        .param(listing.postedBy().text())
                        .param(listing.postedAt().atOffset(ZoneOffset.UTC))
                        .param(request)
                        .update()
                == 1;
    }

    /** What may change of it. */
    public void save(Listing listing) {
        Instant closedAt = listing.closedAt();
        db.sql("""
                update dispatch.listing set version = ?, title = ?, valid_until = ?, visible = ?, chain = ?, place = ?,
                    ticket = ?, terms = ?::jsonb, grams = ?, outcome = ?, closed_at = ?
                where id = ?
                """)
                .param(listing.version())
                .param(listing.terms().title())
                .param(listing.terms().validUntil())
                .param(listing.terms().visible().name())
                .param(chain(listing))
                .param(place(listing))
                .param(ticket(listing))
                .param(Json.MAPPER.writeValueAsString(listing.terms()))
                .param(grams(listing))
                .param(listing.outcome())
                .param(closedAt == null ? null : closedAt.atOffset(ZoneOffset.UTC))
                .param(listing.id().value())
                .update();
    }

    /**
     * The newest first.
     *
     * @param callerChain of the enterprise for which the caller speaks
     */
    public List<Listing> page(ListingFilter filter, Caller caller, @Nullable ChainId callerChain, int limit) {
        Narrowing where = shownTo(caller, callerChain, filter.today());
        if (filter.kind() != null) {
            where.and("l.kind = ?", filter.kind().name());
        }
        where.andIf("l.enterprise = ?", filter.enterprise()).andIf("l.chain = ?", filter.chain());
        if (filter.ticket() != null) {
            where.and("l.ticket = ?", filter.ticket().value());
        }
        if (filter.text() != null) {
            String part = Narrowing.part(filter.text());
            where.and("(l.title ilike ? or l.terms ->> 'category' ilike ?)", part, part);
        }
        ListingStatus status = filter.status();
        if (status != null) {
            switch (status) {
                case CLOSED -> where.and("l.closed_at is not null");
                case EXPIRED -> where.and("l.closed_at is null and l.valid_until < ?", filter.today());
                case OPEN -> where.and("l.closed_at is null and l.valid_until >= ?", filter.today());
            }
        }
        ListingFilter.Position after = filter.after();
        if (after != null) {
            where.and(
                    "(l.posted_at, l.id) < (?, ?)",
                    after.at().atOffset(ZoneOffset.UTC),
                    after.id().value());
        }
        return db.sql("select " + COLUMNS + " from dispatch.listing l where " + where.sql()
                        + " order by l.posted_at desc, l.id desc limit ?")
                .params(where.parametersAnd(limit))
                .query(ListingRows::listing)
                .list();
    }

    /** Listings of the other kind that hold and share anything at all with this one's words, the newest first. */
    public List<Listing> counterparts(Listing listing, LocalDate today, int limit) {
        return db.sql("select " + COLUMNS + """
                        from dispatch.listing l
                        where l.district = ? and l.kind = ? and l.enterprise <> ? and l.grams && ?
                            and l.closed_at is null and l.valid_until >= ?
                        order by l.posted_at desc, l.id desc limit ?
                        """)
                .param(listing.district().text())
                .param(listing.kind().other().name())
                .param(listing.enterprise().text())
                .param(grams(listing))
                .param(today)
                .param(limit)
                .query(ListingRows::listing)
                .list();
    }

    /** All that were ever posted; by chain, and all together last, where every enterprise counts once. */
    public List<ChainCount> byChain(DistrictId district, Jurisdiction jurisdiction) {
        Narrowing where = Narrowing.to("l.district = ?", district.text()).within(jurisdiction, "l");
        return db.sql("""
                        select chain, count(distinct enterprise), count(*) filter (where kind = 'OFFER'),
                            count(*) filter (where kind = 'NEED')
                        from dispatch.listing l where %s
                        group by grouping sets ((chain), ())
                        order by grouping(chain), chain
                        """.formatted(where.sql()))
                .params(where.parameters())
                .query((row, index) -> new ChainCount(
                        row.getString(1) == null ? null : new ChainId(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4)))
                .list();
    }

    /** {@link Listing#sight} other than none, in SQL. */
    private static Narrowing shownTo(Caller caller, @Nullable ChainId callerChain, LocalDate today) {
        Narrowing where = Narrowing.to("l.district = ?", caller.district().text());
        return switch (caller.role()) {
            case ENTERPRISE ->
                where.and(
                        """
                        (l.enterprise = ? or l.closed_at is null and l.valid_until >= ?
                            and (l.visible = 'DISTRICT' or l.chain = ?))
                        """,
                        caller.enterprise() == null ? "" : caller.enterprise().text(),
                        today,
                        callerChain == null ? "" : callerChain.text());
            case OFFICER -> where.and("""
                        (l.enterprise = any(?) or l.closed_at is null and l.valid_until >= ? and l.visible = 'DISTRICT')
                        """, Narrowing.texts(caller.looksAfter()), today);
            case COORDINATOR, SUPERVISOR -> {
                ChainId chain = caller.jurisdiction().chain();
                PlaceId place = caller.jurisdiction().place();
                String chainText = chain == null ? "" : chain.text();
                String placeText = place == null ? "" : place.text();
                yield chain == null && place == null
                        ? where
                        : where.and(
                                """
                                ((? = '' or l.chain = ?) and (? = '' or l.place = ?)
                                    or exists (select from dispatch.ticket t
                                        where t.ticket_id = l.ticket and t.district = l.district
                                            and (? = '' or t.facts ->> 'chain' = ?)
                                            and (? = '' or t.facts ->> 'place' = ?))
                                    or l.closed_at is null and l.valid_until >= ? and l.visible = 'DISTRICT')
                                """,
                                chainText,
                                chainText,
                                placeText,
                                placeText,
                                chainText,
                                chainText,
                                placeText,
                                placeText,
                                today);
            }
            case AUDITOR, ADMIN -> where;
            case HANDLER, IMPORTER, SYSTEM -> where.and("false");
        };
    }

    private static Listing listing(ResultSet row, int index) throws SQLException {
        String place = row.getString("place");
        OffsetDateTime closedAt = row.getObject("closed_at", OffsetDateTime.class);
        return new Listing(
                new SubjectId(row.getObject("id", UUID.class)),
                row.getLong("version"),
                new DistrictId(row.getString("district")),
                new EnterpriseId(row.getString("enterprise")),
                ListingKind.valueOf(row.getString("kind")),
                Json.MAPPER.readValue(row.getString("terms"), ListingTerms.class),
                place == null ? null : new PlaceId(place),
                new AccountId(row.getString("posted_by")),
                row.getObject("posted_at", OffsetDateTime.class).toInstant(),
                row.getString("outcome"),
                closedAt == null ? null : closedAt.toInstant());
    }

    private static @Nullable String chain(Listing listing) {
        return listing.chain() == null ? null : listing.chain().text();
    }

    private static @Nullable String place(Listing listing) {
        return listing.place() == null ? null : listing.place().text();
    }

    private static @Nullable UUID ticket(Listing listing) {
        return listing.terms().ticket() == null
                ? null
                : listing.terms().ticket().value();
    }

    private static SqlArrayValue grams(Listing listing) {
        return new SqlArrayValue("text", listing.words().grams().toArray());
    }
}
