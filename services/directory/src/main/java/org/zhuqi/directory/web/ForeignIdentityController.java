package org.zhuqi.directory.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.ForeignIdentity;
import org.zhuqi.directory.postgres.ForeignIdentityRows;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Versions;

/** Which accounts of another OpenID Connect provider are which of ours. */
@RestController
@RequestMapping(Answers.ROOT + "accounts/{id}/foreign-identities")
@Tag(name = "directory")
public class ForeignIdentityController {
    private static final int MOST = 20;
    private static final int LONGEST = 500;

    private final Shelf<Entry.Account, Identities> accounts;
    private final ForeignIdentityRows identities;

    public ForeignIdentityController(Tables tables, ForeignIdentityRows identities, ChangingEntries changing) {
        this.identities = identities;
        accounts = new Shelf<>(
                tables.accounts(),
                changing,
                "accounts",
                "account",
                "账号",
                stored -> new Identities(identities.of(stored.entry().told().account())),
                Entry.Account::login);
    }

    record Identities(
            @Schema(description = "All of them: as whom which issuer knows the account.") @Nullable
            List<ForeignIdentity> identities) {}

    @GetMapping
    @Operation(
            summary = "As whom other login services know an account",
            description = "Role ADMIN. The version is the account's.")
    ResponseEntity<Identities> get(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return accounts.one(caller.district(), id);
    }

    @PutMapping
    @Operation(
            summary = "Say as whom other login services know an account",
            description = "Role ADMIN. All of them, at most 20. An identity belongs to one account alone.")
    ResponseEntity<Identities> put(
            @PathVariable String id,
            @Parameter(description = "The version of the account on which you decided, as the ETag gave it.")
                    @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Identities.class)))
                    @RequestBody(required = false)
                    byte @Nullable [] body,
            @AuthenticationPrincipal Caller caller,
            HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        long version = Versions.required(ifMatch);
        Identities form = Bodies.read(body, Identities.class);
        new Bodies.Needs().the("identities", form.identities()).orRefuse();
        List<ForeignIdentity> wanted = checked(Objects.requireNonNull(form.identities()));
        return accounts.replace(
                caller.district(), id, version, before -> known(before, wanted, caller), caller.account());
    }

    /** Inside of the change's transaction. */
    private Entry.Account known(Entry.Account account, List<ForeignIdentity> wanted, Caller caller) {
        DirectoryEntry.Account is = account.told();
        if (is.allDistricts() && !caller.allDistricts()) {
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "Only an ADMIN of all districts may make or change an account of all districts.",
                            "只有全部区县的管理员可以新增或修改全部区县的账号。")
                    .asException();
        }
        identities.takenByOthers(is.account(), wanted).stream().findFirst().ifPresent(taken -> {
            throw Problem.of(
                            HttpStatus.CONFLICT,
                            "in-the-way",
                            "The identity '%s' at %s is another account's.".formatted(taken.claim(), taken.issuer()),
                            "%s 的身份“%s”已属于其他账号。".formatted(taken.issuer(), taken.claim()))
                    .asException();
        });
        identities.replace(is.account(), wanted);
        return account.with(new DirectoryEntry.Account(
                is.account(),
                is.district(),
                is.role(),
                is.unit(),
                is.enterprise(),
                is.chain(),
                is.place(),
                is.allDistricts(),
                is.looksAfter(),
                is.active(),
                is.tokensFrom(),
                wanted.stream().map(ForeignIdentity::told).toList()));
    }

    private static List<ForeignIdentity> checked(List<ForeignIdentity> given) {
        List<ForeignIdentity> distinct =
                given.stream().filter(Objects::nonNull).distinct().toList();
        boolean wrong =
                distinct.size() > MOST || distinct.stream().anyMatch(it -> isUnfit(it.issuer()) || isUnfit(it.claim()));
        if (wrong) {
            throw Problem.badRequest(
                            "At most %d identities, each with issuer and claim of 1 to %d characters."
                                    .formatted(MOST, LONGEST),
                            "最多 %d 个身份，issuer 与 claim 均为 1 到 %d 个字符。".formatted(MOST, LONGEST))
                    .asException();
        }
        return distinct;
    }

    private static boolean isUnfit(@Nullable String text) {
        return text == null
                || text.isBlank()
                || text.length() > LONGEST
                || text.chars().anyMatch(c -> c < ' ');
    }
}
