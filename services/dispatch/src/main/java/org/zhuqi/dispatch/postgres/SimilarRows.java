package org.zhuqi.dispatch.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.similar.Features;
import org.zhuqi.dispatch.domain.similar.Filed;
import org.zhuqi.dispatch.domain.similar.Lookup;
import org.zhuqi.dispatch.domain.similar.Request;

/** {@code dispatch.similar_text}. */
public final class SimilarRows {
    private static final String COLUMNS =
            "ticket_id, number, district, enterprise, filed_by, item, chain, place, state, "
                    + "submitted_at, grams, title_grams, matters";

    private final JdbcClient db;

    public SimilarRows(JdbcClient db) {
        this.db = db;
    }

    public void save(Collection<TicketFacts> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        List<Filed> rows = tickets.stream().map(Filed::of).toList();
        db.sql("""
                insert into dispatch.similar_text (ticket_id, district, number, enterprise, filed_by, item, chain, place, state,
                    submitted_at, closed_at, grams, title_grams, matters)
                select ticket_id, district, number, enterprise, filed_by, item, chain, place, state,
                    submitted_at::timestamptz, closed_at::timestamptz, grams::int[], title_grams::int[], matters::text[]
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as given (ticket_id, district, number, enterprise, filed_by, item, chain, place, state, submitted_at,
                        closed_at, grams, title_grams, matters)
                order by ticket_id
                on conflict (ticket_id) do update set
                    item = excluded.item, state = excluded.state, closed_at = excluded.closed_at, grams = excluded.grams,
                    title_grams = excluded.title_grams, matters = excluded.matters
                """)
                .param(array("uuid", rows, it -> it.ticket().value()))
                .param(array("text", rows, it -> it.district().text()))
                .param(array("text", rows, it -> it.number().text()))
                .param(array("text", rows, it -> text(it.request().enterprise())))
                .param(array("text", rows, it -> it.filedBy().text()))
                .param(array("text", rows, it -> text(it.request().item())))
                .param(array("text", rows, it -> text(it.request().chain())))
                .param(array("text", rows, it -> text(it.request().place())))
                .param(array("text", rows, it -> it.state().name()))
                .param(array("text", rows, it -> it.request().at().toString()))
                .param(array("text", tickets, SimilarRows::closedAt))
                .param(array(
                        "text",
                        rows,
                        it -> literal(IntStream.concat(
                                Arrays.stream(it.request().features().grams()),
                                keys(it.district(), it.request().features())))))
                .param(array(
                        "text",
                        rows,
                        it -> literal(Arrays.stream(it.request().features().title()))))
                .param(array(
                        "text",
                        rows,
                        it -> it.request().features().matters().stream()
                                .sorted()
                                .collect(Collectors.joining("\",\"", "{\"", "\"}"))
                                .replace("{\"\"}", "{}")))
                .update();
        saveMatters(rows);
    }

    private void saveMatters(List<Filed> rows) {
        db.sql("delete from dispatch.similar_matter where ticket_id = any(?)")
                .param(array("uuid", rows, it -> it.ticket().value()))
                .update();
        db.sql("""
                insert into dispatch.similar_matter (gram, submitted_at, ticket_id)
                select unnest(grams::int[]), submitted_at::timestamptz, ticket_id
                from unnest(?::uuid[], ?::text[], ?::text[]) as given (ticket_id, submitted_at, grams)
                on conflict do nothing
                """)
                .param(array("uuid", rows, it -> it.ticket().value()))
                .param(array("text", rows, it -> it.request().at().toString()))
                .param(array(
                        "text",
                        rows,
                        it -> literal(keys(it.district(), it.request().features()))))
                .update();
    }

    private static IntStream keys(DistrictId district, Features features) {
        return features.matters().stream().mapToInt(matter -> Features.key(district, matter));
    }

    /** Those of which there is a row. */
    public void move(Collection<TicketFacts> tickets) {
        if (tickets.isEmpty()) {
            return;
        }
        db.sql("""
                update dispatch.similar_text t set state = given.state, closed_at = given.closed_at::timestamptz
                from unnest(?::uuid[], ?::text[], ?::text[]) as given (ticket_id, state, closed_at)
                where t.ticket_id = given.ticket_id
                """)
                .param(array("uuid", tickets, it -> it.ticket().value()))
                .param(array("text", tickets, it -> it.state().name()))
                .param(array("text", tickets, SimilarRows::closedAt))
                .update();
    }

    private static @Nullable String closedAt(TicketFacts facts) {
        Instant at = facts.state() == TicketState.CLOSED ? facts.closedAt() : null;
        return at == null ? null : at.toString();
    }

    public void remove(Collection<TicketId> tickets) {
        if (!tickets.isEmpty()) {
            db.sql("delete from dispatch.similar_text where ticket_id = any(?)")
                    .param(array("uuid", tickets, TicketId::value))
                    .update();
        }
    }

