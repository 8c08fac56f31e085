package org.zhuqi.intake.web.open311;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.intake.application.open311.ApiKey;
import org.zhuqi.intake.application.open311.ApiKeys;
import org.zhuqi.intake.application.open311.ApiKeys.Issue;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** Who may speak Open311 in a district. */
@RestController
@RequestMapping("/api/v1/open311-keys")
@Tag(name = "open311")
class ApiKeyController {
    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys, SchemaMigrations migrated) {
        this.keys = keys;
    }

    @Schema(name = "Open311KeyForm")
    record KeyForm(
            @Schema(
                    description = "As which account of the directory the program acts: an enterprise's, or an officer's"
                            + " who looks after several.")
            @Nullable
            String account,

            @Schema(description = "By which people tell the key from others.") @Nullable
            String label) {}

    @Schema(name = "Open311Key")
    record Key(
            UUID id,
            AccountId account,
            String label,
            AccountId createdBy,
            Instant createdAt,
            @Nullable LocalDate lastUsedOn,
            @Nullable AccountId revokedBy,
            @Nullable Instant revokedAt) {
        static Key of(ApiKey key) {
            return new Key(
                    key.id(),
                    key.account(),
                    key.label(),
                    key.createdBy(),
                    key.createdAt(),
                    key.lastUsedOn(),
                    key.revokedBy(),
                    key.revokedAt());
        }
    }

    @Schema(name = "NewOpen311Key")
    record NewKey(
            UUID id,
            AccountId account,
            String label,

            @Schema(description = "The key. It is shown this once and kept nowhere.", example = "zqk_…")
            String key) {}

    @PostMapping
    @Operation(
            summary = "Issue a key with which a program files and follows tickets by Open311",
            description = "The key acts as an account of the directory and may what that account may.")
    ResponseEntity<NewKey> issue(
            @RequestBody KeyForm form, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return switch (keys.issue(caller, account(form.account()), form.label() == null ? "" : form.label())) {
            case Issue.Issued issued ->
                ResponseEntity.status(HttpStatus.CREATED)
                        .body(new NewKey(
                                issued.key().id(),
                                issued.key().account(),
                                issued.key().label(),
                                issued.secret()));
            case Issue.Unfit unfit -> throw unfit.problem().asException();
        };
    }

    @GetMapping
    @Operation(summary = "The keys of the district, without their secrets, the newest first")
    List<Key> list(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return keys.of(caller.district()).stream().map(Key::of).toList();
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Revoke a key: from now on it is none")
    ResponseEntity<Void> revoke(
            @PathVariable UUID id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        if (!keys.revoke(caller, id)) {
            throw Problem.notFound("There is no such key.", "没有该密钥。").asException();
        }
        return ResponseEntity.noContent().build();
    }

    private static AccountId account(@Nullable String text) {
        try {
            return AccountId.of(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("Please name the account as which the program acts.", "请填写该密钥对应的账号。")
                    .asException();
        }
    }
}
