package org.zhuqi.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.ChainKind;
import org.zhuqi.contracts.PlaceKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.application.StartingData;
import org.zhuqi.directory.domain.CreditCode;
import org.zhuqi.directory.domain.Entry;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;

/** With what a new installation begins. */
final class StartingDataTest extends TestDirectory {
    private static final DistrictId QT = new DistrictId("QT");
    private static final DistrictId SY = new DistrictId("SY");
    private static final DistrictId YH = new DistrictId("YH");
    private static final DistrictId XS = new DistrictId("XS");

    private Stream<DirectoryEntry.Chain> chains(DistrictId of) {
        return tables.chains().all(of).values().stream().map(row -> row.entry().told());
    }

    private Stream<DirectoryEntry.Place> places(DistrictId of) {
        return tables.places().all(of).values().stream().map(row -> row.entry().told());
    }

    @Test
    void theFourDistrictsAreAsTheyAreDescribed() {
        assertThat(tables.units().all(QT))
                .hasSize(37)
                .containsKeys("qt-zrzy", "qt-rsj", "qt-zjj", "qt-sthj", "qt-gdgs");
        assertThat(chains(SY).map(DirectoryEntry.Chain::kind)).hasSize(8);
        assertThat(chains(SY).filter(chain -> chain.kind() == ChainKind.ESTABLISHED))
                .hasSize(4);
        assertThat(chains(SY).filter(chain -> chain.kind() == ChainKind.FUTURE)).hasSize(4);
        assertThat(chains(SY)).allMatch(chain -> chain.committee() != null);
        assertThat(chains(YH))
                .hasSize(3)
                .allMatch(chain -> chain.committee() != null && chain.leadEnterprise() != null);
        assertThat(places(XS))
                .allMatch(place -> place.office() != null)
                .anyMatch(place -> place.kind() == PlaceKind.TOWN)
                .anyMatch(place -> place.kind() == PlaceKind.PARK);
        assertThat(tables.units().all(new DistrictId("IT"))).isEmpty();
        for (DistrictId of : List.of(QT, SY, YH, XS)) {
            var enterprises = tables.enterprises().all(of).values();
            assertThat(enterprises).hasSizeGreaterThanOrEqualTo(3).allSatisfy(row -> {
                DirectoryEntry.Enterprise it = row.entry().told();
                assertThat(it.name()).endsWith("（虚构）");
                assertThat(CreditCode.read(Objects.requireNonNull(it.creditCode())))
                        .isInstanceOf(CreditCode.Reading.Good.class);
            });
            var roles = tables.accounts().all(of).values().stream()
                    .map(row -> row.entry().told().role())
                    .distinct();
            assertThat(roles)
                    .contains(
                            Role.ENTERPRISE,
                            Role.OFFICER,
                            Role.COORDINATOR,
                            Role.HANDLER,
                            Role.SUPERVISOR,
                            Role.AUDITOR,
                            Role.ADMIN);
            assertThat(tables.accounts().all(of).values())
                    .anyMatch(row -> row.entry().told().role() == Role.OFFICER
                            && row.entry().told().looksAfter().size() > 1);
        }
    }

    @Test
    void committeesAndParksHaveTheirCoordinators() {
        Map<String, String> narrowed = Map.of(
                "sy-chain-coordinator", "sy-advanced-materials -",
                "yh-chain-coordinator", "yh-digital-economy -",
                "xs-park-coordinator", "- xs-economic-zone",
                "qt-xiasha-coordinator", "- qt-xiasha");
        narrowed.forEach((id, reach) -> {
            DirectoryEntry.Account account = Objects.requireNonNull(
                            tables.accounts().find(List.of(id)).get(id))
                    .entry()
                    .told();
            assertThat((account.chain() == null ? "-" : account.chain().text()) + " "
                            + (account.place() == null ? "-" : account.place().text()))
                    .isEqualTo(reach);
        });
        assertThat(Objects.requireNonNull(
                                tables.accounts().find(List.of("zhuqi-admin")).get("zhuqi-admin"))
                        .entry()
                        .told()
                        .allDistricts())
                .isTrue();
    }

    @Test
    void whatIsThereIsNeverWrittenOver() {
        Caller boss = Callers.inRole("qt-admin", Role.ADMIN);
        long version = read(boss, "units/qt-qwb").path("version").asLong();
        send(
                boss,
                "PUT",
                ROOT + "units/qt-qwb",
                "{\"name\": \"区委办公室（改）%d\", \"kind\": \"DEPARTMENT\"}".formatted(version),
                version,
                200);
        awaitTold();
        List<Object> before = everything();
        startingData.start();
        startingData.start();
        assertThat(everything()).isEqualTo(before);
        assertThat(outgoing.next(1)).isEmpty();
    }

    private List<Object> everything() {
        return Stream.of(
                        "district",
                        "unit",
                        "place",
                        "chain",
                        "enterprise",
                        "person",
                        "account",
                        "looks_after",
                        "change")
                .<Object>map(table -> database.sql("select t::text from directory.%s t order by 1".formatted(table))
                        .query(String.class)
                        .list())
                .toList();
    }

    @Test
    void theShippedAccountsAreThoseThatArePutIn() {
        assertThat(StartingData.accounts()).hasSizeGreaterThan(30).allSatisfy(shipped -> {
            String id = shipped.account().account().text();
            Entry.Account stored = Objects.requireNonNull(
                            tables.accounts().find(List.of(id)).get(id))
                    .entry();
            assertThat(stored.login()).isEqualTo(id);
            assertThat(stored.told()).isEqualTo(shipped.account());
            assertThat(shipped.about()).contains(" · ");
        });
    }

    @Test
    void tokensOfDevelopmentAccountsGoOnSayingWhatTheDirectorySays() {
        assertThat(StartingData.accounts().stream()
                        .map(StartingData.Shipped::account)
                        .map(it -> "%s %s %s %s %s"
                                .formatted(
                                        it.account(),
                                        it.role(),
                                        it.district(),
                                        it.enterprise() == null ? "-" : it.enterprise(),
                                        it.role() != Role.HANDLER || it.unit() == null ? "-" : it.unit())))
                .contains(
                        "qt-enterprise ENTERPRISE QT qt-ent-001 -",
                        "qt-enterprise-2 ENTERPRISE QT qt-ent-002 -",
                        "qt-officer OFFICER QT - -",
                        "qt-coordinator COORDINATOR QT - -",
                        "qt-handler-zrzy HANDLER QT - qt-zrzy",
                        "qt-handler-rsj HANDLER QT - qt-rsj",
                        "qt-handler-zjj HANDLER QT - qt-zjj",
                        "qt-supervisor SUPERVISOR QT - -",
                        "qt-auditor AUDITOR QT - -",
                        "qt-admin ADMIN QT - -",
                        "qt-importer IMPORTER QT - -",
                        "sy-enterprise ENTERPRISE SY sy-ent-001 -",
                        "sy-coordinator COORDINATOR SY - -",
                        "sy-handler HANDLER SY - sy-jxj",
                        "it-importer IMPORTER IT - -",
                        "it-coordinator COORDINATOR IT - -",
                        "it-admin ADMIN IT - -");
    }
}
