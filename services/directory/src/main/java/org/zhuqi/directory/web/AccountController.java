package org.zhuqi.directory.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.Listing;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Masking;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Versions;

/** Accounts (账号): who may do what. Personal data can be written here and is only shown masked. */
@RestController
@RequestMapping(Answers.ROOT + "accounts")
@Tag(name = "directory")
public class AccountController {
    private static final Set<String> NAMES = Set.of("q", "active", "role", "unit", "enterprise", "limit", "cursor");

    private final Shelf<Entry.Account, AccountDocument> accounts;

    public AccountController(Tables tables, ChangingEntries changing) {
        accounts = new Shelf<>(
                tables.accounts(),
                changing,
                "accounts",
                "account",
                "账号",
                AccountDocument::of,
                it -> it.login().toLowerCase(Locale.ROOT));
    }

    record AccountDocument(
            AccountId id,
            DistrictId district,
            String login,

            @Schema(description = "Whole for the administration's own people, masked for an enterprise's.")
            String name,

            @Schema(description = "Masked.", example = "138****1234") @Nullable
            String phone,

            @Schema(description = "Masked.", example = "z***@example.cn") @Nullable
            String mail,

            @Nullable String title,
            Role role,
            @Nullable UnitId unit,
            @Nullable EnterpriseId enterprise,
            @Nullable ChainId chain,
            @Nullable PlaceId place,
            boolean allDistricts,
            List<EnterpriseId> looksAfter,
            boolean active,

            @Schema(description = "Tokens issued before are refused.") @Nullable
            Instant tokensFrom,

            long version,
            Instant changedAt,
            AccountId changedBy) {
        static AccountDocument of(Stored<Entry.Account> stored) {
            Entry.Account account = stored.entry();
            DirectoryEntry.Account it = account.told();
            String name = account.person().name();
            return new AccountDocument(
                    it.account(),
                    it.district(),
                    account.login(),
                    it.role() == Role.ENTERPRISE ? Masking.name(name) : name,
                    Masking.phone(account.person().phone()),
                    Masking.mail(account.person().mail()),
                    account.person().title(),
                    it.role(),
                    it.unit(),
                    it.enterprise(),
                    it.chain(),
                    it.place(),
                    it.allDistricts(),
                    it.looksAfter(),
                    it.active(),
                    it.tokensFrom(),
                    stored.version(),
                    stored.changedAt(),
                    stored.changedBy());
        }
    }

    @JsonIgnoreProperties({"district", "tokensFrom", "version", "changedAt", "changedBy"})
    record AccountForm(
            @Schema(description = "Of a new one: made up if absent.") @Nullable
            AccountId id,

            @Schema(description = "Absent: unchanged.") @Nullable
            String login,

            @Schema(description = "Absent: unchanged.") @Nullable
            String name,

            @Schema(description = "Absent: unchanged; empty: removed.") @Nullable
            String phone,

            @Schema(description = "Absent: unchanged; empty: removed.") @Nullable
            String mail,

            @Schema(description = "Absent: unchanged; empty: removed.") @Nullable
            String title,

            @Nullable Role role,
            @Nullable UnitId unit,
            @Nullable EnterpriseId enterprise,
            @Nullable ChainId chain,
            @Nullable PlaceId place,
            @Nullable Boolean allDistricts,

            @Schema(description = "Absent: unchanged.") @Nullable
            List<EnterpriseId> looksAfter,

            @Schema(description = "False retires it. Default: true.") @Nullable
            Boolean active) {
        Entry.Account entry(AccountId entryId, DistrictId district, Entry.@Nullable Account before) {
            new Bodies.Needs().the("role", role).orRefuse();
            if (before == null) {
                new Bodies.Needs().the("login", login).the("name", name).orRefuse();
            }
            return new Entry.Account(
                    new DirectoryEntry.Account(
                            entryId,
                            district,
                            Objects.requireNonNull(role),
                            unit,
                            enterprise,
                            chain,
                            place,
                            Boolean.TRUE.equals(allDistricts),
                            looksAfter != null
                                    ? sorted(looksAfter)
                                    : before == null ? List.of() : before.told().looksAfter(),
                            Bodies.active(active),
                            before == null ? null : before.told().tokensFrom(),
                            before == null ? List.of() : before.told().identities()),
                    login == null && before != null ? before.login() : Bodies.some(login),
                    Persons.changed(before == null ? null : before.person(), name, phone, mail, title));
        }
    }

