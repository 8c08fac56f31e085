package org.zhuqi.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;

final class CallersByDirectoryTest {
    private static final String ISSUER = "https://login.example.cn/realm";
    private static final Instant NOON = Instant.parse("2026-03-02T04:00:00.700Z");
    private static final DistrictId QT = Callers.QIANTANG;
    private static final UnitId LABOUR = new UnitId("qt-rsj");
    private static final EnterpriseId ENTERPRISE = new EnterpriseId("qt-ent-1");

    private final KnownDirectory directory = new KnownDirectory();

    @BeforeEach
    void fill() {
        district(true);
        unit(true);
        enterprise(true);
    }

    private void district(boolean active) {
        Directories.tell(directory, new DirectoryEntry.District(QT, "钱塘区", "Qiantang", active));
    }

    private void unit(boolean active) {
        Directories.tell(directory, new DirectoryEntry.Unit(LABOUR, QT, "人社局", null, UnitKind.DEPARTMENT, active));
    }

    private void enterprise(boolean active) {
        Directories.tell(
                directory, new DirectoryEntry.Enterprise(ENTERPRISE, QT, "企业", null, null, null, null, active));
    }

    private void account(String id, Role role, boolean active, @Nullable Instant tokensFrom, List<String> identities) {
        Directories.tell(
                directory,
                new DirectoryEntry.Account(
                        new AccountId(id),
                        QT,
                        role,
                        role == Role.HANDLER ? LABOUR : null,
                        role == Role.ENTERPRISE ? ENTERPRISE : null,
                        role == Role.COORDINATOR ? new ChainId("qt-chain") : null,
                        null,
                        role == Role.ADMIN,
                        role == Role.OFFICER ? List.of(ENTERPRISE) : List.of(),
                        active,
                        tokensFrom,
                        identities));
    }

    private Caller caller(String subject, Instant issuedAt) {
        return callers(false).of(token(subject, issuedAt));
    }

    private CallersByDirectory callers(boolean foreign) {
        return new CallersByDirectory(
                directory,
                new SecuritySettings(
                        ISSUER, "zhuqi", null, null, SecuritySettings.Authority.DIRECTORY, "sub", foreign));
    }

    private static Jwt token(String subject, Instant issuedAt) {
        return Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .subject(subject)
                .issuer(ISSUER)
                .issuedAt(Instant.ofEpochSecond(issuedAt.getEpochSecond()))
                // What a token claims counts for nothing here.
                .claim(Claims.ROLE, "ADMIN")
                .claim(Claims.DISTRICT, "SY")
                .build();
    }

    private void isRefused(String subject, Instant issuedAt, String why) {
        assertThatThrownBy(() -> caller(subject, issuedAt))
                .isInstanceOf(InvalidBearerTokenException.class)
                .hasMessageContaining(why);
    }

    @Test
    void theAccountIsWhatTheDirectorySays() {
        account("h", Role.HANDLER, true, null, List.of());
        account("e", Role.ENTERPRISE, true, null, List.of());
        account("o", Role.OFFICER, true, null, List.of());
        account("c", Role.COORDINATOR, true, null, List.of());
        account("a", Role.ADMIN, true, null, List.of());
        assertThat(caller("h", NOON)).isEqualTo(new Caller(new AccountId("h"), Role.HANDLER, QT, null, LABOUR));
        assertThat(caller("e", NOON).enterprise()).isEqualTo(ENTERPRISE);
        assertThat(caller("o", NOON).looksAfter()).isEqualTo(Set.of(ENTERPRISE));
        assertThat(caller("c", NOON).jurisdiction()).isEqualTo(new Jurisdiction(new ChainId("qt-chain"), null));
        assertThat(caller("a", NOON).allDistricts()).isTrue();
    }

    @Test
    void aRoleThatChangesCountsWithTheNextRequest() {
        account("x", Role.COORDINATOR, true, null, List.of());
        assertThat(caller("x", NOON).role()).isEqualTo(Role.COORDINATOR);
        account("x", Role.AUDITOR, true, null, List.of());
        assertThat(caller("x", NOON).role()).isEqualTo(Role.AUDITOR);
    }

    @Test
    void whoIsUnknownOrClosedIsRefused() {
        isRefused("nobody", NOON, "no account");
        isRefused("中文", NOON, "not valid");
        account("x", Role.COORDINATOR, false, null, List.of());
        isRefused("x", NOON, "closed");
        account("h", Role.HANDLER, true, null, List.of());
        unit(false);
        isRefused("h", NOON, "closed");
        account("e", Role.ENTERPRISE, true, null, List.of());
        enterprise(false);
        isRefused("e", NOON, "closed");
        unit(true);
        assertThat(caller("h", NOON).unit()).isEqualTo(LABOUR);
        district(false);
        isRefused("h", NOON, "closed");
    }

    @Test
    void tokensFromBeforeTheSignOutAreRefused() {
        account("x", Role.COORDINATOR, true, NOON, List.of());
        isRefused("x", NOON.minusSeconds(1), "signed out");
        assertThat(caller("x", NOON).account()).isEqualTo(new AccountId("x"));
        assertThat(caller("x", NOON.plusSeconds(1)).account()).isEqualTo(new AccountId("x"));
    }

    @Test
    void anotherIssuersSubjectIsNoAccountUnlessTheDirectoryKnowsItAsOne() {
        account("x", Role.COORDINATOR, true, null, List.of(KnownDirectory.identity(ISSUER, "f81d4fae")));
        assertThat(callers(true).of(token("f81d4fae", NOON)).account()).isEqualTo(new AccountId("x"));
        assertThatThrownBy(() -> callers(true).of(token("x", NOON))).isInstanceOf(InvalidBearerTokenException.class);
        account("x", Role.COORDINATOR, true, null, List.of());
        assertThatThrownBy(() -> callers(true).of(token("f81d4fae", NOON)))
                .isInstanceOf(InvalidBearerTokenException.class);
    }
}
