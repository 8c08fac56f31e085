package org.zhuqi.directory.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.zhuqi.directory.login.Browser.authorizePath;
import static org.zhuqi.directory.login.Browser.claims;
import static org.zhuqi.directory.login.Browser.json;
import static org.zhuqi.directory.login.Browser.location;
import static org.zhuqi.directory.login.Browser.parameter;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.login.application.SigningOutEverywhere;
import org.zhuqi.platform.directory.KnownDirectory;
import tools.jackson.databind.JsonNode;

/** OpenID Connect as a client sees it: authorization code with PKCE, refresh, logout. */
class TokenFlowTest extends TestLogin {
    private final Browser browser = new Browser();

    @Autowired
    SigningOutEverywhere signingOut;

    @Autowired
    KnownDirectory known;

    @Test
    void aCodeBecomesTokensThatSayWhatButNotWho() throws Exception {
        AccountId handler = somebody(Role.HANDLER);
        assertThat(location(browser.get(authorizePath()))).isEqualTo("/login");
        String back = location(browser.logIn(handler, PASSWORD));
        assertThat(back).startsWith("/oauth2/authorize?").contains("code_challenge=");
        String callback = location(browser.get(back));
        assertThat(callback).startsWith(CALLBACK + "?");
        assertThat(parameter(callback, "state")).hasValue("some-state");

        HttpResponse<String> answer =
                browser.exchange(parameter(callback, "code").orElseThrow());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        JsonNode tokens = json(answer);
        assertThat(tokens.path("token_type").asString()).isEqualTo("Bearer");
        assertThat(tokens.path("expires_in").asInt()).isBetween(590, 600);

        SignedJWT access = SignedJWT.parse(tokens.path("access_token").asString());
        assertThat(access.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        RSAKey published = published(access.getHeader().getKeyID());
        assertThat(access.verify(new RSASSAVerifier(published))).isTrue();
        JsonNode said = claims(tokens.path("access_token").asString());
        assertThat(said.path("iss").asString()).isEqualTo(BASE);
        assertThat(said.path("sub").asString()).isEqualTo(handler.text());
        assertThat(said.path("aud").toString()).contains("\"zhuqi\"").doesNotContain(LoginSettings.CLIENT);
        assertThat(said.path("role").asString()).isEqualTo("HANDLER");
        assertThat(said.path("district").asString()).isEqualTo("QT");
        assertThat(said.path("unit").asString()).isEqualTo("login-unit");
        assertThat(said.path("exp").asLong() - said.path("iat").asLong()).isEqualTo(600);
        assertThat(said.toString()).doesNotContain("张小明");

        JsonNode id = claims(tokens.path("id_token").asString());
        assertThat(id.path("name").asString()).isEqualTo("张小明");
        assertThat(id.path("aud").toString()).contains(LoginSettings.CLIENT);
        HttpResponse<String> info =
                browser.withToken("/userinfo", tokens.path("access_token").asString());
        assertThat(info.statusCode()).as(info.body()).isEqualTo(200);
        assertThat(json(info).path("sub").asString()).isEqualTo(handler.text());
        assertThat(json(info).path("name").asString()).isEqualTo("张小明");
        assertThat(browser.withToken("/userinfo", "x.y.z").statusCode()).isEqualTo(401);
    }

    @Test
    void saysWhatItIs() throws Exception {
        JsonNode about = json(browser.get("/.well-known/openid-configuration"));
        assertThat(about.path("issuer").asString()).isEqualTo(BASE);
        assertThat(about.path("authorization_endpoint").asString()).isEqualTo(BASE + "/oauth2/authorize");
        assertThat(about.path("token_endpoint").asString()).isEqualTo(BASE + "/oauth2/token");
        assertThat(about.path("jwks_uri").asString()).isEqualTo(BASE + "/oauth2/jwks");
        assertThat(about.path("userinfo_endpoint").asString()).isEqualTo(BASE + "/userinfo");
        assertThat(about.path("end_session_endpoint").asString()).isEqualTo(BASE + "/connect/logout");
        assertThat(about.path("revocation_endpoint").asString()).isEqualTo(BASE + "/oauth2/revoke");
        assertThat(about.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        String keys = browser.get("/oauth2/jwks").body();
        assertThat(keys).contains("\"kty\":\"RSA\"").doesNotContain("\"d\":", "\"p\":");
    }

    @Test
    void withoutProofKeyThereIsNoCode() throws Exception {
        browser.logIn(somebody(Role.OFFICER), PASSWORD);
        String callback = location(browser.get(authorizePath("code_challenge", "", "code_challenge_method", "")));
        assertThat(callback)
                .startsWith(CALLBACK)
                .contains("error=invalid_request", "state=some-state")
                .doesNotContain("code=");
        assertThat(location(browser.get(authorizePath("code_challenge_method", "plain"))))
                .contains("error=invalid_request")
                .doesNotContain("?code=");
    }

    @Test
    void aCodeIsForItsVerifierItsAddressAndOneUse() throws Exception {
        browser.logIn(somebody(Role.OFFICER), PASSWORD);
        assertRefused(browser.exchange(browser.code(), "code_verifier", Browser.VERIFIER + "x"), "invalid_grant");
        assertThat(browser.exchange(browser.code(), "code_verifier", "").statusCode())
                .as("no verifier")
                .isIn(400, 401);
        assertRefused(browser.exchange(browser.code(), "redirect_uri", CALLBACK + "2"), "invalid_grant");

        String code = browser.code();
        JsonNode tokens = json(browser.exchange(code));
        assertRefused(browser.exchange(code), "invalid_grant");
        assertRefused(browser.refresh(tokens.path("refresh_token").asString()), "invalid_grant");
    }

    @Test
    void aClientIsSentNowhereElse() throws Exception {
        browser.logIn(somebody(Role.OFFICER), PASSWORD);
        for (String elsewhere : new String[] {"https://example.org/callback", CALLBACK + "/more", BASE + "/account"}) {
            HttpResponse<String> refused = browser.get(authorizePath("redirect_uri", elsewhere));
            assertThat(refused.statusCode()).as(elsewhere).isEqualTo(400);
            assertThat(location(refused)).isEmpty();
            assertThat(json(refused).path("detail").asString()).contains("not known");
        }
        assertThat(browser.get(authorizePath("client_id", "somebody-else")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRefreshTokenIsExchangedAndWhoeverShowsTheOldOneEndsThemAll() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        browser.logIn(officer, PASSWORD);
        JsonNode first = json(browser.exchange(browser.code()));
        HttpResponse<String> answer =
                browser.refresh(first.path("refresh_token").asString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode second = json(answer);
        assertThat(second.path("refresh_token").asString())
                .isNotEqualTo(first.path("refresh_token").asString());
        JsonNode third = json(browser.refresh(second.path("refresh_token").asString()));

        assertRefused(browser.refresh(first.path("refresh_token").asString()), "invalid_grant");
        assertRefused(browser.refresh(third.path("refresh_token").asString()), "invalid_grant");
        assertThat(eventsOf(officer)).contains("REFRESH_TOKEN_REUSED");
        assertRefused(browser.refresh("nothing"), "invalid_grant");
    }

    @Test
    void ofTwoWhoShowTheSameTokenAtOnceOneGetsNothing() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        browser.logIn(officer, PASSWORD);
        String token =
                json(browser.exchange(browser.code())).path("refresh_token").asString();
        var answers = java.util.stream.IntStream.range(0, 8)
                .mapToObj(i -> java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                    try {
                        return new Browser().refresh(token).statusCode();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList()
                .stream()
                .map(java.util.concurrent.CompletableFuture::join)
                .toList();
        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).allSatisfy(status -> assertThat(status).isIn(200, 400));
    }

    @Test
    void aRefreshBringsTheRoleOfNowAndNoneForAClosedAccount() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        browser.logIn(officer, PASSWORD);
        JsonNode tokens = json(browser.exchange(browser.code()));
        database.sql("update directory.account set role = 'IMPORTER' where id = ?")
                .param(officer.text())
                .update();
        tokens = json(browser.refresh(tokens.path("refresh_token").asString()));
        assertThat(claims(tokens.path("access_token").asString()).path("role").asString())
                .isEqualTo("IMPORTER");
        database.sql("update directory.account set active = false where id = ?")
                .param(officer.text())
                .update();
        assertThat(browser.refresh(tokens.path("refresh_token").asString()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRevokedTokenIsWorthNothing() throws Exception {
        browser.logIn(somebody(Role.OFFICER), PASSWORD);
        String token =
                json(browser.exchange(browser.code())).path("refresh_token").asString();
        assertThat(browser.post("/oauth2/revoke", "client_id", LoginSettings.CLIENT, "token", token)
                        .statusCode())
                .isEqualTo(200);
        assertRefused(browser.refresh(token), "invalid_grant");
        assertThat(browser.post("/oauth2/revoke", "client_id", "somebody-else", "token", token)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void aClientSignsSomebodyOut() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        browser.logIn(officer, PASSWORD);
        JsonNode tokens = json(browser.exchange(browser.code()));
        String idToken = tokens.path("id_token").asString();
        String goal = URLEncoder.encode(BASE + "/signed-out", StandardCharsets.UTF_8);
        HttpResponse<String> foreign = browser.get("/connect/logout?id_token_hint=" + idToken
                + "&post_logout_redirect_uri=" + URLEncoder.encode("https://example.org/", StandardCharsets.UTF_8));
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(browser.get("/account").statusCode()).isEqualTo(200);

        HttpResponse<String> out = browser.get(
                "/connect/logout?id_token_hint=" + idToken + "&post_logout_redirect_uri=" + goal + "&state=a%20b");
        assertThat(location(out)).isEqualTo(BASE + "/signed-out?state=a%20b");
        assertThat(location(browser.get("/account"))).isEqualTo("/login");
        assertRefused(browser.refresh(tokens.path("refresh_token").asString()), "invalid_grant");
    }

    @Test
    void signingOutHereEndsWhatWasAuthorizedHere() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        Browser other = new Browser();
        other.logIn(officer, PASSWORD);
        String kept = json(other.exchange(other.code())).path("refresh_token").asString();
        browser.logIn(officer, PASSWORD);
        String token =
                json(browser.exchange(browser.code())).path("refresh_token").asString();
        browser.get("/account");
        browser.submit("/account/sign-out");
        assertRefused(browser.refresh(token), "invalid_grant");
        assertThat(other.refresh(kept).statusCode()).isEqualTo(200);
    }

    @Test
    void signingOutEverywhereEndsSessionsAndTokensAndIsTold() throws Exception {
        AccountId handler = somebody(Role.HANDLER);
        Browser other = new Browser();
        other.logIn(handler, PASSWORD);
        String token = json(other.exchange(other.code())).path("refresh_token").asString();
        browser.logIn(handler, PASSWORD);
        browser.get("/account");
        assertThat(location(browser.submit("/account/sign-out-everywhere"))).isEqualTo("/signed-out?everywhere");
        assertThat(location(browser.get("/account"))).isEqualTo("/login");
        assertThat(location(other.get("/account"))).isEqualTo("/login");
        assertRefused(other.refresh(token), "invalid_grant");

        DirectoryEntry.Account told = await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> known.account(handler),
                        account -> account.filter(it -> it.tokensFrom() != null).isPresent())
                .orElseThrow();
        assertThat(told.account()).isEqualTo(handler);
        assertThat(told.active()).isTrue();
        assertThat(Objects.requireNonNull(told.unit()).text()).isEqualTo("login-unit");
        assertThat(told.tokensFrom()).isNotNull();
        assertThat(database.sql("select version from directory.account where id = ?")
                        .param(handler.text())
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private static RSAKey published(String keyId) throws Exception {
        return Objects.requireNonNull(
                        JWKSet.parse(new Browser().get("/oauth2/jwks").body()).getKeyByKeyId(keyId))
                .toRSAKey();
    }

    private static void assertRefused(HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("error").asString()).isEqualTo(why);
    }
}
