package org.zhuqi.platform.security;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.directory.KnownDirectory;

/**
 * Asks the token only who it is, and the directory what that account may be: a role that changed, an account that was
 * closed or signed out everywhere takes effect with the next request, in every service, whoever issued the token.
 */
final class CallersByDirectory implements Callers {
    /** Of the others' rights some unit or enterprise is a part, and those are of one district. */
    private static final Set<Role> MAY_LOOK_AROUND = Set.of(Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN);

    private final KnownDirectory directory;
    private final SecuritySettings settings;

    CallersByDirectory(KnownDirectory directory, SecuritySettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    @Override
    public Caller of(Jwt token) {
        DirectoryEntry.Account account = account(token);
        if (!account.active()) {
            throw new InvalidBearerTokenException("the account is closed");
        }
        refuseIfSignedOut(token, account);
        if (!directory.isInForce(account)) {
            throw new InvalidBearerTokenException("the account's district, unit or enterprise is closed");
        }
        return Caller.of(account).lookingAround(account.allDistricts() && MAY_LOOK_AROUND.contains(account.role()));
    }

    private DirectoryEntry.Account account(Jwt token) {
        String claim = CallersByClaims.required(token, settings.accountClaim(), text -> text);
        if (settings.foreign()) {
            return directory
                    .account(settings.issuer(), claim)
                    .orElseThrow(() ->
                            new InvalidBearerTokenException("the directory has no account for who this token names"));
        }
        AccountId id = CallersByClaims.required(token, settings.accountClaim(), AccountId::of);
        return directory
                .account(id)
                .orElseThrow(() -> new InvalidBearerTokenException("the directory has no account '" + id + "'"));
    }

    /** Tokens tell their time in whole seconds, so one of the very second of the sign-out is still taken. */
    private static void refuseIfSignedOut(Jwt token, DirectoryEntry.Account account) {
        Instant from = account.tokensFrom();
        if (from != null) {
            Instant issued = token.getIssuedAt();
            if (issued == null || issued.isBefore(from.truncatedTo(ChronoUnit.SECONDS))) {
                throw new InvalidBearerTokenException("the account was signed out since the token was issued");
            }
        }
    }
}
