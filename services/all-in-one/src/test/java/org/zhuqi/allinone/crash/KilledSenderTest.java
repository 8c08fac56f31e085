package org.zhuqi.allinone.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.CommonClientConfigs;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.MailServer;
import org.zhuqi.allinone.testkit.Receiver;
import org.zhuqi.allinone.testkit.Receiver.Got;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.allinone.testkit.TopicTap;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.allinone.verify.Verification;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.KafkaClients;
import tools.jackson.databind.JsonNode;

/**
 * Whoever sends is killed: while receivers keep their answers back, while everything flows, and while nobody is there. What
 * arrives in the end is all there is, each once but for what was taken at the moment of a death, and in order.
 */
class KilledSenderTest {
    private static final String MAIL = "boss@huacai.example";
    /** So much later does each next process live: what the one before took is nobody's any more. */
    private static final Duration LATER = Duration.ofMinutes(6);
    /** An ordinary receiver has so many requests at a time. */
    private static final int AT_A_TIME = 4;

    private static final ConditionFactory SOON =
            await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(20));

    private final DataFolder data = TestFolders.fresh("killed-sender");
    private final List<String> answered = new ArrayList<>();
    private int starts;

    @Test
    void whateverWasSentAtTheMomentOfADeathEverythingArrives() throws Exception {
        Child child = null;
        try (Receiver receiver = new Receiver();
                MailServer mails = new MailServer()) {
            child = start(receiver, mails);
            Helpdesk helpdesk = helpdesk(child);
            addressOfTheEnterprise(helpdesk);
            String secret = webhook(helpdesk, receiver);

            receiver.hold();
            mails.hold();
            answerTickets(helpdesk, 6);
            SOON.until(() -> receiver.got().size() == AT_A_TIME && mails.held() > 0);
            child.kill();
            receiver.release();
            mails.release();
            Set<String> takenByTheDead = ids(receiver.got());
            Set<String> mailedByTheDead = mailsByTicket(mails).keySet();

            child = start(receiver, mails);
            int before = receiver.got().size();
            answerTickets(helpdesk(child), 8);
            SOON.until(() -> receiver.got().size() > before + 10);
            child.kill();

            receiver.goAway();
            mails.goAway();
            child = start(receiver, mails);
            answerTickets(helpdesk(child), 4);
            Child unheard = child;
            SOON.until(() -> triedInVain(unheard, "webhook_delivery", "tries") > 0
                    && triedInVain(unheard, "message", "attempts") > 0);
            child.kill();
            child = start(receiver, mails);
            Child last = child;
            SOON.until(() -> count(last, "select count(*) from notification.webhook where failures > 1") == 1);
            receiver.open();
            mails.open();

            Map<String, Set<Long>> told = told(child);
            SOON.untilAsserted(() -> assertThat(onceEach(receiver.got())).isEqualTo(told));
            assertThat(receiver.got()).allSatisfy(got -> assertSigned(got, secret));
            assertEachIdIsOneEvent(receiver.got());
            assertThat(ids(receiver.got())).containsAll(takenByTheDead);
            assertThat(repeated(receiver.got())).containsAll(takenByTheDead);

            SOON.untilAsserted(() -> assertThat(mailsByTicket(mails).keySet()).isEqualTo(Set.copyOf(answered)));
            assertThat(mailsByTicket(mails).values())
                    .as("each mail has one name, however often it went out")
                    .allSatisfy(names -> assertThat(Set.copyOf(names)).hasSize(1));
            assertThat(mailedByTheDead)
                    .as("what was taken without a word, is sent again")
                    .isNotEmpty()
                    .allSatisfy(number ->
                            assertThat(mailsByTicket(mails).get(number)).hasSizeGreaterThan(1));
            SOON.until(() -> count(last, """
                    select count(*) from notification.message
                    where channel = 'MAIL' and occasion = 'ticket.answered' and state in ('WAITING', 'SENDING')
                    """) == 0);
            assertThat(count(last, "select count(*) from notification.webhook_delivery where state <> 'DELIVERED'"))
                    .isZero();
            WholeSystem.assertSound(
                    Verification.of(child.running(), data, Map.of()).whenCaughtUp());
        } finally {
            if (child != null) {
                child.stop();
            }
        }
        TestFolders.delete(data);
    }

    // -- what happens -------------------------------------------------------------------------------------------------

    private Child start(Receiver receiver, MailServer mails) throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "zhuqi.time.ahead", LATER.multipliedBy(starts++).toString(),
                "zhuqi.webhooks.first-pause", "200ms",
                "zhuqi.webhooks.longest-pause", "1s",
                "zhuqi.webhooks.longest-rest", "1s",
                "zhuqi.notification.back-off", "200ms",
                "zhuqi.notification.longest-back-off", "1s",
                "zhuqi.notification.attempts", "1000"));
        settings.putAll(receiver.settings());
        settings.putAll(mails.settings());
        return Child.start(data, settings);
    }

    private Helpdesk helpdesk(Child child) throws Exception {
        var issuer = data.developmentIssuer();
        Instant now = Instant.now();
        return new Helpdesk(
                child.running().address(), account -> issuer.token(account.caller(), now, Account.TOKEN_LIFE));
    }

    private static void addressOfTheEnterprise(Helpdesk helpdesk) {
        Answer account = helpdesk.post(
                Helpdesk.ADMIN,
                "/api/v1/directory/accounts",
                Map.of("login", "boss", "name", "王总", "mail", MAIL, "role", "ENTERPRISE", "enterprise", "qt-ent-001"),
                Map.of());
        assertThat(account.status()).as("%s", account.body()).isEqualTo(201);
    }

    private static String webhook(Helpdesk helpdesk, Receiver receiver) {
        Answer made = helpdesk.post(
                Helpdesk.ADMIN,
                "/api/v1/webhooks",
                Map.of(
                        "owner",
                        "省平台对接组",
                        "url",
                        receiver.address(),
                        "types",
                        List.of("zhuqi.ticket.*", "zhuqi.clock.*")),
                Map.of());
        assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
        return made.text("secret");
    }

    private void answerTickets(Helpdesk helpdesk, int count) {
        for (int i = 0; i < count; i++) {
            answered.add(helpdesk.ticket("被中断的通知 " + i)
                    .dispatchTo("qt-zrzy")
                    .accept()
                    .answer("已办结。")
                    .number());
        }
    }

    // -- what there is to be told
    // --------------------------------------------------------------------------------------

    /** Of each topic and ticket all that was ever told, by number. */
    private static Map<String, Set<Long>> told(Child child) {
        TopicTap topics = new TopicTap(new KafkaClients(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        child.running().bootstrapServers()),
                null));
        Map<String, Set<Long>> told = new TreeMap<>();
        List.of(Topics.EVENTS, Topics.CLOCKS)
                .forEach(topic -> topics.all(topic)
                        .forEach(record -> told.computeIfAbsent(
                                        TopicTap.header(record, "ce_source") + " "
                                                + TopicTap.header(record, "ce_subject"),
                                        any -> new TreeSet<>())
                                .add(Long.valueOf(TopicTap.header(record, "ce_sequence")))));
        assertThat(told).hasSizeGreaterThan(18);
        return told;
    }

    private static long triedInVain(Child child, String table, String counter) {
        return count(
                child,
                "select count(*) from notification.%s where state = 'WAITING' and %s > 0".formatted(table, counter));
    }

    private static long count(Child child, String sql) {
        return JdbcClient.create(Database.of(child.running()))
                .sql(sql)
                .query(Long.class)
                .single();
    }

    // -- what arrived
    // --------------------------------------------------------------------------------------------------

    private static Set<String> ids(List<Got> got) {
        return got.stream().map(Got::id).collect(Collectors.toSet());
    }

    private static Set<String> repeated(List<Got> got) {
        Set<String> seen = new HashSet<>();
        return got.stream().map(Got::id).filter(id -> !seen.add(id)).collect(Collectors.toSet());
    }

    /** As a receiver keeps it that knows repeats by their id: what of which ticket, in the order of its coming. */
    private static Map<String, Set<Long>> onceEach(List<Got> got) {
        Map<String, Got> first = new LinkedHashMap<>();
        got.forEach(each -> first.putIfAbsent(each.id(), each));
        Map<String, List<Long>> came = new TreeMap<>();
        first.values().forEach(each -> {
            JsonNode event = each.event();
            came.computeIfAbsent(
                            event.path("source").asString() + " "
                                    + event.path("subject").asString(),
                            any -> new ArrayList<>())
                    .add(Long.valueOf(event.path("sequence").asString()));
        });
        Map<String, Set<Long>> kept = new TreeMap<>();
        came.forEach((subject, sequences) -> {
            assertThat(sequences)
                    .as("of %s, in order and each once", subject)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, sequences.size())
                            .mapToObj(Long::valueOf)
                            .toList());
            kept.put(subject, new TreeSet<>(sequences));
        });
        return kept;
    }

    private static void assertEachIdIsOneEvent(List<Got> got) {
        Map<String, String> events = new HashMap<>();
        got.forEach(each -> assertThat(each.body()).isEqualTo(events.computeIfAbsent(each.id(), any -> each.body())));
        assertThat(Set.copyOf(events.values())).hasSameSizeAs(events.keySet());
    }

    private static void assertSigned(Got got, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        byte[] right = mac.doFinal("%s.%s.%s"
                .formatted(got.id(), got.headers().get("webhook-timestamp"), got.body())
                .getBytes(StandardCharsets.UTF_8));
        assertThat(MessageDigest.isEqual(
                        right,
                        Base64.getDecoder()
                                .decode(String.valueOf(got.headers().get("webhook-signature"))
                                        .substring("v1,".length()))))
                .isTrue();
    }

    /** The names of the mails about each answer. */
    private Map<String, List<String>> mailsByTicket(MailServer mails) {
        Map<String, List<String>> names = new TreeMap<>();
        for (MimeMessage mail : mails.mailsTo(MAIL)) {
            String text = MailServer.subject(mail);
            answered.stream()
                    .filter(number -> text.startsWith(number + " 已答复"))
                    .forEach(number -> names.computeIfAbsent(number, any -> new ArrayList<>())
                            .add(MailServer.header(mail, "Message-ID")));
        }
        return names;
    }
}
