package org.zhuqi.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.testkit.Callers;
import tools.jackson.databind.JsonNode;

/** As whom another provider knows an account: kept here, told as a hash. */
final class ForeignIdentityTest extends TestDirectory {
    private static final String ISSUER = "https://login.example.cn/realm";

    private String account(String login) {
        return post("accounts", """
                        {"login": "%s", "name": "王某", "role": "AUDITOR"}""".formatted(login + "-" + district))
                .path("id")
                .asString();
    }

    private static String identities(String claim) {
        return "{\"identities\": [{\"issuer\": \"%s\", \"claim\": \"%s\"}]}".formatted(ISSUER, claim);
    }

    @Test
    void anIdentityIsOneAccountsAndEverybodyKnowsItsHash() {
        String first = account("first");
        String second = account("second");
        String claim = "f81d4fae-" + district;
        assertThat(put("accounts/" + first + "/foreign-identities", 1, identities(claim))
                        .toString())
                .contains(claim);
        SOON.until(() -> known.account(ISSUER, claim)
                .map(DirectoryEntry.Account::account)
                .filter(account -> account.text().equals(first))
                .isPresent());
        JsonNode read = read(admin(), "accounts/" + first + "/foreign-identities");
        assertThat(texts(read.path("identities"), "issuer", "claim")).containsExactly(ISSUER + " " + claim);

        String others = "accounts/" + second + "/foreign-identities";
        assertThat(refusal(admin(), "PUT", others, identities(claim), 1, 409)).contains("is another account's");
        assertThat(refusal(admin(), "PUT", others, identities(claim), 0, 428)).contains("version-required");
        assertThat(refusal(admin(), "PUT", others, identities(" "), 1, 400)).contains("issuer and claim");
        assertThat(refusal(Callers.in("ELSE", Callers.inRole("x", Role.ADMIN)), others, 404))
                .contains("not-found");

        put("accounts/" + first + "/foreign-identities", 2, "{\"identities\": []}");
        SOON.until(() -> known.account(ISSUER, claim).isEmpty());
        put(others, 1, identities(claim));
        SOON.until(() -> known.account(ISSUER, claim).isPresent());
    }

    @Test
    void whoLooksAfterAllDistrictsIsNotForTheAdministratorOfOne() {
        long version = database.sql("select version from directory.account where id = 'zhuqi-admin'")
                .query((row, index) -> row.getLong(1))
                .single();
        assertThat(refusal(
                        Callers.inRole("qt-admin", Role.ADMIN),
                        "PUT",
                        "accounts/zhuqi-admin/foreign-identities",
                        identities("mine"),
                        version,
                        403))
                .contains("Only an ADMIN of all districts");
    }
}
