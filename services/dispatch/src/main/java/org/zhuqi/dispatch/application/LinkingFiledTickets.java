package org.zhuqi.dispatch.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.domain.Visit;
import org.zhuqi.dispatch.postgres.VisitRows;
import org.zhuqi.dispatch.postgres.VisitRows.Filing;
import org.zhuqi.platform.calendar.CalendarRules;

/** An officer who files a ticket for an enterprise on the day of visiting it filed it for what was found there. */
public final class LinkingFiledTickets implements Following.Companion {
    private final VisitRows visits;
    private final Recording recording;
    private final InstantSource now;

    public LinkingFiledTickets(VisitRows visits, Recording recording, InstantSource now) {
        this.visits = visits;
        this.recording = recording;
        this.now = now;
    }

    @Override
    public void counted(List<Step> steps) {
        // In one order for everybody, districts as well as days, so that two who hold several never wait for each
        // other.
        Map<DistrictId, List<Filed>> byDistrict = new TreeMap<>(Comparator.comparing(DistrictId::text));
        for (Step step : steps) {
            EventMessage<?> message = step.message();
            if (message.event() instanceof TicketEvent.Submitted submitted
                    && message.actor().role() == Role.OFFICER) {
                byDistrict
                        .computeIfAbsent(message.district(), district -> new ArrayList<>())
                        .add(new Filed(
                                message,
                                new Filing(
                                        submitted.enterprise(),
                                        LocalDate.ofInstant(message.occurredAt(), CalendarRules.CHINA),
                                        message.actor().account(),
                                        message.ticketId())));
            }
        }
        byDistrict.forEach(this::link);
    }

    private record Filed(EventMessage<?> message, Filing filing) {}

    private void link(DistrictId district, List<Filed> filed) {
        filed.stream()
                .map(Filed::filing)
                .sorted(Comparator.comparing((Filing it) -> it.enterprise().text())
                        .thenComparing(Filing::day))
                .forEach(it -> visits.holdDay(district, it.enterprise(), it.day()));
        var byTicket =
                visits.lockThoseOf(district, filed.stream().map(Filed::filing).toList());
        Map<SubjectId, Visit> latest = new LinkedHashMap<>();
        for (Filed each : filed) {
            Visit found = byTicket.get(each.filing().ticket());
            if (found == null) {
                continue;
            }
            Visit visit = latest.getOrDefault(found.id(), found);
            Visit linked = visit.linkedTo(List.of(each.filing().ticket()));
            if (!linked.equals(visit) && linked.tickets().size() <= Visit.MOST) {
                Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
                Visit saved = linked.atVersion(recording.record(
                        linked.id(),
                        district,
                        each.message().actor(),
                        each.message().occurredAt(),
                        at,
                        linked.told()));
                visits.save(saved);
                latest.put(saved.id(), saved);
            }
        }
    }
}
