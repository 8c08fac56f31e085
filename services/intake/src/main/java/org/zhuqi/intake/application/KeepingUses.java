package org.zhuqi.intake.application;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.intake.postgres.AttachmentRows;
import org.zhuqi.intake.postgres.UseRows;
import org.zhuqi.platform.access.FollowingAccess;

/** Keeps which ticket names which attachment. */
public final class KeepingUses implements FollowingAccess.Companion {
    private final UseRows uses;
    private final AttachmentRows attachments;
    private final InstantSource now;

    public KeepingUses(UseRows uses, AttachmentRows attachments, InstantSource now) {
        this.uses = uses;
        this.attachments = attachments;
        this.now = now;
    }

    @Override
    public void counted(List<EventMessage<?>> events) {
        List<AttachmentUse> named = events.stream().flatMap(AttachmentUse::in).toList();
        if (!named.isEmpty()) {
            uses.add(named);
            attachments.claimUsed(
                    named.stream().map(AttachmentUse::attachment).distinct().toList(),
                    now.instant().truncatedTo(ChronoUnit.MICROS));
        }
    }
}
