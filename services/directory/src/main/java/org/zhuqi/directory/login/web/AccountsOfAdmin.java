package org.zhuqi.directory.login.web;

import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.login.domain.LoginAccount;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/** The accounts that an administrator cares for: those of the own district. Others do not exist for him. */
final class AccountsOfAdmin {
    private final LoginAccountRows accounts;

    AccountsOfAdmin(LoginAccountRows accounts) {
        this.accounts = accounts;
    }

    AccountId require(String id, Caller caller) {
        if (caller.role() != Role.ADMIN) {
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "Only ADMIN may look after accounts; you are %s.".formatted(caller.role()),
                            "只有管理员可以管理账号，您的角色是%s。".formatted(caller.role().zh()))
                    .asException();
        }
        AccountId account;
        try {
            account = AccountId.of(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
        return accounts.find(account)
                .filter(found -> found.district().equals(caller.district()))
                .map(LoginAccount::id)
                .orElseThrow(() -> unknown(id));
    }

    private static ProblemException unknown(String id) {
        return Problem.notFound("There is no account %s in your district.".formatted(id), "本区没有账号 %s。".formatted(id))
                .asException();
    }
}
