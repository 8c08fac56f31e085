package org.zhuqi.contracts.dispatch;

import java.time.Instant;
import java.util.Locale;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.NumberedMessage;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.schema.About;

/** An event of dispatch's own, as it stands on {@link org.zhuqi.contracts.Topics#DISPATCH}. Its type is the {@code ce_type} header. */
@About("An event of what dispatch looks after beside tickets. Its type is the ce_type header.")
public record DispatchMessage<E extends DispatchEvent>(
        @About("What it is about, also the record's key.") SubjectId subject,
        @About("What kind of thing that is.") SubjectKind kind,

        @About("The event's number among those of its subject: 1, 2, 3 without gaps. A known one changes nothing.")
        long sequence,

        @About("The district.") DistrictId district,
        @About("Who caused it.") Actor actor,
        @About("When it happened in the world.") Instant occurredAt,
        @About("When it was recorded here.") Instant recordedAt,
        @About("What happened.") E event)
        implements NumberedMessage<SubjectId> {

    @Override
    public SubjectId about() {
        return subject;
    }

    @Override
    public String noun() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String named() {
        return subject.text();
    }

    public DispatchEventType type() {
        return DispatchEventType.of(event);
    }
}
