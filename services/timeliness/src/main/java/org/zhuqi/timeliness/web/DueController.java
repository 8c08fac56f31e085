package org.zhuqi.timeliness.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.timeliness.application.Calendars;
import org.zhuqi.timeliness.postgres.DueRows;
import org.zhuqi.timeliness.postgres.DueRows.Due;
import org.zhuqi.timeliness.postgres.DueRows.Standing;

/** What is due, the earliest first. */
@RestController
@RequestMapping("/api/v1/due")
@Tag(name = "clocks")
public class DueController {
    private static final Set<String> NAMES =
            Set.of("unit", "scope", "stage", "standing", "from", "to", "limit", "cursor");
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final DueRows rows;
    private final Calendars calendars;
    private final InstantSource now;

    public DueController(DueRows rows, Calendars calendars, InstantSource now) {
        this.rows = rows;
        this.calendars = calendars;
        this.now = now;
    }

    record Entry(
            @JsonUnwrapped Due clock,
            Standing standing,

            @Schema(
                    description =
                            "Working time left, in seconds; negative: overdue by so much. Absent while it is not known.")
            @Nullable
            Long remainingWorkingSeconds) {}

    record Page(
            List<Entry> items,

            @Schema(description = "The cursor of the next page; absent on the last.") @Nullable
            String next) {}

    @GetMapping
    @Operation(summary = "Open clocks by their due date; a handler sees those of the own unit")
    Page due(
            @Parameter(description = "Of this unit. A handler's own is the default, and the only one.")
                    @RequestParam(required = false)
                    @Nullable
                    String unit,
            @Parameter(description = "TICKET (default), UNIT or ASSISTANT.") @RequestParam(required = false) @Nullable
                    String scope,
            @Parameter(description = "A stage of the policy, such as answer.") @RequestParam(required = false) @Nullable
                    String stage,
            @Parameter(description = "ON_TIME, SOON, OVERDUE, PAUSED or UNKNOWN.")
                    @RequestParam(required = false)
                    @Nullable
                    String standing,
            @Parameter(description = "Due at or after this time, ISO-8601 with offset.")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Due before this time, ISO-8601 with offset.")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(NAMES, request);
        Instant at = now.instant();
        Integer size = Parameters.optional("limit", limit, DueController::limit, "50 (1 to 200)");
        ClockScope asked = Parameters.optional("scope", scope, ClockScope::valueOf, "UNIT");
        boolean handler = caller.role() == Role.HANDLER;
        UnitId whose = Parameters.optional("unit", unit, UnitId::of, "qt-rsj");
        if (handler && whose != null && !whose.equals(caller.unit())) {
            throw Problem.notFound(
                            "There is no unit %s whose due dates you may see.".formatted(whose),
                            "没有您可查看的单位 %s。".formatted(whose))
                    .asException();
        }
        int wanted = size == null ? DEFAULT_LIMIT : size;
        List<Due> found = rows.page(new DueRows.Query(
                caller.district(),
                caller.jurisdiction(),
                handler ? caller.unit() : whose,
                asked == null ? ClockScope.TICKET : asked,
                stage,
                Parameters.optional("standing", standing, Standing::valueOf, "OVERDUE"),
                Parameters.optional("from", from, Parameters::time, "2026-01-01T00:00:00+08:00"),
                Parameters.optional("to", to, Parameters::time, "2026-02-01T00:00:00+08:00"),
                at,
                Parameters.optional("cursor", cursor, DueController::position, "'next' of the page before"),
                wanted));
        boolean more = found.size() > wanted;
        List<Due> page = more ? found.subList(0, wanted) : found;
        WorkingCalendar calendar = calendars.of(caller.district());
        return new Page(
                page.stream().map(each -> entry(each, calendar, at)).toList(), more ? cursor(page.getLast()) : null);
    }

    private static Entry entry(Due due, WorkingCalendar calendar, Instant at) {
        return new Entry(
                due, Standing.of(due.due(), due.soonAt(), due.pausedSince(), at), remaining(due, calendar, at));
    }

    private static @Nullable Long remaining(Due due, WorkingCalendar calendar, Instant at) {
        Instant date = due.due();
        if (date == null) {
            return null;
        }
        Instant from = due.pausedSince() != null && due.pausedSince().isBefore(date) ? due.pausedSince() : at;
        try {
            return calendar.workingTime(from, date).toSeconds();
        } catch (UnknownYearException e) {
            return null;
        }
    }

    private static String cursor(Due last) {
        String text = (last.due() == null ? "" : last.due()) + "\n" + last.ticket() + "\n" + last.clock();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static DueRows.Position position(String text) {
        String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\n", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException(text);
        }
        try {
            return new DueRows.Position(
                    parts[0].isEmpty() ? null : Instant.parse(parts[0]), UUID.fromString(parts[1]), parts[2]);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Integer limit(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(text);
        }
        return limit;
    }
}
