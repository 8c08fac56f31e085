package org.zhuqi.dispatch.web.routing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.dispatch.application.routing.RuleTexts;
import org.zhuqi.dispatch.application.routing.Rulebook;
import org.zhuqi.dispatch.application.routing.Rulebook.Replacing;
import org.zhuqi.dispatch.application.routing.Rulebook.Stored;
import org.zhuqi.dispatch.application.routing.TryingRules;
import org.zhuqi.dispatch.domain.routing.RoutingRule;
import org.zhuqi.dispatch.domain.routing.RoutingSettings;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.Versions;
import tools.jackson.core.exc.StreamConstraintsException;

/** What a district says about routing (派单规则): to read, to try against the past, to replace. */
@RestController
@RequestMapping("/api/v1/routing")
@Tag(name = "routing")
public class RulesController {
    private static final int FAULTS_SHOWN = 100;

    private final Rulebook rulebook;
    private final RuleTexts texts;
    private final TryingRules trying;

    public RulesController(Rulebook rulebook, RuleTexts texts, TryingRules trying) {
        this.rulebook = rulebook;
        this.texts = texts;
        this.trying = trying;
    }

    record RulesForm(@Nullable List<RuleTexts.Text> rules) {}

    record RulesDocument(
            @Schema(description = "0 where nobody has written any.")
            long version,

            @Nullable Instant changedAt,
            @Nullable AccountId changedBy,
            List<RoutingRule> rules) {
        static RulesDocument of(Stored<List<RoutingRule>> stored) {
            return new RulesDocument(stored.version(), stored.changedAt(), stored.changedBy(), stored.content());
        }
    }

    @GetMapping("/rules")
    @Operation(summary = "The routing rules of the caller's district")
    ResponseEntity<RulesDocument> rules(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answer(rulebook.rules(caller.district()));
    }

    @GetMapping("/rules/versions")
    @Operation(
            summary = "All versions of the routing rules, the latest first",
            description = "No version ever changes.")
    List<RulesDocument> versions(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return rulebook.versions(caller.district()).stream()
                .map(RulesDocument::of)
                .toList();
    }

    @PutMapping(path = "/rules", consumes = MediaType.ALL_VALUE)
    @Operation(
            summary = "Replace the routing rules",
            description =
                    "The whole set, as JSON or (Content-Type application/yaml) as YAML. If-Match names the version "
                            + "on which you decided; 0 if there is none yet.")
    ResponseEntity<RulesDocument> replace(
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = RulesForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        long expected = Versions.required(ifMatch);
        List<RoutingRule> rules = read(body, contentType, caller);
        return switch (rulebook.replaceRules(caller.district(), expected, rules, caller.account())) {
            case Replacing.Replaced<List<RoutingRule>> replaced -> answer(replaced.stored());
            case Replacing.Stale<List<RoutingRule>> stale -> throw Versions.stale(stale.version());
        };
    }

    private List<RoutingRule> read(byte @Nullable [] body, @Nullable String contentType, Caller caller) {
        RulesForm form =
                Bodies.read(contentType != null && contentType.contains("yaml") ? json(body) : body, RulesForm.class);
        new Bodies.Needs().the("rules", form.rules()).orRefuse();
        RuleTexts.Reading reading = texts.read(caller.district(), Objects.requireNonNull(form.rules()));
        if (!reading.faults().isEmpty()) {
            throw faulty(reading.faults());
        }
        return reading.rules();
    }

    private static byte @Nullable [] json(byte @Nullable [] yaml) {
        if (yaml == null) {
            return null;
        }
        try {
            Object content =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(new String(yaml, StandardCharsets.UTF_8));
            return content == null ? null : Json.MAPPER.writeValueAsBytes(content);
        } catch (YAMLException e) {
            throw Problem.badRequest("The body is not YAML: %s".formatted(e.getMessage()), "请求正文不是有效的 YAML。")
                    .asException();
        } catch (StreamConstraintsException e) {
            // What names itself with an anchor never ends.
            throw Problem.badRequest(
                            "The body contains itself, or is nested more deeply than any rule is.", "请求正文循环引用自身或嵌套过深。")
                    .asException();
        }
    }

