package org.zhuqi.directory.application;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.directory.domain.Checks;
import org.zhuqi.directory.domain.Contact;
import org.zhuqi.directory.domain.Fault;
import org.zhuqi.directory.domain.Person;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.ChangeRows;
import org.zhuqi.directory.postgres.ContactRows;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.json.Json;

/** Whom to ask for at an enterprise. Nobody else is told: all of it is about persons. */
public final class ChangingContacts {
    private final Tables tables;
    private final ContactRows contacts;
    private final ChangeRows changes;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public ChangingContacts(
            Tables tables,
            ContactRows contacts,
            ChangeRows changes,
            TransactionTemplate transaction,
            InstantSource now) {
        this.tables = tables;
        this.contacts = contacts;
        this.changes = changes;
        this.transaction = transaction;
        this.now = now;
    }

    public sealed interface Outcome {
        record Done(Stored<Contact> contact) implements Outcome {}

        record Removed() implements Outcome {}

        record Missing() implements Outcome {}

        record Stale(long version) implements Outcome {}

        record Refused(List<Fault> faults) implements Outcome {}
    }

    /** @param id of the person to be */
    public Outcome add(
            DistrictId district, EnterpriseId enterprise, String id, Person person, boolean first, AccountId by) {
        return change(district, enterprise, at -> {
            boolean only = contacts.of(enterprise).isEmpty();
            return write(null, new Contact(id, district, enterprise, first || only, person), by, at);
        });
    }

    public Outcome replace(
            DistrictId district,
            EnterpriseId enterprise,
            String id,
            long version,
            UnaryOperator<Contact> change,
            AccountId by) {
        return change(district, enterprise, at -> {
            Optional<Stored<Contact>> before = contacts.find(enterprise, id);
            if (before.isEmpty()) {
                return new Outcome.Missing();
            }
            return before.get().version() == version
                    ? write(before.get(), change.apply(before.get().entry()), by, at)
                    : new Outcome.Stale(before.get().version());
        });
    }

    public Outcome remove(DistrictId district, EnterpriseId enterprise, String id, long version, AccountId by) {
        return change(district, enterprise, at -> {
            Optional<Stored<Contact>> before = contacts.find(enterprise, id);
            if (before.isEmpty()) {
                return new Outcome.Missing();
            }
            if (before.get().version() != version) {
                return new Outcome.Stale(before.get().version());
            }
            Contact contact = before.get().entry();
            contacts.remove(contact);
            changes.add(List.of(new ChangeRows.Change(
                    district, "contact", id, version, at, by, List.of("enterprise", "first"), open(contact), null)));
            return new Outcome.Removed();
        });
    }

    @FunctionalInterface
    private interface Change {
        Outcome at(Instant now);
    }

    private Outcome change(DistrictId district, EnterpriseId enterprise, Change change) {
        return Objects.requireNonNull(transaction.execute(status -> {
            tables.lock(district);
            return tables.enterprises().find(district, enterprise.text()).isEmpty()
                    ? new Outcome.Missing()
                    : change.at(now.instant().truncatedTo(ChronoUnit.MICROS));
        }));
    }

    private Outcome write(@Nullable Stored<Contact> before, Contact wished, AccountId by, Instant at) {
        List<Fault> faults = before != null && before.entry().person().isErased()
                ? List.of(Checks.STAYS_ERASED)
                : Checks.of(wished.person());
        if (!faults.isEmpty()) {
            return new Outcome.Refused(faults);
        }
        if (before == null || !before.entry().equals(wished)) {
            write(List.of(new Wish(before, wished)), by, at);
        }
        return new Outcome.Done(contacts.find(wished.enterprise(), wished.id()).orElseThrow());
    }

    record Wish(@Nullable Stored<Contact> before, Contact after) {}

    /** In the caller's transaction, which holds the district's lock; checked before, and each changes something. */
    void write(List<Wish> wishes, AccountId by, Instant at) {
        contacts.put(wishes.stream()
                .map(wish -> new Stored<>(wish.after(), 0, at, by))
                .toList());
        changes.add(wishes.stream()
                .map(wish -> new ChangeRows.Change(
                        wish.after().district(),
                        "contact",
                        wish.after().id(),
                        wish.before() == null ? 1 : wish.before().version() + 1,
                        at,
                        by,
                        fields(wish),
                        wish.before() == null ? null : open(wish.before().entry()),
                        open(wish.after())))
                .toList());
    }

    private static String open(Contact contact) {
        return Json.MAPPER.writeValueAsString(
                new TreeMap<>(Map.of("enterprise", contact.enterprise(), "first", contact.first())));
    }

    private static List<String> fields(Wish wish) {
        Map<String, Object> was =
                wish.before() == null ? Map.of() : values(wish.before().entry());
        Map<String, Object> is = values(wish.after());
        TreeSet<String> fields = new TreeSet<>(was.keySet());
        fields.addAll(is.keySet());
        fields.removeIf(field -> Objects.equals(was.get(field), is.get(field)));
        return new ArrayList<>(fields);
    }

    private static Map<String, Object> values(Contact contact) {
        Map<String, Object> values = new TreeMap<>();
        values.put("enterprise", contact.enterprise());
        values.put("first", contact.first());
        Person person = contact.person();
        values.put("name", person.name());
        values.put("phone", person.phone() == null ? "" : person.phone());
        values.put("mail", person.mail() == null ? "" : person.mail());
        values.put("title", person.title() == null ? "" : person.title());
        values.values().removeIf(""::equals);
        return values;
    }
}
