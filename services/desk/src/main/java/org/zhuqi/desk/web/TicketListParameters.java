package org.zhuqi.desk.web;

import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.desk.application.TicketQuery;
import org.zhuqi.desk.domain.Standing;
import org.zhuqi.desk.domain.Words;
import org.zhuqi.platform.web.Parameters;

/** What can be asked of the list, as it stands in the address. A parameter that is given several times asks for any of its values. */
record TicketListParameters(
        @Parameter(description = "In this state, such as IN_PROGRESS. Several are allowed.") @Nullable
        List<String> state,

        @Parameter(description = "Led (主办) by this unit. Several are allowed.") @Nullable
        List<String> unit,

        @Parameter(description = "Of this enterprise. Several are allowed.") @Nullable
        List<String> enterprise,

        @Parameter(description = "Of this item of the menu. Several are allowed.") @Nullable
        List<String> item,

        @Parameter(description = "Handled (经办) by this account. Several are allowed.") @Nullable
        List<String> handler,

        @Parameter(description = "Assisted (协办) by this unit now. Several are allowed.") @Nullable
        List<String> assisting,

        @Parameter(description = "Led by this unit at some time before. Several are allowed.") @Nullable
        List<String> formerly,

        @Parameter(description = "Filed by this account, for itself or on behalf. Several are allowed.") @Nullable
        List<String> filedBy,

        @Parameter(description = "Of an enterprise of this chain (产业链). Several are allowed.") @Nullable
        List<String> chain,

        @Parameter(description = "In this park or town. Several are allowed.") @Nullable
        List<String> place,

        @Parameter(description = "NORMAL or URGENT.") @Nullable
        List<String> urgency,

        @Parameter(description = "Words that occur in number, title or description; all of them, in any order.")
        @Nullable
        String q,

        @Parameter(description = "true: brought in from another system; false: filed here.") @Nullable
        String imported,

        @Parameter(description = "true: on the list of hard problems (重难点).") @Nullable
        String hard,

        @Parameter(description = "true: its unit asked for more time, and nobody has decided yet.") @Nullable
        String extensionPending,

        @Parameter(description = "Submitted at or after this time, ISO-8601 with offset.") @Nullable
        String submittedFrom,

        @Parameter(description = "Submitted before this time, ISO-8601 with offset.") @Nullable
        String submittedTo,

        @Parameter(
                description =
                        "How it stands with its time: ON_TIME, SOON, OVERDUE, PAUSED, DONE or UNKNOWN. Several are allowed.")
        @Nullable
        List<String> standing,

        @Parameter(
                description =
                        "The highest warning of its open clocks: REMINDER, YELLOW, RED or SUPERVISION. Several are allowed; not for enterprises.")
        @Nullable
        List<String> warning,

        @Parameter(description = "Next due at or after this time, ISO-8601 with offset.") @Nullable
        String dueFrom,

        @Parameter(description = "Next due before this time, ISO-8601 with offset.") @Nullable
        String dueTo,

        @Parameter(
                description =
                        "submitted, updated, number or due; with '-' the last first. Tickets without a due date come last either way. Default: -submitted.")
        @Nullable
        String sort,

        @Parameter(description = "How many, 1 to 200. Default: 50.") @Nullable
        String limit,

        @Parameter(description = "'next' of the page before, with the same sort.") @Nullable
        String cursor,

        @Parameter(description = "true: count the matches, up to 10,000.") @Nullable
        String count,

        @Parameter(
                description =
                        "<ticketId>@<version>: answer once the list shows this version, after 2 s at the latest. Up to 20.")
        @Nullable
        List<String> waitFor) {

    static final Set<String> NAMES = Arrays.stream(TicketListParameters.class.getRecordComponents())
            .map(java.lang.reflect.RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_QUERY = 200;
    private static final int MAX_WORDS = 10;

    /** @param now for which instant standings are meant */
    TicketQuery query(Instant now) {
        TicketQuery.Order asked =
                Parameters.optional("sort", sort, TicketListParameters::order, "-submitted, updated, number, due");
        Cursor after = cursor == null || cursor.isEmpty() ? null : Cursor.read(cursor, asked);
        TicketQuery.Order order =
                after != null ? after.order() : asked != null ? asked : TicketQuery.Order.LATEST_FIRST;
        Integer size = Parameters.optional("limit", limit, TicketListParameters::limit, "50 (1 to 200)");
        return new TicketQuery(
                Parameters.all("state", state, TicketState::valueOf, "IN_PROGRESS"),
                Parameters.all("unit", unit, UnitId::of, "qt-human-resources"),
                Parameters.all("enterprise", enterprise, EnterpriseId::of, "qt-e-0001"),
                Parameters.all("item", item, CatalogueItemId::of, "labour"),
                Parameters.all("handler", handler, AccountId::of, "zhang.san"),
                Parameters.all("assisting", assisting, UnitId::of, "qt-human-resources"),
                Parameters.all("formerly", formerly, UnitId::of, "qt-human-resources"),
                Parameters.all("filedBy", filedBy, AccountId::of, "zhang.san"),
                Parameters.all("chain", chain, ChainId::of, "qt-semiconductors"),
                Parameters.all("place", place, PlaceId::of, "qt-park"),
                Parameters.all("urgency", urgency, Urgency::valueOf, "URGENT"),
                words(),
                Parameters.optional("imported", imported, Parameters::flag, "true or false"),
                Parameters.optional("hard", hard, Parameters::flag, "true or false"),
                Parameters.optional("extensionPending", extensionPending, Parameters::flag, "true or false"),
                Parameters.optional("submittedFrom", submittedFrom, Parameters::time, "2023-01-01T00:00:00+08:00"),
                Parameters.optional("submittedTo", submittedTo, Parameters::time, "2024-01-01T00:00:00+08:00"),
                Parameters.all("standing", standing, Standing::valueOf, "OVERDUE"),
                Parameters.all("warning", warning, WarningLevel::valueOf, "YELLOW"),
                Parameters.optional("dueFrom", dueFrom, Parameters::time, "2026-01-01T00:00:00+08:00"),
                Parameters.optional("dueTo", dueTo, Parameters::time, "2026-02-01T00:00:00+08:00"),
                now,
                order,
                after == null ? null : after.position(),
                size == null ? DEFAULT_LIMIT : size);
    }

    boolean counts() {
        return Boolean.TRUE.equals(Parameters.optional("count", count, Parameters::flag, "true or false"));
    }

    List<Version> versionsToWaitFor() {
        if (waitFor != null && waitFor.size() > Version.MOST) {
            throw Parameters.refuse("waitFor", waitFor.size() + " times", "up to " + Version.MOST + " values");
        }
        return Parameters.all("waitFor", waitFor, Version::of, "018b9000-0000-7000-8000-000000000001@3");
    }

    private List<String> words() {
        if (q == null) {
            return List.of();
        }
        List<String> words = q.length() > MAX_QUERY ? List.of() : Words.asked(q);
        if (q.length() > MAX_QUERY || words.size() > MAX_WORDS) {
            throw Parameters.refuse("q", q, "up to %d words in %d characters".formatted(MAX_WORDS, MAX_QUERY));
        }
        return words;
    }

    static TicketQuery.Order order(String text) {
        boolean descending = text.startsWith("-");
        String name = descending ? text.substring(1) : text;
        return Arrays.stream(TicketQuery.Key.values())
                .filter(key -> key.text().equals(name))
                .findFirst()
                .map(key -> new TicketQuery.Order(key, descending))
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static Integer limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(text);
        }
        return limit;
    }
}
