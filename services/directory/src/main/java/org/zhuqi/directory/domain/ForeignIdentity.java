package org.zhuqi.directory.domain;

import org.zhuqi.platform.directory.KnownDirectory;

/**
 * As whom another login service knows an account.
 *
 * @param issuer its {@code iss}
 * @param claim what the claim says by which accounts are found, such as {@code sub}
 */
public record ForeignIdentity(String issuer, String claim) {
    /** How everybody else is told. */
    public String told() {
        return KnownDirectory.identity(issuer, claim);
    }
}
