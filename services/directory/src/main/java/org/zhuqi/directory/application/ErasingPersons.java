package org.zhuqi.directory.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Fault;
import org.zhuqi.directory.domain.Person;
import org.zhuqi.directory.domain.PersonFacts;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.PersonalDataRows;
import org.zhuqi.directory.postgres.PersonalDataRows.Access;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.telling.Telling;

/**
 * Takes a person's name, phone, mail and login out of the system. The id stays, and with it everything that was done under
 * it: events never held more, so no hash and no figure changes (Personal Information Protection Law of the People's
 * Republic of China, article 47).
 */
public final class ErasingPersons {
    private static final String DOOR = "erase";

    private final Tables tables;
    private final Writing writing;
    private final Telling telling;
    private final PersonalDataRows persons;
    private final List<PersonTraces> traces;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public ErasingPersons(
            Tables tables,
            Writing writing,
            Telling telling,
            PersonalDataRows persons,
            List<PersonTraces> traces,
            TransactionTemplate transaction,
            InstantSource now) {
        this.tables = tables;
        this.writing = writing;
        this.telling = telling;
        this.persons = persons;
        this.traces = List.copyOf(traces);
        this.transaction = transaction;
        this.now = now;
    }

    public sealed interface Outcome {
        /** Nothing is left, or nothing was. */
        record Erased() implements Outcome {}

        record Missing() implements Outcome {}

        record Refused(Sentence why) implements Outcome {}
    }

    public Outcome erase(Caller caller, String id, String reason) {
        if (id.equals(caller.account().text())) {
            return new Outcome.Refused(
                    new Sentence("Nobody erases themselves: another administrator does it.", "不能注销自己，请由其他管理员操作。"));
        }
        Outcome outcome = Objects.requireNonNull(transaction.execute(status -> {
            tables.lock(caller.district());
            return eraseLocked(caller, id, reason, now.instant().truncatedTo(ChronoUnit.MICROS));
        }));
        telling.wake();
        return outcome;
    }

    private Outcome eraseLocked(Caller caller, String id, String reason, Instant at) {
        Optional<PersonFacts> found =
                persons.find(caller.district(), List.of(id)).stream().findFirst();
        if (found.isEmpty()) {
            return new Outcome.Missing();
        }
        if (found.get().erasedAt() != null) {
            return new Outcome.Erased();
        }
        Optional<Stored<Entry.Account>> account = tables.accounts().find(caller.district(), id);
        if (account.isPresent()) {
            if (account.get().entry().told().allDistricts() && !caller.allDistricts()) {
                return new Outcome.Refused(new Sentence(
                        "Only an ADMIN of all districts may erase one who looks after all.", "只有全部区县的管理员可以注销全部区县的账号。"));
            }
            Writing.Wish wish =
                    new Writing.Wish(account.get(), closed(account.get().entry()));
            Map<Integer, List<Fault>> faults = writing.check(caller.district(), List.of(wish));
            if (!faults.isEmpty()) {
                return new Outcome.Refused(
                        faults.values().iterator().next().getFirst().sentence());
            }
            writing.write(List.of(wish), caller.account(), at);
        }
        persons.erase(id, Person.ERASED, at, caller.account());
        traces.forEach(trace -> trace.erase(caller.district(), id, at));
        persons.record(
                new Access(0, caller.district(), at, caller.account(), caller.role(), DOOR, reason, null, List.of(id)));
        return new Outcome.Erased();
    }

    /** Role, unit and enterprise stay: they say in which capacity it acted. */
    private static Entry.Account closed(Entry.Account account) {
        DirectoryEntry.Account is = account.told();
        return new Entry.Account(
                new DirectoryEntry.Account(
                        is.account(),
                        is.district(),
                        is.role(),
                        is.unit(),
                        is.enterprise(),
                        is.chain(),
                        is.place(),
                        false,
                        List.of(),
                        false,
                        is.tokensFrom(),
                        List.of()),
                "erased-" + is.account().text(),
                Person.ERASED);
    }
}
