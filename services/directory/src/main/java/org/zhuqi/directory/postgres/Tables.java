package org.zhuqi.directory.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.contracts.ChainKind;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.PlaceKind;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.EntryTable.Column;
import org.zhuqi.directory.postgres.EntryTable.Plan;
import org.zhuqi.platform.directory.KnownDirectory;

/** The tables of entries: {@code directory.district}, {@code unit}, {@code place}, {@code chain}, {@code enterprise}, {@code account}. */
public final class Tables {
    private final JdbcClient db;
    private final EntryTable<Entry.Listed<DirectoryEntry.District>> districts;
    private final EntryTable<Entry.Listed<DirectoryEntry.Unit>> units;
    private final EntryTable<Entry.Listed<DirectoryEntry.Place>> places;
    private final EntryTable<Entry.Listed<DirectoryEntry.Chain>> chains;
    private final EntryTable<Entry.Enterprise> enterprises;
    private final EntryTable<Entry.Account> accounts;
    private final PersonRows persons;

    public Tables(JdbcClient db) {
        this.db = db;
        persons = new PersonRows(db);
        districts = new EntryTable<>(db, districtPlan());
        units = new EntryTable<>(db, unitPlan());
        places = new EntryTable<>(db, placePlan());
        chains = new EntryTable<>(db, chainPlan());
        enterprises = new EntryTable<>(db, enterprisePlan());
        accounts = new EntryTable<>(db, accountPlan());
    }

    public EntryTable<Entry.Listed<DirectoryEntry.District>> districts() {
        return districts;
    }

    public EntryTable<Entry.Listed<DirectoryEntry.Unit>> units() {
        return units;
    }

    public EntryTable<Entry.Listed<DirectoryEntry.Place>> places() {
        return places;
    }

    public EntryTable<Entry.Listed<DirectoryEntry.Chain>> chains() {
        return chains;
    }

    public EntryTable<Entry.Enterprise> enterprises() {
        return enterprises;
    }

    public EntryTable<Entry.Account> accounts() {
        return accounts;
    }

    /** Writers of a district take turns until the transaction ends: what they check stays true, and what they tell is in order. */
    public void lock(DistrictId district) {
        db.sql("select pg_advisory_xact_lock(hashtextextended('zhuqi.directory/' || ?, 0))")
                .param(district.text())
                .query(row -> {});
    }

    /** @param before null: it is new */
    public record Change(@Nullable Stored<? extends Entry<?>> before, Stored<Entry<?>> after) {}

    /** In an order in which none names one that is not there yet. */
    public void write(Collection<Change> changes) {
        write(districts, changes);
        write(units, changes);
        write(places, changes);
        write(chains, changes);
        write(enterprises, changes);
        write(accounts, changes);
    }

    private static <E extends Entry<?>> void write(EntryTable<E> table, Collection<Change> changes) {
        table.add(changes.stream()
                .filter(change -> change.before() == null)
                .flatMap(change -> narrow(table, change.after()).stream())
                .toList());
        table.replace(changes.stream()
                .filter(change -> change.before() != null)
                .flatMap(change -> narrow(table, change.after()).stream())
                .toList());
    }

    private static <E extends Entry<?>> Optional<Stored<E>> narrow(EntryTable<E> table, Stored<Entry<?>> stored) {
        return table.narrow(stored.entry())
                .map(entry -> new Stored<>(entry, stored.version(), stored.changedAt(), stored.changedBy()));
    }

    /** Active administrators of a district, but for these accounts. */
    public long otherAdmins(DistrictId district, Collection<String> but) {
        return db.sql("""
                        select count(*) from directory.account
                        where district = ? and role = 'ADMIN' and active and not id = any(?)
                        """)
                .params(district.text(), EntryTable.array(but))
                .query(Long.class)
                .single();
    }

    private static Plan<Entry.Listed<DirectoryEntry.District>> districtPlan() {
        return new Plan<>(
                "district",
                "select t.* from directory.district t",
                "id",
                "t.name",
                List.of("t.name", "t.name_en"),
                List.of(
                        new Column<>("id", "text", it -> it.told().district()),
                        new Column<>("name", "text", it -> it.told().name()),
                        new Column<>("name_en", "text", it -> it.told().nameEn()),
                        new Column<>("active", "boolean", it -> it.told().active())),
                row -> new Entry.Listed<>(new DirectoryEntry.District(
                        new DistrictId(row.getString("id")),
                        row.getString("name"),
                        row.getString("name_en"),
                        row.getBoolean("active"))),
                entry -> entry.told() instanceof DirectoryEntry.District it
                        ? Optional.of(new Entry.Listed<>(it))
                        : Optional.empty(),
                rows -> {},
                rows -> {});
    }

