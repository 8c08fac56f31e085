package org.zhuqi.contracts.command;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.event.EventSummary;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;

/** What became of a command, as it stands on {@link org.zhuqi.contracts.Topics#OUTCOMES}. */
@About("What became of a command.")
public record CommandOutcome(
        @About("The command.") CommandId commandId,
        @About("The ticket.") TicketId ticketId,
        @About("The district.") DistrictId district,
        @About("Whether it took effect.") Verdict verdict,

        @About("The ticket's number, if there is such a ticket.") @Nullable
        TicketNumber number,

        @About("The ticket's state after it.") @Nullable TicketState state,

        @About("The ticket's version after it: the sequence of its last event.") @Nullable
        Long version,

        @About("Why it did not take effect.") @Nullable Refusal refusal,

        @About("For a STALE refusal: what happened since the version that the sender knew.") @Nullable
        List<EventSummary> changedSince,

        @About("The fingerprint of the command that this answers, if it had one.") @Nullable @Text(max = 64)
        String fingerprint,

        @About("When it was decided.") Instant decidedAt) {

    /** Its CloudEvents type. */
    public static final String CE_TYPE = "zhuqi.ticket.command-outcome.v1";

    public enum Verdict {
        ACCEPTED,
        REFUSED,
        /** Could not be processed; kept as a dead letter for an operator. */
        FAILED
    }

    /** Why a command did not take effect. A refusal is an answer, not an error. */
    @About("Why a command did not take effect.")
    public record Refusal(
            @About("The kind, for programs.") RefusalCode code,
            @About("The sentence, for people.") Sentence sentence) {}

    public enum RefusalCode {
        /** No such ticket, or none that this caller may know of. */
        NOT_FOUND,
        /** The ticket's state does not know the command. */
        WRONG_STATE,
        /** The sender decided on an older version. */
        STALE,
        /** The role or scope does not reach. */
        NOT_ALLOWED,
        /** A rule of the table or of the content. */
        RULE,
        /** The id was used before for something else. */
        ID_REUSED
    }
}
