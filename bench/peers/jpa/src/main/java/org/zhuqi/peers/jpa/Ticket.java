package org.zhuqi.peers.jpa;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request and how it stands. */
@Entity
@Table(indexes = {@Index(columnList = "state, unit"), @Index(columnList = "enterprise")})
@SuppressWarnings("UnusedVariable") // Hibernate reads the fields
class Ticket {
    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    private @Nullable UUID id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    private Step.State state = Step.State.SUBMITTED;

    private String enterprise = "";
    private String item = "";

    @Column(length = 120)
    private String title = "";

    @Column(length = 5000)
    private String description = "";

    private @Nullable String unit;
    private @Nullable String outcome;

    @Column(length = 5000)
    private @Nullable String answer;

    private Instant createdAt = Instant.EPOCH;
    private Instant updatedAt = Instant.EPOCH;

    /** For JPA. */
    Ticket() {}

    Ticket(String enterprise, String item, String title, String description, Instant at) {
        this.enterprise = enterprise;
        this.item = item;
        this.title = title;
        this.description = description;
        this.createdAt = at;
        this.updatedAt = at;
    }

    /** @throws IllegalStateException if that cannot be done to a ticket in this state */
    void move(Step step, Instant at) {
        if (state != step.from) {
            throw new IllegalStateException("cannot %s a ticket that is %s".formatted(step, state));
        }
        state = step.to;
        updatedAt = at;
    }

    void dispatchTo(@Nullable String lead) {
        unit = lead;
    }

    void answer(@Nullable String text, @Nullable String how) {
        answer = text;
        outcome = how;
    }

    UUID id() {
        return Objects.requireNonNull(id, "a ticket has its id once it is saved");
    }

    Step.State state() {
        return state;
    }

    long version() {
        return version;
    }
}
