package org.zhuqi.directory.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.directory.domain.Person;

/** {@code directory.person}: here alone stand names, phones and mail addresses. */
final class PersonRows {
    private final JdbcClient db;

    PersonRows(JdbcClient db) {
        this.db = db;
    }

    record Row(String id, DistrictId district, Person person, Instant at, AccountId by) {}

    /** New ones, and what changed of known ones; a person of whom nothing changed keeps the version. */
    void put(Collection<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        db.sql("""
                        insert into directory.person as t (id, district, name, phone, mail, title, changed_at, changed_by)
                        select id, district, name, nullif(phone, ''), nullif(mail, ''), nullif(title, ''),
                            changed_at::timestamptz, changed_by
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                            as given (id, district, name, phone, mail, title, changed_at, changed_by)
                        on conflict (id) do update set name = excluded.name, phone = excluded.phone,
                            mail = excluded.mail, title = excluded.title, version = t.version + 1,
                            changed_at = excluded.changed_at, changed_by = excluded.changed_by
                        where (t.name, t.phone, t.mail, t.title)
                            is distinct from (excluded.name, excluded.phone, excluded.mail, excluded.title)
                        """)
                .params(
                        array(rows, Row::id),
                        array(rows, Row::district),
                        array(rows, row -> row.person().name()),
                        array(rows, row -> row.person().phone()),
                        array(rows, row -> row.person().mail()),
                        array(rows, row -> row.person().title()),
                        array(rows, Row::at),
                        array(rows, Row::by))
                .update();
    }

    private static SqlArrayValue array(Collection<Row> rows, Function<Row, @Nullable Object> column) {
        return EntryTable.array(
                rows.stream().map(row -> EntryTable.text(column.apply(row))).toList());
    }

    static Person person(ResultSet row) throws SQLException {
        return new Person(row.getString("name"), row.getString("phone"), row.getString("mail"), row.getString("title"));
    }
}
