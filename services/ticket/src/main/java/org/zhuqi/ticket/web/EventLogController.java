package org.zhuqi.ticket.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.ticket.application.export.ExportingLog;
import org.zhuqi.ticket.application.export.LogFormat;
import org.zhuqi.ticket.application.export.LogPeriod;
import org.zhuqi.ticket.application.export.LogPeriod.Cohort;

/** The log of a period for analysts, without persons and prose. */
@RestController
@Tag(name = "audit")
class EventLogController {
    private static final Logger LOG = LoggerFactory.getLogger(EventLogController.class);
    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(2999, 12, 31);

    private final ExportingLog exporting;

    EventLogController(ExportingLog exporting) {
        this.exporting = exporting;
    }

    @GetMapping("/api/v1/event-log/{file}")
    @Operation(
            summary = "The event log of a period, for process mining",
            description = "As ocel.json (OCEL 2.0), log.xes (XES, IEEE 1849-2016) or events.csv. It tells activities,"
                    + " times, roles, units, enterprises and results; no person and no free text. It is written as it is"
                    + " read; if it breaks off, the connection is cut.")
    @ApiResponse(responseCode = "200", description = "The log.", content = @Content)
    void export(
            @Parameter(description = "ocel.json, log.xes or events.csv") @PathVariable String file,
            @Parameter(description = "The first day, such as 2023-01-01.") @RequestParam(required = false) @Nullable
                    String from,
            @Parameter(description = "The last day, such as 2023-11-30.") @RequestParam(required = false) @Nullable
                    String to,
            @Parameter(
                            description =
                                    "HAPPENED: the events of the period; RECEIVED: all events of the tickets received in it.")
                    @RequestParam(required = false)
                    @Nullable
                    String cohort,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Parameters.allowOnly(Set.of("from", "to", "cohort"), request);
        LogFormat format = LogFormat.ofFile(file).orElseThrow(() -> missing(file));
        if (!caller.jurisdiction().equals(Jurisdiction.WHOLE_DISTRICT)) {
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "The event log is of the whole district; your right reaches a part of it.",
                            "事件日志涵盖全区，您的权限仅限其中一部分。")
                    .asException();
        }
        LogPeriod period = period(caller, from, to, cohort);
        if (request.getMethod().equals(HttpMethod.HEAD.name())) {
            head(format, caller, response);
            return;
        }
        try (ExportingLog.Export export = exporting.begin(period, format)) {
            if (export == null) {
                response.setHeader(HttpHeaders.RETRY_AFTER, "30");
                throw Problem.of(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "too-many-requests",
                                "Other exports are under way. Please try again in a while.",
                                "正在进行其他导出，请稍后重试。")
                        .asException();
            }
            head(format, caller, response);
            write(export, request, response);
        }
    }

    private static void head(LogFormat format, Caller caller, HttpServletResponse response) {
        response.setContentType(format.mediaType());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"%s-%s\"".formatted(caller.district(), format.file()));
    }

    /** Half of a log must not look like a whole one. */
    private static void write(ExportingLog.Export export, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            export.writeTo(response.getOutputStream());
        } catch (RuntimeException e) {
            if (!response.isCommitted()) {
                throw e;
            }
            LOG.warn("an export of the event log broke off: {}", e.toString());
            CuttingShort.cut(request);
        }
    }

    private static LogPeriod period(
            Caller caller, @Nullable String from, @Nullable String to, @Nullable String cohort) {
        LocalDate first = day("from", from);
        LocalDate last = day("to", to);
        if (last.isBefore(first)) {
            throw Problem.badRequest("The period ends before it begins.", "起止日期颠倒。")
                    .asException();
        }
        Cohort counted = Parameters.optional("cohort", cohort, Cohort::valueOf, "RECEIVED");
        return new LogPeriod(
                caller.district(), begin(first), begin(last.plusDays(1)), counted == null ? Cohort.HAPPENED : counted);
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(CalendarRules.CHINA).toInstant();
    }

    private static LocalDate day(String name, @Nullable String text) {
        LocalDate day = Parameters.optional(name, text, LocalDate::parse, "2023-01-01");
        if (day == null) {
            throw Problem.badRequest(
                            "The parameter '%s' is missing: a day such as 2023-01-01.".formatted(name),
                            "缺少参数“%s”（日期，例如 2023-01-01）。".formatted(name))
                    .asException();
        }
        if (day.isBefore(FIRST) || day.isAfter(LAST)) {
            throw Parameters.refuse(name, day.toString(), "2023-01-01");
        }
        return day;
    }

    private static RuntimeException missing(String file) {
        String known = Arrays.stream(LogFormat.values()).map(LogFormat::file).collect(Collectors.joining(", "));
        String shown = file.length() > 40 ? file.substring(0, 40) + "…" : file;
        return Problem.notFound(
                        "There is no '%s' here, but %s.".formatted(shown, known),
                        "没有“%s”，可用：%s。".formatted(shown, known))
                .asException();
    }
}
