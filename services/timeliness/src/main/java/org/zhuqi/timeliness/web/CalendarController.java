package org.zhuqi.timeliness.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.platform.calendar.BusinessInterval;
import org.zhuqi.platform.calendar.CalendarBase;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.Counting;
import org.zhuqi.platform.calendar.DayOverride;
import org.zhuqi.platform.calendar.HolidayNotice;
import org.zhuqi.platform.calendar.Span;
import org.zhuqi.platform.calendar.SpanUnit;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.timeliness.application.Calendars;
import org.zhuqi.timeliness.application.ChangingCalendars;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/** The working calendar of the caller's district: to ask, to change, and to see first what a change would move. */
@RestController
@RequestMapping("/api/v1/calendar")
@Tag(name = "calendar", description = "Working days and hours of a district.")
public class CalendarController {
    private static final int MOST_DAYS = 1_000;
    private static final int EXAMPLES = 100;

    private final Calendars calendars;
    private final ChangingCalendars changing;

    public CalendarController(Calendars calendars, ChangingCalendars changing) {
        this.calendars = calendars;
        this.changing = changing;
    }

    record Interval(
            @Schema(example = "08:30") String from,
            @Schema(example = "12:00") String to) {}

    record KnownYear(int year, String version, List<String> papers) {}

    record OwnDay(LocalDate date, boolean working, List<Interval> hours, String reason) {}

    record CalendarDocument(
            String version,
            CalendarBase base,
            String zone,
            List<Interval> hours,

            @Schema(description = "The years whose holiday notice is loaded; any other is unknown.")
            List<KnownYear> years,

            List<OwnDay> ownDays) {}

    @GetMapping
    @Operation(summary = "The working calendar of the caller's district")
    CalendarDocument calendar(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        CalendarRules rules = calendars.of(caller.district()).rules();
        return new CalendarDocument(
                rules.version(),
                rules.base(),
                rules.zone().getId(),
                rules.hours().stream().map(CalendarController::interval).toList(),
                rules.notices().stream()
                        .map(notice -> new KnownYear(notice.year(), notice.version(), notice.papers()))
                        .toList(),
                rules.overrides().stream()
                        .map(own -> new OwnDay(
                                own.date(),
                                own.working(),
                                own.hours().stream()
                                        .map(CalendarController::interval)
                                        .toList(),
                                own.reason()))
                        .toList());
    }

    private static Interval interval(BusinessInterval interval) {
        return new Interval(interval.from().toString(), interval.to().toString());
    }

    record WorkingDay(
            LocalDate date,

            @Schema(description = "The how many-th, counted from the next day.")
            int number,

            @Schema(description = "The holiday that this make-up workday belongs to, or the district's own reason.")
            @Nullable
            String name,

            List<Interval> hours) {}

    record WorkingDays(LocalDate from, String calendar, List<WorkingDay> days) {}

