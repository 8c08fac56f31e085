package org.zhuqi.desk.postgres;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.platform.json.Json;

/** How a {@link TicketView} is written to {@code desk.ticket}: many rows as one array for each column. */
final class TicketColumns {
    // spotless:off
    private static final List<Column> ALL = List.of(
        column("id",                  "uuid",        TicketView::id),
        column("number",              "text",        TicketView::number),
        column("district",            "text",        TicketView::district),
        column("enterprise",          "text",        TicketView::enterprise),
        column("filed_by",            "text",        TicketView::filedBy),
        column("contact",             "text",        TicketView::contact),
        column("item",                "text",        TicketView::item),
        column("title",               "text",        TicketView::title),
        column("urgency",             "text",        TicketView::urgency),
        column("chain",               "text",        TicketView::chain),
        column("place",               "text",        TicketView::place),
        column("state",               "text",        TicketView::state),
        column("state_since",         "timestamptz", TicketView::stateSince),
        column("round",               "int",         TicketView::round),
        column("lead",                "text",        TicketView::lead),
        column("assistants",          "text[]",      TicketView::assistants),
        column("former_leads",        "text[]",      TicketView::formerLeads),
        column("handler",             "text",        TicketView::handler),
        column("difficulty",          "text",        TicketView::difficulty),
        column("submitted_at",        "timestamptz", TicketView::submittedAt),
        column("dispatched_at",       "timestamptz", TicketView::dispatchedAt),
        column("accepted_at",         "timestamptz", TicketView::acceptedAt),
        column("answered_at",         "timestamptz", TicketView::answeredAt),
        column("closed_at",           "timestamptz", TicketView::closedAt),
        column("updated_at",          "timestamptz", TicketView::updatedAt),
        column("outcome",             "text",        TicketView::outcome),
        column("confirmed",           "boolean",     TicketView::confirmed),
        column("satisfaction",        "text",        TicketView::satisfaction),
        column("hard",                "boolean",     TicketView::hard),
        column("escalation",          "text",        TicketView::escalation),
        column("bounces",             "int",         TicketView::bounces),
        column("merged_into",         "uuid",        TicketView::mergedInto),
        column("merged_from",         "text",        TicketView::mergedFrom),
        column("extension_pending",   "boolean",     TicketView::extensionPending),
        column("objection_overruled", "boolean",     TicketView::objectionOverruled),
        column("appealed",            "boolean",     TicketView::appealed),
        column("imported",            "boolean",     TicketView::imported),
        column("attachments",         "int",         TicketView::attachments),
        column("version",             "bigint",      TicketView::version),
        column("parts",               "text",        ticket -> json(ticket.parts())),
        column("open_call",           "text",        ticket -> json(ticket.call())),
        column("milestones",          "text",        ticket -> json(ticket.milestones())),
        column("relayed_answer",      "text",        ticket -> json(ticket.relayedAnswer())),
        column("suspended_for",       "text",        TicketView::suspendedFor));
    // spotless:on

    /** In the order of the ids, so that two writers never wait for each other. A later row is never overwritten. */
    private static final String SAVE = """
            insert into desk.ticket as stored (%1$s)
            select %2$s from unnest(%3$s) as given (%1$s) order by id
            on conflict (id) do update set (%1$s) = row(%4$s)
            where stored.version < excluded.version
            """.formatted(
                    each(Column::name),
                    each(Column::selected),
                    each(Column::parameter),
                    each(column -> "excluded." + column.name()));

    private TicketColumns() {}

    static void save(JdbcClient db, Collection<TicketView> tickets) {
        JdbcClient.StatementSpec statement = db.sql(SAVE);
        for (Column column : ALL) {
            @Nullable String[] texts = new @Nullable String[tickets.size()];
            int row = 0;
            for (TicketView ticket : tickets) {
                texts[row++] = text(column.value().apply(ticket));
            }
            statement = statement.param(column.name(), texts);
        }
        statement.update();
    }

    private record Column(String name, String type, Function<TicketView, @Nullable Object> value) {
        /** An array of arrays would fall apart into its elements, so those travel as texts. */
        boolean isArray() {
            return type.endsWith("[]");
        }

        String parameter() {
            return ":" + name + "::" + (isArray() ? type : type + "[]");
        }

        String selected() {
            return isArray() ? name + "::" + type : name;
        }
    }

    private static Column column(String name, String type, Function<TicketView, @Nullable Object> value) {
        return new Column(name, type, value);
    }

    private static String each(Function<Column, String> part) {
        return ALL.stream().map(part).collect(Collectors.joining(", "));
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : Json.MAPPER.writeValueAsString(value);
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Identifier id -> id.text();
            // As PostgreSQL writes an array; the id of a unit has no character that needs quotes.
            case List<?> units ->
                units.stream().map(unit -> ((UnitId) unit).text()).collect(Collectors.joining(",", "{", "}"));
            default -> value.toString();
        };
    }
}
