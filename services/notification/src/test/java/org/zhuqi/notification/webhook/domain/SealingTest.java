package org.zhuqi.notification.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SealingTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final UUID OWNER = UUID.randomUUID();
    private static final byte[] SECRET = "something nobody may know".getBytes(StandardCharsets.UTF_8);

    private static Sealing withNewKey() {
        return new Sealing(Base64.getEncoder().encodeToString(Signature.newSecret(RANDOM)), RANDOM);
    }

    @Test
    void opensWhatItSealed() {
        Sealing sealing = withNewKey();
        String box = sealing.seal(SECRET, OWNER);

        assertThat(sealing.open(box, OWNER)).isEqualTo(SECRET);
        assertThat(new String(Base64.getDecoder().decode(box), StandardCharsets.ISO_8859_1))
                .doesNotContain("nobody");
        assertThat(sealing.seal(SECRET, OWNER)).as("no two are alike").isNotEqualTo(box);
    }

    @Test
    void opensNothingOfAnotherOrWithAnotherKeyOrThatWasTouched() {
        Sealing sealing = withNewKey();
        String box = sealing.seal(SECRET, OWNER);
        byte[] bytes = Base64.getDecoder().decode(box);
        bytes[bytes.length - 1] ^= 1;
        String touched = Base64.getEncoder().encodeToString(bytes);

        assertThatThrownBy(() -> sealing.open(box, UUID.randomUUID()))
                .hasMessageContaining("zhuqi.webhooks.secrets-key");
        assertThatThrownBy(() -> withNewKey().open(box, OWNER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealing.open(touched, OWNER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void needsAKeyOfItsLength() {
        assertThatThrownBy(() -> new Sealing("AAAA", RANDOM)).hasMessageContaining("3 bytes");
    }
}
