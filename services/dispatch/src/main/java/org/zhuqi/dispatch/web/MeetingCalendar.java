package org.zhuqi.dispatch.web;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.Status;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
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
        boolean open = MeetingDocument.isPublicFor(caller);
        VEvent event = event(meeting);
        String kind = kind(meeting);
        event.setSummary(open ? kind : "%s：%s".formatted(kind, meeting.plan().title()));
        event.setDescription(agenda(meeting, facts, caller, open));
        ICalendar calendar = calendar();
        calendar.setMethod("PUBLISH");
        calendar.addEvent(event);
        return bytes(calendar);
    }

    /** For whoever has the address, so it tells no titles: when and where, of what kind, and the numbers of tickets. */
    static byte[] feed(List<Meeting> meetings, Map<TicketId, TicketFacts> facts, Caller reader) {
        ICalendar calendar = calendar();
        calendar.setName("助企通 会议");
        boolean open = MeetingDocument.isPublicFor(reader);
        for (Meeting meeting : meetings) {
            Set<TicketId> own = MeetingDocument.own(meeting, facts, reader);
            VEvent event = event(meeting);
            event.setSummary(kind(meeting));
            event.setDescription(meeting.plan().agenda().stream()
                    .filter(ticket -> own.contains(ticket) || !open)
                    .flatMap(ticket -> Stream.ofNullable(facts.get(ticket)))
                    .map(ticket -> ticket.number().text())
                    .collect(Collectors.joining("\n")));
            calendar.addEvent(event);
        }
        return bytes(calendar);
    }

    private static String kind(Meeting meeting) {
        return "%s协调会".formatted(meeting.plan().kind().zh());
    }

    private static ICalendar calendar() {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Zhuqi//Dispatch//ZH");
        return calendar;
    }

    private static byte[] bytes(ICalendar calendar) {
        return Biweekly.write(calendar).go().getBytes(StandardCharsets.UTF_8);
    }

    private static VEvent event(Meeting meeting) {
        MeetingPlan plan = meeting.plan();
        VEvent event = new VEvent();
        event.setUid("meeting-" + meeting.id() + "@zhuqi");
        event.setDateTimeStamp(Date.from(meeting.changedAt()));
        event.setLastModified(Date.from(meeting.changedAt()));
        event.setSequence(Math.toIntExact(meeting.version() - 1));
        event.setDateStart(Date.from(plan.startsAt()));
        event.setDateEnd(Date.from(plan.endsAt()));
        event.setStatus(meeting.status() == MeetingStatus.CANCELLED ? Status.cancelled() : Status.confirmed());
        if (plan.place() != null) {
            event.setLocation(plan.place());
        }
        event.addCategories(plan.kind().name());
        return event;
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
