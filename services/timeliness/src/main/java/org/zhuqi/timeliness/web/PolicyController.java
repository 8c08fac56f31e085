package org.zhuqi.timeliness.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.timeliness.application.DryRun;
import org.zhuqi.timeliness.application.Policies;
import org.zhuqi.timeliness.application.PublishingPolicies;
import org.zhuqi.timeliness.application.PublishingPolicies.Check;
import org.zhuqi.timeliness.application.PublishingPolicies.Outcome;
import org.zhuqi.timeliness.domain.Policy;
import org.zhuqi.timeliness.policy.PolicyReader;
import org.zhuqi.timeliness.postgres.PolicyRows.Published;

/** Timeliness policies (时效规则): to read, to try against the past, to put into force. */
@RestController
@RequestMapping("/api/v1/policies")
@Tag(name = "policies", description = "The rules by which time is counted.")
public class PolicyController {
    private static final String BODY = "the body";
    private static final int EXAMPLES = 200;

    private final Policies policies;
    private final PublishingPolicies publishing;
    private final DryRun dryRun;

    public PolicyController(Policies policies, PublishingPolicies publishing, DryRun dryRun) {
        this.policies = policies;
        this.publishing = publishing;
        this.dryRun = dryRun;
    }

    record Summary(
            String version,
            Sentence name,

            @Schema(description = "Absent: of all districts that have none of their own.") @Nullable
            DistrictId district,

            @Schema(description = "Tickets submitted from then on; absent: never by itself, it is there to be copied.")
            @Nullable
            Instant effectiveFrom,

            Instant publishedAt,
            AccountId publishedBy) {}

    record Document(
            Summary policy,

            @Schema(description = "As it was written, in YAML or JSON.")
            String text) {}

    @GetMapping
    @Operation(summary = "The policies of the caller's district and the common ones, the last to come into force first")
    List<Summary> list(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return policies.visibleTo(caller.district()).stream().map(this::summary).toList();
    }

    @GetMapping(path = "/schema", produces = "application/schema+json")
    @Operation(summary = "The JSON Schema of a policy, for editors")
    Resource schema(HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return new ClassPathResource("policy.schema.json", PolicyReader.class);
    }

    @GetMapping("/{version}")
    @Operation(summary = "A policy as it was written")
    Document policy(
            @Parameter(example = "135-staged@1") @PathVariable String version,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        Published found = published(version, caller);
        return new Document(summary(found), found.body());
    }

    private Published published(String version, Caller caller) {
        return policies.visibleTo(caller.district(), version)
                .orElseThrow(() -> Problem.notFound(
                                "There is no policy %s for your district.".formatted(version),
                                "本区没有时效规则 %s。".formatted(version))
                        .asException());
    }

    private Summary summary(Published published) {
        Policy policy = policies.find(published.version()).orElseThrow();
        return new Summary(
                published.version().text(),
                policy.name(),
                published.district(),
                published.effectiveFrom(),
                published.publishedAt(),
                published.publishedBy());
    }

    record Checked(
            @Schema(description = "Nothing stands against publishing it.")
            boolean good,

            @Schema(description = "Everything that does, with line and key.")
            List<String> faults) {}

    @PostMapping(consumes = MediaType.ALL_VALUE)
    @Operation(
            summary = "Put a version of the district's own policy into force",
            description = "The body is the policy in YAML or JSON. With check=true nothing is published, "
                    + "and the answer says all that stands against it.")
    ResponseEntity<?> publish(
            @RequestBody String body,
            @RequestParam(required = false) @Nullable String check,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("check"), request);
        if (Boolean.TRUE.equals(Parameters.optional("check", check, Parameters::flag, "true or false"))) {
            Check found = publishing.check(caller.district(), body, BODY);
            return ResponseEntity.ok(new Checked(found.faults().isEmpty(), found.faults()));
        }
        return switch (publishing.publish(caller.district(), caller.account(), body, BODY)) {
            case Outcome.Published published ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .header(
                                "Location",
                                "/api/v1/policies/" + published.policy().version())
                        .body(summary(published.policy()));
            case Outcome.Refused refused -> throw faulty(refused.faults());
        };
    }

    private static RuntimeException faulty(List<String> faults) {
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "faulty-policy",
                        "The policy was not taken: %s%s."
                                .formatted(
                                        faults.getFirst(),
                                        faults.size() == 1 ? "" : ", and %d more".formatted(faults.size() - 1)),
                        "时效规则未被接受，共 %d 处问题：%s。".formatted(faults.size(), faults.getFirst()))
                .with("faults", faults)
                .asException();
    }

    @PostMapping(path = "/dry-run", consumes = MediaType.ALL_VALUE)
    @Operation(
            summary = "What a policy would have made of the tickets of a past period",
            description =
                    "The policy is the body (YAML or JSON) or, by its version, a published one. Old and new verdicts "
                            + "side by side; nothing changes. Each round of a ticket counts.")
    DryRun.Result dryRun(
            @RequestBody(required = false) @Nullable String body,
            @Parameter(description = "A published policy in place of the body.", example = "135-tiered@1")
                    @RequestParam(required = false)
                    @Nullable
                    String version,
            @Parameter(description = "Submitted at or after this time.", example = "2023-01-01T00:00:00+08:00")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Submitted before this time.", example = "2024-01-01T00:00:00+08:00")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of("version", "from", "to"), request);
        Instant since = Parameters.optional("from", from, Parameters::time, "2023-01-01T00:00:00+08:00");
        Instant until = Parameters.optional("to", to, Parameters::time, "2024-01-01T00:00:00+08:00");
        if (since == null || until == null || !since.isBefore(until)) {
            throw Problem.badRequest(
                            "The parameters 'from' and 'to' must name a period, the earlier time first.",
                            "请用参数 from 和 to 指定时间段。")
                    .asException();
        }
        return dryRun.run(caller.district(), since, until, tried(body, version, caller), EXAMPLES);
    }

    private Policy tried(@Nullable String body, @Nullable String version, Caller caller) {
        if (version != null) {
            return policies.find(published(version, caller).version()).orElseThrow();
        }
        if (body == null || body.isBlank()) {
            throw Problem.badRequest(
                            "Say which policy to try: in the body, or a published one by the parameter 'version'.",
                            "请在正文中给出规则，或用参数 version 指定已发布的规则。")
                    .asException();
        }
        return switch (PolicyReader.read(body, BODY)) {
            case PolicyReader.Reading.Good good -> good.policy();
            case PolicyReader.Reading.Bad bad -> throw faulty(bad.faults());
        };
    }
}
