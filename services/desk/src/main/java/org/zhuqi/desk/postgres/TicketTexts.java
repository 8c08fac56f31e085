package org.zhuqi.desk.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.desk.domain.TicketText;
import org.zhuqi.desk.domain.Words;

/** {@code desk.ticket_text}. */
public final class TicketTexts {
    private static final String SELECT = """
            select x.ticket_id, t.number, x.title, x.description
            from desk.ticket_text x join desk.ticket t on t.id = x.ticket_id
            where x.ticket_id = any(:ids::uuid[])
            """;

    private static final String SAVE = """
            insert into desk.ticket_text (ticket_id, title, description, haystack, grams)
            select id, title, description, haystack, grams::int[]
            from unnest(:ids::uuid[], :titles::text[], :descriptions::text[], :haystacks::text[], :grams::text[])
                as given (id, title, description, haystack, grams)
            order by id
            on conflict (ticket_id) do update set
                title = excluded.title,
                description = excluded.description,
                haystack = excluded.haystack,
                grams = excluded.grams
            """;

    private static final RowMapper<TicketText> ROW = (row, index) -> new TicketText(
            new TicketId(row.getObject("ticket_id", UUID.class)),
            new TicketNumber(row.getString("number")),
            row.getString("title"),
            row.getString("description"));

    private final JdbcClient db;

    public TicketTexts(JdbcClient db) {
        this.db = db;
    }

    public Map<TicketId, TicketText> find(Collection<TicketId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<TicketText> found = db.sql(SELECT)
                .param("ids", ids.stream().map(TicketId::text).toArray(String[]::new))
                .query(ROW)
                .list();
        return found.stream().collect(Collectors.toMap(TicketText::ticket, Function.identity()));
    }

    public Optional<TicketText> find(TicketId id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    public void save(Collection<TicketText> texts) {
        if (texts.isEmpty()) {
            return;
        }
        List<String> haystacks = texts.stream().map(TicketText::haystack).toList();
        db.sql(SAVE)
                .param("ids", texts.stream().map(text -> text.ticket().text()).toArray(String[]::new))
                .param("titles", texts.stream().map(TicketText::title).toArray(String[]::new))
                .param(
                        "descriptions",
                        texts.stream().map(TicketText::description).toArray(String[]::new))
                .param("haystacks", haystacks.toArray(String[]::new))
                .param("grams", haystacks.stream().map(TicketTexts::grams).toArray(String[]::new))
                .update();
    }

    /** As PostgreSQL writes an array. */
    private static String grams(String haystack) {
        return Words.grams(haystack).stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
