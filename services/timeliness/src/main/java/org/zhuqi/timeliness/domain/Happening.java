package org.zhuqi.timeliness.domain;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.UnitId;

/** What of a ticket's history moves its clocks. Names are kept in the database: a new one may come, none may change. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "what")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Happening.Submitted.class, name = "submitted"),
    @JsonSubTypes.Type(value = Happening.Amended.class, name = "amended"),
    @JsonSubTypes.Type(value = Happening.Dispatched.class, name = "dispatched"),
    @JsonSubTypes.Type(value = Happening.CallPublished.class, name = "call-published"),
    @JsonSubTypes.Type(value = Happening.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = Happening.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = Happening.Objected.class, name = "objected"),
    @JsonSubTypes.Type(value = Happening.Upheld.class, name = "upheld"),
    @JsonSubTypes.Type(value = Happening.Overruled.class, name = "overruled"),
    @JsonSubTypes.Type(value = Happening.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = Happening.AssistantAdded.class, name = "assistant-added"),
    @JsonSubTypes.Type(value = Happening.PartSignedOff.class, name = "part-signed-off"),
    @JsonSubTypes.Type(value = Happening.Suspended.class, name = "suspended"),
    @JsonSubTypes.Type(value = Happening.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = Happening.ExtensionRequested.class, name = "extension-requested"),
    @JsonSubTypes.Type(value = Happening.ExtensionGranted.class, name = "extension-granted"),
    @JsonSubTypes.Type(value = Happening.ExtensionRefused.class, name = "extension-refused"),
    @JsonSubTypes.Type(value = Happening.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Happening.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = Happening.Disputed.class, name = "disputed"),
    @JsonSubTypes.Type(value = Happening.Reopened.class, name = "reopened"),
    @JsonSubTypes.Type(value = Happening.Merged.class, name = "merged"),
    @JsonSubTypes.Type(value = Happening.Unmerged.class, name = "unmerged"),
    @JsonSubTypes.Type(value = Happening.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Happening.Appealed.class, name = "appealed")
})
public sealed interface Happening {
    record Submitted(CatalogueItemId item, Urgency urgency) implements Happening {}

    record Amended(@Nullable CatalogueItemId item) implements Happening {}

    /** Also a redispatch: the ticket is another unit's from now on. */
    record Dispatched(
            UnitId lead,
            List<UnitId> assistants,
            @Nullable Difficulty difficulty,
            @Nullable List<PartDue> parts) implements Happening {

        /** No assistant has a due date of its own. */
        Dispatched(UnitId lead, List<UnitId> assistants, @Nullable Difficulty difficulty) {
            this(lead, assistants, difficulty, null);
        }
    }

    /** The day on which an assistant's part is due. */
    record PartDue(UnitId unit, LocalDate due) {}

    record CallPublished() implements Happening {}

    record Claimed(UnitId lead) implements Happening {}

    record Accepted() implements Happening {}

    record Objected() implements Happening {}

    record Upheld() implements Happening {}

    record Overruled() implements Happening {}

    /** @param internal the enterprise does not see it, so it reports nothing to it */
    record Progress(boolean internal) implements Happening {}

    /** @param due the day on which its part is due; null: the policy says when */
    record AssistantAdded(UnitId unit, @Nullable LocalDate due) implements Happening {

        /** With the policy's time. */
        AssistantAdded(UnitId unit) {
            this(unit, null);
        }
    }

    /** An assistant has done its part. */
    record PartSignedOff(UnitId unit) implements Happening {}

    record Suspended(SuspensionReason reason, @Nullable LocalDate until) implements Happening {}

    /** Also by information that the enterprise gave. */
    record Resumed() implements Happening {}

    record ExtensionRequested(Instant until) implements Happening {}

    record ExtensionGranted(Instant until) implements Happening {}

    record ExtensionRefused() implements Happening {}

    record Answered() implements Happening {}

    /** Confirmed by the enterprise, or closed without its word. */
    record Closed() implements Happening {}

    record Disputed() implements Happening {}

    record Reopened(UnitId lead) implements Happening {}

    record Merged() implements Happening {}

    record Unmerged() implements Happening {}

    /** Declined or withdrawn: nothing more is asked of anybody. */
    record Ended() implements Happening {}

    record Appealed() implements Happening {}
}
