package org.zhuqi.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhuqi.notification.webhook.domain.AddressForm;
import org.zhuqi.notification.webhook.domain.AddressRules;
import org.zhuqi.notification.webhook.domain.Attempt;
import org.zhuqi.notification.webhook.domain.Signature;
import org.zhuqi.notification.webhook.http.Addresses;
import org.zhuqi.notification.webhook.http.Sender;

/** The receiver of docs/webhooks.md, from the very text of the page, checks what the system signs. */
class DocumentedReceiverTest {
    private static final Pattern SCRIPT = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);
    private static final String EVENT = "{\"type\":\"zhuqi.webhook.test.v1\",\"subject\":\"办结\",\"sequence\":\"1\"}";

    @Test
    void takesWhatIsGenuineAndNothingElse(@TempDir Path folder) throws Exception {
        assumeThat(isThere("node")).as("Node.js runs the example").isTrue();
        Matcher script = SCRIPT.matcher(Files.readString(page()));
        assertThat(script.find()).isTrue();
        Path file = Files.writeString(folder.resolve("receiver.mjs"), script.group(1));
        byte[] old = Signature.newSecret(new SecureRandom());
        byte[] secret = Signature.newSecret(new SecureRandom());
        int port = freePort();
        ProcessBuilder node = new ProcessBuilder("node", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("receiver.log").toFile());
        node.environment().put("WEBHOOK_SECRETS", Signature.shown(secret));
        node.environment().put("PORT", Integer.toString(port));
        Process receiver = node.start();
        try (Sender now = sender(Clock.systemUTC());
                Sender late = sender(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-6)))) {
            String url = "http://127.0.0.1:%d/".formatted(port);
            await().until(() -> now.send(url, "msg_0", EVENT, List.of(secret)).delivered());

            assertThat(status(now.send(url, "msg_1", EVENT, List.of(secret)))).isEqualTo(204);
            assertThat(status(now.send(url, "msg_1", EVENT, List.of(secret))))
                    .as("once more")
                    .isEqualTo(204);
            assertThat(status(now.send(url, "msg_2", EVENT, List.of(secret, old))))
                    .as("while it is rotated")
                    .isEqualTo(204);
            assertThat(status(now.send(url, "msg_3", EVENT, List.of(old))))
                    .as("another's secret")
                    .isEqualTo(401);
            assertThat(status(late.send(url, "msg_4", EVENT, List.of(secret))))
                    .as("too old")
                    .isEqualTo(401);
        } finally {
            receiver.destroy();
            receiver.waitFor();
        }
        assertThat(Files.readAllLines(folder.resolve("receiver.log")))
                .containsExactly(
                        "zhuqi.webhook.test.v1 办结 1", "zhuqi.webhook.test.v1 办结 1", "zhuqi.webhook.test.v1 办结 1");
    }

    private static @Nullable Integer status(Attempt attempt) {
        return attempt.status();
    }

    private static Sender sender(Clock clock) {
        return new Sender(
                new Addresses(
                        new AddressForm(true, List.of()), new AddressRules(true, List.of()), InetAddress::getAllByName),
                clock,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                4,
                null);
    }

    private static Path page() {
        Path here = Path.of("").toAbsolutePath();
        return here.resolveSibling(Path.of("..", "docs", "webhooks.md")).normalize();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean isThere(String program) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
