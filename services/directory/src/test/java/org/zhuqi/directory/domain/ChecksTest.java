package org.zhuqi.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhuqi.contracts.ChainKind;
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

/** Every reference, to something here and active, here and given up, of another district, and not there at all. */
final class ChecksTest {
    private static final DistrictId HERE = new DistrictId("QT");
    private static final DistrictId THERE = new DistrictId("SY");

    private static final References KNOWN = new References(
            Map.of(
                    new UnitId("good"), unit("good", HERE, true),
                    new UnitId("ended"), unit("ended", HERE, false),
                    new UnitId("theirs"), unit("theirs", THERE, true)),
            Map.of(
                    new ChainId("good"), chain("good", HERE, true, null, null),
                    new ChainId("ended"), chain("ended", HERE, false, null, null),
                    new ChainId("theirs"), chain("theirs", THERE, true, null, null)),
            Map.of(
                    new PlaceId("good"), place("good", HERE, true, null),
                    new PlaceId("ended"), place("ended", HERE, false, null),
                    new PlaceId("theirs"), place("theirs", THERE, true, null)),
            Map.of(
                    new EnterpriseId("good"),
                            enterprise("good", HERE, true, null, null).told(),
                    new EnterpriseId("ended"),
                            enterprise("ended", HERE, false, null, null).told(),
                    new EnterpriseId("theirs"),
                            enterprise("theirs", THERE, true, null, null).told()));

    private static DirectoryEntry.Unit unit(String id, DistrictId district, boolean active) {
        return new DirectoryEntry.Unit(new UnitId(id), district, id, null, UnitKind.DEPARTMENT, active);
    }

    private static DirectoryEntry.Chain chain(
            String id, DistrictId district, boolean active, @Nullable UnitId committee, @Nullable EnterpriseId lead) {
        return new DirectoryEntry.Chain(new ChainId(id), district, id, ChainKind.ESTABLISHED, committee, lead, active);
    }

    private static DirectoryEntry.Place place(String id, DistrictId district, boolean active, @Nullable UnitId office) {
        return new DirectoryEntry.Place(new PlaceId(id), district, id, PlaceKind.PARK, office, active);
    }

    private static Entry.Enterprise enterprise(
            String id, DistrictId district, boolean active, @Nullable ChainId chain, @Nullable PlaceId place) {
        return new Entry.Enterprise(
                new DirectoryEntry.Enterprise(new EnterpriseId(id), district, id, null, null, chain, place, active),
                null);
    }

    private static Entry.Account account(
            Role role,
            @Nullable String unit,
            @Nullable String enterprise,
            @Nullable String chain,
            @Nullable String place,
            boolean all,
            List<String> looksAfter,
            boolean active) {
        return new Entry.Account(
                new DirectoryEntry.Account(
                        new AccountId("somebody"),
                        HERE,
                        role,
                        unit == null ? null : new UnitId(unit),
                        enterprise == null ? null : new EnterpriseId(enterprise),
                        chain == null ? null : new ChainId(chain),
                        place == null ? null : new PlaceId(place),
                        all,
                        looksAfter.stream().map(EnterpriseId::new).toList(),
                        active,
                        null,
                        List.of()),
                "somebody",
                new Person("某人", null, null, null));
    }

    private static List<String> faults(Entry<?> entry) {
        return Checks.of(entry, null, KNOWN).stream()
                .map(fault -> fault.field() + ": " + fault.sentence().en())
                .toList();
    }

    private record Reference(String field, String word, String id, Entry<?> entry) {}

    private static List<Reference> references(String id, boolean active) {
        List<Reference> all = new ArrayList<>();
        UnitId unit = new UnitId(id);
        EnterpriseId firm = new EnterpriseId(id);
        ChainId chain = new ChainId(id);
        PlaceId place = new PlaceId(id);
        all.add(new Reference("committee", "unit", id, new Entry.Listed<>(chain("new", HERE, active, unit, null))));
        all.add(new Reference(
                "leadEnterprise", "enterprise", id, new Entry.Listed<>(chain("new", HERE, active, null, firm))));
        all.add(new Reference("office", "unit", id, new Entry.Listed<>(place("new", HERE, active, unit))));
        all.add(new Reference("chain", "chain", id, enterprise("new", HERE, active, chain, null)));
        all.add(new Reference("place", "town or park", id, enterprise("new", HERE, active, null, place)));
        all.add(new Reference(
                "unit", "unit", id, account(Role.HANDLER, id, null, null, null, false, List.of(), active)));
        all.add(new Reference(
                "enterprise",
                "enterprise",
                id,
                account(Role.ENTERPRISE, null, id, null, null, false, List.of(), active)));
        all.add(new Reference(
                "chain", "chain", id, account(Role.COORDINATOR, null, null, id, null, false, List.of(), active)));
        all.add(new Reference(
                "place", "town or park", id, account(Role.SUPERVISOR, null, null, null, id, false, List.of(), active)));
        all.add(new Reference(
                "looksAfter",
                "enterprise",
                id,
                account(Role.OFFICER, null, null, null, null, false, List.of(id), active)));
        return all;
    }

