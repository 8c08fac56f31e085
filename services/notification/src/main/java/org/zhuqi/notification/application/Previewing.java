package org.zhuqi.notification.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.Message;
import org.zhuqi.notification.domain.RuleBook;
import org.zhuqi.notification.domain.TicketFacts;
import org.zhuqi.notification.domain.Values;
import org.zhuqi.notification.postgres.FactRows;
import org.zhuqi.platform.security.Caller;

/** What rules would make of a ticket as it stands. What only the event itself would say is filled with a word in brackets. */
public final class Previewing {
    private final FactRows facts;
    private final Naming naming;
    private final Composing composing;
    private final InstantSource now;

    public Previewing(FactRows facts, Naming naming, Composing composing, InstantSource now) {
        this.facts = facts;
        this.naming = naming;
        this.composing = composing;
        this.now = now;
    }

    /** @return empty if there is no such ticket for this caller */
    public Optional<List<Message>> preview(Caller caller, RuleBook book, String occasion, TicketId id) {
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        return facts.find(id)
                .filter(ticket -> ticket.access().isGrantedTo(caller))
                .map(ticket -> composing.messages(book, happening(ticket, occasion, at), at));
    }

    private Happening happening(TicketFacts ticket, String occasion, Instant at) {
        Values values = new Values();
        Values.NAMES.forEach(name -> values.with(name, "[" + name + "]"));
        values.with("number", ticket.number().text())
                .with("due", naming.time(ticket.district(), at))
                .with("unit", naming.unit(ticket.lead()));
        values.putAll(naming.of(ticket));
        return new Happening(
                "preview",
                occasion,
                ticket.district(),
                ticket,
                null,
                ticket.lead(),
                null,
                null,
                Set.of(),
                account -> true,
                values,
                null,
                at);
    }
}