    private static Plan<Entry.Listed<DirectoryEntry.Unit>> unitPlan() {
        return new Plan<>(
                "unit",
                "select t.* from directory.unit t",
                "district",
                "t.name",
                List.of("t.name", "t.short_name"),
                List.of(
                        new Column<>("id", "text", it -> it.told().unit()),
                        new Column<>("district", "text", it -> it.told().district()),
                        new Column<>("name", "text", it -> it.told().name()),
                        new Column<>("short_name", "text", it -> it.told().shortName()),
                        new Column<>("kind", "text", it -> it.told().kind()),
                        new Column<>("active", "boolean", it -> it.told().active())),
                row -> new Entry.Listed<>(new DirectoryEntry.Unit(
                        new UnitId(row.getString("id")),
                        new DistrictId(row.getString("district")),
                        row.getString("name"),
                        row.getString("short_name"),
                        UnitKind.valueOf(row.getString("kind")),
                        row.getBoolean("active"))),
                entry -> entry.told() instanceof DirectoryEntry.Unit it
                        ? Optional.of(new Entry.Listed<>(it))
                        : Optional.empty(),
                rows -> {},
                rows -> {});
    }

    private static Plan<Entry.Listed<DirectoryEntry.Place>> placePlan() {
        return new Plan<>(
                "place",
                "select t.* from directory.place t",
                "district",
                "t.name",
                List.of("t.name"),
                List.of(
                        new Column<>("id", "text", it -> it.told().place()),
                        new Column<>("district", "text", it -> it.told().district()),
                        new Column<>("name", "text", it -> it.told().name()),
                        new Column<>("kind", "text", it -> it.told().kind()),
                        new Column<>("office", "text", it -> it.told().office()),
                        new Column<>("active", "boolean", it -> it.told().active())),
                row -> new Entry.Listed<>(new DirectoryEntry.Place(
                        new PlaceId(row.getString("id")),
                        new DistrictId(row.getString("district")),
                        row.getString("name"),
                        PlaceKind.valueOf(row.getString("kind")),
                        EntryTable.id(row, "office", UnitId::of),
                        row.getBoolean("active"))),
                entry -> entry.told() instanceof DirectoryEntry.Place it
                        ? Optional.of(new Entry.Listed<>(it))
                        : Optional.empty(),
                rows -> {},
                rows -> {});
    }

    private static Plan<Entry.Listed<DirectoryEntry.Chain>> chainPlan() {
        return new Plan<>(
                "chain",
                "select t.* from directory.chain t",
                "district",
                "t.name",
                List.of("t.name"),
                List.of(
                        new Column<>("id", "text", it -> it.told().chain()),
                        new Column<>("district", "text", it -> it.told().district()),
                        new Column<>("name", "text", it -> it.told().name()),
                        new Column<>("kind", "text", it -> it.told().kind()),
                        new Column<>("committee", "text", it -> it.told().committee()),
                        new Column<>("lead_enterprise", "text", it -> it.told().leadEnterprise()),
                        new Column<>("active", "boolean", it -> it.told().active())),
                row -> new Entry.Listed<>(new DirectoryEntry.Chain(
                        new ChainId(row.getString("id")),
                        new DistrictId(row.getString("district")),
                        row.getString("name"),
                        ChainKind.valueOf(row.getString("kind")),
                        EntryTable.id(row, "committee", UnitId::of),
                        EntryTable.id(row, "lead_enterprise", EnterpriseId::of),
                        row.getBoolean("active"))),
                entry -> entry.told() instanceof DirectoryEntry.Chain it
                        ? Optional.of(new Entry.Listed<>(it))
                        : Optional.empty(),
                rows -> {},
                rows -> {});
    }

