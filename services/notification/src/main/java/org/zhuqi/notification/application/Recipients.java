package org.zhuqi.notification.application;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry.Account;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.notification.domain.Audience;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.TicketFacts;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;

/**
 * Which accounts a rule means. Of those only whoever may see the ticket, and may know of this, is told; whoever did it knows
 * already.
 */
public final class Recipients {
    private final KnownDirectory directory;
    private volatile @Nullable Index index;

    public Recipients(KnownDirectory directory) {
        this.directory = directory;
    }

    /** The accounts in force, looked through once for each change of the directory, not once for each event. */
    private record Index(
            long changes,
            Map<UnitId, List<Account>> handlers,
            Map<EnterpriseId, List<Account>> ofEnterprises,
            Map<EnterpriseId, List<Account>> officers,
            Map<DistrictId, List<Account>> coordinators,
            Map<DistrictId, List<Account>> supervisors) {
        static Index of(KnownDirectory directory) {
            Index index = new Index(
                    directory.changes(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashMap<>());
            directory.districts().stream()
                    .flatMap(district -> directory.accounts(district.district()).stream())
                    .filter(Account::active)
                    .sorted((one, other) ->
                            one.account().text().compareTo(other.account().text()))
                    .forEach(index::add);
            return index;
        }

        private void add(Account account) {
            UnitId unit = account.unit();
            EnterpriseId enterprise = account.enterprise();
            switch (account.role()) {
                case HANDLER -> put(handlers, unit, account);
                case ENTERPRISE -> put(ofEnterprises, enterprise, account);
                case OFFICER -> account.looksAfter().forEach(each -> put(officers, each, account));
                case COORDINATOR -> put(coordinators, account.district(), account);
                case SUPERVISOR -> put(supervisors, account.district(), account);
                case AUDITOR, ADMIN, IMPORTER, SYSTEM -> {
                    // They are told of nothing by their role.
                }
            }
        }

        private static <K> void put(Map<K, List<Account>> map, @Nullable K key, Account account) {
            if (key != null) {
                map.computeIfAbsent(key, any -> new ArrayList<>()).add(account);
            }
        }
    }

    private Index index() {
        Index known = index;
        if (known == null || known.changes() != directory.changes()) {
            known = Index.of(directory);
            index = known;
        }
        return known;
    }

    /** Each once, in the order of the audiences. */
    public Collection<Account> of(Collection<Audience> audiences, Happening happening) {
        Set<Account> meant = new LinkedHashSet<>();
        audiences.forEach(audience -> of(audience, happening).forEach(meant::add));
        return meant.stream().filter(account -> mayBeTold(account, happening)).toList();
    }

    /** The units that an audience means: those that have a robot of their own are told by it. */
    public Set<UnitId> units(Audience audience, Happening happening) {
        TicketFacts ticket = happening.ticket();
        Set<UnitId> units = new LinkedHashSet<>();
        if (audience instanceof Audience.Part part) {
            switch (part) {
                case UNIT -> add(units, happening.unit());
                case FORMER_UNIT -> add(units, happening.formerUnit());
                case LEAD, HANDLER -> add(units, ticket == null ? null : ticket.lead());
                case ASSISTANTS -> units.addAll(ticket == null ? List.of() : ticket.assistants());
                case ENTERPRISE, FILER, OFFICER, COORDINATORS, SUPERVISORS, INVITED -> {
                    // None of these is a unit.
                }
            }
        }
        return units;
    }

    private static void add(Set<UnitId> units, @Nullable UnitId unit) {
        if (unit != null) {
            units.add(unit);
        }
    }

    public List<Account> handlers(UnitId unit) {
        return index().handlers().getOrDefault(unit, List.of());
    }

    public List<Account> ofEnterprise(EnterpriseId enterprise) {
        return index().ofEnterprises().getOrDefault(enterprise, List.of());
    }

    private Stream<Account> of(Audience audience, Happening happening) {
        return switch (audience) {
            case Audience.Named named -> directory.account(named.account()).stream();
            case Audience.Part part -> of(part, happening);
        };
    }

    private Stream<Account> of(Audience.Part part, Happening happening) {
        TicketFacts ticket = happening.ticket();
        return switch (part) {
            case ENTERPRISE ->
                ticket == null
                        ? Stream.empty()
                        : index().ofEnterprises().getOrDefault(ticket.enterprise(), List.of()).stream();
            case FILER -> ticket == null ? Stream.empty() : directory.account(ticket.filedBy()).stream();
            case OFFICER ->
                ticket == null
                        ? Stream.empty()
                        : index().officers().getOrDefault(ticket.enterprise(), List.of()).stream();
            case UNIT, FORMER_UNIT, LEAD, ASSISTANTS ->
                units(part, happening).stream().flatMap(unit -> handlers(unit).stream());
            case HANDLER -> handler(ticket);
            case COORDINATORS -> covering(index().coordinators().getOrDefault(happening.district(), List.of()), ticket);
            case SUPERVISORS -> covering(index().supervisors().getOrDefault(happening.district(), List.of()), ticket);
            case INVITED -> happening.invited().stream().map(directory::account).flatMap(Optional::stream);
        };
    }

    private Stream<Account> handler(@Nullable TicketFacts ticket) {
        if (ticket == null) {
            return Stream.empty();
        }
        AccountId handling = ticket.handler();
        Optional<Account> handler = handling == null
                ? Optional.empty()
                : directory.account(handling).filter(Account::active);
        UnitId lead = ticket.lead();
        return handler.isPresent() ? handler.stream() : lead == null ? Stream.empty() : handlers(lead).stream();
    }

    private static Stream<Account> covering(List<Account> accounts, @Nullable TicketFacts ticket) {
        return accounts.stream()
                .filter(account -> ticket == null
                        || new Jurisdiction(account.chain(), account.place()).covers(ticket.chain(), ticket.place()));
    }

    private boolean mayBeTold(Account account, Happening happening) {
        TicketFacts ticket = happening.ticket();
        boolean here = account.district().equals(happening.district());
        boolean sees = ticket == null || ticket.access().isGrantedTo(Caller.of(account));
        return directory.isInForce(account)
                && here
                && sees
                && happening.mayKnow().test(account)
                && !account.account().equals(happening.by());
    }

    /** Whether somebody of the role may know of the competition for an open call, and of which unit's part in it. */
    static boolean mayKnowOfClaim(Account account, @Nullable UnitId unit) {
        return switch (account.role()) {
            case COORDINATOR, SUPERVISOR, AUDITOR, ADMIN -> true;
            case HANDLER -> unit != null && unit.equals(account.unit());
            case ENTERPRISE, OFFICER, IMPORTER, SYSTEM -> false;
        };
    }

    static boolean isOfAdministration(Account account) {
        return account.role() != Role.ENTERPRISE;
    }
}
