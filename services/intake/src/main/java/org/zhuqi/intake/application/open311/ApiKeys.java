package org.zhuqi.intake.application.open311;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.intake.postgres.open311.ApiKeyRows;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.RandomSecrets;
import org.zhuqi.platform.web.Problem;

/**
 * Keys for programs that speak Open311. Each acts as an account of the directory: an enterprise's, or that of an officer
 * who looks after several, which is how a platform files for many. So it may what that account may, and no longer than it.
 */
public final class ApiKeys {
    private static final Set<Role> ROLES = Set.of(Role.ENTERPRISE, Role.OFFICER);
    private static final int SECRET_BYTES = 32;
    /** What leaks can be recognised by. */
    private static final String PREFIX = "zqk_";

    private static final int LABEL = 100;

    private final ApiKeyRows keys;
    private final KnownDirectory directory;
    private final InstantSource now;

    public ApiKeys(ApiKeyRows keys, KnownDirectory directory, InstantSource now) {
        this.keys = keys;
        this.directory = directory;
        this.now = now;
    }

    /** What came of asking for a key. */
    public sealed interface Issue {
        /** @param secret to be shown this once */
        record Issued(ApiKey key, String secret) implements Issue {}

        record Unfit(Problem problem) implements Issue {}
    }

    public Issue issue(Caller by, AccountId account, String label) {
        String name = label.strip();
        if (name.isEmpty() || name.length() > LABEL) {
            return new Issue.Unfit(Problem.badRequest(
                    "Please give the key a label of at most %d characters.".formatted(LABEL),
                    "请为密钥填写名称，不超过 %d 个字。".formatted(LABEL)));
        }
        if (caller(account, by.district()).isEmpty()) {
            return new Issue.Unfit(Problem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "unknown-name",
                    "A key acts as an active account of an enterprise or an officer of your district; '%s' is none."
                            .formatted(account),
                    "密钥须对应本区在用的企业账号或助企员账号，“%s”不是。".formatted(account)));
        }
        String secret = PREFIX + RandomSecrets.next(SECRET_BYTES);
        ApiKey key = new ApiKey(
                UUID.randomUUID(),
                by.district(),
                account,
                name,
                by.account(),
                now.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                null,
                null);
        keys.add(key, RandomSecrets.hash(secret));
        return new Issue.Issued(key, secret);
    }

    /** Of the district, the revoked ones among them. */
    public List<ApiKey> of(DistrictId district) {
        return keys.of(district);
    }

    /** @return false if the district has no such key; one that is revoked already stays as it is */
    public boolean revoke(Caller by, UUID id) {
        return keys.revoke(by.district(), id, by.account(), now.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /** Who may file and follow with this secret; empty if it is none, was revoked, or its account may do nothing any more. */
    public Optional<Filer> filer(String secret) {
        return keys.bySecret(RandomSecrets.hash(secret))
                .filter(key -> !key.isRevoked())
                .flatMap(key -> caller(key.account(), key.district()).map(caller -> {
                    LocalDate today = LocalDate.ofInstant(now.instant(), CalendarRules.CHINA);
                    if (!today.equals(key.lastUsedOn())) {
                        keys.used(key.id(), today);
                    }
                    return new Filer(key, caller);
                }));
    }

    private Optional<Caller> caller(AccountId id, DistrictId district) {
        return directory
                .account(id)
                .filter(directory::isInForce)
                .filter(account ->
                        ROLES.contains(account.role()) && account.district().equals(district))
                .map(Caller::of);
    }
}
