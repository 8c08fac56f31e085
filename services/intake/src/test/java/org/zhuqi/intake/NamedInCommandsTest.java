package org.zhuqi.intake;

import static java.util.Locale.ENGLISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.intake.application.NamedInCommands;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.web.Problem;

final class NamedInCommandsTest {
    private static final DistrictId QT = Callers.QIANTANG;
    private static final EnterpriseId OWN = new EnterpriseId("qt-ent-1");
    private static final EnterpriseId OTHER = new EnterpriseId("qt-ent-2");
    private static final EnterpriseId CLOSED = new EnterpriseId("qt-ent-closed");
    private static final EnterpriseId FAR = new EnterpriseId("sy-ent-1");
    private static final UnitId LABOUR = new UnitId("qt-rsj");
    private static final UnitId GONE = new UnitId("qt-gone");
    private static final UnitId FAR_UNIT = new UnitId("sy-rsj");
    private static final ChainId CHAIN = new ChainId("qt-chain");
    private static final PlaceId PARK = new PlaceId("qt-park");

    private final KnownDirectory directory = new KnownDirectory();
    private final NamedInCommands named = new NamedInCommands(directory);

    @BeforeEach
    void fill() {
        tell(new DirectoryEntry.Unit(LABOUR, QT, "人社局", null, UnitKind.DEPARTMENT, true));
        tell(new DirectoryEntry.Unit(GONE, QT, "旧局", null, UnitKind.DEPARTMENT, false));
        tell(new DirectoryEntry.Unit(FAR_UNIT, new DistrictId("SY"), "上虞人社局", null, UnitKind.DEPARTMENT, true));
        tell(enterprise(OWN, QT, CHAIN, PARK, true));
        tell(enterprise(OTHER, QT, null, null, true));
        tell(enterprise(CLOSED, QT, null, null, false));
        tell(enterprise(FAR, new DistrictId("SY"), null, null, true));
        tell(account("colleague", Role.HANDLER, LABOUR, true));
        tell(account("left", Role.HANDLER, LABOUR, false));
        tell(account("elsewhere", Role.HANDLER, new UnitId("qt-zrzy"), true));
        tell(account("boss", Role.COORDINATOR, null, true));
    }

    private void tell(DirectoryEntry entry) {
        Directories.tell(directory, entry);
    }

    private static DirectoryEntry.Enterprise enterprise(
            EnterpriseId id, DistrictId district, @Nullable ChainId chain, @Nullable PlaceId place, boolean active) {
        return new DirectoryEntry.Enterprise(
                id, district, "企业 " + id, null, EnterpriseSize.SMALL, chain, place, active);
    }

    private static DirectoryEntry.Account account(String id, Role role, @Nullable UnitId unit, boolean active) {
        return new DirectoryEntry.Account(
                new AccountId(id), QT, role, unit, null, null, null, false, List.of(), active, null, List.of());
    }

    private static TicketCommand.Submit submit(EnterpriseId enterprise) {
        return new TicketCommand.Submit(
                enterprise,
                "用工缺口",
                "缺 60 人",
                new CatalogueItemId("qt-yg"),
                null,
                null,
                new ChainId("invented"),
                null,
                null);
    }

    private List<String> faults(TicketCommand command, Caller caller, Locale language) {
        return named.faults(command, caller, language).stream()
                .flatMap(problem -> problem.errors().stream())
                .map(error -> error.pointer() + ": " + error.detail())
                .toList();
    }

