package org.zhuqi.directory.login.application;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;

/** Ends every session and every token of an account, in every service. */
public interface SigningOutEverywhere {
    /**
     * @param by who wants it: the account itself or an administrator
     * @param address from where, if it came over the network
     */
    void signOut(AccountId account, AccountId by, @Nullable String address);
}
