package org.zhuqi.directory.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.testkit.TestPlatform;

/** What the login keeps is in the database alone: another process, or the same one after a restart, goes on with it. */
class SecondInstanceTest extends TestLogin {
    @Test
    void peopleStayLoggedIn() throws Exception {
        AccountId officer = somebody(Role.OFFICER);
        Browser browser = new Browser();
        browser.logIn(officer, PASSWORD);
        String refreshToken = Browser.json(browser.exchange(browser.code()))
                .path("refresh_token")
                .asString();
        AccountId halfway = somebody(Role.COORDINATOR);
        Browser atTheDoor = new Browser();
        assertThat(Browser.location(atTheDoor.logIn(halfway, PASSWORD))).isEqualTo("/login/enrol");

        int port = freePort();
        Map<String, Object> properties = new LinkedHashMap<>(TestPlatform.properties());
        properties.putAll(properties(Integer.toString(port)));
        try (ConfigurableApplicationContext second = new SpringApplicationBuilder(Application.class)
                .properties(properties)
                .run()) {
            assertThat(second.isRunning()).isTrue();
            Browser there = browser.at("http://127.0.0.1:" + port);
            assertThat(there.get("/account").body()).contains(officer.text());
            assertThat(there.refresh(refreshToken).statusCode()).isEqualTo(200);
            assertThat(atTheDoor
                            .at("http://127.0.0.1:" + port)
                            .get("/login/enrol")
                            .body())
                    .contains("id=\"secret\"");
        }
    }
}
