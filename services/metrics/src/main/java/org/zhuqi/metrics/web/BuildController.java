package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.metrics.application.Build;
import org.zhuqi.metrics.application.Rebuilding;
import org.zhuqi.metrics.application.Rebuilding.Progressing;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** The builds of the facts behind the figures: the one that serves, one that is under way, those that served. */
@RestController
@RequestMapping("/api/v1/metrics/builds")
@Tag(name = "metrics")
public class BuildController {
    private final Rebuilding rebuilding;

    public BuildController(Rebuilding rebuilding) {
        this.rebuilding = rebuilding;
    }

    @Schema(name = "FigureBuildStop")
    record Stopped(
            String partition,

            @Schema(description = "Of the first record that is not counted in.")
            long offset,

            String reason) {
        static Stopped of(Stop stop) {
            return new Stopped(stop.partition().toString(), stop.offset(), stop.reason());
        }
    }

    @Schema(name = "FigureBuild")
    record BuildDocument(
            int build,
            Build.State state,
            Instant begunAt,
            @Nullable Instant servedAt,
            @Nullable Instant retiredAt,

            @Schema(description = "Who asked for it; absent for the first.") @Nullable
            AccountId account,

            @Schema(description = "Records of the topics that are counted in; absent for one that serves no more.")
            @Nullable
            Long read,

            @Schema(description = "Records that the topics have.") @Nullable
            Long total,

            @Schema(description = "How much is read, in per cent, cut off.") @Nullable
            Integer percent,

            @Schema(
                    description =
                            "The partitions that this instance cannot take any further, and why. A build under way"
                                    + " that has one never serves.")
            List<Stopped> stops) {
        static BuildDocument of(Progressing it) {
            return new BuildDocument(
                    it.build().number(),
                    it.build().state(),
                    it.build().begunAt(),
                    it.build().servedAt(),
                    it.build().retiredAt(),
                    it.build().account(),
                    it.read() == null ? null : it.read().read(),
                    it.read() == null ? null : it.read().total(),
                    it.read() == null ? null : it.read().percent(),
                    it.stops().stream().map(Stopped::of).toList());
        }
    }

    @GetMapping
    @Operation(summary = "The builds of the figures' facts, the latest first, and how far each has read")
    List<BuildDocument> builds(HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return rebuilding.all().stream().map(BuildDocument::of).toList();
    }

    @PostMapping
    @Operation(
            summary = "Build the facts once more from the first event on",
            description =
                    "The figures are answered by the build that serves, until the new one has caught up and takes over by"
                            + " itself.")
    ResponseEntity<BuildDocument> begin(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return ResponseEntity.accepted()
                .body(BuildDocument.of(rebuilding
                        .begin(caller.account())
                        .orElseThrow(() -> Problem.of(
                                        HttpStatus.CONFLICT,
                                        "wrong-state",
                                        "A build is under way already; wait until it serves, or give it up with DELETE.",
                                        "已有重建任务正在进行；请等待其完成，或用 DELETE 放弃。")
                                .asException())));
    }

    @DeleteMapping("/{build}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give up the build that is under way")
    void giveUp(@PathVariable int build, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        switch (rebuilding.giveUp(build)) {
            case GIVEN_UP -> {
                // The list shows it.
            }
            case UNKNOWN ->
                throw Problem.notFound("There is no build %d.".formatted(build), "没有第 %d 次构建。".formatted(build))
                        .asException();
            case NOT_UNDER_WAY ->
                throw Problem.of(
                                HttpStatus.CONFLICT,
                                "wrong-state",
                                "Build %d is not under way: it serves, or it has ended.".formatted(build),
                                "第 %d 次构建不在进行中：正在使用，或已结束。".formatted(build))
                        .asException();
        }
    }
}
