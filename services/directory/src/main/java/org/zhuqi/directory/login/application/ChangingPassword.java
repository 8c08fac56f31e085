package org.zhuqi.directory.login.application;

import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.domain.LoginEvent;
import org.zhuqi.directory.login.domain.PasswordRules;
import org.zhuqi.directory.login.postgres.CredentialRows;

/** Somebody chooses a password of their own. */
public final class ChangingPassword {
    private final CredentialRows credentials;
    private final Passwords passwords;
    private final Attempts attempts;
    private final Journal journal;
    private final InstantSource now;

    public ChangingPassword(
            CredentialRows credentials, Passwords passwords, Attempts attempts, Journal journal, InstantSource now) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.attempts = attempts;
        this.journal = journal;
        this.now = now;
    }

    /** @return why it was not changed, if it was not */
    public Optional<Sentence> change(
            LoginAccount account, String current, String wanted, String repeated, @Nullable String address) {
        String hash = credentials.find(account.id()).orElseThrow().passwordHash();
        if (!attempts.isRight(
                account.id(), () -> passwords.isRight(current, hash), LoginEvent.WRONG_PASSWORD, address)) {
            return Optional.of(new Sentence(
                    "The current password is not right. After five wrong attempts please wait a while.",
                    "当前密码不正确。连续输错五次后需等待一段时间再试。"));
        }
        return replace(account, wanted, repeated, address);
    }

    /** The first one of their own: the password given to them was looked at a moment ago. */
    public Optional<Sentence> replace(LoginAccount account, String wanted, String repeated, @Nullable String address) {
        if (!wanted.equals(repeated)) {
            return Optional.of(new Sentence("The two new passwords are not the same.", "两次输入的新密码不一致。"));
        }
        Optional<Sentence> fault = PasswordRules.faultOf(wanted, account.login(), account.name());
        if (fault.isPresent()) {
            return fault;
        }
        String hash = credentials.find(account.id()).orElseThrow().passwordHash();
        if (passwords.isRight(wanted, hash)) {
            return Optional.of(new Sentence("This is the password you have now.", "新密码与当前密码相同。"));
        }
        credentials.setPassword(account.id(), passwords.hash(wanted), false, now.instant());
        journal.happened(LoginEvent.PASSWORD_CHANGED, account.id(), address);
        return Optional.empty();
    }
}
