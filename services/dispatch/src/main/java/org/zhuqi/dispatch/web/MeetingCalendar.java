package org.zhuqi.dispatch.web;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.Meeting;
import org.zhuqi.dispatch.domain.MeetingStatus;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.platform.security.Caller;

/**
 * A meeting for a calendar program (iCalendar, RFC 5545; METHOD PUBLISH, RFC 5546, 3.2.1): one UID for good, and a SEQUENCE
 * that rises with each change, so that the later file takes the place of the earlier one. It names no person; an enterprise
 * reads of its own tickets alone.
 */
final class MeetingCalendar {
    private MeetingCalendar() {}

    static byte[] of(Meeting meeting, Map<TicketId, TicketFacts> facts, Caller caller) {
        MeetingPlan plan = meeting.plan();
        boolean open = MeetingDocument.isPublicFor(caller);
        VEvent event = new VEvent();
        event.setUid("meeting-" + meeting.id() + "@zhuqi");
        event.setDateTimeStamp(Date.from(meeting.changedAt()));
        event.setLastModified(Date.from(meeting.changedAt()));
        event.setSequence(Math.toIntExact(meeting.version() - 1));
        event.setDateStart(Date.from(plan.startsAt()));
        event.setDateEnd(Date.from(plan.endsAt()));
        event.setStatus(meeting.status() == MeetingStatus.CANCELLED ? Status.cancelled() : Status.confirmed());
        String kind = "%s协调会".formatted(plan.kind().zh());
        event.setSummary(open ? kind : "%s：%s".formatted(kind, plan.title()));
        if (plan.place() != null) {
            event.setLocation(plan.place());
        }
        event.setDescription(agenda(meeting, facts, caller, open));
        event.addCategories(plan.kind().name());
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Zhuqi//Dispatch//ZH");
        calendar.setMethod("PUBLISH");
        calendar.addEvent(event);
        return Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8);
    }

    private static String agenda(Meeting meeting, Map<TicketId, TicketFacts> facts, Caller caller, boolean open) {
        Set<TicketId> own = MeetingDocument.own(meeting, facts, caller);
        Stream<String> shown = meeting.plan().agenda().stream()
                .filter(ticket -> own.contains(ticket) || !open)
                .flatMap(ticket -> Stream.ofNullable(facts.get(ticket)))
                .map(ticket -> ticket.number() + " " + ticket.title());
        return Stream.concat(Stream.of("议程"), shown).collect(Collectors.joining("\n"));
    }
}
