package org.zhuqi.notification.webhook.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of a request to a receiver.
 *
 * @param status of the answer; null if there was none
 * @param answer its first characters
 * @param failure null if the receiver took it
 * @param detail more about the failure, for whoever looks after the receiver
 * @param retryAfter how long the receiver asked to be left alone
 */
public record Attempt(
        Instant at,
        Duration took,
        @Nullable Integer status,
        @Nullable String answer,
        @Nullable Failure failure,
        @Nullable String detail,
        @Nullable Duration retryAfter) {
    private static final int GONE = 410;

    /** Why a receiver did not take it. */
    public enum Failure {
        /** The address is of a form that is not used. */
        ADDRESS_NOT_USABLE,
        /** The host is not known. */
        HOST_UNKNOWN,
        /** The host has an address to which nothing may be sent. */
        ADDRESS_NOT_ALLOWED,
        /** Nobody took the connection. */
        NO_CONNECTION,
        /** The certificate is not believed, or there is no common form of TLS. */
        NOT_TRUSTED,
        /** There was no answer in time. */
        TOO_SLOW,
        /** The connection broke off. */
        BROKEN_OFF,
        /** The receiver pointed elsewhere, which is not followed. */
        REDIRECTED,
        /** The receiver answered something else than 2xx. */
        REFUSED
    }

    public boolean delivered() {
        return failure == null;
    }

    /** The receiver wants nothing any more (RFC 9110, 15.5.11). */
    public boolean gone() {
        return status != null && status == GONE;
    }
}
