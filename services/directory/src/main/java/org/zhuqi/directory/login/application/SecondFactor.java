package org.zhuqi.directory.login.application;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.domain.Credential;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.directory.login.domain.RandomText;
import org.zhuqi.directory.login.domain.Totp;
import org.zhuqi.directory.login.postgres.CredentialRows;

/** The codes of an authenticator program, and the recovery codes for when it is lost. */
public final class SecondFactor {
    private final CredentialRows credentials;
    private final Attempts attempts;
    private final Secrets secrets;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final SecureRandom random;
    private final RandomText texts;
    private final Totp totp = new Totp();

    public SecondFactor(
            CredentialRows credentials,
            Attempts attempts,
            Secrets secrets,
            Journal journal,
            TransactionTemplate transaction,
            InstantSource now,
            SecureRandom random) {
        this.credentials = credentials;
        this.attempts = attempts;
        this.secrets = secrets;
        this.journal = journal;
        this.transaction = transaction;
        this.now = now;
        this.random = random;
        this.texts = new RandomText(random);
    }

    /**
     * The secret to be put into a program. It stays the same until a code confirms it, so that a page that is loaded
     * again shows what was scanned.
     *
     * @return empty if the account has a second factor already
     */
    public Optional<byte[]> proposed(AccountId account) {
        Credential credential = credentials.find(account).orElseThrow();
        if (credential.secondFactor()) {
            return Optional.empty();
        }
        if (credential.sealedSecret() != null) {
            return Optional.of(secrets.open(credential.sealedSecret(), account));
        }
        byte[] secret = Totp.newSecret(random);
        return credentials.proposeSecret(account, secrets.seal(secret, account))
                ? Optional.of(secret)
                : Optional.empty();
    }

    /** @return the recovery codes, to be shown this once; empty if the code is not the proposed secret's */
    public Optional<List<String>> confirm(AccountId account, String code, @Nullable String address) {
        Credential credential = credentials.find(account).orElseThrow();
        if (credential.secondFactor()
                || credential.sealedSecret() == null
                || !attempts.isRight(account, () -> isCode(credential, code), LoginEvent.WRONG_CODE, address)) {
            return Optional.empty();
        }
        return Optional.ofNullable(transaction.execute(status -> {
            credentials.confirmSecret(account, now.instant());
            journal.happened(LoginEvent.SECOND_FACTOR_SET, account, address);
            return newRecoveryCodes(account, address);
        }));
    }

    /** Looks at a code of the program, or at a recovery code, which is used up by it. */
    public boolean isRight(AccountId account, String code, @Nullable String address) {
        Credential credential = credentials.find(account).orElseThrow();
        return attempts.isRight(
                account,
                () -> isCode(credential, code) || isRecoveryCode(account, code, address),
                LoginEvent.WRONG_CODE,
                address);
    }

    /** The ones before are worth nothing any more. */
    public List<String> newRecoveryCodes(AccountId account, @Nullable String address) {
        List<String> codes = texts.recoveryCodes();
        transaction.executeWithoutResult(status -> {
            credentials.replaceRecoveryCodes(
                    account,
                    codes.stream()
                            .map(code -> secrets.recognise(RandomText.folded(code), account))
                            .toList(),
                    now.instant());
            journal.happened(LoginEvent.RECOVERY_CODES_MADE, account, address);
        });
        return codes;
    }

    public void remove(AccountId account, @Nullable String address) {
        transaction.executeWithoutResult(status -> {
            credentials.removeSecondFactor(account);
            journal.happened(LoginEvent.SECOND_FACTOR_REMOVED, account, address);
        });
    }

    private boolean isCode(Credential credential, String code) {
        if (credential.sealedSecret() == null) {
            return false;
        }
        OptionalLong step = totp.stepOf(
                secrets.open(credential.sealedSecret(), credential.account()),
                code.replaceAll("\\s", ""),
                now.instant());
        return step.isPresent() && credentials.takeStep(credential.account(), step.getAsLong());
    }

    private boolean isRecoveryCode(AccountId account, String code, @Nullable String address) {
        boolean right = credentials.useRecoveryCode(
                account, secrets.recognise(RandomText.folded(code), account), now.instant());
        if (right) {
            journal.happened(LoginEvent.RECOVERY_CODE_USED, account, address);
        }
        return right;
    }
}
