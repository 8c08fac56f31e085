package org.zhuqi.peers.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was done to a ticket, once. */
@Entity
@Table(name = "history", indexes = @Index(columnList = "ticket_id, at"))
class HistoryEntry {
    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private @Nullable Ticket ticket;

    private String step = "";
    private @Nullable String actor;
    private Instant at = Instant.EPOCH;

    @Column(length = 5000)
    private @Nullable String text;

    /** For JPA. */
    HistoryEntry() {}

    HistoryEntry(Ticket ticket, String step, @Nullable String actor, Instant at, @Nullable String text) {
        this.ticket = ticket;
        this.step = step;
        this.actor = actor;
        this.at = at;
        this.text = text;
    }

    @Override
    public String toString() {
        return "%s of %s by %s at %s: %s (%s)".formatted(step, ticket, actor, at, text, id);
    }
}
