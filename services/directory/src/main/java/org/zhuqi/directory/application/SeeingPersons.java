package org.zhuqi.directory.application;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.directory.domain.Person;
import org.zhuqi.directory.domain.PersonFacts;
import org.zhuqi.directory.domain.PersonSight;
import org.zhuqi.directory.domain.PersonSight.Sight;
import org.zhuqi.directory.postgres.PersonalDataRows;
import org.zhuqi.directory.postgres.PersonalDataRows.Access;
import org.zhuqi.platform.access.TicketAccessRows;
import org.zhuqi.platform.security.Caller;

/** Shows persons: masked to whoever may know of them, whole to whoever needs it, which is written down first. */
public final class SeeingPersons {
    private static final String REVEAL = "reveal";
    private static final String OWN = "own work";

    private final PersonalDataRows persons;
    private final TicketAccessRows tickets;
    private final PersonSight sight;
    private final InstantSource now;

    public SeeingPersons(PersonalDataRows persons, TicketAccessRows tickets, PersonSight sight, InstantSource now) {
        this.persons = persons;
        this.tickets = tickets;
        this.sight = sight;
        this.now = now;
    }

    /** A person as a caller sees them. */
    public record Seen(
            PersonFacts facts,
            Person shown,
            boolean whole,
            @Nullable String belongsTo) {}

    public sealed interface Outcome {
        record Shown(Seen seen) implements Outcome {}

        record Missing() implements Outcome {}

        record Refused(Sentence why) implements Outcome {}
    }

    /** Masked, all that the caller may know of; who is erased is shown as such. */
    public List<Seen> cards(Caller caller, Collection<String> ids) {
        return persons.find(caller.district(), ids).stream()
                .filter(facts -> sight.of(caller, facts) != Sight.NONE)
                .map(facts -> new Seen(facts, PersonSight.masked(facts), false, sight.belongsTo(facts)))
                .toList();
    }

    /** The caller's own, as the directory has it. */
    public Optional<String> ownName(Caller caller) {
        return persons.findAnywhere(caller.account()).map(PersonFacts::person).map(Person::name);
    }

    /** @param ticket for which a handler needs it */
    public Outcome reveal(Caller caller, String id, @Nullable String reason, @Nullable TicketId ticket) {
        PersonFacts facts = find(caller, id).orElse(null);
        if (facts == null) {
            return new Outcome.Missing();
        }
        return switch (sight.of(caller, facts)) {
            case NONE -> new Outcome.Missing();
            case MASKED ->
                new Outcome.Refused(new Sentence(
                        "Your role %s sees contact data masked only.".formatted(caller.role()),
                        "您的角色（%s）只能查看脱敏信息。".formatted(caller.role().zh())));
            case FOR_A_REASON ->
                reason == null
                        ? new Outcome.Refused(new Sentence(
                                "Please say why you need the contact data; it is written down.",
                                "请说明查看联系方式的理由，系统将予以记录。"))
                        : shown(caller, facts, REVEAL, reason, ticket);
            case FOR_A_TICKET ->
                PersonSight.needs(
                                caller,
                                facts,
                                ticket == null
                                        ? null
                                        : tickets.find(List.of(ticket)).get(ticket))
                        ? shown(caller, facts, REVEAL, reason, ticket)
                        : new Outcome.Refused(new Sentence(
                                "Contact data is shown for a ticket of this enterprise that your unit is working on.",
                                "仅可为本单位正在办理的该企业诉求单查看联系方式。"));
            case WHOLE -> shown(caller, facts, OWN, reason, ticket);
        };
    }

    private Optional<PersonFacts> find(Caller caller, String id) {
        return persons.find(caller.district(), List.of(id)).stream().findFirst();
    }

    private Outcome shown(
            Caller caller, PersonFacts facts, String door, @Nullable String reason, @Nullable TicketId ticket) {
        if (!facts.id().equals(caller.account().text())) {
            persons.record(new Access(
                    0,
                    caller.district(),
                    now.instant().truncatedTo(ChronoUnit.MICROS),
                    caller.account(),
                    caller.role(),
                    door,
                    reason,
                    ticket,
                    List.of(facts.id())));
        }
        return new Outcome.Shown(new Seen(facts, facts.person(), true, sight.belongsTo(facts)));
    }

    /** Who looked at whom. Whoever is neither auditor nor administrator learns who looked at themselves. */
    public List<Access> accesses(
            Caller caller, @Nullable String person, @Nullable AccountId by, @Nullable Long before, int limit) {
        String of =
                PersonSight.maySeeAccesses(caller) ? person : caller.account().text();
        return persons.accesses(caller.district(), of, by, before, limit);
    }
}
