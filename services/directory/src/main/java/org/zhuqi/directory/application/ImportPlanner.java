package org.zhuqi.directory.application;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.application.ImportedRow.Outcome;
import org.zhuqi.directory.application.ImportedRow.RowFault;
import org.zhuqi.directory.domain.Checks;
import org.zhuqi.directory.domain.Contact;
import org.zhuqi.directory.domain.CreditCode;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.directory.domain.Fault;
import org.zhuqi.directory.domain.OpaqueId;
import org.zhuqi.directory.domain.Person;
import org.zhuqi.directory.domain.Reach;
import org.zhuqi.directory.domain.Stored;
import org.zhuqi.directory.postgres.ContactRows;
import org.zhuqi.directory.postgres.Tables;

/**
 * Works out what would become of a file's rows, as the directory is now. A blank cell leaves what is there as it is. Reads
 * the whole district once, however many rows there are.
 */
final class ImportPlanner {
    private static final SecureRandom RANDOM = new SecureRandom();

    /** @param rows in the order of the file */
    record Plan(List<ImportedRow> rows, List<Writing.Wish> wishes, List<ChangingContacts.Wish> contacts) {
        long faulty() {
            return rows.stream().filter(row -> row.outcome() == Outcome.FAULTY).count();
        }
    }

    record Cells(int number, Map<String, String> byKey) {}

    private final Writing writing;
    private final ImportKind kind;
    private final DistrictId district;
    private final Map<String, String> headers;

    private final Map<String, Stored<Entry.Listed<DirectoryEntry.Unit>>> units;
    private final Map<String, Stored<Entry.Listed<DirectoryEntry.Chain>>> chains;
    private final Map<String, Stored<Entry.Listed<DirectoryEntry.Place>>> places;
    private final Map<String, Stored<Entry.Enterprise>> enterprises;
    private final Map<String, Stored<Entry.Account>> accounts;
    private final Map<EnterpriseId, List<Stored<Contact>>> contacts;
    private final Map<String, List<String>> unitsByName;
    private final Map<String, List<String>> chainsByName;
    private final Map<String, List<String>> placesByName;
    private final Map<String, List<String>> enterprisesByName;
    private final Map<String, List<String>> enterprisesByCode;
    private final Map<String, List<String>> accountsByLogin;

    /** @param headers of the file, by the column's key */
    ImportPlanner(
            Tables tables,
            ContactRows contactRows,
            Writing writing,
            ImportKind kind,
            DistrictId district,
            Map<String, String> headers) {
        this.writing = writing;
        this.kind = kind;
        this.district = district;
        this.headers = headers;
        boolean people = kind == ImportKind.OFFICERS || kind == ImportKind.ACCOUNTS;
        boolean firms = kind == ImportKind.ENTERPRISES;
        units = tables.units().all(district);
        chains = people || firms ? tables.chains().all(district) : Map.of();
        places = people || firms ? tables.places().all(district) : Map.of();
        enterprises = people || firms ? tables.enterprises().all(district) : Map.of();
        accounts = people ? tables.accounts().all(district) : Map.of();
        contacts = firms ? contactRows.ofAll(enterprises.keySet()) : Map.of();
        unitsByName = index(
                units,
                it -> Stream.of(
                        it.told().name(), Objects.requireNonNullElse(it.told().shortName(), "")));
        chainsByName = index(chains, it -> Stream.of(it.told().name()));
        placesByName = index(places, it -> Stream.of(it.told().name()));
        enterprisesByName = index(enterprises, it -> Stream.of(it.told().name()));
        enterprisesByCode = index(
                enterprises,
                it -> Stream.of(Objects.requireNonNullElse(it.told().creditCode(), "")));
        accountsByLogin = index(accounts, it -> Stream.of(it.login().toLowerCase(Locale.ROOT)));
    }