    @GetMapping("/working-days")
    @Operation(summary = "The working days after a day, which does not count itself")
    WorkingDays workingDays(
            @Parameter(description = "The day from whose next day on is counted.", example = "2023-04-28")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "How many, 1 to 1,000.", example = "5") @RequestParam(required = false) @Nullable
                    String days,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("from", "days"), request);
        LocalDate start = required("from", Parameters.optional("from", from, LocalDate::parse, "2023-04-28"));
        Integer count = Parameters.optional("days", days, CalendarController::count, "5 (1 to 1000)");
        WorkingCalendar calendar = calendars.of(caller.district());
        return asked(() -> {
            List<WorkingDay> found = new ArrayList<>();
            LocalDate day = start;
            for (int number = 1; number <= (count == null ? 5 : count); number++) {
                day = calendar.plusWorkingDays(day, 1);
                found.add(new WorkingDay(
                        day,
                        number,
                        calendar.dayName(day).orElse(null),
                        calendar.hoursOf(day).stream()
                                .map(CalendarController::interval)
                                .toList()));
            }
            return new WorkingDays(start, calendar.version(), found);
        });
    }

    record DueDate(Instant from, String within, Counting counting, Instant due, String calendar) {}

    @GetMapping("/due")
    @Operation(summary = "When a span that starts at an instant is over")
    DueDate due(
            @Parameter(description = "ISO-8601 with offset.", example = "2023-04-28T10:00:00+08:00")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(example = "5 working days") @RequestParam(required = false) @Nullable String within,
            @Parameter(description = "NEXT_DAY (default for days) or EXACT.") @RequestParam(required = false) @Nullable
                    String counting,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("from", "within", "counting"), request);
        Instant start =
                required("from", Parameters.optional("from", from, Parameters::time, "2023-04-28T10:00:00+08:00"));
        Span span = required("within", Parameters.optional("within", within, Span::parse, "5 working days"));
        Counting asked = Parameters.optional("counting", counting, Counting::valueOf, "NEXT_DAY");
        boolean days = span.unit() == SpanUnit.WORKING_DAY || span.unit() == SpanUnit.NATURAL_DAY;
        Counting how = asked != null ? asked : days ? Counting.NEXT_DAY : Counting.EXACT;
        WorkingCalendar calendar = calendars.of(caller.district());
        return asked(
                () -> new DueDate(start, span.toString(), how, calendar.add(start, span, how), calendar.version()));
    }

    @PostMapping("/notices")
    @Operation(
            summary = "Load the State Council's holiday notice for a year",
            description = "The body: {\"year\": 2027, \"papers\": [address…], \"days\": [{\"name\", \"date\", "
                    + "\"isOffDay\"}…]}, as in the holiday-cn data set. With preview=true nothing changes, and the "
                    + "answer says which open due dates would move.")
    ResponseEntity<?> notice(
            @RequestBody String body,
            @RequestParam(required = false) @Nullable String preview,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("preview"), request);
        HolidayNotice notice = valid(() -> HolidayNotice.read(year(body), body));
        return change(caller, preview, rules -> {
            List<HolidayNotice> notices = new ArrayList<>(rules.notices());
            notices.removeIf(known -> known.year() == notice.year());
            notices.add(notice);
            return new CalendarRules(rules.base(), rules.zone(), rules.hours(), notices, rules.overrides());
        });
    }

    private static int year(String body) {
        try {
            JsonNode year = Json.MAPPER.readTree(body).path("year");
            if (year.isInt()) {
                return year.intValue();
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new IllegalArgumentException(
                    at == null
                            ? "the body is not JSON"
                            : "the body is not JSON from line %d, column %d on"
                                    .formatted(at.getLineNr(), at.getColumnNr()),
                    e);
        }
        throw new IllegalArgumentException("the field 'year' is missing: it says for which year the notice is");
    }

    record DayChange(
            @Schema(description = "True if the district works on this day.") @Nullable
            Boolean working,

            @Schema(description = "The business hours of this day; absent: the usual ones.") @Nullable
            List<Interval> hours,

            @Schema(description = "Why, as people will read it.") @Nullable
            String reason) {}

    @PutMapping("/days/{date}")
    @Operation(
            summary = "Make a single day a working day or a day off, or give it other hours",
            description = "With preview=true nothing changes.")
    ResponseEntity<?> putDay(
            @PathVariable String date,
            @RequestBody DayChange day,
            @RequestParam(required = false) @Nullable String preview,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("preview"), request);
        LocalDate which = required("date", Parameters.optional("date", date, LocalDate::parse, "2026-10-08"));
        String reason = day.reason();
        Boolean working = day.working();
        if (working == null || reason == null || reason.isBlank()) {
            throw Problem.badRequest(
                            "The body must say 'working' (true or false) and the 'reason'.", "请求须包含 working 和 reason。")
                    .asException();
        }
        DayOverride own = valid(() -> new DayOverride(which, working, intervals(day.hours()), reason));
        return change(caller, preview, rules -> {
            List<DayOverride> days = new ArrayList<>(rules.overrides());
            days.removeIf(known -> known.date().equals(which));
            days.add(own);
            return new CalendarRules(rules.base(), rules.zone(), rules.hours(), rules.notices(), days);
        });
    }

    @DeleteMapping("/days/{date}")
    @Operation(summary = "Take back what was said of a single day", description = "With preview=true nothing changes.")
    ResponseEntity<?> deleteDay(
            @PathVariable String date,
            @RequestParam(required = false) @Nullable String preview,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("preview"), request);
        LocalDate which = required("date", Parameters.optional("date", date, LocalDate::parse, "2026-10-08"));
        return change(
                caller,
                preview,
                rules -> new CalendarRules(
                        rules.base(),
                        rules.zone(),
                        rules.hours(),
                        rules.notices(),
                        rules.overrides().stream()
                                .filter(known -> !known.date().equals(which))
                                .toList()));
    }

    record Settings(
            @Schema(description = "STATE_COUNCIL_NOTICES or PLAIN_WEEKDAYS; absent: as it is.") @Nullable
            CalendarBase base,

            @Schema(description = "Absent: as it is.", example = "Asia/Shanghai") @Nullable
            String zone,

            @Schema(description = "The business hours of a usual day; absent: as they are.") @Nullable
            List<Interval> hours) {}

    @PutMapping("/settings")
    @Operation(
            summary = "Change usual business hours, time zone, or the base of the calendar",
            description = "With preview=true nothing changes.")
    ResponseEntity<?> settings(
            @RequestBody Settings settings,
            @RequestParam(required = false) @Nullable String preview,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("preview"), request);
        String named = settings.zone();
        ZoneId zone = named == null ? null : valid(() -> zone(named));
        List<BusinessInterval> hours = settings.hours() == null ? null : valid(() -> intervals(settings.hours()));
        return change(
                caller,
                preview,
                rules -> new CalendarRules(
                        settings.base() == null ? rules.base() : settings.base(),
                        zone == null ? rules.zone() : zone,
                        hours == null ? rules.hours() : hours,
                        rules.notices(),
                        rules.overrides()));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is no time zone such as Asia/Shanghai".formatted(text), e);
        }
    }

    private ResponseEntity<?> change(Caller caller, @Nullable String preview, UnaryOperator<CalendarRules> change) {
        boolean only = Boolean.TRUE.equals(Parameters.optional("preview", preview, Parameters::flag, "true or false"));
        return valid(() -> only
                ? ResponseEntity.ok(changing.preview(caller.district(), change, EXAMPLES))
                : ResponseEntity.ok(changing.change(caller.district(), caller.account(), change)));
    }

    private static List<BusinessInterval> intervals(@Nullable List<Interval> hours) {
        return hours == null
                ? List.of()
                : hours.stream()
                        .map(each -> new BusinessInterval(time(each.from()), time(each.to())))
                        .toList();
    }

    private static LocalTime time(@Nullable String text) {
        try {
            return LocalTime.parse(String.valueOf(text));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'%s' is no time of day such as 08:30".formatted(text), e);
        }
    }

    private static Integer count(String text) {
        int count = Integer.parseInt(text);
        if (count < 1 || count > MOST_DAYS) {
            throw new IllegalArgumentException(text);
        }
        return count;
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw Problem.badRequest("The parameter '%s' is missing.".formatted(name), "缺少参数“%s”。".formatted(name))
                    .asException();
        }
        return value;
    }

    /** What the calendar itself refuses, with its own sentence. */
    private static <T> T valid(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (UnknownYearException e) {
            throw unknownYear(e);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(String.valueOf(e.getMessage()), "日历数据有误：" + e.getMessage())
                    .asException();
        }
    }

    private static <T> T asked(Supplier<T> asked) {
        return valid(asked);
    }

    private static RuntimeException unknownYear(UnknownYearException unknown) {
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "unknown-year",
                        String.valueOf(unknown.getMessage()),
                        "工作日历缺少 %d 年的放假通知，请先加载（./zhuqi calendar load %d 文件）。".formatted(unknown.year(), unknown.year()))
                .with("year", unknown.year())
                .asException();
    }
}