    private static RuntimeException faulty(List<RuleTexts.Fault> faults) {
        RuleTexts.Fault first = faults.getFirst();
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "faulty-rules",
                        "The rules were not taken, %d faults: %s: %s."
                                .formatted(
                                        faults.size(),
                                        first.pointer(),
                                        first.sentence().en()),
                        "派单规则未被接受，共%d处问题：%s：%s。"
                                .formatted(
                                        faults.size(),
                                        first.pointer(),
                                        first.sentence().zh()))
                .withErrors(faults.stream()
                        .limit(FAULTS_SHOWN)
                        .map(fault -> new FieldError(
                                fault.pointer(),
                                fault.sentence().en(),
                                fault.sentence().zh()))
                        .toList())
                .with("faults", faults.stream().limit(FAULTS_SHOWN).toList())
                .asException();
    }

    private static ResponseEntity<RulesDocument> answer(Stored<List<RoutingRule>> stored) {
        return ResponseEntity.ok().eTag(Versions.etag(stored.version())).body(RulesDocument.of(stored));
    }

    @PostMapping(path = "/rules/dry-run", consumes = MediaType.ALL_VALUE)
    @Operation(
            summary = "What other rules would have suggested for the tickets of a past period",
            description =
                    "The body is the whole set, as for PUT. The period is gone through again in the order of time: "
                            + "each ticket is suggested for as it came in, with what had been learned by then. Nothing changes.")
    TryingRules.Result dryRun(
            @Parameter(description = "Submitted at or after this time.", example = "2023-01-01T00:00:00+08:00")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Submitted before this time.", example = "2024-01-01T00:00:00+08:00")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable String contentType,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = RulesForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("from", "to"), request);
        Period period = Period.read(from, to);
        List<RoutingRule> rules = read(body, contentType, caller);
        return trying.run(caller.district(), period.from(), period.to(), rules)
                .orElseThrow(() -> Problem.of(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "period-too-long",
                                "The period has more than %d tickets: choose a shorter one."
                                        .formatted(TryingRules.MOST),
                                "该时间段内诉求超过%d件，请缩短时间段。".formatted(TryingRules.MOST))
                        .asException());
    }

    /** What is absent is as it is by default. */
    record SettingsForm(
            @Nullable Double automaticFrom,
            @Nullable Double automaticMargin,
            @Nullable Integer escalateAfterBounces,
            @Nullable Integer escalateAfterRounds,
            @Nullable List<EscalationLevel> ladder) {
        RoutingSettings settings() {
            RoutingSettings usual = RoutingSettings.DEFAULT;
            return new RoutingSettings(
                    automaticFrom == null ? usual.automaticFrom() : automaticFrom,
                    automaticMargin == null ? usual.automaticMargin() : automaticMargin,
                    escalateAfterBounces == null ? usual.escalateAfterBounces() : escalateAfterBounces,
                    escalateAfterRounds == null ? usual.escalateAfterRounds() : escalateAfterRounds,
                    ladder == null ? usual.ladder() : ladder);
        }
    }

    record SettingsDocument(
            @Schema(description = "0: the defaults, which nobody has changed.")
            long version,

            @Nullable Instant changedAt,
            @Nullable AccountId changedBy,
            RoutingSettings settings) {
        static SettingsDocument of(Stored<RoutingSettings> stored) {
            return new SettingsDocument(stored.version(), stored.changedAt(), stored.changedBy(), stored.content());
        }
    }

    @GetMapping("/settings")
    @Operation(summary = "How far the caller's district lets the system dispatch and escalate by itself")
    ResponseEntity<SettingsDocument> settings(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return answered(rulebook.settings(caller.district()));
    }

    @PutMapping("/settings")
    @Operation(
            summary = "Change how far the system dispatches and escalates by itself",
            description =
                    "automaticFrom and automaticMargin: 0 to 1. escalateAfterBounces and escalateAfterRounds: 0 (never) "
                            + "to 20. ladder: the levels, from the lowest up. What is absent is set to its default.")
    ResponseEntity<SettingsDocument> changeSettings(
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
        RoutingSettings settings = Bodies.read(body, SettingsForm.class).settings();
        check(settings);
        return switch (rulebook.replaceSettings(caller.district(), expected, settings, caller.account())) {
            case Replacing.Replaced<RoutingSettings> replaced -> answered(replaced.stored());
            case Replacing.Stale<RoutingSettings> stale -> throw Versions.stale(stale.version());
        };
    }

    private static void check(RoutingSettings settings) {
        share("automaticFrom", settings.automaticFrom());
        share("automaticMargin", settings.automaticMargin());
        times("escalateAfterBounces", settings.escalateAfterBounces());
        times("escalateAfterRounds", settings.escalateAfterRounds());
        List<EscalationLevel> ladder = settings.ladder();
        if (!ladder.stream().sorted().distinct().toList().equals(ladder)) {
            throw refuse("ladder", "the levels must rise, each once", "各级应由低到高，且不重复");
        }
    }

    private static void share(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw refuse(field, "%s is not between 0 and 1".formatted(value), "%s不在0至1之间".formatted(value));
        }
    }

    private static void times(String field, int value) {
        if (value < 0 || value > 20) {
            throw refuse(field, "%d is not between 0 and 20".formatted(value), "%d不在0至20之间".formatted(value));
        }
    }

    private static RuntimeException refuse(String field, String en, String zh) {
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "faulty-settings",
                        "The field %s is not right: %s.".formatted(field, en),
                        "字段 %s 有误：%s。".formatted(field, zh))
                .withErrors(List.of(new FieldError("/" + field, en, zh)))
                .asException();
    }

    private static ResponseEntity<SettingsDocument> answered(Stored<RoutingSettings> stored) {
        return ResponseEntity.ok().eTag(Versions.etag(stored.version())).body(SettingsDocument.of(stored));
    }
}