    private static <E extends Entry<?>> Map<String, List<String>> index(
            Map<String, Stored<E>> rows, Function<E, Stream<String>> names) {
        Map<String, List<String>> index = new HashMap<>();
        rows.forEach((id, row) -> names.apply(row.entry())
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name ->
                        index.computeIfAbsent(name, each -> new ArrayList<>()).add(id)));
        return index;
    }

    /** One row on its way to becoming an entry. */
    private final class Draft {
        private final Cells cells;
        private final List<RowFault> faults = new ArrayList<>();
        private @Nullable Stored<? extends Entry<?>> before;
        private @Nullable Entry<?> after;
        private ChangingContacts.@Nullable Wish contact;
        private @Nullable String contactBase;
        private String label = "";

        Draft(Cells cells) {
            this.cells = cells;
        }

        String text(String key) {
            return cells.byKey().getOrDefault(key, "");
        }

        /** What the cell says; what was there, if it is blank. */
        @Nullable
        String text(String key, @Nullable String old) {
            String text = text(key);
            return text.isEmpty() ? old : text;
        }

        void fault(String key, String en, String zh) {
            RowFault fault = new RowFault(headers.getOrDefault(key, key), en, zh);
            if (!faults.contains(fault)) {
                faults.add(fault);
            }
        }

        <T> @Nullable T choice(String key, Collection<T> values, Function<T, String> zh, @Nullable T old) {
            String text = text(key);
            if (text.isEmpty()) {
                return old;
            }
            for (T value : values) {
                if (zh.apply(value).equals(text) || String.valueOf(value).equalsIgnoreCase(text)) {
                    return value;
                }
            }
            String known = String.join("、", values.stream().map(zh).toList());
            fault(key, "This is none of %s.".formatted(known), "应为 %s 之一。".formatted(known));
            return old;
        }

        /** The id of the one that is meant by its name or its id. */
        @Nullable
        String named(
                String key,
                String text,
                Map<String, ?> byId,
                List<Map<String, List<String>>> indexes,
                String en,
                String zh) {
            if (text.isEmpty()) {
                return null;
            }
            for (Map<String, List<String>> index : indexes) {
                List<String> found = index.getOrDefault(text, List.of());
                if (found.size() == 1) {
                    return found.getFirst();
                }
                if (found.size() > 1) {
                    fault(
                            key,
                            "There are %d of the name %s: give the %s.".formatted(found.size(), text, en),
                            "名为 %s 的有 %d 个，请填写%s。".formatted(text, found.size(), zh));
                    return null;
                }
            }
            if (byId.containsKey(text)) {
                return text;
            }
            fault(key, "The directory has no %s here.".formatted(text), "名录中没有 %s。".formatted(text));
            return null;
        }

        String newId(String prefix, String pattern) {
            String id = text("id");
            if (id.isEmpty()) {
                return OpaqueId.next(prefix, RANDOM);
            }
            if (!id.matches(pattern)) {
                fault("id", "An id has up to 64 letters, digits, dots and hyphens.", "编号应为不超过 64 位的字母、数字、点或连字符。");
                return OpaqueId.next(prefix, RANDOM);
            }
            return id;
        }

        boolean changes() {
            return before == null || contact != null || !before.entry().equals(after);
        }

        ImportedRow row() {
            Stored<? extends Entry<?>> met = before;
            Outcome outcome = !faults.isEmpty()
                    ? Outcome.FAULTY
                    : met == null ? Outcome.NEW : changes() ? Outcome.CHANGED : Outcome.UNCHANGED;
            return new ImportedRow(
                    cells.number(),
                    cells.byKey(),
                    outcome,
                    label,
                    met == null ? null : met.entry().id(),
                    met == null ? null : met.version() + (contactBase == null ? "" : "/" + contactBase),
                    List.copyOf(faults));
        }
    }

    Plan plan(List<Cells> rows) {
        List<Draft> drafts = rows.stream().map(Draft::new).toList();
        drafts.forEach(this::read);
        duplicates(drafts);
        List<Writing.Wish> wishes = new ArrayList<>();
        List<Draft> wishers = new ArrayList<>();
        for (Draft draft : drafts) {
            if (draft.after != null) {
                wishes.add(new Writing.Wish(draft.before, draft.after));
                wishers.add(draft);
            }
        }
        writing.check(district, wishes)
                .forEach((index, faults) -> faults.forEach(fault -> put(wishers.get(index), fault)));
        return new Plan(
                drafts.stream().map(Draft::row).toList(),
                wishes,
                drafts.stream()
                        .flatMap(draft -> Stream.ofNullable(draft.contact))
                        .toList());
    }

    private void put(Draft draft, Fault fault) {
        draft.fault(fault.field(), fault.sentence().en(), fault.sentence().zh());
    }

    private void read(Draft draft) {
        kind.columns().stream()
                .filter(column -> column.required() && draft.text(column.key()).isEmpty())
                .forEach(column -> draft.fault(column.key(), "This must not be empty.", "此项不能为空。"));
        draft.cells.byKey().forEach((key, text) -> {
            if (text.matches("#(N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!)")) {
                draft.fault(
                        key, "The spreadsheet shows an error here: %s.".formatted(text), "单元格公式出错：%s。".formatted(text));
            }
        });
        switch (kind) {
            case UNITS -> unit(draft);
            case ENTERPRISES -> enterprise(draft);
            case OFFICERS -> officer(draft);
            case ACCOUNTS -> account(draft);
        }
    }

    /** The first one of several is as good as any; those behind it are told which it is. */
    private void duplicates(List<Draft> drafts) {
        Map<String, Integer> first = new HashMap<>();
        Map<String, Integer> ids = new HashMap<>();
        String key = kind == ImportKind.UNITS ? "name" : kind == ImportKind.ENTERPRISES ? "creditCode" : "login";
        for (Draft draft : drafts) {
            String value = kind == ImportKind.ENTERPRISES
                    ? CreditCode.normalised(draft.text(key))
                    : draft.text(key).toLowerCase(Locale.ROOT);
            repeated(draft, key, value, first);
            repeated(draft, "id", draft.text("id"), ids);
        }
    }

    private static void repeated(Draft draft, String key, String value, Map<String, Integer> first) {
        Integer before = value.isEmpty() ? null : first.putIfAbsent(value, draft.cells.number());
        if (before != null) {
            draft.fault(key, "The same stands in row %d.".formatted(before), "与第 %d 行重复。".formatted(before));
            draft.after = null;
        }
    }

    // -- units
    // ----------------------------------------------------------------------------------------------------------

    private void unit(Draft draft) {
        draft.label = draft.text("name");
        String known = units.values().stream()
                .filter(unit -> unit.entry().told().name().equals(draft.label))
                .map(unit -> unit.entry().id())
                .findFirst()
                .orElse(null);
        var before = known == null ? null : units.get(known);
        DirectoryEntry.Unit old = before == null ? null : before.entry().told();
        UnitKind unitKind =
                draft.choice("kind", Arrays.asList(UnitKind.values()), UnitKind::zh, old == null ? null : old.kind());
        draft.before = before;
        if (draft.label.isEmpty() || unitKind == null) {
            return;
        }
        draft.after = new Entry.Listed<>(new DirectoryEntry.Unit(
                old == null ? new UnitId(draft.newId("u", UnitId.PATTERN)) : old.unit(),
                district,
                draft.label,
                draft.text("shortName", old == null ? null : old.shortName()),
                unitKind,
                old == null || old.active()));
    }

    // -- enterprises
    // ----------------------------------------------------------------------------------------------------

    private void enterprise(Draft draft) {
        String name = draft.text("name");
        String code = CreditCode.normalised(draft.text("creditCode"));
        draft.label = name;
        String known = only(enterprisesByCode, code);
        if (known == null && !name.isEmpty()) {
            String sameName = only(enterprisesByName, name);
            String theirs = sameName == null
                    ? null
                    : Objects.requireNonNull(enterprises.get(sameName))
                            .entry()
                            .told()
                            .creditCode();
            if (sameName != null && theirs == null) {
                known = sameName;
            } else if (sameName != null && CreditCode.read(code) instanceof CreditCode.Reading.Good) {
                draft.fault(
                        "creditCode",
                        "The directory has an enterprise of this name with the credit code %s.".formatted(theirs),
                        "名录中同名企业的统一社会信用代码为 %s。".formatted(theirs));
            }
        }
        Stored<Entry.Enterprise> before = known == null ? null : enterprises.get(known);
        draft.before = before;
        DirectoryEntry.Enterprise old = before == null ? null : before.entry().told();
        EnterpriseSize size = draft.choice(
                "size", Arrays.asList(EnterpriseSize.values()), EnterpriseSize::zh, old == null ? null : old.size());
        String chain = draft.named("chain", draft.text("chain"), chains, List.of(chainsByName), "id", "编号");
        String place = draft.named("place", draft.text("place"), places, List.of(placesByName), "id", "编号");
        if (name.isEmpty() || code.isEmpty()) {
            contactFaults(draft);
            return;
        }
        EnterpriseId id = old == null ? new EnterpriseId(draft.newId("e", EnterpriseId.PATTERN)) : old.enterprise();
        draft.after = new Entry.Enterprise(
                new DirectoryEntry.Enterprise(
                        id,
                        district,
                        name,
                        code,
                        size,
                        chain != null ? new ChainId(chain) : old == null ? null : old.chain(),
                        place != null ? new PlaceId(place) : old == null ? null : old.place(),
                        old == null || old.active()),
                draft.text("address", before == null ? null : before.entry().address()));
        contact(draft, id);
    }

    private static @Nullable String only(Map<String, List<String>> index, String key) {
        List<String> found = index.getOrDefault(key, List.of());
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static Person person(Draft draft, @Nullable Person old, String name, String phone, String mail) {
        String typedPhone = draft.text(phone, old == null ? null : old.phone());
        String typedMail = draft.text(mail, old == null ? null : old.mail());
        return new Person(
                name,
                typedPhone == null ? null : Reach.phone(typedPhone).orElse(typedPhone),
                typedMail == null ? null : Reach.mail(typedMail).orElse(typedMail),
                draft.text("title", old == null ? null : old.title()));
    }

    private static void contactFaults(Draft draft) {
        String name = draft.text("contactName");
        Person person = person(draft, null, name.isEmpty() ? "?" : name, "contactPhone", "contactMail");
        Map<String, String> columns = Map.of("name", "contactName", "phone", "contactPhone", "mail", "contactMail");
        Checks.of(person)
                .forEach(fault -> draft.fault(
                        columns.getOrDefault(fault.field(), "contactName"),
                        fault.sentence().en(),
                        fault.sentence().zh()));
        if (name.isEmpty()
                && !(draft.text("contactPhone").isEmpty()
                        && draft.text("contactMail").isEmpty())) {
            draft.fault("contactName", "There is a phone or mail, but no name to it.", "填写了联系电话或邮箱，但没有联系人姓名。");
        }
    }

    /** Whom the file names is whom to ask for first; who was before stays. */
    private void contact(Draft draft, EnterpriseId enterprise) {
        contactFaults(draft);
        String name = draft.text("contactName");
        List<Stored<Contact>> there = contacts.getOrDefault(enterprise, List.of());
        draft.contactBase = there.isEmpty()
                ? null
                : String.join(
                        ",",
                        there.stream()
                                .map(each -> each.entry().id() + "@" + each.version()
                                        + (each.entry().first() ? "!" : ""))
                                .toList());
        if (name.isEmpty()) {
            return;
        }
        Stored<Contact> known = there.stream()
                .filter(each -> each.entry().person().name().equals(name))
                .findFirst()
                .orElse(null);
        Contact wished = new Contact(
                known == null ? OpaqueId.next("p", RANDOM) : known.entry().id(),
                district,
                enterprise,
                true,
                person(draft, known == null ? null : known.entry().person(), name, "contactPhone", "contactMail"));
        if (known == null || !known.entry().equals(wished)) {
            draft.contact = new ChangingContacts.Wish(known, wished);
        }
    }

    // -- accounts ---------------------------------------------------------------------------------------------------

    private @Nullable Stored<Entry.Account> met(Draft draft) {
        draft.label = draft.text("login");
        String known = only(accountsByLogin, draft.label.toLowerCase(Locale.ROOT));
        Stored<Entry.Account> before = known == null ? null : accounts.get(known);
        draft.before = before;
        if (before != null && before.entry().told().allDistricts()) {
            draft.fault("login", "An account of all districts is not changed by a file.", "全部区县的账号不能通过导入修改。");
        }
        return before;
    }

    private @Nullable String unitOf(Draft draft) {
        return draft.named("unit", draft.text("unit"), units, List.of(unitsByName), "id", "编号");
    }

    private void officer(Draft draft) {
        Stored<Entry.Account> before = met(draft);
        if (before != null && before.entry().told().role() != Role.OFFICER) {
            Role role = before.entry().told().role();
            draft.fault(
                    "login",
                    "This login is a %s, not an OFFICER.".formatted(role),
                    "该登录名的角色是%s，不是助企员。".formatted(role.zh()));
        }
        String unit = unitOf(draft);
        TreeSet<String> named = new TreeSet<>();
        for (String each : draft.text("looksAfter").split("[;；、,，]")) {
            String text = each.strip();
            String code = CreditCode.normalised(text);
            String id = draft.named(
                    "looksAfter",
                    enterprisesByCode.containsKey(code) ? code : text,
                    enterprises,
                    List.of(enterprisesByCode, enterprisesByName),
                    "credit code",
                    "统一社会信用代码");
            if (id != null) {
                named.add(id);
            }
        }
        List<EnterpriseId> looksAfter = !draft.text("looksAfter").isEmpty()
                ? named.stream().map(EnterpriseId::new).toList()
                : before == null ? List.of() : before.entry().told().looksAfter();
        account(draft, before, Role.OFFICER, unit, null, null, null, looksAfter);
    }

    private void account(Draft draft) {
        Stored<Entry.Account> before = met(draft);
        Role role = draft.choice("role", Arrays.asList(Role.values()), Role::zh, null);
        String unit = unitOf(draft);
        String code = CreditCode.normalised(draft.text("enterprise"));
        String enterprise = draft.named(
                "enterprise",
                enterprisesByCode.containsKey(code) ? code : draft.text("enterprise"),
                enterprises,
                List.of(enterprisesByCode, enterprisesByName),
                "credit code",
                "统一社会信用代码");
        String chain = draft.named("chain", draft.text("chain"), chains, List.of(chainsByName), "id", "编号");
        String place = draft.named("place", draft.text("place"), places, List.of(placesByName), "id", "编号");
        if (role != null) {
            account(
                    draft,
                    before,
                    role,
                    unit,
                    enterprise,
                    chain,
                    place,
                    before == null ? List.of() : before.entry().told().looksAfter());
        }
    }

    private void account(
            Draft draft,
            @Nullable Stored<Entry.Account> before,
            Role role,
            @Nullable String unit,
            @Nullable String enterprise,
            @Nullable String chain,
            @Nullable String place,
            List<EnterpriseId> looksAfter) {
        String name = draft.text("name");
        if (name.isEmpty() || draft.label.isEmpty()) {
            return;
        }
        Entry.Account entry = before == null ? null : before.entry();
        DirectoryEntry.Account old = entry == null ? null : entry.told();
        draft.after = new Entry.Account(
                new DirectoryEntry.Account(
                        old == null ? new AccountId(draft.newId("a", AccountId.PATTERN)) : old.account(),
                        district,
                        role,
                        unit != null ? new UnitId(unit) : old == null ? null : old.unit(),
                        enterprise != null ? new EnterpriseId(enterprise) : old == null ? null : old.enterprise(),
                        chain != null ? new ChainId(chain) : old == null ? null : old.chain(),
                        place != null ? new PlaceId(place) : old == null ? null : old.place(),
                        old != null && old.allDistricts(),
                        looksAfter,
                        old == null || old.active(),
                        old == null ? null : old.tokensFrom(),
                        old == null ? List.of() : old.identities()),
                entry == null ? draft.label : entry.login(),
                person(draft, entry == null ? null : entry.person(), name, "phone", "mail"));
    }
}
