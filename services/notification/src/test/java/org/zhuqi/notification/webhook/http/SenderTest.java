package org.zhuqi.notification.webhook.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.notification.webhook.Receiver;
import org.zhuqi.notification.webhook.Receiver.Answer;
import org.zhuqi.notification.webhook.domain.AddressForm;
import org.zhuqi.notification.webhook.domain.AddressRules;
import org.zhuqi.notification.webhook.domain.Attempt;
import org.zhuqi.notification.webhook.domain.Attempt.Failure;
import org.zhuqi.notification.webhook.domain.Network;

/** What is sent to a receiver that is really there, and what is not sent to one that must not be asked. */
class SenderTest {
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05.678Z"));
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final AddressForm ANY_FORM = new AddressForm(true, List.of());
    private static final AddressRules PRIVATE_TOO = new AddressRules(true, List.of());
    private static final AddressRules STRICT = new AddressRules(false, List.of());

    private final List<Sender> senders = new ArrayList<>();
    private Receiver receiver = new Receiver();

    @BeforeEach
    void open() throws IOException {
        receiver.open();
    }

    @AfterEach
    void close() throws IOException {
        for (Sender sender : senders) {
            sender.close();
        }
        receiver.close();
    }

    private Sender sender(AddressForm form, AddressRules rules, HostResolver resolver) {
        Sender sender = new Sender(
                new Addresses(form, rules, resolver), NOW, Duration.ofSeconds(2), Duration.ofSeconds(2), 8, null);
        senders.add(sender);
        return sender;
    }

    private Sender loose() {
        return sender(ANY_FORM, PRIVATE_TOO, InetAddress::getAllByName);
    }

    private static Attempt send(Sender sender, String url) {
        return sender.send(url, "msg_1", "{\"id\":\"办\"}", List.of(SECRET));
    }

    // -- what is sent -----------------------------------------------------------------------------------------------

