package org.zhuqi.intake.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.intake.domain.Fault;
import org.zhuqi.intake.domain.ItemChecks;
import org.zhuqi.intake.postgres.CatalogueRows;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;

/** Somebody adds an item to the menu or changes one: one transaction, told after its commit. */
public final class ChangingCatalogue {
    private final CatalogueRows items;
    private final OutgoingRows outgoing;
    private final Telling telling;
    private final KnownDirectory directory;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public ChangingCatalogue(
            CatalogueRows items,
            OutgoingRows outgoing,
            Telling telling,
            KnownDirectory directory,
            TransactionTemplate transaction,
            InstantSource now) {
        this.items = items;
        this.outgoing = outgoing;
        this.telling = telling;
        this.directory = directory;
        this.transaction = transaction;
        this.now = now;
    }

    public sealed interface Outcome {
        /** As it is now, whether or not that changed anything. */
        record Done(StoredItem stored) implements Outcome {}

        record Missing() implements Outcome {}

        /** An item with this id is there already. */
        record Taken() implements Outcome {}

        /** @param version that it has now */
        record Stale(long version) implements Outcome {}

        record Refused(List<Fault> faults) implements Outcome {}
    }

    /** @param entry with version 1 */
    public Outcome add(CatalogueEntry entry, AccountId by) {
        return change(
                entry.district(),
                at -> items.find(entry.district(), entry.item()).isPresent()
                        ? new Outcome.Taken()
                        : write(entry, by, at));
    }

    /** @param entry with the version that shall be replaced */
    public Outcome replace(CatalogueEntry entry, AccountId by) {
        return change(entry.district(), at -> {
            StoredItem before = items.find(entry.district(), entry.item()).orElse(null);
            if (before == null) {
                return new Outcome.Missing();
            }
            if (before.entry().version() != entry.version()) {
                return new Outcome.Stale(before.entry().version());
            }
            return sameText(before.entry(), entry) ? new Outcome.Done(before) : write(next(entry), by, at);
        });
    }

    /** As they are told: a number that is spelled otherwise is another one for readers. */
    private static boolean sameText(CatalogueEntry one, CatalogueEntry other) {
        return Json.MAPPER.writeValueAsString(one).equals(Json.MAPPER.writeValueAsString(other));
    }

    private static CatalogueEntry next(CatalogueEntry entry) {
        return new CatalogueEntry(
                entry.item(),
                entry.district(),
                entry.version() + 1,
                entry.kind(),
                entry.category(),
                entry.name(),
                entry.nameEn(),
                entry.description(),
                entry.descriptionEn(),
                entry.position(),
                entry.fields(),
                entry.defaultUnit(),
                entry.assistants(),
                entry.difficulty(),
                entry.policy(),
                entry.evidence(),
                entry.keywords(),
                entry.dispatch(),
                entry.cases(),
                entry.active());
    }

    private Outcome write(CatalogueEntry entry, AccountId by, Instant at) {
        List<Fault> faults = ItemChecks.of(entry, directory::unit);
        if (!faults.isEmpty()) {
            return new Outcome.Refused(faults);
        }
        StoredItem stored = new StoredItem(entry, at, by);
        items.put(stored);
        outgoing.add(List.of(message(entry)), at);
        return new Outcome.Done(stored);
    }

    static OutgoingRows.Message message(CatalogueEntry entry) {
        return new OutgoingRows.Message(entry.key(), CatalogueEntry.CE_TYPE, Json.MAPPER.writeValueAsString(entry));
    }

    private Outcome change(DistrictId district, Function<Instant, Outcome> change) {
        Outcome outcome = Objects.requireNonNull(transaction.execute(status -> {
            items.lock(district);
            return change.apply(now.instant().truncatedTo(ChronoUnit.MICROS));
        }));
        telling.wake();
        return outcome;
    }
}
