package org.zhuqi.directory.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.directory.DirectoryEntryType;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.domain.Checks;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Fault;
import org.zhuqi.directory.domain.References;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.ChangeRows;
import org.zhuqi.directory.postgres.EntryTable;
import org.zhuqi.directory.postgres.Tables;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.telling.OutgoingRows;

/**
 * Brings entries of one district into a wished state: checks all of them, and writes rows, the record of changes and what is
 * to be told, in the caller's transaction, which holds the district's lock. Any number of entries takes the same few
 * statements.
 */
public final class Writing {
    private final Tables tables;
    private final ChangeRows changes;
    private final OutgoingRows outgoing;

    public Writing(Tables tables, ChangeRows changes, OutgoingRows outgoing) {
        this.tables = tables;
        this.changes = changes;
        this.outgoing = outgoing;
    }

    /** @param before null: it should be new */
    record Wish(@Nullable Stored<? extends Entry<?>> before, Entry<?> after) {
        boolean changes() {
            return before == null || !before.entry().equals(after);
        }

        boolean ends() {
            return before != null && before.entry().active() && !after.active();
        }
    }

    /** All faults, by the position of the wish. */
    Map<Integer, List<Fault>> check(DistrictId district, List<Wish> wishes) {
        References known = references(wishes);
        Map<Integer, List<Fault>> faults = new TreeMap<>();
        for (int i = 0; i < wishes.size(); i++) {
            Wish wish = wishes.get(i);
            Entry<?> before = wish.before() == null ? null : wish.before().entry();
            add(faults, i, Checks.of(wish.after(), before, known));
        }
        taken(district, wishes, faults);
        standing(wishes, faults);
        lastAdmin(district, wishes, faults);
        return faults;
    }

    private static void add(Map<Integer, List<Fault>> faults, int index, List<Fault> more) {
        if (!more.isEmpty()) {
            faults.computeIfAbsent(index, i -> new ArrayList<>()).addAll(more);
        }
    }

    // -- what is named ------------------------------------------------------------------------------------------------

    private References references(List<Wish> wishes) {
        Set<String> units = new TreeSet<>();
        Set<String> chains = new TreeSet<>();
        Set<String> places = new TreeSet<>();
        Set<String> enterprises = new TreeSet<>();
        for (Wish wish : wishes) {
            switch ((DirectoryEntry) wish.after().told()) {
                case DirectoryEntry.District it -> {}
                case DirectoryEntry.Unit it -> {}
                case DirectoryEntry.Chain it -> {
                    name(units, it.committee());
                    name(enterprises, it.leadEnterprise());
                }
                case DirectoryEntry.Place it -> name(units, it.office());
                case DirectoryEntry.Enterprise it -> {
                    name(chains, it.chain());
                    name(places, it.place());
                }
                case DirectoryEntry.Account it -> {
                    name(units, it.unit());
                    name(enterprises, it.enterprise());
                    name(chains, it.chain());
                    name(places, it.place());
                    it.looksAfter().forEach(enterprise -> name(enterprises, enterprise));
                }
            }
        }
        return new References(
                named(tables.units(), units, wishes, DirectoryEntry.Unit.class, UnitId::of),
                named(tables.chains(), chains, wishes, DirectoryEntry.Chain.class, ChainId::of),
                named(tables.places(), places, wishes, DirectoryEntry.Place.class, PlaceId::of),
                named(tables.enterprises(), enterprises, wishes, DirectoryEntry.Enterprise.class, EnterpriseId::of));
    }

    private static void name(Set<String> ids, @Nullable Identifier id) {
        if (id != null) {
            ids.add(id.text());
        }
    }

    /** As they will be: entries of the same batch may name each other. */
    private static <I, T extends DirectoryEntry> Map<I, T> named(
            EntryTable<? extends Entry<T>> table,
            Set<String> ids,
            List<Wish> wishes,
            Class<T> kind,
            Function<String, I> of) {
        Map<I, T> found = new HashMap<>();
        table.find(ids)
                .forEach((id, stored) -> found.put(of.apply(id), stored.entry().told()));
        for (Wish wish : wishes) {
            if (kind.isInstance(wish.after().told())
                    && ids.contains(wish.after().id())) {
                found.put(of.apply(wish.after().id()), kind.cast(wish.after().told()));
            }
        }
        return found;
    }

    // -- what only one may have
    // -----------------------------------------------------------------------------------------

