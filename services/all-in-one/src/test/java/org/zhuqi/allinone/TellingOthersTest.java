package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.ForeignTools;
import org.zhuqi.allinone.testkit.ForeignTools.Said;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.MailServer;
import org.zhuqi.allinone.testkit.Receiver;
import org.zhuqi.allinone.testkit.Receiver.Got;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** What leaves the system: a mail whose link is followed, and an event that a receiver of others checks. */
class TellingOthersTest {
    private static final String BOSS = "boss@huacai.example";
    private static final DataFolder FOLDER = TestFolders.fresh("telling-others");
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    @SuppressWarnings("NullAway.Init") // before all tests
    private static MailServer mails;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Receiver receiver;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Installation installation;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static Helpdesk helpdesk;

    private static String boss = "";

    @BeforeAll
    static void anInstallationThatReachesOthers() throws Exception {
        mails = new MailServer();
        receiver = new Receiver();
        Map<String, String> settings = new HashMap<>(WholeSystem.UNLIMITED);
        settings.putAll(mails.settings());
        settings.putAll(receiver.settings());
        installation = Installation.start(FOLDER, 0, settings);
        helpdesk = new Helpdesk(installation.address(), installation::token);
        Answer account = helpdesk.post(
                Helpdesk.ADMIN,
                "/api/v1/directory/accounts",
                Map.of("login", "boss", "name", "王总", "mail", BOSS, "role", "ENTERPRISE", "enterprise", "qt-ent-001"),
                Map.of());
        assertThat(account.status()).as("%s", account.body()).isEqualTo(201);
        boss = account.text("id");
    }

    @AfterAll
    static void end() throws Exception {
        if (installation != null) {
            installation.close();
        }
        receiver.close();
        mails.close();
        TestFolders.delete(FOLDER);
    }

    // -- by mail -----------------------------------------------------------------------------------------------------

    @Test
    void anEnterpriseConfirmsByTheLinkInItsMailOnceAndNobodyElseCan() throws Exception {
        TicketSteps ticket = answered("邮件里确认");
        String link = linkInTheMailAbout(ticket);

        assertThat(followed(link)).as("a scanner looks").isEqualTo(200);
        assertThat(followed(link)).as("and looks again").isEqualTo(200);
        String forged = link.substring(0, link.length() - 1) + (link.endsWith("A") ? "B" : "A");
        assertThat(followed(forged)).isEqualTo(404);
        assertThat(used(forged, "confirm").statusCode()).isEqualTo(404);
        assertThat(stateOf(ticket)).isEqualTo("ANSWERED");

        HttpResponse<String> confirmed = used(link, "confirm");
        assertThat(confirmed.statusCode()).as(confirmed.body()).isEqualTo(200);
        HttpResponse<String> again = used(link, "confirm");
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("works only once");
        assertThat(used(link, "dispute").statusCode()).isEqualTo(410);
        assertThat(followed(link)).isEqualTo(410);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(timelineOf(ticket))
                        .filteredOn(event -> event.path("event").asString().equals("confirmed"))
                        .singleElement()
                        .satisfies(event -> assertThat(event.path("actor").toString())
                                .as("who confirmed")
                                .contains(boss)));
        assertThat(timelineOf(ticket))
                .noneMatch(event -> event.path("event").asString().equals("disputed"));
    }

    @Test
    void aLinkIsOverWhenItsTimeIsOverOrTheTicketHasMovedOn() throws Exception {
        TicketSteps late = answered("链接过期");
        String expired = linkInTheMailAbout(late);
        JdbcClient.create(Database.of(
                        installation.servers().jdbcUrl(),
                        installation.servers().username(),
                        installation.servers().password()))
                .sql("update notification.link set expires_at = now() - interval '1 second' where number = ?")
                .param(late.number())
                .update();
        assertThat(followed(expired)).isEqualTo(410);
        assertThat(used(expired, "confirm").statusCode()).isEqualTo(410);
        assertThat(stateOf(late)).isEqualTo("ANSWERED");

        TicketSteps moved = answered("已在线确认");
        String outdated = linkInTheMailAbout(moved);
        moved.confirm();
        HttpResponse<String> refused = used(outdated, "dispute");
        assertThat(refused.statusCode()).as("the engine refuses").isEqualTo(409);
        assertThat(timelineOf(moved))
                .noneMatch(event -> event.path("event").asString().equals("disputed"));
    }

    private static TicketSteps answered(String title) {
        return helpdesk.ticket(title).dispatchTo("qt-zrzy").accept().answer("已办结。");
    }

    private static String linkInTheMailAbout(TicketSteps ticket) throws Exception {
        MimeMessage mail = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> mails.mailsTo(BOSS).stream()
                                .filter(each -> MailServer.subject(each).startsWith(ticket.number() + " 已答复"))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
        Matcher link = Pattern.compile(Pattern.quote(installation.address()) + "/links/[A-Za-z0-9_-]{43}")
                .matcher(MailServer.text(mail));
        assertThat(link.find()).as(MailServer.text(mail)).isTrue();
        return link.group();
    }

    private static int followed(String link) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(link))).statusCode();
    }

    private static HttpResponse<String> used(String link, String command) throws Exception {
        return send(HttpRequest.newBuilder(URI.create(link))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("command=" + command + "&text=ok")));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return BROWSER.send(request.header("Accept-Language", "en").build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String stateOf(TicketSteps ticket) {
        return ticket.shownTo(Helpdesk.COORDINATOR).text("state");
    }

    private static List<JsonNode> timelineOf(TicketSteps ticket) {
        return Helpdesk.elements(helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id() + "/timeline")
                        .body()
                        .path("items"))
                .toList();
    }

    // -- by webhook --------------------------------------------------------------------------------------------------

    @Test
    void theLibraryOfTheSpecificationKnowsOurDeliveriesForGenuine() {
        Answer made = helpdesk.post(
                Helpdesk.ADMIN,
                "/api/v1/webhooks",
                Map.of("owner", "省平台", "url", receiver.address(), "types", List.of("zhuqi.ticket.*")),
                Map.of());
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        TicketSteps ticket = answered("外部系统验签：“引号” & 表情 🙂");
        List<Got> deliveries = await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> receiver.got().stream()
                                .filter(got ->
                                        got.event().path("subject").asString().equals(ticket.id()))
                                .toList(),
                        got -> got.size() >= ticket.version());

        for (Got delivery : deliveries) {
            Said said = verified(made.text("secret"), delivery.headers(), delivery.body());
            assertThat(said.exit()).as(said.toString()).isZero();
            assertThat(Json.MAPPER.readTree(said.out())).isEqualTo(delivery.event());
        }
        Got first = deliveries.getFirst();
        assertThat(verified(made.text("secret"), first.headers(), first.body() + " ")
                        .err())
                .contains("No matching signature found");
        assertThat(verified("whsec_" + "A".repeat(43) + "=", first.headers(), first.body())
                        .exit())
                .isOne();
    }

    private static Said verified(String secret, Map<String, String> headers, String body) {
        return ForeignTools.node(
                Json.MAPPER.writeValueAsString(Map.of("headers", headers, "body", body)),
                "webhook.mjs",
                new String[] {secret});
    }
}
