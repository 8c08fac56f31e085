package org.zhuqi.intake.application.open311;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.domain.open311.Submission.Place;

/**
 * What was filed by Open311, beside what stands in the ticket.
 *
 * @param key with which it was filed
 * @param refused why the engine did not take it; null if it did, or has not decided yet
 */
public record Filing(
        TicketId ticket,
        CommandId command,
        UUID key,
        DistrictId district,
        Place place,
        @Nullable String mediaUrl,
        Instant filedAt,
        @Nullable Sentence refused) {}
