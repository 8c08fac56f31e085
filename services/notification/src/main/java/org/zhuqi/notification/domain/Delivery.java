package org.zhuqi.notification.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;

/**
 * A message on its way out, in the hands of one who sends it.
 *
 * @param id goes with it: whoever gets it twice can tell
 * @param attempt 1 for the first
 */
public record Delivery(
        UUID id,
        DistrictId district,
        String occasion,
        Channel channel,
        String recipient,
        @Nullable AccountId account,
        @Nullable TicketId ticket,
        @Nullable TicketNumber number,
        Sentence title,
        Sentence text,
        Happening.@Nullable Offer offer,
        Instant createdAt,
        int attempt) {

    /** What came of an attempt. */
    public sealed interface Result {
        record Sent() implements Result {}

        /** There is nothing to send it to, and trying again will not help. */
        record NoAddress(String why) implements Result {}

        /**
         * @param why one sentence, without the address
         * @param forGood whether trying again will not help
         */
        record Failed(String why, boolean forGood) implements Result {}
    }

    /** Sends by one channel. */
    public interface Sender {
        Channel channel();

        /** Returns when the other side has taken it, or not. What it throws counts as a failure that may pass. */
        Result send(Delivery delivery);
    }
}
