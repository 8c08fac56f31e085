package org.zhuqi.notification.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;

/**
 * One message to one recipient over one channel.
 *
 * @param recipient {@code account/<id>}, {@code unit/<id>} or {@code district/<id>}
 * @param account whom it is for, if it is a person
 * @param text plain, an empty line begins a new paragraph
 * @param notBefore when it may be sent at the earliest
 */
public record Message(
        DistrictId district,
        String cause,
        String occasion,
        Channel channel,
        String recipient,
        @Nullable AccountId account,
        @Nullable TicketId ticket,
        @Nullable TicketNumber number,
        @Nullable UUID matter,
        Sentence title,
        Sentence text,
        boolean mandatory,
        Happening.@Nullable Offer offer,
        Instant createdAt,
        State state,
        Instant notBefore) {

    /** How far a message is. */
    public enum State {
        /** To be sent when its time has come. */
        WAITING,
        /** Somebody is sending it, or died of it. */
        SENDING,
        /** Handed over; in the inbox, there. */
        SENT,
        /** Waits for the list of the next morning. */
        GATHERED,
        /** Went out with a list. */
        IN_DIGEST,
        /** Nothing to send it to: no address, no robot. */
        NO_ADDRESS,
        /** Tried as often as it may be. */
        GIVEN_UP
    }

    /** The same for the same cause, recipient and channel, always. */
    public UUID id() {
        return id(cause, recipient, channel);
    }

    static UUID id(String cause, String recipient, Channel channel) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(MessageDigest.getInstance("SHA-256")
                    .digest((cause + "\n" + recipient + "\n" + channel).getBytes(StandardCharsets.UTF_8)));
            // A UUID of the version that is for whatever one likes (RFC 9562, 5.8).
            return new UUID(
                    (digest.getLong() & ~0xf000L) | 0x8000L,
                    (digest.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