    private void taken(DistrictId district, List<Wish> wishes, Map<Integer, List<Fault>> faults) {
        taken(
                tables.districts(),
                null,
                "t.id",
                wishes,
                faults,
                wish -> wish.before() == null ? wish.after().id() : null,
                "id",
                "the id",
                "编号");
        for (var table :
                List.of(tables.units(), tables.chains(), tables.places(), tables.enterprises(), tables.accounts())) {
            taken(
                    table,
                    null,
                    "t.id",
                    wishes,
                    faults,
                    wish -> wish.before() == null ? wish.after().id() : null,
                    "id",
                    "the id",
                    "编号");
        }
        for (var table : List.of(tables.units(), tables.chains(), tables.places())) {
            taken(table, district, "t.name", wishes, faults, Writing::nameOf, "name", "the name", "名称");
        }
        taken(
                tables.enterprises(),
                district,
                "t.credit_code",
                wishes,
                faults,
                wish -> wish.after().told() instanceof DirectoryEntry.Enterprise it ? it.creditCode() : null,
                "creditCode",
                "the credit code",
                "统一社会信用代码");
        taken(
                tables.accounts(),
                null,
                "lower(t.login)",
                wishes,
                faults,
                wish -> wish.after() instanceof Entry.Account it ? it.login().toLowerCase(Locale.ROOT) : null,
                "login",
                "the login",
                "登录名");
    }

    private static String nameOf(Wish wish) {
        return switch ((DirectoryEntry) wish.after().told()) {
            case DirectoryEntry.District it -> it.name();
            case DirectoryEntry.Unit it -> it.name();
            case DirectoryEntry.Chain it -> it.name();
            case DirectoryEntry.Place it -> it.name();
            case DirectoryEntry.Enterprise it -> it.name();
            case DirectoryEntry.Account it -> it.account().text();
        };
    }

    private static void taken(
            EntryTable<? extends Entry<?>> table,
            @Nullable DistrictId district,
            String column,
            List<Wish> wishes,
            Map<Integer, List<Fault>> faults,
            Function<Wish, @Nullable String> value,
            String field,
            String en,
            String zh) {
        Map<Integer, String> wanted = new LinkedHashMap<>();
        for (int i = 0; i < wishes.size(); i++) {
            String text = value.apply(wishes.get(i));
            if (text != null && table.narrow(wishes.get(i).after()).isPresent()) {
                wanted.put(i, text);
            }
        }
        Map<String, String> holders = table.holders(district, column, wanted.values());
        wanted.forEach((index, text) -> {
            String holder = holders.get(text);
            boolean oneself = wishes.get(index).before() != null
                    && wishes.get(index).after().id().equals(holder);
            if (holder != null && !oneself) {
                add(
                        faults,
                        index,
                        List.of(Fault.inTheWay(
                                field, "Another entry has %s already.".formatted(en), "%s已被其他条目使用。".formatted(zh))));
            }
        });
    }

    // -- what hangs on it
    // -----------------------------------------------------------------------------------------------

    private record Hanging(Class<? extends DirectoryEntry> on, String table, String column, String en, String zh) {}

    private static final List<Hanging> HANGING = List.of(
            new Hanging(DirectoryEntry.District.class, "account", "district", "active accounts", "个启用的账号"),
            new Hanging(DirectoryEntry.Unit.class, "account", "unit", "active accounts", "个启用的账号"),
            new Hanging(DirectoryEntry.Unit.class, "chain", "committee", "active chains as committee", "条启用的产业链（联合党委）"),
            new Hanging(DirectoryEntry.Unit.class, "place", "office", "active places as office", "个启用的镇街园区（管理单位）"),
            new Hanging(DirectoryEntry.Chain.class, "account", "chain", "active accounts", "个启用的账号"),
            new Hanging(DirectoryEntry.Chain.class, "enterprise", "chain", "active enterprises", "家启用的企业"),
            new Hanging(DirectoryEntry.Place.class, "account", "place", "active accounts", "个启用的账号"),
            new Hanging(DirectoryEntry.Place.class, "enterprise", "place", "active enterprises", "家启用的企业"),
            new Hanging(DirectoryEntry.Enterprise.class, "account", "enterprise", "active accounts", "个启用的账号"),
            new Hanging(
                    DirectoryEntry.Enterprise.class,
                    "chain",
                    "lead_enterprise",
                    "active chains as lead enterprise",
                    "条启用的产业链（链核企业）"));

