package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.metrics.application.Printing;
import org.zhuqi.metrics.application.Printing.Replacing;
import org.zhuqi.metrics.application.Printing.Stored;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.PrintRules;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.Versions;

/** How the caller's district prints its figures. */
@RestController
@RequestMapping("/api/v1/metrics/settings")
@Tag(name = "metrics")
public class SettingsController {
    private final Printing printing;

    public SettingsController(Printing printing) {
        this.printing = printing;
    }

    @Schema(name = "FigureRounding")
    record RoundingForm(
            @Schema(description = "0 to 4.") @Nullable Integer decimals,
            @Schema(description = "HALF_UP if absent.") Rounding.@Nullable Mode mode) {}

    @Schema(name = "FigureSetting", description = "What is absent is as it is by default.")
    record FigureForm(
            @Nullable RoundingForm rounding,

            @Schema(description = "What its period means where nothing is said.") @Nullable
            Basis basis,

            @Schema(description = "Which of its variants is meant where nothing is said.") @Nullable
            String variant) {}

    @Schema(name = "FigureSettings")
    record SettingsForm(
            @Schema(description = "For all figures that are not named. Absent: as the registry says.") @Nullable
            RoundingForm usual,

            @Schema(description = "By the figure's key.") @Nullable
            Map<String, @Nullable FigureForm> figures) {}

    @Schema(name = "FigureSettingsDocument")
    record SettingsDocument(
            @Schema(description = "0: the defaults, which nobody has changed.")
            long version,

            @Nullable Instant changedAt,
            @Nullable AccountId changedBy,
            @Nullable Rounding usual,
            Map<String, PrintRules.OfFigure> figures) {
        static SettingsDocument of(Stored stored) {
            return new SettingsDocument(
                    stored.version(),
                    stored.changedAt(),
                    stored.changedBy(),
                    stored.rules().usual(),
                    new TreeMap<>(stored.rules().figures()));
        }
    }

    @GetMapping
    @Operation(
            summary =
                    "How the caller's district prints its figures, and which way to count is meant where nothing is said")
    ResponseEntity<SettingsDocument> settings(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answer(printing.of(caller.district()));
    }

    @GetMapping("/versions")
    @Operation(summary = "All versions of these settings, the latest first", description = "No version ever changes.")
    List<SettingsDocument> versions(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return printing.versions(caller.district()).stream()
                .map(SettingsDocument::of)
                .toList();
    }

    @PutMapping
    @Operation(
            summary = "Change how the caller's district prints its figures",
            description = "The whole of it. If-Match names the version on which you decided; 0 if there is none yet. "
                    + "What a request says about itself goes before these settings.")
    ResponseEntity<SettingsDocument> replace(
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = SettingsForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        long expected = Versions.required(ifMatch);
        PrintRules rules = new Reading().rules(Bodies.read(body, SettingsForm.class));
        return switch (printing.replace(caller.district(), expected, rules, caller.account())) {
            case Replacing.Replaced replaced -> answer(replaced.stored());
            case Replacing.Stale stale -> throw Versions.stale(stale.version());
        };
    }

    private static ResponseEntity<SettingsDocument> answer(Stored stored) {
        return ResponseEntity.ok().eTag(Versions.etag(stored.version())).body(SettingsDocument.of(stored));
    }

    /** Reads a form, and gathers all that is wrong with it. */
    private static final class Reading {
        private record Fault(String pointer, Sentence sentence) {}

        private final List<Fault> faults = new ArrayList<>();

        PrintRules rules(SettingsForm form) {
            Rounding usual = rounding("/usual", form.usual());
            Map<String, PrintRules.OfFigure> figures = new TreeMap<>();
            if (form.figures() != null) {
                form.figures().forEach((key, figure) -> {
                    PrintRules.OfFigure read = figure("/figures/" + key, key, figure);
                    if (read != null) {
                        figures.put(key, read);
                    }
                });
            }
            if (!faults.isEmpty()) {
                throw faulty();
            }
            return new PrintRules(usual, figures);
        }

        private PrintRules.@Nullable OfFigure figure(String pointer, String key, @Nullable FigureForm form) {
            Optional<Figure> figure = Figures.find(key);
            if (figure.isEmpty()) {
                fault(pointer, "there is no figure '%s'".formatted(key), "没有指标“%s”".formatted(key));
                return null;
            }
            if (form == null) {
                return null;
            }
            if (figure.get().definition(form.basis(), form.variant()).isEmpty()) {
                fault(
                        pointer,
                        "the figure is not counted that way; GET /api/v1/metrics/definitions says which there are",
                        "该指标没有此口径，可用口径见 GET /api/v1/metrics/definitions");
            }
            return new PrintRules.OfFigure(
                    rounding(pointer + "/rounding", form.rounding()), form.basis(), form.variant());
        }

        private @Nullable Rounding rounding(String pointer, @Nullable RoundingForm form) {
            if (form == null) {
                return null;
            }
            Integer decimals = form.decimals();
            if (decimals == null || decimals < 0 || decimals > Rounding.MOST_DECIMALS) {
                fault(
                        pointer + "/decimals",
                        "0 to %d decimals are possible".formatted(Rounding.MOST_DECIMALS),
                        "小数位数为0至%d".formatted(Rounding.MOST_DECIMALS));
                return null;
            }
            return new Rounding(decimals, Objects.requireNonNullElse(form.mode(), Rounding.Mode.HALF_UP));
        }

        private void fault(String pointer, String en, String zh) {
            faults.add(new Fault(pointer, new Sentence(en, zh)));
        }

        private RuntimeException faulty() {
            Fault first = faults.getFirst();
            return Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "faulty-settings",
                            "The field %s is not right: %s."
                                    .formatted(first.pointer(), first.sentence().en()),
                            "字段 %s 有误：%s。"
                                    .formatted(first.pointer(), first.sentence().zh()))
                    .withErrors(faults.stream()
                            .map(fault -> new FieldError(
                                    fault.pointer(), fault.sentence().en()))
                            .toList())
                    .asException();
        }
    }
}
