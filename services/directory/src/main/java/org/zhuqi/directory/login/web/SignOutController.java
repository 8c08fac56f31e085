package org.zhuqi.directory.login.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.directory.login.application.SigningOutEverywhere;
import org.zhuqi.directory.login.postgres.LoginAccountRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;

/** Ends all of somebody's sessions and tokens, whoever logs people in. */
@RestController
@RequestMapping("/api/v1/directory/accounts/{id}")
@Tag(name = "accounts")
public class SignOutController {
    private final AccountsOfAdmin accounts;
    private final SigningOutEverywhere signingOut;

    public SignOutController(LoginAccountRows accounts, SigningOutEverywhere signingOut) {
        this.accounts = new AccountsOfAdmin(accounts);
        this.signingOut = signingOut;
    }

    @PostMapping("/sign-out")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Sign an account out everywhere",
            description = "Role ADMIN, own district. Sessions and refresh tokens end; every service refuses the access "
                    + "tokens issued until now.")
    void signOut(@PathVariable String id, @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
        Parameters.allowOnly(Set.of(), request);
        signingOut.signOut(accounts.require(id, caller), caller.account(), request.getRemoteAddr());
    }
}