    @Test
    void unitsMustBeThereInTheDistrictAndOpen() {
        Caller coordinator = Callers.coordinator("li.lei");
        assertThat(faults(new TicketCommand.Dispatch(LABOUR, List.of(), null, null), coordinator, ENGLISH))
                .isEmpty();
        assertThat(faults(
                        new TicketCommand.Dispatch(new UnitId("nowhere"), List.of(LABOUR, GONE, FAR_UNIT), null, null),
                        coordinator,
                        ENGLISH))
                .containsExactly(
                        "/lead: There is no unit nowhere in your district.",
                        "/assistants/1: The unit 旧局 takes no tickets any more.",
                        "/assistants/2: There is no unit sy-rsj in your district.");
        assertThat(faults(
                        new TicketCommand.Dispatch(
                                LABOUR,
                                null,
                                null,
                                null,
                                List.of(new AssistantPart(LABOUR, null, null), new AssistantPart(GONE, "复核", null))),
                        coordinator,
                        ENGLISH))
                .containsExactly("/parts/1/unit: The unit 旧局 takes no tickets any more.");
        assertThat(faults(new TicketCommand.AddAssistant(GONE, null), coordinator, Locale.SIMPLIFIED_CHINESE))
                .containsExactly("/unit: 单位“旧局”已停用，不再接收诉求单。");
    }

    @Test
    void filesForThoseWhomTheSenderMaySpeakFor() {
        Caller itself = Callers.enterprise("zhang", OWN);
        Caller officer = Callers.officer("li", OWN, CLOSED, FAR);
        Caller coordinator = Callers.coordinator("wang");
        Caller ofTheChain = Callers.of(new Jurisdiction(CHAIN, null), coordinator);
        assertThat(Stream.of(OWN, OTHER, CLOSED, FAR, new EnterpriseId("nobody"))
                        .map(enterprise ->
                                faults(submit(enterprise), itself, ENGLISH).isEmpty()))
                .containsExactly(true, false, false, false, false);
        assertThat(Stream.of(OWN, OTHER, CLOSED, FAR)
                        .map(enterprise -> String.join("", faults(submit(enterprise), officer, ENGLISH))))
                .containsExactly(
                        "",
                        "/enterprise: You do not look after an enterprise qt-ent-2.",
                        "/enterprise: The enterprise 企业 qt-ent-closed files no more.",
                        "/enterprise: You do not look after an enterprise sy-ent-1.");
        assertThat(Stream.of(OWN, OTHER, FAR)
                        .map(enterprise ->
                                faults(submit(enterprise), coordinator, ENGLISH).isEmpty()))
                .containsExactly(true, true, false);
        assertThat(Stream.of(OWN, OTHER)
                        .map(enterprise ->
                                faults(submit(enterprise), ofTheChain, ENGLISH).isEmpty()))
                .containsExactly(true, false);
    }

    @Test
    void aHandlerIsAColleague() {
        Caller handler = Callers.handler("me", LABOUR);
        assertThat(Stream.of("colleague", "left", "elsewhere", "boss", "nobody")
                        .map(name -> faults(
                                        new TicketCommand.ChangeHandler(new AccountId(name), null), handler, ENGLISH)
                                .isEmpty()))
                .containsExactly(true, false, false, false, false);
    }

    @Test
    void aSubmissionBearsTheChainAndPlaceThatTheDirectoryHas() {
        assertThat(named.completed(submit(OWN))).isInstanceOfSatisfying(TicketCommand.Submit.class, completed -> {
            assertThat(completed.chain()).isEqualTo(CHAIN);
            assertThat(completed.place()).isEqualTo(PARK);
        });
        assertThat(named.completed(submit(OTHER)))
                .isInstanceOfSatisfying(
                        TicketCommand.Submit.class,
                        completed -> assertThat(completed.chain()).isNull());
    }

    /** What the contracts' examples name is not in this directory, so whatever of it is checked shows. */
    @ParameterizedTest
    @EnumSource(CommandType.class)
    void everyUnitInEveryCommandIsLookedAt(CommandType type) {
        var json = TestIntake.example(type).path("command");
        TicketCommand command = Json.MAPPER.treeToValue(json, type.recordType());
        Set<String> unitFields = Set.of("lead", "unit", "assistants", "proposedUnit");
        long naming = unitFields.stream()
                .filter(field ->
                        json.path(field).isString() || !json.path(field).isEmpty())
                .count();
        long found = named.faults(command, Callers.coordinator("wang"), ENGLISH).stream()
                .map(Problem::errors)
                .flatMap(List::stream)
                .map(error -> error.pointer().split("/")[1])
                .filter(unitFields::contains)
                .distinct()
                .count();
        assertThat(found).isEqualTo(naming);
    }
}
