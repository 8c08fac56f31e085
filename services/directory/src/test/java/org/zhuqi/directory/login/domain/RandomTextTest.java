package org.zhuqi.directory.login.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class RandomTextTest {
    private final RandomText texts = new RandomText(new SecureRandom());

    @Test
    void oneTimePasswordsArePasswordsThatCanBeRead() {
        String password = texts.oneTimePassword();
        assertThat(password)
                .matches("([a-hjkmnp-z2-9]{4}-){3}[a-hjkmnp-z2-9]{4}")
                .isNotEqualTo(texts.oneTimePassword());
        assertThat(PasswordRules.faultOf(password, "login", "name")).isEmpty();
    }

    @Test
    void tenDifferentRecoveryCodes() {
        assertThat(texts.recoveryCodes())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(code).matches("([0-9]{4}-){2}[0-9]{4}"));
        assertThat(RandomText.folded(" 0123 4567–8901")).isEqualTo("012345678901");
    }
}
