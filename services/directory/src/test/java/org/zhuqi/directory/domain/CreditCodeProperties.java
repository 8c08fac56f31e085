package org.zhuqi.directory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;

/** What the check digit is for: no single slip of the hand and no swap of neighbours goes unnoticed. */
final class CreditCodeProperties {
    @Provide
    Arbitrary<String> codes() {
        return Arbitraries.strings()
                .withChars(CreditCode.ALPHABET.toCharArray())
                .ofLength(17)
                .map(first -> first + CreditCode.checkDigit(first));
    }

    @Property
    void whatIsMadeByTheRuleIsTaken(@ForAll("codes") String code) {
        assertThat(CreditCode.read(code)).isEqualTo(new CreditCode.Reading.Good(code));
    }

    @Property
    void howItIsTypedDoesNotMatter(@ForAll("codes") String code, @ForAll @IntRange(max = 17) int at) {
        String typed = " " + code.substring(0, at).toLowerCase(Locale.ROOT) + "\u3000" + code.substring(at) + "\t";
        StringBuilder wide = new StringBuilder();
        code.chars().forEach(c -> wide.append((char) (c - '!' + '\uff01')));
        assertThat(CreditCode.read(typed)).isEqualTo(new CreditCode.Reading.Good(code));
        assertThat(CreditCode.read(wide.toString())).isEqualTo(new CreditCode.Reading.Good(code));
    }

    @Property
    void anotherCharacterAnywhereIsNoticed(
            @ForAll("codes") String code,
            @ForAll @IntRange(max = 17) int at,
            @ForAll @IntRange(min = 1, max = 30) int by) {
        char other = CreditCode.ALPHABET.charAt((CreditCode.ALPHABET.indexOf(code.charAt(at)) + by) % 31);
        String wrong = code.substring(0, at) + other + code.substring(at + 1);
        assertThat(CreditCode.read(wrong)).isInstanceOf(CreditCode.Reading.Faulty.class);
    }

    @Property
    void swappedNeighboursAreNoticed(@ForAll("codes") String code, @ForAll @IntRange(max = 15) int at) {
        String swapped = code.substring(0, at) + code.charAt(at + 1) + code.charAt(at) + code.substring(at + 2);
        if (!swapped.equals(code)) {
            assertThat(CreditCode.read(swapped)).isInstanceOf(CreditCode.Reading.Faulty.class);
        }
    }

    @Property
    void anyTextIsAnswered(@ForAll String text, @ForAll @CharRange(from = '!', to = '~') char character) {
        assertThat(CreditCode.read(text)).isNotNull();
        assertThat(CreditCode.read("9135010" + character + "M000100Y43")).isNotNull();
    }
}
