package org.zhuqi.directory.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Fault;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.EntryTable;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.telling.Telling;

/** Somebody adds an entry or changes one: one transaction, told after its commit. */
public final class ChangingEntries {
    private final Tables tables;
    private final Writing writing;
    private final Telling telling;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public ChangingEntries(
            Tables tables, Writing writing, Telling telling, TransactionTemplate transaction, InstantSource now) {
        this.tables = tables;
        this.writing = writing;
        this.telling = telling;
        this.transaction = transaction;
        this.now = now;
    }

    public sealed interface Outcome {
        /** As it is now, whether or not that changed anything. */
        record Done(Stored<? extends Entry<?>> stored) implements Outcome {}

        record Missing() implements Outcome {}

        /** @param version that it has now */
        record Stale(long version) implements Outcome {}

        record Refused(List<Fault> faults) implements Outcome {}
    }

    public Outcome add(Entry<?> entry, AccountId by) {
        return change(entry.district(), at -> write(new Writing.Wish(null, entry), by, at));
    }

    /**
     * @param version that the entry must have; null: whichever it has
     * @param change makes the wished state out of the entry as it is
     */
    public <E extends Entry<?>> Outcome replace(
            EntryTable<E> table,
            DistrictId district,
            String id,
            @Nullable Long version,
            Function<E, ? extends Entry<?>> change,
            AccountId by) {
        return change(district, at -> {
            Stored<E> before = table.find(List.of(id)).get(id);
            if (before == null || !before.entry().district().equals(district)) {
                return new Outcome.Missing();
            }
            if (version != null && before.version() != version) {
                return new Outcome.Stale(before.version());
            }
            return write(new Writing.Wish(before, change.apply(before.entry())), by, at);
        });
    }

    private Outcome write(Writing.Wish wish, AccountId by, Instant at) {
        if (!wish.changes()) {
            return new Outcome.Done(Objects.requireNonNull(wish.before()));
        }
        Map<Integer, List<Fault>> faults = writing.check(wish.after().district(), List.of(wish));
        return faults.isEmpty()
                ? new Outcome.Done(writing.write(List.of(wish), by, at).getFirst())
                : new Outcome.Refused(Objects.requireNonNull(faults.get(0)));
    }

    private Outcome change(DistrictId district, Function<Instant, Outcome> change) {
        try {
            Outcome outcome = Objects.requireNonNull(transaction.execute(status -> {
                tables.lock(district);
                return change.apply(now.instant().truncatedTo(ChronoUnit.MICROS));
            }));
            telling.wake();
            return outcome;
        } catch (DuplicateKeyException e) {
            // Ids and logins are one for all districts, and only a district's own writers take turns.
            return new Outcome.Refused(
                    List.of(Fault.inTheWay("", "Somebody else took this id or login just now.", "编号或登录名刚刚被其他人使用。")));
        }
    }
}
