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
import org.zhuqi.platform.json.Json;

/** {@code desk.ticket_text}. */
public final class TicketTexts {
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
        return db
                .sql("""
                        select x.*, t.number from desk.ticket_text x join desk.ticket t on t.id = x.ticket_id
                        where x.ticket_id = any(:ids::uuid[])
                        """)
                .param("ids", ids.stream().map(TicketId::text).toArray(String[]::new))
                .query(ROW)
                .list()
                .stream()
                .collect(Collectors.toMap(TicketText::ticket, Function.identity()));
    }

    public Optional<TicketText> find(TicketId id) {
        return find(List.of(id)).values().stream().findFirst();
    }

    public void save(Collection<TicketText> texts) {
        if (texts.isEmpty()) {
            return;
        }
        db.sql("""
                        insert into desk.ticket_text (ticket_id, title, description, haystack, grams)
                        select ticket_id, title, description, haystack, grams
                        from json_populate_recordset(null::desk.ticket_text, :rows::json) order by ticket_id
                        on conflict (ticket_id) do update set
                            title = excluded.title,
                            description = excluded.description,
                            haystack = excluded.haystack,
                            grams = excluded.grams
                        """)
                .param(
                        "rows",
                        Json.MAPPER.writeValueAsString(
                                texts.stream().map(TicketTexts::row).toList()))
                .update();
    }

    private static Map<String, Object> row(TicketText text) {
        String haystack = text.haystack();
        return Map.of(
                "ticket_id", text.ticket(),
                "title", text.title(),
                "description", text.description(),
                "haystack", haystack,
                "grams", Words.grams(haystack));
    }
}
