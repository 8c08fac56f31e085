package org.zhuqi.contracts.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.schema.Contract.BrokenContractException;

/** What {@link Contract#check} finds, and with what words. */
class ContractTest {

    private record Letter(
            @Text(max = 5) String subject,
            @Nullable @Text(max = 5) String greeting,
            @Items(max = 2) List<Page> pages,
            @Nullable Page appendix) {}

    private record Page(@Text(min = 2, max = 3) String words) {}

    private static final Page PAGE = new Page("abc");
    private static final Letter LETTER = new Letter("12345", null, List.of(PAGE, PAGE), null);

    @Test
    void passesOnWhatKeepsItsPromises() {
        assertThat(Contract.check(LETTER)).isSameAs(LETTER);
    }

    @Test
    @SuppressWarnings("NullAway") // what Jackson makes of an absent field
    void findsWhatIsMissing() {
        assertBroken(new Letter(null, null, List.of(), null), "field 'subject' is missing");
        assertBroken(new Letter("s", null, null, null), "field 'pages' is missing");
        assertBroken(new Letter("s", null, List.of(), new Page(null)), "field 'appendix.words' is missing");
    }

    @Test
    void findsWhatIsTooLong() {
        assertBroken(with("123456"), "field 'subject' has 6 characters, at most 5 are allowed");
        assertBroken(
                new Letter("s", null, Collections.nCopies(3, PAGE), null),
                "field 'pages' has 3 entries, at most 2 are allowed");
    }

    @Test
    void findsWhatIsTooShortOrSaysNothing() {
        assertBroken(with(""), "field 'subject' is blank");
        assertBroken(with(" \u3000\n"), "field 'subject' is blank");
        assertBroken(
                new Letter("s", null, List.of(), new Page("a")),
                "field 'appendix.words' has 1 characters, at least 2 are needed");
    }

    @Test
    void findsTheCharacterThatPostgresCannotStore() {
        assertBroken(with("a\0b"), "field 'subject' contains the character U+0000");
    }

    @Test
    @SuppressWarnings("NullAway") // what Jackson makes of a null in a list
    void findsFaultsInsideLists() {
        assertBroken(
                new Letter("s", null, List.of(PAGE, new Page("abcd")), null),
                "field 'pages[1].words' has 4 characters, at most 3 are allowed");
        assertBroken(new Letter("s", null, Arrays.asList(PAGE, null), null), "field 'pages[1]' is null");
    }

    private static Letter with(String subject) {
        return new Letter(subject, null, List.of(), null);
    }

    private static void assertBroken(Letter letter, String sentence) {
        assertThatThrownBy(() -> Contract.check(letter))
                .isInstanceOf(BrokenContractException.class)
                .hasMessage(sentence);
    }
}
