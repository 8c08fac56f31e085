package org.zhuqi.dispatch.application;

import java.util.List;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.postgres.MeetingRows;

/** Sees which decisions of meetings have become progress of their tickets. */
public final class FollowingDecisions implements Following.Companion {
    private final MeetingRows meetings;

    public FollowingDecisions(MeetingRows meetings) {
        this.meetings = meetings;
    }

    @Override
    public void counted(List<Step> steps) {
        List<CommandId> told = steps.stream()
                .filter(step -> step.message().event() instanceof TicketEvent.ProgressRecorded)
                .map(step -> step.message().commandId())
                .toList();
        if (!told.isEmpty()) {
            meetings.recorded(told);
        }
    }
}
