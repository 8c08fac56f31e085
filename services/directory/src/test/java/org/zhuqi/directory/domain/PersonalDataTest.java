package org.zhuqi.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.id.AccountId;

/** Codes, phones, mails and masks, by example. */
final class PersonalDataTest {
    @Test
    void theStandardsExampleIsACode() {
        assertThat(new CreditCode("91350100M000100Y43").text()).isEqualTo("91350100M000100Y43");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "91350100M000100Y4 | A credit code has 18 characters, this one has 17.",
                "91350100M000100Y433 | A credit code has 18 characters, this one has 19.",
                "91350100I000100Y43 | 'I' at position 9 cannot stand in a credit code: digits and capital letters without I, O, S, V, Z.",
                "91350100M000100Y44 | The check digit of the credit code should be 3, not 4: a character is wrong somewhere."
            })
    void eachFaultHasItsSentence(String code, String sentence) {
        assertThat(CreditCode.read(code)).isInstanceOfSatisfying(CreditCode.Reading.Faulty.class, faulty -> {
            assertThat(faulty.sentence().en()).isEqualTo(sentence);
            assertThat(faulty.sentence().zh()).startsWith("统一社会信用代码");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "13812341234, 13812341234",
        "138 1234 1234, 13812341234",
        "+86 138-1234-1234, 13812341234",
        "１３８１２３４１２３４, 13812341234",
        "0571-86911234, 0571-86911234",
        "(0571)86911234, 0571-86911234",
        "010-6691123, 010-6691123",
        "0571-86911234转801, 0571-86911234-801"
    })
    void aPhoneIsAMobileOrALandline(String typed, String phone) {
        assertThat(Reach.phone(typed)).contains(phone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1381234123", "138123412345", "12812341234", "86911234", "0571-1691123", "13812341234 王"})
    void anythingElseIsNone(String typed) {
        assertThat(Reach.phone(typed)).isEmpty();
    }

    @Test
    void aMailAddressHasALocalPartAndADomain() {
        assertThat(Reach.mail(" zhang.san@example.cn ")).contains("zhang.san@example.cn");
        assertThat(Reach.mail("a+b@mail.example.com.cn")).isPresent();
        assertThat(Reach.mail("a@b")).isEmpty();
        assertThat(Reach.mail("@example.cn")).isEmpty();
        assertThat(Reach.mail("a..b@example.cn")).isEmpty();
        assertThat(Reach.mail("张三@example.cn")).isEmpty();
        assertThat(Reach.mail("a".repeat(65) + "@example.cn")).isEmpty();
    }

    @Test
    void masksShowWhatIsNeededToRecognise() {
        assertThat(Masking.name("王小明")).isEqualTo("王**");
        assertThat(Masking.name("𠮷田")).isEqualTo("𠮷*");
        assertThat(Masking.name("王")).isEqualTo("王");
        assertThat(Masking.name("")).isEmpty();
        assertThat(Masking.phone("13812341234")).isEqualTo("138****1234");
        assertThat(Masking.phone("0571-86911234")).isEqualTo("0571-****234");
        assertThat(Masking.phone("0571-86911234-801")).isEqualTo("0571-****234");
        assertThat(Masking.phone("12345")).isEqualTo("*****");
        assertThat(Masking.phone(null)).isNull();
        assertThat(Masking.mail("zhang.san@example.cn")).isEqualTo("z***@example.cn");
        assertThat(Masking.mail("nonsense")).isEqualTo("***");
        assertThat(new Person("王小明", "13812341234", null, null)).hasToString("Person[王**]");
    }

    @Test
    void idsSayNothingAndDoNotMeet() {
        Set<String> ids = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            ids.add(OpaqueId.next("a", random));
        }
        assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("a-[0-9a-z]{13}") && id.matches(AccountId.PATTERN));
    }
}
