package org.zhuqi.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.zhuqi.directory.domain.PersonSight.Sight.FOR_A_REASON;
import static org.zhuqi.directory.domain.PersonSight.Sight.FOR_A_TICKET;
import static org.zhuqi.directory.domain.PersonSight.Sight.MASKED;
import static org.zhuqi.directory.domain.PersonSight.Sight.NONE;
import static org.zhuqi.directory.domain.PersonSight.Sight.WHOLE;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.directory.domain.PersonSight.Sight;
import org.zhuqi.platform.access.AccessRecord;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;

/** Who may see how much of whom: the whole matrix. */
final class PersonSightTest {
    private static final EnterpriseId OWN = new EnterpriseId("own");
    private static final EnterpriseId OTHER = new EnterpriseId("other");
    private static final ChainId CHAIN = new ChainId("chain");
    private static final UnitId LABOUR = new UnitId("qt-rsj");
    private static final UnitId LAND = new UnitId("qt-zrzy");
    private static final TicketId TICKET = TicketId.of("018b9000-0000-7000-8000-000000000001");

    private final KnownDirectory directory = new KnownDirectory();
    private final PersonSight sight = new PersonSight(directory);

    @BeforeEach
    void fill() {
        Directories.tell(
                directory,
                new DirectoryEntry.Enterprise(OWN, Callers.QIANTANG, "甲公司", null, null, CHAIN, null, true),
                new DirectoryEntry.Enterprise(OTHER, Callers.QIANTANG, "乙公司", null, null, null, null, true));
    }

    private static PersonFacts official() {
        return person("official", Callers.QIANTANG, Role.HANDLER, LABOUR, Set.of());
    }

    private static PersonFacts contact(EnterpriseId of) {
        return person("contact", Callers.QIANTANG, null, null, Set.of(of));
    }

    private static PersonFacts person(
            String id, DistrictId district, @Nullable Role role, @Nullable UnitId unit, Set<EnterpriseId> enterprises) {
        return new PersonFacts(
                id, district, new Person("王小明", "13812345678", "wang@example.cn", "科员"), role, unit, enterprises, null);
    }

    private static Caller caller(Role role) {
        return switch (role) {
            case ENTERPRISE -> Callers.enterprise("me", OWN);
            case OFFICER -> Callers.officer("me", OWN);
            case HANDLER -> Callers.handler("me", LABOUR);
            case COORDINATOR, SUPERVISOR, AUDITOR, ADMIN, IMPORTER, SYSTEM -> Callers.inRole("me", role);
        };
    }

    static List<Arguments> matrix() {
        return List.of(
                //        role            official      contact of own, other
                arguments(Role.ENTERPRISE, MASKED, WHOLE, NONE),
                arguments(Role.OFFICER, FOR_A_REASON, WHOLE, NONE),
                arguments(Role.COORDINATOR, FOR_A_REASON, FOR_A_REASON, FOR_A_REASON),
                arguments(Role.HANDLER, FOR_A_REASON, FOR_A_TICKET, FOR_A_TICKET),
                arguments(Role.SUPERVISOR, FOR_A_REASON, FOR_A_REASON, FOR_A_REASON),
                arguments(Role.AUDITOR, MASKED, MASKED, MASKED),
                arguments(Role.ADMIN, FOR_A_REASON, FOR_A_REASON, FOR_A_REASON),
                arguments(Role.IMPORTER, MASKED, MASKED, MASKED),
                arguments(Role.SYSTEM, NONE, NONE, NONE));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void everyRole(Role role, Sight official, Sight own, Sight other) {
        assertThat(sight.of(caller(role), official())).isEqualTo(official);
        assertThat(sight.of(caller(role), contact(OWN))).isEqualTo(own);
        assertThat(sight.of(caller(role), contact(OTHER))).isEqualTo(other);
        assertThat(sight.of(caller(role), person("x", new DistrictId("SY"), Role.HANDLER, null, Set.of())))
                .isEqualTo(NONE);
        assertThat(sight.of(caller(role), person("x", new DistrictId("SY"), null, null, Set.of(OWN))))
                .isEqualTo(NONE);
        assertThat(sight.of(caller(role), person("me", Callers.QIANTANG, role, null, Set.of())))
                .as("oneself")
                .isEqualTo(WHOLE);
    }

    @Test
    void theMatrixNamesEveryRole() {
        assertThat(matrix().stream().map(arguments -> (Role) arguments.get()[0]))
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Role.class));
    }

    @ParameterizedTest
    @EnumSource(names = {"COORDINATOR", "SUPERVISOR"})
    void aCommitteeKnowsThePeopleOfItsChain(Role role) {
        Caller ofTheChain = Callers.of(new Jurisdiction(CHAIN, null), caller(role));
        assertThat(sight.of(ofTheChain, contact(OWN))).isEqualTo(FOR_A_REASON);
        assertThat(sight.of(ofTheChain, contact(OTHER))).isEqualTo(NONE);
        PersonFacts nobodysAnyMore = person("x", Callers.QIANTANG, null, null, Set.of());
        assertThat(sight.of(ofTheChain, nobodysAnyMore)).isEqualTo(NONE);
        assertThat(sight.of(caller(role), nobodysAnyMore)).isEqualTo(FOR_A_REASON);
    }

    @ParameterizedTest
    @EnumSource
    void aHandlerNeedsThePeopleOfATicketThatTheUnitHasNow(TicketState state) {
        boolean going = EnumSet.of(
                        TicketState.DISPATCHED,
                        TicketState.OBJECTED,
                        TicketState.IN_PROGRESS,
                        TicketState.SUSPENDED,
                        TicketState.ANSWERED)
                .contains(state);
        Caller lead = Callers.handler("me", LABOUR);
        assertThat(PersonSight.needs(lead, contact(OWN), ticket(state, List.of(LAND, LABOUR), List.of())))
                .isEqualTo(going);
        assertThat(PersonSight.needs(lead, contact(OWN), ticket(state, List.of(LAND), List.of(LABOUR))))
                .isEqualTo(going);
        assertThat(PersonSight.needs(lead, contact(OWN), ticket(state, List.of(LABOUR, LAND), List.of())))
                .as("a former lead")
                .isFalse();
        assertThat(PersonSight.needs(lead, contact(OTHER), ticket(state, List.of(LABOUR), List.of())))
                .as("of another enterprise")
                .isFalse();
        assertThat(PersonSight.needs(lead, contact(OWN), null)).isFalse();
    }

    private static AccessRecord ticket(TicketState state, List<UnitId> leads, List<UnitId> assistants) {
        return new AccessRecord(
                TICKET, 1, Callers.QIANTANG, OWN, new AccountId("filer"), null, null, leads, assistants, state);
    }

    @Test
    void anOfficialIsKnownByName() {
        assertThat(PersonSight.masked(official())).isEqualTo(new Person("王小明", "138****5678", "w***@example.cn", "科员"));
        assertThat(PersonSight.masked(contact(OWN)))
                .isEqualTo(new Person("王**", "138****5678", "w***@example.cn", "科员"));
    }
}
