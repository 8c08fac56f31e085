package org.zhuqi.dispatch.domain.similar;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;

/**
 * 共性问题: several tickets that have one cause.
 *
 * @param version how many events it has
 * @param title as enterprises may read it, as the description and the outcome
 * @param jurisdiction whose it is: a committee's, an office's, or the district's
 * @param closedAt null as long as it is open
 */
public record CommonProblem(
        SubjectId id,
        DistrictId district,
        long version,
        String title,
        String description,
        boolean published,
        Jurisdiction jurisdiction,
        Instant openedAt,
        AccountId openedBy,
        @Nullable Instant closedAt,
        @Nullable String outcome) {

    /**
     * A ticket in it.
     *
     * @param joined its enterprise brought it in itself
     * @param mergeInto the ticket into which it was asked to be merged
     */
    public record Member(
            TicketId ticket,
            Instant addedAt,
            boolean joined,
            @Nullable TicketId mergeInto,
            @Nullable Instant mergeAskedAt) {}

    public boolean isOpen() {
        return closedAt == null;
    }

    public CommonProblem saying(String newTitle, String newDescription, boolean newlyPublished) {
        return new CommonProblem(
                id,
                district,
                version,
                newTitle,
                newDescription,
                newlyPublished,
                jurisdiction,
                openedAt,
                openedBy,
                closedAt,
                outcome);
    }

    public CommonProblem closed(Instant at, String what) {
        return new CommonProblem(
                id, district, version, title, description, published, jurisdiction, openedAt, openedBy, at, what);
    }

    public CommonProblem at(long newVersion) {
        return new CommonProblem(
                id,
                district,
                newVersion,
                title,
                description,
                published,
                jurisdiction,
                openedAt,
                openedBy,
                closedAt,
                outcome);
    }

    /** A committee has its own problems, the district's desk all. */
    public boolean isWithin(Jurisdiction other) {
        return other.equals(Jurisdiction.WHOLE_DISTRICT) || other.equals(jurisdiction);
    }
}
