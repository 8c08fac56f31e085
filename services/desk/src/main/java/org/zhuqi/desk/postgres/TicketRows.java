package org.zhuqi.desk.postgres;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.desk.domain.AssistingPart;
import org.zhuqi.desk.domain.Milestone;
import org.zhuqi.desk.domain.PublishedCall;
import org.zhuqi.desk.domain.RelayedAnswer;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.desk.domain.Timing;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.TicketAccess;
import tools.jackson.core.type.TypeReference;

/** Rows of {@code desk.ticket} to what they mean. */
final class TicketRows {
    private static final TypeReference<List<AssistingPart>> PARTS = new TypeReference<>() {};
    private static final TypeReference<List<Milestone>> MILESTONES = new TypeReference<>() {};

    private TicketRows() {}

    static TicketView view(ResultSet row, int index) throws SQLException {
        return new TicketView(
                new TicketId(row.getObject("id", UUID.class)),
                new TicketNumber(row.getString("number")),
                new DistrictId(row.getString("district")),
                new EnterpriseId(row.getString("enterprise")),
                new AccountId(row.getString("filed_by")),
                optional(row, "contact", AccountId::new),
                new CatalogueItemId(row.getString("item")),
                row.getString("title"),
                Urgency.valueOf(row.getString("urgency")),
                optional(row, "chain", ChainId::new),
                optional(row, "place", PlaceId::new),
                TicketState.valueOf(row.getString("state")),
                time(row, "state_since"),
                row.getInt("round"),
                optional(row, "lead", UnitId::new),
                units(row, "assistants"),
                units(row, "former_leads"),
                optional(row, "handler", AccountId::new),
                optional(row, "difficulty", Difficulty::valueOf),
                time(row, "submitted_at"),
                optionalTime(row, "dispatched_at"),
                optionalTime(row, "accepted_at"),
                optionalTime(row, "answered_at"),
                optionalTime(row, "closed_at"),
                time(row, "updated_at"),
                optional(row, "outcome", AnswerOutcome::valueOf),
                row.getBoolean("confirmed"),
                optional(row, "satisfaction", Satisfaction::valueOf),
                row.getBoolean("hard"),
                optional(row, "escalation", EscalationLevel::valueOf),
                row.getInt("bounces"),
                optional(row, "merged_into", TicketId::of),
                optional(row, "merged_from", TicketState::valueOf),
                row.getBoolean("extension_pending"),
                row.getBoolean("objection_overruled"),
                row.getBoolean("appealed"),
                row.getBoolean("imported"),
                row.getInt("attachments"),
                row.getLong("version"),
                Json.MAPPER.readValue(row.getString("parts"), PARTS),
                optional(row, "open_call", text -> Json.MAPPER.readValue(text, PublishedCall.class)),
                Json.MAPPER.readValue(row.getString("milestones"), MILESTONES),
                optional(row, "relayed_answer", text -> Json.MAPPER.readValue(text, RelayedAnswer.class)),
                optional(row, "suspended_for", SuspensionReason::valueOf));
    }

    static Timing timing(ResultSet row) throws SQLException {
        if (row.getString("policy_version") == null) {
            return Timing.NONE;
        }
        return new Timing(
                optionalTime(row, "due"),
                optionalTime(row, "final_due"),
                row.getString("due_stage"),
                row.getString("due_stage_zh"),
                optionalTime(row, "soon_at"),
                optionalTime(row, "paused_since"),
                row.getObject("unknown_year", Long.class),
                row.getInt("extensions"),
                optional(row, "warning", WarningLevel::valueOf),
                row.getBoolean("clocks_ended"),
                row.getString("policy_version"),
                row.getString("calendar_version"));
    }

    static TicketAccess access(ResultSet row, int index) throws SQLException {
        return new TicketAccess(
                new TicketId(row.getObject("id", UUID.class)),
                row.getLong("version"),
                new DistrictId(row.getString("district")),
                new EnterpriseId(row.getString("enterprise")),
                new AccountId(row.getString("filed_by")),
                units(row, "units"),
                TicketState.valueOf(row.getString("state")),
                optional(row, "chain", ChainId::new),
                optional(row, "place", PlaceId::new));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optionalTime(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static <T> @Nullable T optional(ResultSet row, String column, Function<String, T> reader) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : reader.apply(text);
    }

    private static List<UnitId> units(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return Arrays.stream((String[]) array.getArray()).map(UnitId::new).toList();
    }
}
