package org.zhuqi.directory.login.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;

/**
 * How an account proves who it is.
 *
 * @param sealedSecret of the second factor, encrypted; it counts only once it is confirmed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Credential(
        AccountId account,
        String passwordHash,
        boolean mustChange,
        Instant changedAt,
        int failures,
        @Nullable Instant lockedUntil,
        byte @Nullable [] sealedSecret,
        boolean secondFactor) {}
