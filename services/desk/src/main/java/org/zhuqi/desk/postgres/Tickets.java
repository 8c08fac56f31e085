package org.zhuqi.desk.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.desk.application.TicketQuery;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.desk.domain.Timing;
import org.zhuqi.desk.domain.Words;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.TicketAccess;

/** {@code desk.ticket}. Whoever asks on behalf of a caller gets what that caller may see, and no hint of the rest. */
public final class Tickets {
    private static final String SELECT = "select t.* from desk.ticket t\n";
    private static final String WITH_TEXTS = "desk.ticket t join desk.ticket_text x on x.ticket_id = t.id";
    private static final String ACCESS =
            "t.id, t.version, t.district, t.enterprise, t.filed_by, t.units, t.state, t.chain, t.place";

    /**
     * So many tickets are looked through for words, in the order of the list, before the index of words is asked: what many
     * contain is found among the first, while the index names all of them, and the more the more tickets there are. Some
     * 4 µs each (100,000 tickets).
     */
    private static final int LOOKED_THROUGH = 1_000;

    /** The same if it then looks as if they filled the page. */
    private static final int LOOKED_THROUGH_AT_MOST = 10_000;

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    public Tickets(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    public Map<TicketId, TicketView> find(Collection<TicketId> ids) {
        return db
                .sql(SELECT + "where t.id = any(:ids::uuid[])")
                .param("ids", texts(ids))
                .query(TicketRows::view)
                .list()
                .stream()
                .collect(Collectors.toMap(TicketView::id, Function.identity()));
    }

    public void save(Collection<TicketView> tickets) {
        if (!tickets.isEmpty()) {
            TicketColumns.save(db, tickets);
        }
    }

    public Optional<TicketView> find(Caller caller, TicketId id) {
        return findOne(caller, new Conditions().and("t.id = :id", "id", id.value()));
    }

    public Optional<TicketView> find(Caller caller, TicketNumber number) {
        return findOne(caller, new Conditions().and("t.number_key = :number", "number", key(number)));
    }

    private Optional<TicketView> findOne(Caller caller, Conditions where) {
        ScopeSql.restrict(where, caller);
        return db.sql(SELECT + "where " + where.sql())
                .params(where.parameters())
                .query(TicketRows::view)
                .optional();
    }

    /** As {@code desk.ticket.number_key} is generated. */
    private static String key(TicketNumber number) {
        String[] parts = number.value().split("-");
        return parts[0] + '-' + parts[1] + '-' + "0".repeat(9 - parts[2].length()) + parts[2];
    }

    /** How far these tickets are, as far as the caller may see them. */
    public Map<TicketId, Long> versions(Caller caller, Collection<TicketId> ids) {
        Conditions where = new Conditions().and("t.id = any(:ids::uuid[])", "ids", texts(ids));
        ScopeSql.restrict(where, caller);
        return db
                .sql("select t.id, t.version from desk.ticket t where " + where.sql())
                .params(where.parameters())
                .query((row, index) -> Map.entry(new TicketId(row.getObject("id", UUID.class)), row.getLong("version")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Those of them that the caller may see. */
    public Set<TicketId> grantedTo(Caller caller, Set<TicketId> ids) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return access(ids).values().stream()
                .filter(access -> access.isGrantedTo(caller))
                .map(TicketAccess::ticket)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Who may see these tickets, and how far they are. */
    public Map<TicketId, TicketAccess> access(Collection<TicketId> ids) {
        return db
                .sql("select " + ACCESS + " from desk.ticket t where t.id = any(:ids::uuid[])")
                .param("ids", texts(ids))
                .query(TicketRows::access)
                .list()
                .stream()
                .collect(Collectors.toMap(TicketAccess::ticket, Function.identity()));
    }

    /** One more than asked for, if there is more. */
    public List<Found> page(Caller caller, TicketQuery query) {
        TicketQuery.Position after = query.after();
        int wanted = query.limit() + 1;
        if (query.order().key() != TicketQuery.Key.DUE) {
            return planned(() -> part(caller, query, behind(query.order(), after), wanted));
        }
        // Two questions, because an index can begin right behind a due date, but not "there or where there is none".
        return planned(() -> {
            List<Found> found = new ArrayList<>();
            boolean amongThoseWithout = after != null && after.value() == null;
            if (!amongThoseWithout) {
                found.addAll(part(caller, query, behind(query.order(), after).and("t.due is not null"), wanted));
            }
            if (found.size() < wanted) {
                found.addAll(part(
                        caller,
                        query,
                        behind(query.order(), amongThoseWithout ? after : null).and("t.due is null"),
                        wanted - found.size()));
            }
            return found;
        });
    }

    private static Conditions behind(TicketQuery.Order order, TicketQuery.@Nullable Position after) {
        Conditions where = new Conditions();
        if (after == null) {
            return where;
        }
        where.with("afterId", after.id());
        String behind = order.descending() ? "<" : ">";
        return after.value() == null
                ? where.and("t.id %s :afterId".formatted(behind))
                : where.and(
                        "(%s, t.id) %s (:afterValue%s, :afterId)".formatted(column(order), behind, type(order)),
                        "afterValue",
                        after.value());
    }

    /** @param where which part of the order */
    private List<Found> part(Caller caller, TicketQuery query, Conditions where, int limit) {
        Conditions matching = matching(caller, query).and(where).with("limit", limit);
        if (query.words().isEmpty()) {
            return inOrder("desk.ticket t", query, matching);
        }
        Conditions seen = new Conditions();
        ScopeSql.restrict(seen, caller);
        seen.and(where);
        List<Found> found = amongFirst(LOOKED_THROUGH, seen, query, matching);
        if (found.size() == limit || count("desk.ticket t", seen, LOOKED_THROUGH + 1) <= LOOKED_THROUGH) {
            return found;
        }
        if ((long) found.size() * LOOKED_THROUGH_AT_MOST >= (long) limit * LOOKED_THROUGH) {
            found = amongFirst(LOOKED_THROUGH_AT_MOST, seen, query, matching);
            if (found.size() == limit) {
                return found;
            }
        }
        return inOrder(WITH_TEXTS, query, matching.and(words(query)).and(grams(query)));
    }

    /**
     * @param seen what the caller may see
     * @param matching what is asked for but for the words
     */
    private List<Found> amongFirst(int many, Conditions seen, TicketQuery query, Conditions matching) {
        Conditions words = words(query);
        words.parameters().forEach(matching::with);
        // The planner takes words that stand together for independent ones, expects one ticket where there are
        // thousands
        // and would ask the index: offset 0 keeps it from that.
        return inOrder(
                "(select * from desk.ticket t where %s\n%s limit %d) t,\n".formatted(seen.sql(), order(query), many)
                        + "lateral (select from desk.ticket_text x where x.ticket_id = t.id and %s offset 0) x"
                                .formatted(words.sql()),
                query,
                matching);
    }

    private List<Found> inOrder(String tickets, TicketQuery query, Conditions where) {
        return db.sql("select t.* from %s\nwhere %s\n%s limit :limit".formatted(tickets, where.sql(), order(query)))
                .params(where.parameters())
                .query((row, index) -> found(TicketRows.view(row, index), TicketRows.timing(row), query.order()))
                .list();
    }

    private static Found found(TicketView view, Timing timing, TicketQuery.Order order) {
        return new Found(
                view,
                timing,
                new TicketQuery.Position(
                        position(view, timing, order), view.id().value()));
    }

    /**
     * After a few uses of a statement PostgreSQL would settle on one plan for all values; but a rare word wants the index of
     * words, and a common one the index of times.
     */
    private <T> T planned(Supplier<T> query) {
        return Objects.requireNonNull(transaction.execute(status -> {
            db.sql("set local plan_cache_mode = force_custom_plan").update();
            return query.get();
        }));
    }

    /** How many match, counted up to one more than {@code most}. */
    public long count(Caller caller, TicketQuery query, int most) {
        Conditions where = matching(caller, query);
        return planned(() -> query.words().isEmpty()
                ? count("desk.ticket t", where, most + 1)
                : count(WITH_TEXTS, where.and(words(query)).and(grams(query)), most + 1));
    }

    private long count(String tickets, Conditions where, int most) {
        return db.sql("select count(*) from (select 1 from %s\nwhere %s\nlimit %d) counted"
                        .formatted(tickets, where.sql(), most))
                .params(where.parameters())
                .query(Long.class)
                .single();
    }

    /** A ticket of a page, and where the next page begins should this be the last. */
    public record Found(TicketView ticket, Timing timing, TicketQuery.Position position) {}

    /** All but the words. */
    private static Conditions matching(Caller caller, TicketQuery query) {
        Conditions where = new Conditions();
        ScopeSql.restrict(where, caller);
        where.andOneOfTexts(
                        "t.state",
                        "states",
                        query.states().stream().map(Enum::name).toList())
                .andOneOf("t.lead", "leads", query.leads())
                .andOneOf("t.enterprise", "enterprises", query.enterprises())
                .andOneOf("t.item", "items", query.items())
                .andOneOf("t.handler", "handlers", query.handlers())
                .andOneOf("t.filed_by", "filers", query.filers())
                .andOneOf("t.chain", "chains", query.chains())
                .andOneOf("t.place", "places", query.places())
                .andOneOfTexts(
                        "t.urgency",
                        "urgencies",
                        query.urgencies().stream().map(Enum::name).toList());
        among(where, "t.assistants", "assistants", query.assistants());
        among(where, "t.former_leads", "formerLeads", query.formerLeads());
        if (query.extensionPending() != null) {
            // As it stands in the condition of the index, not as a parameter that might be either.
            where.and(query.extensionPending() ? "t.extension_pending" : "not t.extension_pending");
        }
        if (query.imported() != null) {
            where.and("t.imported = :imported", "imported", query.imported());
        }
        if (query.hard() != null) {
            where.and("t.hard = :hard", "hard", query.hard());
        }
        if (query.submittedFrom() != null) {
            where.and("t.submitted_at >= :submittedFrom", "submittedFrom", time(query.submittedFrom()));
        }
        if (query.submittedTo() != null) {
            where.and("t.submitted_at < :submittedTo", "submittedTo", time(query.submittedTo()));
        }
        if (query.dueFrom() != null) {
            where.and("t.due >= :dueFrom", "dueFrom", time(query.dueFrom()));
        }
        if (query.dueTo() != null) {
            where.and("t.due < :dueTo", "dueTo", time(query.dueTo()));
        }
        StandingSql.restrict(where, query.standings(), query.now());
        warned(where, caller, query);
        return where;
    }

    /** The units that may know of a ticket have an index, its parts have none. */
    private static void among(Conditions where, String column, String name, List<UnitId> units) {
        if (!units.isEmpty()) {
            String[] ids = units.stream().map(UnitId::text).toArray(String[]::new);
            where.and(
                    "t.units && cast(:%s as text[]) and %s && cast(:%s as text[])".formatted(name, column, name),
                    name,
                    ids);
        }
    }

    /** Warnings are between the administration and its units: an enterprise must not find them out by filtering. */
    private static void warned(Conditions where, Caller caller, TicketQuery query) {
        where.andOneOfTexts(
                "t.warning",
                "warnings",
                query.warnings().stream().map(Enum::name).toList());
        if (!query.warnings().isEmpty() && caller.role() == Role.ENTERPRISE) {
            where.and("false");
        }
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Conditions words(TicketQuery query) {
        Conditions where = new Conditions();
        for (int i = 0; i < query.words().size(); i++) {
            where.and(
                    "strpos(x.haystack, :word" + i + ") > 0",
                    "word" + i,
                    query.words().get(i));
        }
        return where;
    }

    private static Conditions grams(TicketQuery query) {
        Set<Integer> grams = new TreeSet<>();
        query.words().forEach(word -> grams.addAll(Words.required(word)));
        return grams.isEmpty()
                ? new Conditions()
                : new Conditions().and("x.grams @> :grams::int[]", "grams", grams.toArray(Integer[]::new));
    }

    private static String order(TicketQuery query) {
        String direction = query.order().descending() ? "desc" : "asc";
        return "order by %s %s, t.id %s".formatted(column(query.order()), direction, direction);
    }

    private static String column(TicketQuery.Order order) {
        return switch (order.key()) {
            case SUBMITTED -> "t.submitted_at";
            case UPDATED -> "t.updated_at";
            case NUMBER -> "t.number_key";
            case DUE -> "t.due";
        };
    }

    private static String type(TicketQuery.Order order) {
        return switch (order.key()) {
            case SUBMITTED, UPDATED, DUE -> "::timestamptz";
            case NUMBER -> "";
        };
    }

    private static @Nullable String position(TicketView view, Timing timing, TicketQuery.Order order) {
        return switch (order.key()) {
            case SUBMITTED -> view.submittedAt().toString();
            case UPDATED -> view.updatedAt().toString();
            case NUMBER -> key(view.number());
            case DUE -> timing.due() == null ? null : timing.due().toString();
        };
    }

    private static String[] texts(Collection<TicketId> ids) {
        return ids.stream().map(TicketId::text).toArray(String[]::new);
    }
}
