package org.zhuqi.notification.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final byte[] SECRET = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

    /** The vector with which the reference libraries of Standard Webhooks test themselves. */
    @Test
    void isThatOfTheSpecification() {
        assertThat(Signature.of(
                        List.of(SECRET), "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant.ofEpochSecond(1614265330), BODY))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(Signature.shown(SECRET)).isEqualTo("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    @Test
    void isOneForEachSecret() {
        byte[] other = Signature.newSecret(new SecureRandom());
        Instant at = Instant.parse("2026-01-01T00:00:00.999Z");

        assertThat(Signature.of(List.of(other, SECRET), "msg_1", at, BODY))
                .isEqualTo(Signature.of(List.of(other), "msg_1", at, BODY) + " "
                        + Signature.of(List.of(SECRET), "msg_1", at, BODY));
    }

    @Test
    void secretsAreAsLongAsTheSpecificationAsks() {
        assertThat(Signature.newSecret(new SecureRandom())).hasSizeBetween(24, 64);
    }

    @Test
    void idsAreTheSameForTheSameAndHaveNoFullStop() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();

        assertThat(Signature.messageId(one, "a/1"))
                .isEqualTo(Signature.messageId(one, "a/1"))
                .matches("msg_[0-9a-f]{32}")
                .isNotEqualTo(Signature.messageId(one, "a/2"))
                .isNotEqualTo(Signature.messageId(other, "a/1"));
    }
}
