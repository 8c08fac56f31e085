package org.zhuqi.directory.login.domain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

    private final Totp totp = new Totp();

    /** RFC 6238, appendix B, SHA-1; of its eight digits the last six. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void isTheCodeOfTheStandard(long second, String code) {
        assertThat(totp.code(SECRET, Instant.ofEpochSecond(second))).isEqualTo(code);
    }

    @Test
    void takesTheStepBeforeAndTheStepAfterAndNoOther() {
        Instant now = Instant.ofEpochSecond(1_111_111_109);
        long step = 1_111_111_109 / 30;
        assertThat(totp.stepOf(SECRET, totp.code(SECRET, now), now)).isEqualTo(OptionalLong.of(step));
        assertThat(totp.stepOf(SECRET, totp.code(SECRET, now.minusSeconds(30)), now))
                .isEqualTo(OptionalLong.of(step - 1));
        assertThat(totp.stepOf(SECRET, totp.code(SECRET, now.plusSeconds(30)), now))
                .isEqualTo(OptionalLong.of(step + 1));
        assertThat(totp.stepOf(SECRET, totp.code(SECRET, now.minusSeconds(60)), now))
                .isEmpty();
        assertThat(totp.stepOf(SECRET, totp.code(SECRET, now.plusSeconds(60)), now))
                .isEmpty();
        assertThat(totp.stepOf(SECRET, "", now)).isEmpty();
    }

    /** RFC 4648, section 10, without padding. */
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void writesBase32(String text, String encoded) {
        assertThat(Totp.text(text.getBytes(US_ASCII))).isEqualTo(encoded);
    }

    @Test
    void tellsAProgramWhatItNeeds() {
        assertThat(Totp.address(SECRET, "助企通", "qt admin"))
                .isEqualTo("otpauth://totp/%E5%8A%A9%E4%BC%81%E9%80%9A:qt%20admin"
                        + "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E5%8A%A9%E4%BC%81%E9%80%9A"
                        + "&algorithm=SHA1&digits=6&period=30");
        assertThat(Totp.newSecret(new SecureRandom())).hasSize(20);
    }
}
