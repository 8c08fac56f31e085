package org.zhuqi.directory.domain;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.access.AccessRecord;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;

/**
 * How much of a person somebody may see. Contact data is shown to those who need it for their work on a ticket or for their
 * office, to others it is masked (Personal Information Protection Law of the People's Republic of China, articles 6 and 51:
 * the least that the purpose needs, and access by rank).
 */
public final class PersonSight {
    private final KnownDirectory directory;

    public PersonSight(KnownDirectory directory) {
        this.directory = directory;
    }

    /** How much. */
    public enum Sight {
        /** For this caller there is no such person. */
        NONE,
        /** Name, phone and mail with stars; of an official the name whole. */
        MASKED,
        /** Whole, for a reason that is written down. */
        FOR_A_REASON,
        /** Whole, for work on a ticket of theirs that is going on. */
        FOR_A_TICKET,
        /** Whole. */
        WHOLE
    }

    public Sight of(Caller caller, PersonFacts person) {
        if (!person.district().equals(caller.district())) {
            return Sight.NONE;
        }
        if (person.id().equals(caller.account().text())) {
            return Sight.WHOLE;
        }
        return person.isOfficial() ? ofOfficial(caller) : ofEnterprise(caller, person);
    }

    private static Sight ofOfficial(Caller caller) {
        return switch (caller.role()) {
            case ENTERPRISE, AUDITOR, IMPORTER -> Sight.MASKED;
            case OFFICER, COORDINATOR, HANDLER, SUPERVISOR, ADMIN -> Sight.FOR_A_REASON;
            case SYSTEM -> Sight.NONE;
        };
    }

    private Sight ofEnterprise(Caller caller, PersonFacts person) {
        return switch (caller.role()) {
            case ENTERPRISE ->
                caller.enterprise() != null && person.enterprises().contains(caller.enterprise())
                        ? Sight.WHOLE
                        : Sight.NONE;
            case OFFICER ->
                person.enterprises().stream().anyMatch(caller.looksAfter()::contains) ? Sight.WHOLE : Sight.NONE;
            case HANDLER -> Sight.FOR_A_TICKET;
            case COORDINATOR, SUPERVISOR -> isWithin(caller, person.enterprises()) ? Sight.FOR_A_REASON : Sight.NONE;
            case ADMIN -> Sight.FOR_A_REASON;
            case AUDITOR, IMPORTER -> Sight.MASKED;
            case SYSTEM -> Sight.NONE;
        };
    }

    private boolean isWithin(Caller caller, Set<EnterpriseId> enterprises) {
        return caller.jurisdiction().equals(Jurisdiction.WHOLE_DISTRICT)
                || enterprises.stream()
                        .map(directory::enterprise)
                        .flatMap(Optional::stream)
                        .anyMatch(it -> caller.jurisdiction().covers(it.chain(), it.place()));
    }

    /** Whether work on this ticket needs to reach this person: the handler's unit has it now, and it is theirs. */
    public static boolean needs(Caller caller, PersonFacts person, @Nullable AccessRecord ticket) {
        return ticket != null
                && caller.unit() != null
                && ticket.district().equals(caller.district())
                && person.enterprises().contains(ticket.enterprise())
                && ticket.isWith(caller.unit());
    }

    /** What of a person is shown without asking: of an official who they are, of others a hint. */
    public static Person masked(PersonFacts facts) {
        Person person = facts.person();
        return new Person(
                facts.isOfficial() || facts.erasedAt() != null ? person.name() : Masking.name(person.name()),
                Masking.phone(person.phone()),
                Masking.mail(person.mail()),
                person.title());
    }

    /** The unit's or enterprise's name beside a person's; null if there is none. */
    public @Nullable String belongsTo(PersonFacts facts) {
        if (facts.unit() != null) {
            return directory.unit(facts.unit()).map(DirectoryEntry.Unit::name).orElse(null);
        }
        return facts.enterprises().stream()
                .map(directory::enterprise)
                .flatMap(Optional::stream)
                .map(DirectoryEntry.Enterprise::name)
                .findFirst()
                .orElse(null);
    }

    /** Roles that may be told why somebody was looked at, beside the person. */
    public static boolean maySeeAccesses(Caller caller) {
        return caller.role() == Role.AUDITOR || caller.role() == Role.ADMIN;
    }
}