    private void standing(List<Wish> wishes, Map<Integer, List<Fault>> faults) {
        for (Hanging hanging : HANGING) {
            Map<String, Integer> ending = new HashMap<>();
            for (int i = 0; i < wishes.size(); i++) {
                Wish wish = wishes.get(i);
                if (wish.ends() && hanging.on().isInstance(wish.after().told())) {
                    ending.put(wish.after().id(), i);
                }
            }
            if (ending.isEmpty()) {
                continue;
            }
            tables.units()
                    .naming(hanging.table(), hanging.column(), ending.keySet())
                    .forEach((id, count) -> {
                        Fault fault = Fault.inTheWay(
                                "active",
                                "It has %d %s; change those first.".formatted(count, hanging.en()),
                                "尚有 %d %s，请先调整。".formatted(count, hanging.zh()));
                        add(
                                faults,
                                Objects.requireNonNull(ending.get(id)),
                                List.of(new Fault(
                                        fault.field(),
                                        fault.nature(),
                                        fault.sentence(),
                                        Map.of(hanging.table() + "s", count))));
                    });
        }
    }

    private void lastAdmin(DistrictId district, List<Wish> wishes, Map<Integer, List<Fault>> faults) {
        List<String> touched = new ArrayList<>();
        boolean remains = false;
        List<Integer> resigning = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            Wish wish = wishes.get(i);
            if (wish.after().told() instanceof DirectoryEntry.Account account) {
                touched.add(account.account().text());
                remains |= isAdmin(account);
                if (wish.before() != null
                        && wish.before().entry().told() instanceof DirectoryEntry.Account before
                        && isAdmin(before)
                        && !isAdmin(account)) {
                    resigning.add(i);
                }
            }
        }
        if (!resigning.isEmpty() && !remains && tables.otherAdmins(district, touched) == 0) {
            resigning.forEach(index -> add(
                    faults,
                    index,
                    List.of(Fault.inTheWay(
                            "role",
                            "This is the last active ADMIN of district %s: make another one first.".formatted(district),
                            "这是 %s 最后一个启用的管理员，请先设置其他管理员。".formatted(district)))));
        }
    }

    private static boolean isAdmin(DirectoryEntry.Account account) {
        return account.active() && account.role() == Role.ADMIN;
    }

    // -- how it is written
    // ----------------------------------------------------------------------------------------------

    /** Wishes that change nothing are left out. They must have been checked. */
    List<Stored<Entry<?>>> write(List<Wish> wishes, AccountId by, Instant at) {
        List<Tables.Change> rows = wishes.stream()
                .filter(Wish::changes)
                .map(wish -> new Tables.Change(
                        wish.before(),
                        new Stored<>(
                                withTokensFrom(wish, at),
                                wish.before() == null ? 1 : wish.before().version() + 1,
                                at,
                                by)))
                .toList();
        tables.write(rows);
        changes.add(rows.stream().map(Writing::change).toList());
        outgoing.add(
                rows.stream()
                        .filter(row -> row.before() == null
                                || !row.before()
                                        .entry()
                                        .told()
                                        .equals(row.after().entry().told()))
                        .map(row -> message(row.after().entry().told()))
                        .toList(),
                at);
        return rows.stream().map(Tables.Change::after).toList();
    }

    private static OutgoingRows.Message message(DirectoryEntry entry) {
        return new OutgoingRows.Message(
                entry.key(), DirectoryEntryType.of(entry).ceType(), Json.MAPPER.writeValueAsString(entry));
    }

    /** Whoever's rights changed must not go on with a token that says otherwise. */
    private static Entry<?> withTokensFrom(Wish wish, Instant at) {
        if (wish.before() == null
                || !(wish.after() instanceof Entry.Account after)
                || !(wish.before().entry() instanceof Entry.Account before)) {
            return wish.after();
        }
        DirectoryEntry.Account is = after.told();
        return rights(before.told()).equals(rights(is))
                ? after
                : after.with(new DirectoryEntry.Account(
                        is.account(),
                        is.district(),
                        is.role(),
                        is.unit(),
                        is.enterprise(),
                        is.chain(),
                        is.place(),
                        is.allDistricts(),
                        is.looksAfter(),
                        is.active(),
                        at,
                        is.identities()));
    }

    private static List<String> rights(DirectoryEntry.Account account) {
        return Stream.of(
                        account.role(),
                        account.unit(),
                        account.enterprise(),
                        account.chain(),
                        account.place(),
                        account.allDistricts(),
                        account.active())
                .map(String::valueOf)
                .toList();
    }

    private static ChangeRows.Change change(Tables.Change row) {
        Entry<?> entry = row.after().entry();
        Difference difference =
                Difference.of(row.before() == null ? null : row.before().entry(), entry);
        return new ChangeRows.Change(
                entry.district(),
                DirectoryEntryType.of(entry.told()).wireName(),
                entry.id(),
                row.after().version(),
                row.after().changedAt(),
                row.after().changedBy(),
                difference.fields(),
                difference.before(),
                difference.after());
    }
}