    /** Each once, as they come back from the table. */
    private static List<EnterpriseId> sorted(List<EnterpriseId> enterprises) {
        TreeSet<String> ids = new TreeSet<>();
        enterprises.stream().filter(Objects::nonNull).forEach(enterprise -> ids.add(enterprise.text()));
        return ids.stream().map(EnterpriseId::new).toList();
    }

    record LooksAfterForm(@Nullable List<EnterpriseId> enterprises) {}

    @GetMapping
    @Operation(summary = "The accounts of the caller's district", description = "Role ADMIN. Personal data is masked.")
    Page<AccountDocument> list(
            @Parameter(description = "Part of a login or a name.") @RequestParam(required = false) @Nullable String q,
            @Parameter(description = "true or false; without it both.") @RequestParam(required = false) @Nullable
                    String active,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String enterprise,
            @Parameter(description = "How many, 1 to 200. Default: 50.") @RequestParam(required = false) @Nullable
                    String limit,
            @Parameter(description = "'next' of the page before.") @RequestParam(required = false) @Nullable
                    String cursor,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(NAMES, request);
        return accounts.page(
                new Filters(caller.district())
                        .by(Listing.Field.ROLE, role, Role::valueOf, "HANDLER")
                        .by(Listing.Field.UNIT, unit, UnitId::of, "qt-rsj")
                        .by(Listing.Field.ENTERPRISE, enterprise, EnterpriseId::of, "qt-ent-001"),
                q,
                active,
                limit,
                cursor);
    }

    @GetMapping("/{id}")
    @Operation(summary = "An account", description = "Role ADMIN. Personal data is masked.")
    ResponseEntity<AccountDocument> one(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return accounts.one(caller.district(), id);
    }

    @PostMapping
    @Operation(summary = "Add an account", description = "Role ADMIN.")
    ResponseEntity<AccountDocument> add(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = AccountForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        AccountForm form = Bodies.read(body, AccountForm.class);
        AccountId id = new AccountId(Shelf.id(form.id(), "a"));
        Entry.Account account = form.entry(id, caller.district(), null);
        guardAllDistricts(account, caller);
        return accounts.add(account, caller.account());
    }

    @PutMapping("/{id}")
    @Operation(
            summary = "Change an account",
            description =
                    "Role ADMIN. The whole representation, but for personal data, login and looksAfter, which stay as they are if absent. "
                            + "A change of what the account may do signs it out everywhere. active=false retires it.")
    ResponseEntity<AccountDocument> replace(
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = AccountForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        long version = Versions.required(ifMatch);
        AccountForm form = Bodies.read(body, AccountForm.class);
        Bodies.sameId(id, form.id());
        return change(id, version, caller, before -> form.entry(before.told().account(), caller.district(), before));
    }

    @PutMapping("/{id}/looks-after")
    @Operation(
            summary = "Say which enterprises an officer looks after",
            description = "Role ADMIN. All of them: {\"enterprises\": [\"qt-ent-001\"]}. The version is the account's.")
    ResponseEntity<AccountDocument> pair(
            @PathVariable String id,
            @Parameter(description = "The version on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = LooksAfterForm.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        long version = Versions.required(ifMatch);
        LooksAfterForm form = Bodies.read(body, LooksAfterForm.class);
        new Bodies.Needs().the("enterprises", form.enterprises()).orRefuse();
        List<EnterpriseId> enterprises = sorted(Objects.requireNonNull(form.enterprises()));
        return change(id, version, caller, before -> {
            DirectoryEntry.Account it = before.told();
            return before.with(new DirectoryEntry.Account(
                    it.account(),
                    it.district(),
                    it.role(),
                    it.unit(),
                    it.enterprise(),
                    it.chain(),
                    it.place(),
                    it.allDistricts(),
                    enterprises,
                    it.active(),
                    it.tokensFrom(),
                    it.identities()));
        });
    }

    private ResponseEntity<AccountDocument> change(
            String id, long version, Caller caller, UnaryOperator<Entry.Account> change) {
        return accounts.replace(
                caller.district(),
                id,
                version,
                before -> {
                    Entry.Account after = change.apply(before);
                    guardAllDistricts(before, caller);
                    guardAllDistricts(after, caller);
                    return after;
                },
                caller.account());
    }

    /** Else the administrator of one district could make oneself, or take over, one of all. */
    private void guardAllDistricts(Entry.Account account, Caller caller) {
        if (account.told().allDistricts() && !caller.allDistricts()) {
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "Only an ADMIN of all districts may make or change an account of all districts.",
                            "只有全部区县的管理员可以新增或修改全部区县的账号。")
                    .asException();
        }
    }
}