    @Test
    void sendsASignedEvent() {
        Attempt attempt = send(loose(), receiver.address() + "/hook?a=b");

        assertThat(attempt.delivered()).isTrue();
        assertThat(attempt.status()).isEqualTo(200);
        assertThat(attempt.answer()).isEqualTo("thanks");
        var got = receiver.got().getFirst();
        assertThat(got.path()).isEqualTo("/hook?a=b");
        assertThat(got.body()).isEqualTo("{\"id\":\"办\"}");
        assertThat(got.header("content-type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
        assertThat(got.header("webhook-id")).isEqualTo("msg_1");
        assertThat(got.header("webhook-timestamp")).isEqualTo("1767323045");
        assertThat(got.header("user-agent")).isEqualTo("Zhuqi-Webhooks/1");
        assertThat(got.header("accept-encoding")).isNull();
        assertThat(got.isSignedWith(SECRET)).isTrue();
    }

    @Test
    void keepsConnectionsButNoCookies() {
        Sender sender = loose();
        receiver.answers(Answer.of(204).with("Set-Cookie", "a=b"));

        send(sender, receiver.address());
        send(sender, receiver.address());

        assertThat(receiver.got()).hasSize(2).allMatch(got -> got.header("cookie") == null);
        assertThat(receiver.got().get(0).port()).isEqualTo(receiver.got().get(1).port());
    }

    // -- what is answered -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNobody(int status) throws IOException {
        try (Receiver other = new Receiver()) {
            other.open();
            receiver.answers(Answer.of(status).with("Location", other.address()));

            Attempt attempt = send(loose(), receiver.address());

            assertThat(attempt.failure()).isEqualTo(Failure.REDIRECTED);
            assertThat(attempt.status()).isEqualTo(status);
            assertThat(other.got()).isEmpty();
            assertThat(receiver.got()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 410, 429, 500, 503})
    void takesNothingButSuccessForSuccess(int status) {
        receiver.answers(Answer.of(status));

        Attempt attempt = send(loose(), receiver.address());

        assertThat(attempt.failure()).isEqualTo(Failure.REFUSED);
        assertThat(attempt.gone()).isEqualTo(status == 410);
        assertThat(receiver.got()).as("tried once").hasSize(1);
    }

    @Test
    void hearsHowLongToWait() {
        Map<String, Duration> said = Map.of(
                "120", Duration.ofMinutes(2),
                "Fri, 02 Jan 2026 03:05:05 GMT", Duration.ofMillis(59_322),
                "99999999", Duration.ofDays(1));
        said.forEach((text, meant) -> {
            receiver.answers(Answer.of(503).with("Retry-After", text));
            assertThat(send(loose(), receiver.address()).retryAfter()).isEqualTo(meant);
        });
        for (String nonsense : List.of("soon", "-5", "Fri, 02 Jan 2026 03:00:00 GMT", "99999999999999")) {
            receiver.answers(Answer.of(503).with("Retry-After", nonsense));
            assertThat(send(loose(), receiver.address()).retryAfter()).isNull();
        }
    }

    @Test
    void keepsTheBeginningOfAnAnswerOnly() {
        receiver.answers(Answer.of(200).withBody("x\u0000\u001b[31m" + "长".repeat(10_000)));

        Attempt attempt = send(loose(), receiver.address());

        assertThat(attempt.delivered()).isTrue();
        assertThat(attempt.answer()).startsWith("x  [31m长长").hasSize(500);
    }

    @Test
    void doesNotListenForEver() {
        receiver.answers(Answer.endless(200));

        Attempt attempt = send(loose(), receiver.address());

        assertThat(attempt.delivered()).as("it said that it took it").isTrue();
        assertThat(attempt.took()).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void doesNotWaitForEver() {
        for (Answer slow : List.of(Answer.never(), Answer.dripping())) {
            receiver.answers(slow);

            Attempt attempt = send(loose(), receiver.address());

            assertThat(attempt.took()).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(6));
            assertThat(attempt.delivered() || attempt.failure() == Failure.TOO_SLOW)
                    .isTrue();
        }
        receiver.answers(Answer.never());
        assertThat(send(loose(), receiver.address()).failure()).isEqualTo(Failure.TOO_SLOW);
    }

    @Test
    void saysWhatWentWrong() {
        String closed = receiver.address();
        receiver.close();
        assertThat(send(loose(), closed).failure()).isEqualTo(Failure.NO_CONNECTION);
        assertThat(send(
                                sender(ANY_FORM, PRIVATE_TOO, host -> {
                                    throw new UnknownHostException(host);
                                }),
                                "http://nobody.test/")
                        .failure())
                .isEqualTo(Failure.HOST_UNKNOWN);
    }

    // -- where nothing is sent --------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "localhost", "[::1]", "0.0.0.0", "10.1.2.3", "169.254.169.254", "[fd00:ec2::254]"})
    void asksNoNeighbour(String host) {
        int port = receiver.port();

        Attempt attempt =
                send(sender(ANY_FORM, STRICT, InetAddress::getAllByName), "http://%s:%d/".formatted(host, port));

        assertThat(attempt.failure()).isEqualTo(Failure.ADDRESS_NOT_ALLOWED);
        assertThat(receiver.got()).isEmpty();
    }

    /** The forms are refused; where a reader would take them for an address, so is the address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0177.0.0.1",
                "0x7f.0.0.1",
                "0x7f000001",
                "127.1",
                "[::ffff:127.0.0.1]",
                "user@127.0.0.1"
            })
    void isNotFooledByOtherSpellings(String host) {
        Attempt attempt = send(
                sender(ANY_FORM, STRICT, InetAddress::getAllByName), "http://%s:%d/".formatted(host, receiver.port()));

        assertThat(attempt.failure()).isEqualTo(Failure.ADDRESS_NOT_USABLE);
        assertThat(receiver.got()).isEmpty();
    }

    @Test
    void asksNoHostOfWhichOneAddressIsANeighbour() {
        HostResolver both = host -> new InetAddress[] {
            InetAddress.getByAddress(host, new byte[] {8, 8, 8, 8}),
            InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})
        };

        Attempt attempt = send(sender(ANY_FORM, STRICT, both), "http://both.test:%d/".formatted(receiver.port()));

        assertThat(attempt.failure()).isEqualTo(Failure.ADDRESS_NOT_ALLOWED);
        assertThat(attempt.detail()).contains("both.test", "127.0.0.1");
        assertThat(receiver.got()).isEmpty();
    }

    /** DNS rebinding: the name is asked for once, and what was looked at is connected to. */
    @Test
    void connectsToTheAddressThatWasLookedAt() {
        List<String> asked = new ArrayList<>();
        HostResolver changing = host -> {
            asked.add(host);
            return new InetAddress[] {
                InetAddress.getByAddress(
                        host, asked.size() == 1 ? new byte[] {127, 0, 0, 2} : new byte[] {127, 0, 0, 1})
            };
        };
        AddressRules onlyTwo = new AddressRules(false, List.of(Network.of("127.0.0.2/32")));

        Sender sender = sender(ANY_FORM, onlyTwo, changing);
        Attempt first = send(sender, "http://changing.test:%d/".formatted(receiver.port()));

        assertThat(first.delivered()).isTrue();
        assertThat(asked).containsExactly("changing.test");
        assertThat(receiver.got().getFirst().local()).isEqualTo("127.0.0.2");
        assertThat(receiver.got().getFirst().header("host")).isEqualTo("changing.test:" + receiver.port());

        Attempt second =
                send(sender(ANY_FORM, onlyTwo, changing), "http://changing.test:%d/".formatted(receiver.port()));
        assertThat(second.failure()).isEqualTo(Failure.ADDRESS_NOT_ALLOWED);
        assertThat(receiver.got()).hasSize(1);
    }

    /** The name stays the one of the address in the certificate, too, although another resolved it. */
    @Test
    void believesOnlyACertificateOfTheName(@TempDir Path folder) throws Exception {
        var identity = Receiver.Identity.of("receiver.test", folder);
        try (Receiver secure = new Receiver()) {
            secure.open(identity);
            HostResolver here = host -> new InetAddress[] {InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1})};
            Sender sender = new Sender(
                    new Addresses(new AddressForm(false, List.of()), PRIVATE_TOO, here),
                    Clock.systemUTC(),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(10),
                    8,
                    identity.trusting());
            senders.add(sender);

            assertThat(send(sender, "https://receiver.test:%d/".formatted(secure.port()))
                            .delivered())
                    .isTrue();
            assertThat(send(sender, "https://other.test:%d/".formatted(secure.port()))
                            .failure())
                    .isEqualTo(Failure.NOT_TRUSTED);
            assertThat(secure.got()).hasSize(1);
            @Nullable
            Failure unknown = send(
                            sender(new AddressForm(false, List.of()), PRIVATE_TOO, here),
                            "https://receiver.test:%d/".formatted(secure.port()))
                    .failure();
            assertThat(unknown).as("a certificate that nobody vouches for").isEqualTo(Failure.NOT_TRUSTED);
        }
    }
}
