package org.zhuqi.allinone.apart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.AcceptanceTest;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.AttachmentsTest;
import org.zhuqi.allinone.Captured;
import org.zhuqi.allinone.ClocksTest;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.TogetherTest;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.MailServer;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.allinone.verify.Verification;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.security.Sealing;

/** The stories that everything in one JVM is told, told to the same services apart, two of most of them. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class ApartTest {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<String> TWICE = List.of("ticket", "intake", "desk", "timeliness", "metrics");

    @SuppressWarnings("NullAway.Init") // before all tests
    private static ConfigurableApplicationContext together;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Apart apart;

    /** In an order in which nobody finds whom it needs. */
    @BeforeAll
    static void everybodyStartsAlone() throws Exception {
        together = (ConfigurableApplicationContext) WholeSystem.installation().context();
        apart = Apart.withoutServices("apart");
        Apart.APPLICATIONS.keySet().stream()
                .filter(service -> !service.equals("directory"))
                .forEach(apart::start);
        whileTheLoginIsAway();
        apart.start("directory");
        TWICE.forEach(apart::start);
        WholeSystem.tellTo(apart);
        Helpdesk helpdesk = WholeSystem.helpdesk();
        await("the login's keys and accounts are known everywhere")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets")
                                .status())
                        .isEqualTo(200));
    }

    private static void whileTheLoginIsAway() throws Exception {
        URI desk = Apart.address(apart.instances("desk").getFirst());
        HttpResponse<String> answer = get(
                desk,
                "/api/v1/tickets",
                apart.token(Account.named(Helpdesk.COORDINATOR).orElseThrow()));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The login service cannot be reached");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(get(desk, "/api/v1/tickets", null).statusCode())
                .as("who shows nothing needs no login service to be refused")
                .isEqualTo(401);
        assertThat(get(desk, "/actuator/health/readiness", null).statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void end() {
        WholeSystem.tellTo(null);
        if (apart != null) {
            apart.close();
        }
    }

    private static HttpResponse<String> get(URI address, String path, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void togetherThereIsNoMoreAndNoLessThanApart() {
        Contents one = Contents.of(together);
        Contents union = Contents.union(
                apart.services().values().stream().map(Contents::of).toList());
        assertThat(one.answers()).as("requests").hasSizeGreaterThan(100).isEqualTo(union.answers());
        assertThat(one.consumers()).as("consumer groups").hasSizeGreaterThan(5).isEqualTo(union.consumers());
        assertThat(one.schemas()).as("schemas").hasSize(8).isEqualTo(union.schemas());
        assertThat(one.workers())
                .as("what works by itself")
                .hasSizeGreaterThan(10)
                .isEqualTo(union.workers());
        assertThat(one.beans()).as("beans").hasSizeGreaterThan(200).isEqualTo(union.beans());
    }

    @Test
    void nothingIsDoneByTwoServices() {
        Map<String, String> doneBy = new TreeMap<>();
        apart.services()
                .forEach((service, context) -> Contents.of(context)
                        .own()
                        .forEach(names -> names.forEach(name -> assertThat(doneBy.put(name, service))
                                .as("%s of %s", name, service)
                                .isNull())));
        assertThat(doneBy).hasSizeGreaterThan(100);
    }

    @Test
    void everyServiceSaysWhoItIsAndIsUnderstoodByNobodyElse() {
        Map<String, Boolean> sessions = new TreeMap<>();
        JdbcClient.create(Database.of(
                        apart.guarded().servers().jdbcUrl(),
                        apart.guarded().servers().username(),
                        apart.guarded().servers().password()))
                .sql("""
                        select usename, bool_and(ssl) as encrypted
                        from pg_stat_ssl join pg_stat_activity using (pid)
                        where usename like 'zhuqi\\_%'
                        group by usename
                        """)
                .query(row -> {
                    sessions.put(row.getString("usename"), row.getBoolean("encrypted"));
                });
        assertThat(sessions).hasSize(8).doesNotContainValue(false);
    }

    @Test
    void whoHasNoBusinessWithATopicWritesNothingIntoIt() {
        ProducerRecord<String, byte[]> forged = new ProducerRecord<>(Topics.EVENTS, "any", new byte[0]);
        try (Producer<String, byte[]> other =
                new KafkaClients(apart.guarded().clientSettings("kafka-timeliness"), null).producer("forger", 0)) {
            assertThatThrownBy(() -> other.send(forged).get()).hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        Map<String, Object> stranger = new HashMap<>(apart.guarded().clientSettings("kafka-desk"));
        stranger.compute(
                "sasl.jaas.config", (key, jaas) -> String.valueOf(jaas).replace("password=\"", "password=\"not-"));
        try (Admin admin = Admin.create(stranger)) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void everyInstanceIsReadyAndAliveByItself() throws Exception {
        for (String service : Apart.APPLICATIONS.keySet()) {
            for (ConfigurableApplicationContext instance : apart.instances(service)) {
                URI address = Apart.address(instance);
                assertThat(get(address, "/actuator/health/readiness", null).statusCode())
                        .as(service)
                        .isEqualTo(200);
                assertThat(get(address, "/actuator/health/liveness", null).statusCode())
                        .as(service)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void theFrontDoorHasThePagesTheLoginAndTheWholeDescription() throws Exception {
        URI door = URI.create(apart.address());
        assertThat(get(door, "/app/surroundings.json", null).body()).contains(apart.address());
        assertThat(get(door, "/login", null).statusCode()).isEqualTo(200);
        assertThat(get(door, "/oauth2/jwks", null).body()).contains("\"kty\":\"RSA\"");
        assertThat(get(door, "/.well-known/openid-configuration", null).body()).contains(apart.address());
        assertThat(get(door, "/v3/api-docs", null).body())
                .contains("/api/v1/metrics/definitions", "/api/v1/tickets/{id}/dispatch", "/api/v1/directory/units");
        assertThat(get(door, "/api/v1/nowhere", null).statusCode()).isEqualTo(401);
        assertThat(get(door, "/actuator/health/readiness", null).statusCode()).isEqualTo(200);
    }

    /** An account that ships has no password: somebody with the directory's role gives the first one. */
    @Test
    void theFirstPasswordIsGivenFromTheCommandLineAndOpensTheLogin() throws Exception {
        Path file = apart.inside().orElseThrow().folder().path().resolve("directory-password");
        Files.writeString(file, apart.inside().orElseThrow().servers().password() + "\n");
        Captured given = Captured.run(
                "account",
                "password",
                "xs-officer",
                "--jdbc",
                apart.jdbcUrl(apart.databasePort()),
                "--user",
                "zhuqi_directory",
                "--password-file",
                file.toString());
        assertThat(given.exitCode()).as(given.err()).isZero();
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            URI login = URI.create(apart.address() + "/login");
            Matcher csrf = CSRF.matcher(
                    browser.send(HttpRequest.newBuilder(login).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
            assertThat(csrf.find()).isTrue();
            HttpResponse<String> answer = browser.send(
                    HttpRequest.newBuilder(login)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("login=xs-officer&password=%s&_csrf=%s"
                                    .formatted(given.out().strip(), URLEncoder.encode(csrf.group(1), UTF_8))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("Location")).hasValue("/login/password");
        }
    }

    /** The one that did not send it waits for nothing: each instance hears the outcomes of its own commands. */
    @Test
    void whicheverInstanceTakesACommandAnswersWithItsOutcome() {
        Helpdesk helpdesk = WholeSystem.helpdesk();
        for (int count = 0; count < 4; count++) {
            helpdesk.ticket("两处受理 " + count).dispatchTo("qt-zrzy").accept();
        }
    }

    /** The address is the directory's alone: notification, a process of its own, asks for it at the moment of sending. */
    @Nested
    class Mails {
        private static final String BOSS = "boss@huacai.example";

        @Test
        void notificationAsksTheDirectoryWhereAMailGoesAndIsToldOnlyForTheRightKey() throws Exception {
            Helpdesk helpdesk = WholeSystem.helpdesk();
            Answer boss = helpdesk.post(
                    Helpdesk.ADMIN,
                    "/api/v1/directory/accounts",
                    Map.of(
                            "login",
                            "boss",
                            "name",
                            "王总",
                            "mail",
                            BOSS,
                            "role",
                            "ENTERPRISE",
                            "enterprise",
                            "qt-ent-001"),
                    Map.of());
            assertThat(boss.status()).as(String.valueOf(boss.body())).isEqualTo(201);
            awaitMailAbout(answered(helpdesk));

            Path wrong = Files.writeString(
                    apart.inside().orElseThrow().folder().path().resolve("wrong.key"), Sealing.newKey());
            replaceNotification(
                    Map.of("zhuqi.notification.directory-key", wrong.toUri().toString()));
            String unknown = answered(helpdesk);
            await("it is refused")
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(waiting(helpdesk, unknown, "account/" + boss.text("id")))
                            .contains("the directory answers 404"));
            assertThat(mailsAbout(unknown)).isZero();

            replaceNotification(Map.of());
            awaitMailAbout(unknown);
            assertThat(mailsAbout(unknown)).isOne();
        }

        private static String answered(Helpdesk helpdesk) {
            return helpdesk.ticket("邮件送达")
                    .dispatchTo("qt-zrzy")
                    .accept()
                    .answer("已办结。")
                    .number();
        }

        private static void replaceNotification(Map<String, String> settings) {
            apart.stop("notification", apart.instances("notification").getFirst());
            apart.start("notification", settings);
        }

        /** Why it was not sent yet; empty if nothing is known of it. */
        private static String waiting(Helpdesk helpdesk, String number, String recipient) {
            return Helpdesk.elements(
                            helpdesk.get(Helpdesk.ADMIN, "/api/v1/notifications/deliveries?channel=MAIL&state=WAITING")
                                    .body()
                                    .path("items"))
                    .filter(delivery -> delivery.path("number").asString().equals(number)
                            && delivery.path("recipient").asString().equals(recipient))
                    .map(delivery -> delivery.path("fault").asString(""))
                    .findFirst()
                    .orElse("");
        }

        private static void awaitMailAbout(String number) {
            await("the mail about " + number).atMost(Duration.ofSeconds(30)).until(() -> mailsAbout(number) > 0);
        }

        private static long mailsAbout(String number) {
            return apart.mails().mailsTo(BOSS).stream()
                    .filter(mail -> MailServer.subject(mail).startsWith(number + " 已答复"))
                    .count();
        }
    }

    @Nested
    class Acceptance extends AcceptanceTest {}

    @Nested
    class Attachments extends AttachmentsTest {}

    @Nested
    class Deadlines extends ClocksTest {}

    @Nested
    class Several extends TogetherTest {}

    @Nested
    @Order(Integer.MAX_VALUE - 2)
    class Upgrades {
        private static final String TITLE = "升级期间提交";

        /** Each goes and comes back under its name, the other one works on meanwhile. Whether all agrees is asked below. */
        @Test
        void instancesAreReplacedOneByOneWhilePeopleWork() throws Exception {
            Helpdesk helpdesk = WholeSystem.helpdesk();
            AtomicBoolean over = new AtomicBoolean();
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<List<Integer>> answers = people.submit(() -> {
                    List<Integer> statuses = new ArrayList<>();
                    while (!over.get()) {
                        statuses.add(helpdesk.post(
                                        Helpdesk.ENTERPRISE, "/api/v1/tickets", Helpdesk.submission(TITLE), Map.of())
                                .status());
                    }
                    return statuses;
                });
                try {
                    for (String service : TWICE) {
                        for (ConfigurableApplicationContext old : apart.instances(service)) {
                            apart.replace(service, old);
                        }
                    }
                } finally {
                    over.set(true);
                }
                List<Integer> statuses = answers.get(30, TimeUnit.SECONDS);
                assertThat(statuses)
                        .as("taken at once, or taken and decided later")
                        .hasSizeGreaterThan(20)
                        .containsAnyOf(201)
                        .isSubsetOf(201, 202);
                await("every one that was taken is a ticket")
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(helpdesk.get(
                                                Helpdesk.COORDINATOR,
                                                "/api/v1/tickets?count=true&limit=1&q="
                                                        + URLEncoder.encode(TITLE, UTF_8))
                                        .text("total"))
                                .isEqualTo(Integer.toString(statuses.size())));
            }
        }
    }

    /** After the stories, which have filled the topics. */
    @Nested
    @Order(Integer.MAX_VALUE - 1)
    class Afterwards {
        @Test
        void twoInstancesRebuildTheFiguresTogetherAndEverythingAgrees() throws InterruptedException {
            Helpdesk helpdesk = WholeSystem.helpdesk();
            Answer begun = helpdesk.post(Helpdesk.OPERATOR, "/api/v1/metrics/builds", Map.of(), Map.of());
            assertThat(begun.status()).as(String.valueOf(begun.body())).isEqualTo(202);
            await("the new build serves").atMost(Duration.ofSeconds(60)).until(() -> {
                var latest = helpdesk.get(Helpdesk.OPERATOR, "/api/v1/metrics/builds")
                        .body()
                        .get(0);
                return latest.path("build").asInt()
                                == begun.body().path("build").asInt()
                        && latest.path("state").asString().equals("SERVING");
            });
            WholeSystem.assertEverythingAgrees();
        }

        @Test
        void whoVerifiesNeedsToBeAbleToReadAndNoMore() throws InterruptedException {
            Guarded guarded = apart.guarded();
            DataSource database = Database.of(
                    guarded.jdbcUrl(),
                    guarded.servers().username(),
                    guarded.servers().password());
            assertThat(Verification.of(guarded.clientSettings("kafka-verify"), database, apart.attachmentSettings())
                            .whenCaughtUp())
                    .hasSizeGreaterThan(30)
                    .allSatisfy(check -> assertThat(check.faults())
                            .as(String.join("; ", check.named()))
                            .isZero());
        }
    }

    @Nested
    @Order(Integer.MAX_VALUE)
    class WithoutADatabase {
        @Test
        void aServiceIsNotReadyButAliveAndComesBackByItself() throws Exception {
            try (Relay line = new Relay(apart.databasePort())) {
                ConfigurableApplicationContext desk = apart.start(
                        "desk",
                        Map.of(
                                "spring.datasource.url",
                                apart.jdbcUrl(line.port()),
                                "spring.datasource.hikari.connection-timeout",
                                "1000"));
                assertReadiness(desk, 200);
                line.cut();
                assertReadiness(desk, 503);
                assertThat(get(Apart.address(desk), "/actuator/health/liveness", null)
                                .statusCode())
                        .isEqualTo(200);
                line.mend();
                assertReadiness(desk, 200);
                apart.stop("desk", desk);
            }
        }

        private static void assertReadiness(ConfigurableApplicationContext service, int status) {
            await("readiness " + status)
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> get(Apart.address(service), "/actuator/health/readiness", null)
                                    .statusCode()
                            == status);
        }
    }
}