    public void removeClosedBefore(Instant time) {
        db.sql("delete from dispatch.similar_text where closed_at < ?")
                .param(time.atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Filed> find(TicketId ticket) {
        return db.sql("select %s from dispatch.similar_text where ticket_id = ?".formatted(COLUMNS))
                .param(ticket.value())
                .query(SimilarRows::read)
                .optional();
    }

    /**
     * What may be like a text.
     *
     * @param closedSince of those that are closed only those that were closed since then
     * @param most of the newest
     */
    public List<Filed> byWords(DistrictId district, Lookup lookup, Instant closedSince, int most) {
        return byGrams(district, lookup.rare(), lookup.together() ? "@>" : "&&", closedSince, most);
    }

    /** The same; of those that name the matter the newest are looked at. */
    public List<Filed> byMatter(DistrictId district, Lookup lookup, Instant closedSince, int most) {
        return lookup.matter().stream()
                .flatMap(matter -> db
                        .sql("""
                                select %s from dispatch.similar_text
                                where ticket_id in (select ticket_id from dispatch.similar_matter where gram = ?
                                                    order by submitted_at desc, ticket_id desc limit ?)
                                  and district = ? and (closed_at is null or closed_at > ?)
                                """.formatted(COLUMNS))
                        .params(matter, most, district.text(), closedSince.atOffset(ZoneOffset.UTC))
                        .query(SimilarRows::read)
                        .list()
                        .stream())
                .toList();
    }

    private List<Filed> byGrams(
            DistrictId district, List<Integer> grams, String operator, Instant closedSince, int most) {
        if (grams.isEmpty()) {
            return List.of();
        }
        return db.sql("""
                        select %s from dispatch.similar_text
                        where grams %s ?::int[] and district = ? and (closed_at is null or closed_at > ?)
                        order by submitted_at desc, ticket_id limit ?
                        """.formatted(COLUMNS, operator))
                .param(new SqlArrayValue("int4", grams.toArray()))
                .param(district.text())
                .param(closedSince.atOffset(ZoneOffset.UTC))
                .param(most)
                .query(SimilarRows::read)
                .list();
    }

    /** The newest of these enterprises, or filed by this account, that are not closed. */
    public List<Filed> ofOwn(DistrictId district, Set<EnterpriseId> enterprises, @Nullable AccountId filer, int most) {
        return db.sql("""
                        (select %1$s from dispatch.similar_text
                         where district = :district and enterprise = any(:enterprises) and closed_at is null
                         order by submitted_at desc limit :most)
                        union
                        (select %1$s from dispatch.similar_text
                         where district = :district and filed_by = :filer::text and closed_at is null
                         order by submitted_at desc limit :most)
                        """.formatted(COLUMNS))
                .param("district", district.text())
                .param("enterprises", array("text", enterprises, EnterpriseId::text))
                .param("filer", text(filer))
                .param("most", most)
                .query(SimilarRows::read)
                .list();
    }

    /** Those that are worked on, submitted since then, and in no open common problem. */
    public List<Filed> forProposals(DistrictId district, Instant since, int most) {
        return db.sql("""
                        select %s from dispatch.similar_text t
                        where district = ? and submitted_at > ? and closed_at is null and state <> 'MERGED'
                          and not exists (select from dispatch.common_problem_ticket c where c.ticket_id = t.ticket_id and c.open)
                        order by submitted_at desc, ticket_id limit ?
                        """.formatted(COLUMNS))
                .param(district.text())
                .param(since.atOffset(ZoneOffset.UTC))
                .param(most)
                .query(SimilarRows::read)
                .list();
    }

    private static Filed read(ResultSet row, int index) throws SQLException {
        DistrictId district = new DistrictId(row.getString("district"));
        List<String> matters = List.of((String[]) row.getArray("matters").getArray());
        Set<Integer> keys =
                matters.stream().map(matter -> Features.key(district, matter)).collect(Collectors.toSet());
        int[] grams = Arrays.stream((Integer[]) row.getArray("grams").getArray())
                .filter(gram -> !keys.contains(gram))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] title = Arrays.stream((Integer[]) row.getArray("title_grams").getArray())
                .mapToInt(Integer::intValue)
                .toArray();
        return new Filed(
                new TicketId(row.getObject("ticket_id", UUID.class)),
                new TicketNumber(row.getString("number")),
                district,
                new AccountId(row.getString("filed_by")),
                TicketState.valueOf(row.getString("state")),
                new Request(
                        Features.of(grams, title, matters),
                        new EnterpriseId(row.getString("enterprise")),
                        new CatalogueItemId(row.getString("item")),
                        optional(row.getString("chain"), ChainId::new),
                        optional(row.getString("place"), PlaceId::new),
                        Objects.requireNonNull(row.getObject("submitted_at", OffsetDateTime.class))
                                .toInstant()));
    }

    private static <T> @Nullable T optional(@Nullable String text, Function<String, T> reader) {
        return text == null ? null : reader.apply(text);
    }

    private static @Nullable String text(@Nullable Identifier id) {
        return id == null ? null : id.text();
    }

    /** As PostgreSQL writes an array: an array of arrays would fall apart. */
    private static String literal(IntStream numbers) {
        return numbers.mapToObj(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static <T> SqlArrayValue array(
            String type, Collection<T> rows, Function<T, ? extends @Nullable Object> column) {
        return new SqlArrayValue(type, rows.stream().map(column).toArray());
    }
}
