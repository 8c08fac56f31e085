package org.zhuqi.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;

class SealingTest {
    private static final String SETTING = "zhuqi.webhooks.secrets-key";
    private static final String OWNER = "7b0f7f0e-6a0d-4c59-9d35-3f0f3a8a5d4e";
    private static final byte[] SECRET = "something nobody may know".getBytes(StandardCharsets.UTF_8);

    private static Sealing with(String key) {
        ByteArrayResource file = new ByteArrayResource(key.getBytes(StandardCharsets.US_ASCII));
        return new Sealing(Sealing.keyIn(file, SETTING), SETTING);
    }

    @Test
    void opensWhatItSealed() {
        Sealing sealing = with(Sealing.newKey());
        byte[] box = sealing.seal(SECRET, OWNER);

        assertThat(sealing.open(box, OWNER)).isEqualTo(SECRET);
        assertThat(new String(box, StandardCharsets.ISO_8859_1)).doesNotContain("nobody");
        assertThat(sealing.seal(SECRET, OWNER)).as("no two are alike").isNotEqualTo(box);
    }

    /** What installations have kept is opened by later ones: nonce, then the text and its tag. */
    @Test
    void opensWhatWasSealedLongAgo() {
        Sealing sealing = with("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
        byte[] box = HexFormat.of()
                .parseHex(
                        "0102030405060708090a0b0c4e2bba4753111de4e47dd83799ed10e7c4fa6fc5d9c75e017dfeb72eb157f846fb193521ea797ec06d");

        assertThat(sealing.open(box, OWNER)).isEqualTo(SECRET);
    }

    @Test
    void opensNothingOfAnotherOrWithAnotherKeyOrThatWasTouched() {
        Sealing sealing = with(Sealing.newKey());
        byte[] box = sealing.seal(SECRET, OWNER);
        byte[] touched = box.clone();
        touched[touched.length - 1] ^= 1;

        assertThatThrownBy(() -> sealing.open(box, "another")).hasMessageContaining(SETTING);
        assertThatThrownBy(() -> with(Sealing.newKey()).open(box, OWNER)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealing.open(touched, OWNER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void needsAKeyOfItsLength() {
        assertThatThrownBy(() -> with("AAAA")).hasMessageContaining(SETTING).hasStackTraceContaining("3 bytes");
        assertThatThrownBy(() -> with("no Base64!")).hasMessageContaining(SETTING);
        assertThat(Sealing.with(null, SETTING)).isNull();
    }
}
