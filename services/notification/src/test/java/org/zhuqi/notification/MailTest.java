package org.zhuqi.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.notification.domain.Channel;
import org.zhuqi.notification.domain.Delivery;
import org.zhuqi.notification.postgres.DeliveryRows;
import org.zhuqi.platform.directory.AddressBook;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** Mails, as a real mail server gets them. */
final class MailTest extends TestNotification {
    private static final Pattern LINK = Pattern.compile("https://zhuqi\\.example(/links/[A-Za-z0-9_-]{43})");

    @Autowired
    DeliveryRows rows;

    record Parts(String text, String html) {}

    static Parts parts(MimeMessage mail) {
        try {
            MimeMultipart mixed = (MimeMultipart) mail.getContent();
            MimeMultipart related = (MimeMultipart) mixed.getBodyPart(0).getContent();
            MimeMultipart alternatives = (MimeMultipart) related.getBodyPart(0).getContent();
            return new Parts(
                    alternatives.getBodyPart(0).getContent().toString(),
                    alternatives.getBodyPart(1).getContent().toString());
        } catch (java.io.IOException | jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    static String link(MimeMessage mail) {
        Matcher link = LINK.matcher(parts(mail).text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    @Test
    void anAnswerArrivesInBothForms() throws Exception {
        reachable("boss", "labourer");
        EventStory story = answered("第一段。\n\n<b>第二段</b> {{number}} & \"引号\"");
        tell(story);
        SOON.until(() -> mails("boss").size() == 1);
        MimeMessage mail = mails("boss").getFirst();
        assertThat(mail.getSubject()).isEqualTo(story.number() + " 已答复，请您确认");
        assertThat(mail.getFrom()).extracting(Object::toString).allMatch(from -> from.contains("zhuqi@zhuqi.example"));
        String id = header(mail, "X-Zhuqi-Delivery");
        assertThat(header(mail, "Message-ID")).isEqualTo("<%s@zhuqi.example>".formatted(id));
        assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(header(mail, "List-Unsubscribe")).startsWith("<https://zhuqi.example/app/");
        Parts parts = parts(mail);
        assertThat(parts.text()).contains("第二段</b> {{number}} & \"引号\"", "/app/tickets/" + story.number());
        assertThat(parts.html())
                .contains("&lt;b&gt;第二段&lt;/b&gt; {{number}} &amp; &quot;引号&quot;")
                .doesNotContain("<b>第二段");
        // The handler was told of the dispatch, without a link: only the enterprise answers by one.
        SOON.until(() -> mails("labourer").size() == 1);
        assertThat(LINK.matcher(parts(mails("labourer").getFirst()).text()).find())
                .isFalse();
        // A mail is in its box a little before that is written down; the colleague has no address.
        SOON.untilAsserted(() -> assertThat(deliveries("MAIL"))
                .contains("ticket.answered SENT 1", "ticket.dispatched SENT 1", "ticket.answered NO_ADDRESS 1"));
        // No address is kept where it is not the directory's.
        assertThat(database.sql("""
                                select count(*) from notification.message m
                                where m.district = ? and m::text like '%example.org%'
                                """).param(district.id.text()).query(Long.class).single())
                .isZero();
    }

    @Test
    void itIsSentInTheLanguageThatItsReaderChose() throws Exception {
        reachable("boss");
        json(
                send(
                        district.boss(),
                        "PUT",
                        "/api/v1/notifications/preferences",
                        "{\"language\": \"en\"}",
                        "If-Match",
                        "\"0\""),
                200);
        tell(answered());
        SOON.until(() -> mails("boss").size() == 1);
        assertThat(mails("boss").getFirst().getSubject()).endsWith("was answered: is it settled?");
    }

    @Test
    void noHeaderComesInByATitleOrAnAddress() throws Exception {
        reachable("labourer");
        EventStory story = submitted("招工\r\nBcc: thief@example.org\r\n\r\n难\u2028")
                .by(district.coordinator())
                .tells(new TicketEvent.Dispatched(district.labour, List.of(), null, null), TicketState.DISPATCHED);
        tell(story);
        SOON.until(() -> mails("labourer").size() == 1);
        MimeMessage mail = mails("labourer").getFirst();
        assertThat(mail.getSubject()).contains("Bcc: thief@example.org").doesNotContain("\n", "\r", "\u2028");
        assertThat(header(mail, "Bcc")).isEqualTo("null");
        assertThat(mail.getAllRecipients()).hasSize(1);

        for (String address : List.of(
                "x@example.org\r\nBcc: thief@example.org",
                "x@example.org, thief@example.org",
                "friends: x@example.org, thief@example.org;",
                "not an address",
                "x@example.org\n")) {
            ADDRESSES.put(district.account("surveyor"), new AddressBook.Address(address, null));
            tell(dispatched(district.land));
            SOON.untilAsserted(() ->
                    assertThat(deliveries("MAIL").getFirst()).as(address).isEqualTo("ticket.dispatched NO_ADDRESS 1"));
        }
        assertThat(MAILBOXES.getReceivedMessages())
                .noneMatch(each -> header(each, "To").contains("thief"));
    }

    @Test
    void aServerThatIsDownCostsTimeAndNoMail() {
        reachable("boss", "labourer");
        MAILBOXES.stop();
        try {
            tell(answered());
            SOON.untilAsserted(() -> assertThat(deliveries("MAIL"))
                    .contains("ticket.answered WAITING 1", "ticket.dispatched WAITING 1"));
            JsonNode waiting = read(district.admin(), "/api/v1/notifications/deliveries?state=WAITING")
                    .path("items")
                    .path(0);
            assertThat(waiting.path("fault").asString()).isNotEmpty().doesNotContain("example.org");
            assertThat(Instant.parse(waiting.path("notBefore").asString()))
                    .isBetween(time.instant().plusSeconds(24), time.instant().plusSeconds(36));
            // A mail server that is down makes nobody unready.
            assertThat(send(null, "GET", "/actuator/health/readiness", null).statusCode())
                    .isEqualTo(200);
            time.passes(Duration.ofMinutes(2));
            SOON.untilAsserted(() -> assertThat(deliveries("MAIL")).contains("ticket.answered WAITING 2"));
        } finally {
            MAILBOXES.start();
        }
        time.passes(Duration.ofHours(1));
        SOON.untilAsserted(
                () -> assertThat(deliveries("MAIL")).contains("ticket.answered SENT 3", "ticket.dispatched SENT 3"));
        assertThat(mails("boss")).hasSize(1);
        assertThat(mails("labourer")).hasSize(1);
    }

    @Test
    void whatCannotBeSentIsGivenUpVisiblyAndSentOnceMoreByAnAdministrator() {
        reachable("labourer");
        MAILBOXES.stop();
        String id;
        try {
            tell(dispatched(district.labour));
            for (int attempt = 1; attempt <= 4; attempt++) {
                String reached = "ticket.dispatched %s %d".formatted(attempt == 4 ? "GIVEN_UP" : "WAITING", attempt);
                SOON.untilAsserted(() -> assertThat(deliveries("MAIL")).contains(reached));
                time.passes(Duration.ofHours(12));
            }
            id = read(district.admin(), "/api/v1/notifications/deliveries?state=GIVEN_UP&channel=MAIL")
                    .path("items")
                    .path(0)
                    .path("id")
                    .asString();
        } finally {
            MAILBOXES.start();
        }
        String retry = "/api/v1/notifications/deliveries/" + id + "/retry";
        assertThat(send(district.coordinator(), "POST", retry, null).statusCode())
                .isEqualTo(403);
        assertThat(send(new District("ZZZ").admin(), "POST", retry, null).statusCode())
                .isEqualTo(404);
        assertThat(send(district.admin(), "POST", retry, null).statusCode()).isEqualTo(202);
        SOON.until(() -> mails("labourer").size() == 1);
        SOON.untilAsserted(() -> assertThat(deliveries("MAIL")).contains("ticket.dispatched SENT 1"));
        assertThat(refusal(send(district.admin(), "POST", retry, null), 409)).contains("The message is SENT");
    }

    @Test
    void aDeathWhileSendingLosesNothingAndItsSecondMailCanBeTold() {
        reachable("labourer");
        EventStory story = dispatched(district.labour);
        // Somebody took it and died before it went out.
        time.is("2023-04-10 05:00");
        tell(story);
        assertThat(deliveries("MAIL")).contains("ticket.dispatched WAITING 0");
        Instant morning = MovableTime.china("2023-04-10 08:30");
        List<Delivery> taken = rows.take(Channel.MAIL, morning, morning.plusSeconds(300), 1_000).stream()
                .filter(delivery -> delivery.district().equals(district.id))
                .toList();
        assertThat(taken).isNotEmpty();
        time.is("2023-04-10 08:34");
        assertThat(deliveries("MAIL")).contains("ticket.dispatched SENDING 1");
        time.is("2023-04-10 08:36");
        SOON.until(() -> mails("labourer").size() == 1);
        SOON.untilAsserted(() -> assertThat(deliveries("MAIL")).contains("ticket.dispatched SENT 2"));
        // Somebody sent it and died before that was written.
        database.sql("""
                        update notification.message set state = 'SENDING', leased_until = ?
                        where district = ? and channel = 'MAIL' and state = 'SENT' and occasion = 'ticket.dispatched'
                        """)
                .params(time.instant().minusSeconds(1).atOffset(ZoneOffset.UTC), district.id.text())
                .update();
        SOON.until(() -> mails("labourer").size() == 2);
        assertThat(mails("labourer").stream()
                        .map(mail -> header(mail, "Message-ID"))
                        .distinct())
                .hasSize(1);
    }
}
