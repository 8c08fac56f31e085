package org.zhuqi.directory.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.directory.domain.Contact;
import org.zhuqi.directory.domain.Stored;

/** {@code directory.contact}, each with its person, whose version is the contact's. */
public final class ContactRows {
    private static final String SELECT = """
            select c.enterprise, c.first, p.* from directory.contact c
            join directory.person p on p.id = c.person
            """;

    private final JdbcClient db;
    private final PersonRows persons;

    public ContactRows(JdbcClient db) {
        this.db = db;
        persons = new PersonRows(db);
    }

    /** Whom to ask for first comes first. */
    public List<Stored<Contact>> of(EnterpriseId enterprise) {
        return ofAll(List.of(enterprise.text())).getOrDefault(enterprise, List.of());
    }

    public Map<EnterpriseId, List<Stored<Contact>>> ofAll(Collection<String> enterprises) {
        return db
                .sql(SELECT + " where c.enterprise = any(?) order by c.enterprise, c.first desc, p.id")
                .param(EntryTable.array(enterprises))
                .query((row, index) -> contact(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(contact -> contact.entry().enterprise()));
    }

    public Optional<Stored<Contact>> find(EnterpriseId enterprise, String person) {
        return of(enterprise).stream()
                .filter(contact -> contact.entry().id().equals(person))
                .findFirst();
    }

    private static Stored<Contact> contact(ResultSet row) throws SQLException {
        return new Stored<>(
                new Contact(
                        row.getString("id"),
                        new DistrictId(row.getString("district")),
                        new EnterpriseId(row.getString("enterprise")),
                        row.getBoolean("first"),
                        PersonRows.person(row)),
                row.getLong("version"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getString("changed_by")));
    }

    /**
     * Who comes first now takes the place of who did before. Whether it is first is not the person's, so that only it may
     * have changed and the version stays.
     */
    public void put(Collection<Stored<Contact>> contacts) {
        if (contacts.isEmpty()) {
            return;
        }
        persons.put(contacts.stream()
                .map(contact -> new PersonRows.Row(
                        contact.entry().id(),
                        contact.entry().district(),
                        contact.entry().person(),
                        contact.changedAt(),
                        contact.changedBy()))
                .toList());
        db.sql("update directory.contact set first = false where first and enterprise = any(?)")
                .param(EntryTable.array(contacts.stream()
                        .filter(contact -> contact.entry().first())
                        .map(contact -> contact.entry().enterprise().text())
                        .toList()))
                .update();
        db.sql("""
                        insert into directory.contact (enterprise, person, first)
                        select enterprise, person, first::boolean
                        from unnest(?::text[], ?::text[], ?::text[]) as given (enterprise, person, first)
                        on conflict (enterprise, person) do update set first = excluded.first
                        """)
                .params(
                        EntryTable.array(contacts.stream()
                                .map(contact -> contact.entry().enterprise().text())
                                .toList()),
                        EntryTable.array(contacts.stream()
                                .map(contact -> contact.entry().id())
                                .toList()),
                        EntryTable.array(contacts.stream()
                                .map(contact -> Boolean.toString(contact.entry().first()))
                                .toList()))
                .update();
    }

    /** The person stays: a ticket may name it. */
    public void remove(Contact contact) {
        db.sql("delete from directory.contact where enterprise = ? and person = ?")
                .params(contact.enterprise().text(), contact.id())
                .update();
    }
}
