package org.zhuqi.notification.domain;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;

/**
 * Something to be told of.
 *
 * @param cause unique and the same however often it is read: no recipient is told of it twice over one channel
 * @param occasion of {@link Occasions}
 * @param ticket what the ticket has become by it; null if it is about none
 * @param matter the meeting that it is about
 * @param unit the unit that it is about
 * @param formerUnit the unit that had the ticket before
 * @param by whoever did it is not told of it
 * @param invited who is asked to come
 * @param mayKnow who of those that may see the ticket may know of this
 * @param offer what its recipient may do by a link, if it is the enterprise
 */
public record Happening(
        String cause,
        String occasion,
        DistrictId district,
        @Nullable TicketFacts ticket,
        @Nullable UUID matter,
        @Nullable UnitId unit,
        @Nullable UnitId formerUnit,
        @Nullable AccountId by,
        Set<AccountId> invited,
        Predicate<DirectoryEntry.Account> mayKnow,
        Values values,
        @Nullable Offer offer,
        Instant at) {

    /**
     * What can be done by a link, once.
     *
     * @param commands the names of commands, any one of which may be sent
     * @param version the ticket's version on which they are decided
     */
    public record Offer(List<String> commands, long version) {}
}
