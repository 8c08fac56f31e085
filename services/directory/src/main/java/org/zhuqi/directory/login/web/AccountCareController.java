package org.zhuqi.directory.login.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.directory.login.application.AccountCare;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;

/** For somebody who cannot log in. There is a one-time password only where the login is our own. */
@RestController
@RequestMapping("/api/v1/directory/accounts/{id}")
@Tag(name = "accounts", description = "One-time passwords, locks, second factors and signing out.")
public class AccountCareController {
    private final AccountsOfAdmin accounts;
    private final AccountCare care;

    public AccountCareController(LoginAccountRows accounts, AccountCare care) {
        this.accounts = new AccountsOfAdmin(accounts);
        this.care = care;
    }

    record OneTimePassword(
            @Schema(
                    description =
                            "To be handed over in person; it must be changed at the first login. It is kept nowhere.")
            String password) {}

    @PostMapping("/one-time-password")
    @Operation(
            summary = "Give an account a password that must be changed at the first login",
            description = "Role ADMIN, own district. The account is unlocked and signed out everywhere.")
    ResponseEntity<OneTimePassword> oneTimePassword(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        AccountId account = account(id, caller, request);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new OneTimePassword(care.oneTimePassword(account, caller.account(), request.getRemoteAddr())));
    }

    @PostMapping("/unlock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End the rest after wrong attempts", description = "Role ADMIN, own district.")
    void unlock(@PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        care.unlock(account(id, caller, request), request.getRemoteAddr());
    }

    @PostMapping("/reset-second-factor")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Forget an account's second factor",
            description =
                    "Role ADMIN, own district. The account is signed out everywhere; where its role needs one, the "
                            + "next login asks for a new one.")
    void resetSecondFactor(
            @PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        care.resetSecondFactor(account(id, caller, request), caller.account(), request.getRemoteAddr());
    }

    private AccountId account(String id, Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        return accounts.require(id, caller);
    }
}
