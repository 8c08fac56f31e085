package org.zhuqi.directory.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.domain.Person;
import org.zhuqi.directory.domain.PersonFacts;

/** Persons with what decides who may know them, and the record of who looked. */
public final class PersonalDataRows {
    private final JdbcClient db;

    public PersonalDataRows(JdbcClient db) {
        this.db = db;
    }

    /**
     * Somebody saw personal data whole.
     *
     * @param position in the record; 0 before it is written
     * @param door by which
     */
    public record Access(
            long position,
            DistrictId district,
            Instant at,
            AccountId account,
            Role role,
            String door,
            @Nullable String reason,
            @Nullable TicketId ticket,
            List<String> persons) {}

    private static final String SELECT = """
                        select p.id, p.district, p.name, p.phone, p.mail, p.title, p.erased_at, a.role, a.unit,
                            array(select c.enterprise from directory.contact c where c.person = p.id
                                union select a.enterprise where a.enterprise is not null) as enterprises
                        from directory.person p left join directory.account a on a.id = p.id
                        """;

    public List<PersonFacts> find(DistrictId district, Collection<String> ids) {
        return db.sql(SELECT + "where p.district = ? and p.id = any(?) order by p.id")
                .params(district.text(), new SqlArrayValue("text", ids.toArray()))
                .query((row, index) -> facts(row))
                .list();
    }

    /** Whoever it is, whatever district they look at. */
    public Optional<PersonFacts> findAnywhere(AccountId account) {
        return db.sql(SELECT + "where p.id = ?")
                .param(account.text())
                .query((row, index) -> facts(row))
                .optional();
    }

    private static PersonFacts facts(ResultSet row) throws SQLException {
        String role = row.getString("role");
        String unit = row.getString("unit");
        Set<EnterpriseId> enterprises = Arrays.stream(
                        (String[]) row.getArray("enterprises").getArray())
                .map(EnterpriseId::new)
                .collect(Collectors.toUnmodifiableSet());
        OffsetDateTime erasedAt = row.getObject("erased_at", OffsetDateTime.class);
        return new PersonFacts(
                row.getString("id"),
                new DistrictId(row.getString("district")),
                new Person(
                        row.getString("name"), row.getString("phone"), row.getString("mail"), row.getString("title")),
                role == null ? null : Role.valueOf(role),
                unit == null ? null : new UnitId(unit),
                enterprises,
                erasedAt == null ? null : erasedAt.toInstant());
    }

    /** Comes before the data is shown: who sees it has been written down. */
    public void record(Access access) {
        db.sql("""
                        insert into directory.personal_data_access
                            (district, at, account, role, door, reason, ticket, persons)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(access.district().text())
                .param(access.at().atOffset(ZoneOffset.UTC))
                .param(access.account().text())
                .param(access.role().name())
                .param(access.door())
                .param(access.reason())
                .param(access.ticket() == null ? null : access.ticket().value())
                .param(new SqlArrayValue("text", access.persons().toArray()))
                .update();
    }

    /** The latest first; one more than asked for, if there is more. */
    public List<Access> accesses(
            DistrictId district, @Nullable String person, @Nullable AccountId by, @Nullable Long before, int limit) {
        return db.sql("""
                        select * from directory.personal_data_access
                        where district = :district
                          and (:person::text is null or persons @> array[:person::text])
                          and (:by::text is null or account = :by)
                          and (:before::bigint is null or position < :before)
                        order by position desc limit :limit
                        """)
                .param("district", district.text())
                .param("person", person)
                .param("by", by == null ? null : by.text())
                .param("before", before)
                .param("limit", limit + 1)
                .query((row, index) -> access(row))
                .list();
    }

    private static Access access(ResultSet row) throws SQLException {
        UUID ticket = row.getObject("ticket", UUID.class);
        return new Access(
                row.getLong("position"),
                new DistrictId(row.getString("district")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new AccountId(row.getString("account")),
                Role.valueOf(row.getString("role")),
                row.getString("door"),
                row.getString("reason"),
                ticket == null ? null : new TicketId(ticket),
                List.of((String[]) row.getArray("persons").getArray()));
    }

    /** Nobody's contact any more, and nothing left that says who it was. */
    public void erase(String person, Person nobody, Instant at, AccountId by) {
        db.sql("""
                        update directory.person
                        set name = ?, phone = null, mail = null, title = null, erased_at = ?, version = version + 1,
                            changed_at = ?, changed_by = ?
                        where id = ?
                        """)
                .params(nobody.name(), at.atOffset(ZoneOffset.UTC), at.atOffset(ZoneOffset.UTC), by.text(), person)
                .update();
        db.sql("update directory.contact set first = false where person = ?")
                .param(person)
                .update();
    }
}
