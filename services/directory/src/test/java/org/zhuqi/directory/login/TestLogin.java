package org.zhuqi.directory.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.directory.DirectoryModule;
import org.zhuqi.directory.login.application.Passwords;
import org.zhuqi.directory.login.domain.Totp;
import org.zhuqi.directory.login.postgres.CredentialRows;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.security.Sealing;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;

/** The login as it runs: a real server, a real database; the time is the test's, and every test has its own people. */
@SpringBootTest(classes = TestLogin.Application.class, webEnvironment = WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = {TestPlatformInitializer.class, TestLogin.Address.class})
abstract class TestLogin {
    static final String PASSWORD = "the tide turns at noon";
    static final String BASE = "http://127.0.0.1:" + freePort();
    /** Where the client takes its code. Most tests only look at where they are sent. */
    static final String CALLBACK = "http://127.0.0.1:" + freePort() + "/callback";

    private static final AtomicInteger PEOPLE = new AtomicInteger();

    @Autowired
    MovableTime time;

    @Autowired
    JdbcClient database;

    @Autowired
    CredentialRows credentials;

    @Autowired
    Passwords passwords;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({PlatformModule.class, DirectoryModule.class})
    static class Application {
        @Bean
        @Primary
        MovableTime movableTime() {
            return new MovableTime();
        }
    }

    /** The address of the login is in its tokens, so it is known before it starts. */
    static final class Address implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("login", properties(BASE.substring(BASE.lastIndexOf(':') + 1))));
        }
    }

    static Map<String, Object> properties(String port) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.port", port);
        properties.put("zhuqi.security.issuer", BASE);
        properties.put("zhuqi.login.enabled", "true");
        properties.put("zhuqi.login.redirect-uris", CALLBACK);
        properties.put(
                "zhuqi.login.signing-key",
                TestPlatform.issuer().privateKey().toUri().toString());
        properties.put("zhuqi.login.secrets-key", SecretsKey.FILE.toUri().toString());
        return properties;
    }

    private static final class SecretsKey {
        static final Path FILE = write();

        private static Path write() {
            try {
                Path file = Files.createTempFile("second-factor", ".key");
                file.toFile().deleteOnExit();
                return Files.writeString(file, Sealing.newKey());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // -- people ---------------------------------------------------------------------------------------------------

    /** Somebody who has logged in before: with the password that all have, and no second factor. */
    AccountId somebody(Role role) {
        AccountId account = newcomer(role, "QT");
        credentials.setPassword(account, passwords.hash(PASSWORD), false, time.instant());
        return account;
    }

    /** Somebody without any credential. */
    AccountId newcomer(Role role, String district) {
        String id = "p%d-%s".formatted(PEOPLE.incrementAndGet(), role.name().toLowerCase(java.util.Locale.ROOT));
        database.sql("""
                insert into directory.district (id, name, changed_at, changed_by) values (?, '区' || ?, now(), 'test')
                on conflict do nothing
                """).params(district, district).update();
        database.sql("""
                insert into directory.unit (id, district, name, kind, changed_at, changed_by)
                values ('login-unit', 'QT', '人力社保局（登录测试）', 'DEPARTMENT', now(), 'test') on conflict do nothing
                """).update();
        database.sql("""
                insert into directory.person (id, district, name, changed_at, changed_by)
                values (?, ?, '张小明', now(), 'test')
                """).params(id, district).update();
        database.sql("""
                insert into directory.account (id, district, login, role, unit, changed_at, changed_by)
                values (?, ?, ?, ?, ?, now(), 'test')
                """)
                .param(id)
                .param(district)
                .param(id)
                .param(role.name())
                .param(role == Role.HANDLER ? "login-unit" : null)
                .update();
        return new AccountId(id);
    }

    /** The code that the account's authenticator shows now; it is another one each time. */
    String codeOf(byte[] secret) {
        time.passes(java.time.Duration.ofSeconds(30));
        return new Totp().code(secret, time.instant());
    }

    static byte[] base32(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        BigInteger bits = BigInteger.ZERO;
        String letters = text.replace(" ", "");
        for (int i = 0; i < letters.length(); i++) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(alphabet.indexOf(letters.charAt(i))));
        }
        byte[] bytes = bits.toByteArray();
        byte[] secret = new byte[Totp.SECRET_LENGTH];
        int length = Math.min(bytes.length, secret.length);
        System.arraycopy(bytes, bytes.length - length, secret, secret.length - length, length);
        return secret;
    }

    java.util.List<String> eventsOf(AccountId account) {
        return database.sql("select what from directory.login_event where account = ? order by position")
                .param(account.text())
                .query((row, number) -> row.getString(1))
                .list();
    }
}
