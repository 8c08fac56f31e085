package org.zhuqi.directory.web;

import java.security.SecureRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.directory.application.ChangingEntries;
import org.zhuqi.directory.application.ChangingEntries.Outcome;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.OpaqueId;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.EntryTable;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Page;
import org.zhuqi.platform.web.ProblemException;
import org.zhuqi.platform.web.Versions;

/**
 * The entries of one kind, which are listed, shown, added and replaced like those of any other.
 *
 * @param path of their addresses, below {@link Answers#ROOT}
 * @param en what one of them is called in sentences
 * @param document what is shown of one
 * @param sort by what the table sorts lists, before the id
 */
record Shelf<E extends Entry<?>, D>(
        EntryTable<E> table,
        ChangingEntries changing,
        String path,
        String en,
        String zh,
        Function<Stored<E>, D> document,
        Function<E, String> sort) {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What is sent, where nothing is kept of the entry that stood there before. */
    interface Form<E> {
        @Nullable
        Identifier id();

        E entry(String entryId, DistrictId district);
    }

    static String id(@Nullable Identifier given, String prefix) {
        return given == null ? OpaqueId.next(prefix, RANDOM) : given.text();
    }

    Page<D> page(
            Filters filters,
            @Nullable String q,
            @Nullable String active,
            @Nullable String limit,
            @Nullable String cursor) {
        int size = Page.limit(limit);
        return Page.of(
                table.page(filters.listing(q, active, cursor, size)),
                size,
                document,
                last -> Page.cursor(sort.apply(last.entry()), last.entry().id()));
    }

    ResponseEntity<D> one(DistrictId district, String id) {
        return Answers.one(table.find(district, id).orElseThrow(() -> missing(id)), document);
    }

    /** @param prefix of the id that is made up if none is given */
    ResponseEntity<D> add(Class<? extends Form<E>> type, byte @Nullable [] body, String prefix, Caller caller) {
        Form<E> form = Bodies.read(body, type);
        return add(form.entry(id(form.id(), prefix), caller.district()), caller.account());
    }

    ResponseEntity<D> add(E entry, AccountId by) {
        return answer(
                changing.add(entry, by),
                entry.id(),
                ResponseEntity.status(HttpStatus.CREATED).header("Location", Answers.ROOT + path + "/" + entry.id()));
    }

    ResponseEntity<D> replace(
            Class<? extends Form<E>> type,
            byte @Nullable [] body,
            DistrictId district,
            String id,
            @Nullable String ifMatch,
            AccountId by) {
        long version = Versions.required(ifMatch);
        Form<E> form = Bodies.read(body, type);
        Bodies.sameId(id, form.id());
        return replace(district, id, version, before -> form.entry(id, district), by);
    }

    ResponseEntity<D> replace(DistrictId district, String id, long version, Function<E, E> change, AccountId by) {
        return answer(changing.replace(table, district, id, version, change, by), id, ResponseEntity.ok());
    }

    private ResponseEntity<D> answer(Outcome outcome, String id, ResponseEntity.BodyBuilder answer) {
        return switch (outcome) {
            case Outcome.Done done -> {
                Stored<? extends Entry<?>> stored = done.stored();
                E entry = table.narrow(stored.entry()).orElseThrow();
                yield answer.eTag(Versions.etag(stored.version()))
                        .body(document.apply(
                                new Stored<>(entry, stored.version(), stored.changedAt(), stored.changedBy())));
            }
            case Outcome.Missing gone -> throw missing(id);
            case Outcome.Stale stale -> throw Versions.stale(stale.version());
            case Outcome.Refused refused -> throw Answers.refused(refused.faults());
        };
    }

    ProblemException missing(String id) {
        return Answers.missing(en, zh, id);
    }
}
