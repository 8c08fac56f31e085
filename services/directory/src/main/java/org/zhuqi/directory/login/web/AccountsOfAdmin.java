package org.zhuqi.directory.login.web;

import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.id.AccountId;
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
        AccountId account;
        try {
            account = AccountId.of(id);
        } catch (IllegalArgumentException e) {
            throw unknown(id);
        }
        return accounts.find(account)
                .filter(found -> found.district().equals(caller.district()))
                .filter(found -> isWithin(found, caller))
                .map(LoginAccount::id)
                .orElseThrow(() -> unknown(id));
    }

    /** Else the administrator of one district could take over the account of one who looks after all. */
    private static boolean isWithin(LoginAccount account, Caller caller) {
        if (account.allDistricts() && !caller.allDistricts()) {
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "Only an ADMIN of all districts may look after an account of all districts.",
                            "只有全部区县的管理员可以管理全部区县的账号。")
                    .asException();
        }
        return true;
    }

    private static ProblemException unknown(String id) {
        return Problem.notFound("There is no account %s in your district.".formatted(id), "本区没有账号 %s。".formatted(id))
                .asException();
    }
}
