package org.zhuqi.directory.login.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.Sentence;

class PasswordRulesTest {
    private static final String LOGIN = "qt-coordinator";
    private static final String NAME = "张小明";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "今天钱塘江边的风有点大呀",
                "钱塘江大潮每年农历八月十八",
                "Xk4!mm92_pQz",
                "password manager makes this",
                "my qt-coordinator thinks so"
            })
    void takes(String password) {
        assertThat(PasswordRules.faultOf(password, LOGIN, NAME)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password@2026",
                "p@ssw0rd!!!!!",
                "admin1234567",
                "123456789012",
                "098765432109",
                "20260101123456",
                "qwertyuiop123",
                "qwertyuiopasdf",
                "1qaz2wsx3edc",
                "abcdefghijkl",
                "aaaaaaaaaaaa",
                "abcdabcdabcd",
                "zhuqi2026!!!",
                "2026hangzhou"
            })
    void refusesWhatIsTriedFirst(String password) {
        assertThat(PasswordRules.faultOf(password, LOGIN, NAME))
                .hasValueSatisfying(fault -> assertThat(fault.en()).contains("tried first"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"qt-coordinator", "QT-Coordinator", "qt-coordinator-1", "2026qt-coordinator!", "张小明张小明张小明张小明"})
    void refusesLoginAndName(String password) {
        assertThat(PasswordRules.faultOf(password, LOGIN, NAME))
                .hasValueSatisfying(fault -> assertThat(fault.en()).contains("your login or your name"));
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(PasswordRules.faultOf("十一个字不够长的密码啊", LOGIN, NAME))
                .hasValueSatisfying(fault -> assertThat(fault.zh()).contains("12 个字符"));
        assertThat(PasswordRules.faultOf("𠮷野家のおいしい牛丼だ", LOGIN, NAME))
                .as("eleven characters, twelve units of UTF-16")
                .map(Sentence::en)
                .hasValueSatisfying(fault -> assertThat(fault).contains("12 characters"));
        String longest = "a1b2c3d4".repeat(15) + "Zürich!?";
        assertThat(longest).hasSize(128);
        assertThat(PasswordRules.faultOf(longest, LOGIN, NAME)).isEmpty();
        assertThat(PasswordRules.faultOf(longest + "x", LOGIN, NAME))
                .hasValueSatisfying(fault -> assertThat(fault.en()).contains("at most 128"));
    }
}