    @Test
    void whatIsHereAndActiveMayBeNamed() {
        assertThat(references("good", true))
                .allSatisfy(each -> assertThat(faults(each.entry())).isEmpty());
    }

    @Test
    void whatIsGivenUpIsNamedByNothingActive() {
        assertThat(references("ended", true))
                .allSatisfy(each -> assertThat(faults(each.entry()))
                        .containsExactly(each.field() + ": The " + each.word() + " ended is no longer active."));
        assertThat(references("ended", false))
                .allSatisfy(each -> assertThat(faults(each.entry())).isEmpty());
    }

    @Test
    void anotherDistrictsIsAsUnknownAsNothing() {
        for (String id : List.of("theirs", "nothing")) {
            for (boolean active : List.of(true, false)) {
                assertThat(references(id, active))
                        .allSatisfy(each -> assertThat(faults(each.entry()))
                                .containsExactly("%s: There is no %s %s in district QT."
                                        .formatted(each.field(), each.word(), id)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleHasWhatItNeedsAndNothingElse(Role role) {
        assertThat(faults(account(role, null, null, null, null, false, List.of(), true)))
                .isEqualTo(
                        switch (role) {
                            case HANDLER -> List.of("unit: The role HANDLER needs a unit.");
                            case ENTERPRISE -> List.of("enterprise: The role ENTERPRISE needs an enterprise.");
                            case SYSTEM -> List.of("role: No account has the role SYSTEM.");
                            default -> List.of();
                        });
        boolean committee = role == Role.COORDINATOR || role == Role.SUPERVISOR;
        boolean anywhere = role == Role.ADMIN || role == Role.AUDITOR || role == Role.SUPERVISOR;
        List<Fault> everything =
                Checks.of(account(role, "good", "good", "good", "good", true, List.of("good"), true), null, KNOWN);
        assertThat(everything.stream().map(Fault::field).toList()).satisfies(fields -> {
            assertThat(fields.contains("unit")).isEqualTo(role == Role.ENTERPRISE);
            assertThat(fields.contains("enterprise")).isEqualTo(role != Role.ENTERPRISE);
            assertThat(fields.contains("chain")).isEqualTo(!committee);
            assertThat(fields.contains("place")).isEqualTo(!committee);
            assertThat(fields.contains("allDistricts")).isEqualTo(!anywhere);
            assertThat(fields.contains("looksAfter")).isEqualTo(role != Role.OFFICER);
        });
    }

    @Test
    void anOfficerKeepsAnEnterpriseThatEnds() {
        Entry.Account before = account(Role.OFFICER, null, null, null, null, false, List.of("ended"), true);
        Entry.Account after = account(Role.OFFICER, "good", null, null, null, false, List.of("ended", "good"), true);
        assertThat(Checks.of(after, before, KNOWN)).isEmpty();
        assertThat(Checks.of(after, null, KNOWN)).hasSize(1);
    }

    @Test
    void textsHaveTheirForm() {
        assertThat(faults(new Entry.Listed<>(unit("x", HERE, true)))).isEmpty();
        assertThat(faults(new Entry.Listed<>(
                        new DirectoryEntry.Unit(new UnitId("x"), HERE, " ", "s".repeat(41), UnitKind.BANK, true))))
                .containsExactly("name: This must not be empty.", "shortName: At most 40 characters; these are 41.");
        assertThat(faults(new Entry.Listed<>(new DirectoryEntry.District(HERE, "a\u0007", null, true))))
                .containsExactly("name: Control characters cannot stand here.");
        Entry.Account odd = new Entry.Account(
                account(Role.AUDITOR, null, null, null, null, false, List.of(), true)
                        .told(),
                "张三",
                new Person("", "123", "a@b", null));
        assertThat(Checks.of(odd, null, KNOWN).stream().map(Fault::field))
                .containsExactly("login", "name", "phone", "mail");
        Entry.Enterprise code = new Entry.Enterprise(
                new DirectoryEntry.Enterprise(
                        new EnterpriseId("x"), HERE, "x", "91350100M000100Y44", null, null, null, true),
                "a".repeat(201));
        assertThat(Checks.of(code, null, KNOWN).stream().map(Fault::field)).containsExactly("address", "creditCode");
    }
}