    private static Plan<Entry.Enterprise> enterprisePlan() {
        return new Plan<>(
                "enterprise",
                "select t.* from directory.enterprise t",
                "district",
                "t.name",
                List.of("t.name", "t.credit_code"),
                List.of(
                        new Column<>("id", "text", it -> it.told().enterprise()),
                        new Column<>("district", "text", it -> it.told().district()),
                        new Column<>("name", "text", it -> it.told().name()),
                        new Column<>("credit_code", "text", it -> it.told().creditCode()),
                        new Column<>("size", "text", it -> it.told().size()),
                        new Column<>("chain", "text", it -> it.told().chain()),
                        new Column<>("place", "text", it -> it.told().place()),
                        new Column<>("address", "text", Entry.Enterprise::address),
                        new Column<>("active", "boolean", it -> it.told().active())),
                row -> new Entry.Enterprise(
                        new DirectoryEntry.Enterprise(
                                new EnterpriseId(row.getString("id")),
                                new DistrictId(row.getString("district")),
                                row.getString("name"),
                                row.getString("credit_code"),
                                EntryTable.id(row, "size", EnterpriseSize::valueOf),
                                EntryTable.id(row, "chain", ChainId::of),
                                EntryTable.id(row, "place", PlaceId::of),
                                row.getBoolean("active")),
                        row.getString("address")),
                entry -> entry instanceof Entry.Enterprise it ? Optional.of(it) : Optional.empty(),
                rows -> {},
                rows -> {});
    }

    private Plan<Entry.Account> accountPlan() {
        return new Plan<>(
                "account",
                """
                select t.*, p.name, p.phone, p.mail, p.title,
                    array(select l.enterprise from directory.looks_after l where l.officer = t.id
                        order by l.enterprise) as looks_after,
                    array(select f.issuer || chr(10) || f.claim from directory.foreign_identity f where f.account = t.id
                        order by f.issuer, f.claim) as identities
                from directory.account t join directory.person p on p.id = t.id
                """,
                "district",
                "lower(t.login)",
                List.of("t.login", "p.name"),
                List.of(
                        new Column<>("id", "text", it -> it.told().account()),
                        new Column<>("district", "text", it -> it.told().district()),
                        new Column<>("login", "text", Entry.Account::login),
                        new Column<>("role", "text", it -> it.told().role()),
                        new Column<>("unit", "text", it -> it.told().unit()),
                        new Column<>("enterprise", "text", it -> it.told().enterprise()),
                        new Column<>("chain", "text", it -> it.told().chain()),
                        new Column<>("place", "text", it -> it.told().place()),
                        new Column<>("all_districts", "boolean", it -> it.told().allDistricts()),
                        new Column<>("active", "boolean", it -> it.told().active()),
                        new Column<>(
                                "tokens_from", "timestamptz", it -> it.told().tokensFrom())),
                Tables::account,
                entry -> entry instanceof Entry.Account it ? Optional.of(it) : Optional.empty(),
                rows -> persons.put(rows.stream()
                        .map(row -> new PersonRows.Row(
                                row.entry().id(),
                                row.entry().district(),
                                row.entry().person(),
                                row.changedAt(),
                                row.changedBy()))
                        .toList()),
                this::pair);
    }

    private static Entry.Account account(ResultSet row) throws SQLException {
        return new Entry.Account(
                new DirectoryEntry.Account(
                        new AccountId(row.getString("id")),
                        new DistrictId(row.getString("district")),
                        Role.valueOf(row.getString("role")),
                        EntryTable.id(row, "unit", UnitId::of),
                        EntryTable.id(row, "enterprise", EnterpriseId::of),
                        EntryTable.id(row, "chain", ChainId::of),
                        EntryTable.id(row, "place", PlaceId::of),
                        row.getBoolean("all_districts"),
                        texts(row, "looks_after").stream().map(EnterpriseId::of).toList(),
                        row.getBoolean("active"),
                        EntryTable.time(row, "tokens_from"),
                        texts(row, "identities").stream()
                                .map(identity -> {
                                    int end = identity.indexOf('\n');
                                    return KnownDirectory.identity(
                                            identity.substring(0, end), identity.substring(end + 1));
                                })
                                .toList()),
                row.getString("login"),
                PersonRows.person(row));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    private void pair(Collection<Stored<Entry.Account>> rows) {
        List<String> officers = rows.stream().map(row -> row.entry().id()).toList();
        db.sql("delete from directory.looks_after where officer = any(?)")
                .param(EntryTable.array(officers))
                .update();
        db.sql("""
                        insert into directory.looks_after (officer, enterprise)
                        select * from unnest(?::text[], ?::text[]) as given (officer, enterprise) on conflict do nothing
                        """)
                .params(
                        EntryTable.array(rows.stream()
                                .flatMap(row -> row.entry().told().looksAfter().stream()
                                        .map(enterprise -> row.entry().id()))
                                .toList()),
                        EntryTable.array(rows.stream()
                                .flatMap(row ->
                                        row.entry().told().looksAfter().stream().map(EnterpriseId::text))
                                .toList()))
                .update();
    }
}
