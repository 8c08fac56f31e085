package org.zhuqi.desk.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WordsTest {
    private static final String TEXT = Words.normalised("QT-2023-000042\n二期厂房ＡＢＣ证，𠮷利汽车 R&D");

    @Test
    void anyPieceOfATextIsFoundThroughItsGrams() {
        for (int from = 0; from < TEXT.length(); from++) {
            for (int to = from + 1; to <= TEXT.length(); to++) {
                String piece = TEXT.substring(from, to);
                if (!Character.isSurrogate(piece.charAt(0)) || Character.isHighSurrogate(piece.charAt(0))) {
                    for (String word : Words.asked(piece)) {
                        if (!Character.isHighSurrogate(word.charAt(word.length() - 1))) {
                            assertThat(Words.grams(TEXT)).as(word).containsAll(Words.required(word));
                        }
                    }
                }
            }
        }
    }

    @Test
    void asksForPairsWhereThereAreAnyAndForSinglesWhereThereAreNone() {
        assertThat(Words.grams("产权证")).containsAll(Words.required("证")).hasSize(5);
        assertThat(Words.required("厂房")).hasSize(1).isNotEqualTo(Words.required("房厂"));
        assertThat(Words.required("不动产")).hasSize(2);
        assertThat(Words.required("r&d")).hasSize(3);
        assertThat(Words.required("%")).hasSize(1);
        assertThat(Words.required("𠮷")).hasSize(1);
    }

    @Test
    void looksPastWidthAndCase() {
        assertThat(Words.asked("  ＱＴ-2023　厂房\t厂房 ")).containsExactly("qt-2023", "厂房");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000", "\0", "\n\t"})
    void blanksAskForNothing(String query) {
        assertThat(Words.asked(query)).isEmpty();
    }
}
