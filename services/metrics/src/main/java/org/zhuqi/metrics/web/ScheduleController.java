package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.metrics.application.export.Cadence;
import org.zhuqi.metrics.application.export.ExportFormat;
import org.zhuqi.metrics.application.export.ExportRight;
import org.zhuqi.metrics.application.export.Schedule;
import org.zhuqi.metrics.application.export.SchedulingReports;
import org.zhuqi.metrics.postgres.ScheduleRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;
import org.zhuqi.platform.web.Versions;

/** Reports that are made every month or week. */
@RestController
@RequestMapping("/api/v1/metrics/schedules")
@Tag(name = "exports")
public class ScheduleController {
    private static final int LONGEST_NAME = 100;
    private static final int MOST = 100;
    private static final String SCHEDULES = "/api/v1/metrics/schedules/";

    private final ExportAsking asking;
    private final SchedulingReports scheduling;
    private final ScheduleRows rows;

    public ScheduleController(ExportAsking asking, SchedulingReports scheduling, ScheduleRows rows) {
        this.asking = asking;
        this.scheduling = scheduling;
        this.rows = rows;
    }

    @GetMapping
    @Operation(
            summary = "The caller's schedules, by name, with their last and next time",
            description =
                    "Who oversees the district sees those of others as well, where they are of this district alone."
                            + " The files are found among the exports.")
    List<ScheduleDocument> list(
            @AuthenticationPrincipal Caller caller, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return rows.all(ExportRight.of(caller)).stream()
                .map(ScheduleDocument::of)
                .toList();
    }

    @PostMapping
    @Operation(
            summary = "Have a report made every month or week",
            description =
                    "It shows what the caller may see now, of the last whole month or week, with the cut-off at its end.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ScheduleForm.class))))
    @ApiResponse(
            responseCode = "201",
            description = "Set up.",
            content = @Content(schema = @Schema(implementation = ScheduleDocument.class)))
    ResponseEntity<ScheduleDocument> add(
            @RequestBody(required = false) byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Schedule.Plan plan = plan(body, caller, request);
        if (rows.count(caller.district()) >= MOST) {
            throw Problem.of(
                            HttpStatus.CONFLICT,
                            "too-many-schedules",
                            "The district has %d schedules already; delete one that nobody needs.".formatted(MOST),
                            "本区已有 %d 个定期报告，请先删除不再需要的。".formatted(MOST))
                    .asException();
        }
        Schedule added = scheduling.add(ExportRight.of(caller), plan);
        return ResponseEntity.created(URI.create(SCHEDULES + added.id()))
                .eTag(Versions.etag(added.version()))
                .body(ScheduleDocument.of(added));
    }

    @GetMapping("/{id}")
    @Operation(summary = "A schedule")
    ResponseEntity<ScheduleDocument> one(
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answer(shown(id, caller));
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change a schedule: whole, on the version that If-Match names",
            description = "From now on it is the caller's, and shows what the caller may see.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ScheduleForm.class))))
    @ApiResponse(
            responseCode = "200",
            description = "Changed.",
            content = @Content(schema = @Schema(implementation = ScheduleDocument.class)))
    @ApiResponse(responseCode = "412", description = "Somebody changed it meanwhile.", content = @Content)
    ResponseEntity<ScheduleDocument> change(
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @RequestBody(required = false) byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Schedule before = shown(id, caller);
        long version = Versions.required(ifMatch);
        if (before.version() != version) {
            throw Versions.stale(before.version());
        }
        return answer(scheduling
                .change(ExportRight.of(caller), before, plan(body, caller, request))
                .orElseThrow(() -> Versions.stale(shown(id, caller).version())));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Have it made no more; what was made stays")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @AuthenticationPrincipal Caller caller,
            @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        if (!rows.remove(ExportRight.of(caller), shown(id, caller).id())) {
            throw notFound();
        }
        return ResponseEntity.noContent().build();
    }

    private static ResponseEntity<ScheduleDocument> answer(Schedule schedule) {
        return ResponseEntity.ok().eTag(Versions.etag(schedule.version())).body(ScheduleDocument.of(schedule));
    }

    private Schedule shown(String id, Caller caller) {
        UUID known;
        try {
            known = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw notFound();
        }
        return rows.find(ExportRight.of(caller), known).orElseThrow(ScheduleController::notFound);
    }

    private static ProblemException notFound() {
        return Problem.notFound("There is no such schedule, or none that you may see.", "定期报告不存在，或您无权查看。")
                .asException();
    }

    // -- what is sent -----------------------------------------------------------------------------------------------

    private Schedule.Plan plan(byte @Nullable [] body, Caller caller, HttpServletRequest request) {
        ScheduleForm form = Bodies.read(body, ScheduleForm.class);
        String name = Bodies.text(form.name());
        ScheduleForm.Rhythm rhythm = form.cadence();
        new Bodies.Needs()
                .the("name", name)
                .the("cadence", rhythm)
                .the("time", Bodies.text(form.time()))
                .the("formats", form.formats())
                .the("day", rhythm == ScheduleForm.Rhythm.MONTHLY ? form.day() : name)
                .the("weekday", rhythm == ScheduleForm.Rhythm.WEEKLY ? form.weekday() : name)
                .orRefuse();
        String called = Objects.requireNonNull(name, "was needed");
        if (called.length() > LONGEST_NAME) {
            throw Problem.badRequest(
                            "A name has at most %d characters.".formatted(LONGEST_NAME),
                            "名称不超过 %d 个字符。".formatted(LONGEST_NAME))
                    .asException();
        }
        List<ExportFormat> formats = Objects.requireNonNull(form.formats(), "was needed").stream()
                .distinct()
                .toList();
        if (formats.isEmpty()) {
            throw Problem.badRequest("Name at least one format: XLSX, CSV or PDF.", "请至少选择一种格式：XLSX、CSV 或 PDF。")
                    .asException();
        }
        HttpServletRequest sent = form.in(request);
        return new Schedule.Plan(
                called, cadence(form), formats, new Schedule.Content(asking.scope(sent, caller), asking.manner(sent)));
    }

    private static Cadence cadence(ScheduleForm form) {
        LocalTime time = Objects.requireNonNull(
                Parameters.optional(
                        "time",
                        Objects.requireNonNull(form.time(), "was needed"),
                        text -> LocalTime.parse(text).truncatedTo(ChronoUnit.MINUTES),
                        "07:30"),
                "was needed");
        Integer day = form.day();
        if (form.cadence() == ScheduleForm.Rhythm.MONTHLY) {
            return Objects.requireNonNull(
                    Parameters.optional(
                            "day",
                            String.valueOf(day),
                            text -> new Cadence.Monthly(Integer.parseInt(text), time),
                            "1 (to 28, so that every month has it)"),
                    "was needed");
        }
        DayOfWeek weekday = Objects.requireNonNull(form.weekday(), "was needed");
        return new Cadence.Weekly(weekday, time);
    }
}
