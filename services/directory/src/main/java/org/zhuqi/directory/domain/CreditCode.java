package org.zhuqi.directory.domain;

import java.text.Normalizer;
import java.util.Locale;
import org.zhuqi.contracts.Sentence;

/** A unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, the last one checks the others. */
public record CreditCode(String text) {
    public static final int LENGTH = 18;
    /** No I, O, S, V, Z: they are too easily taken for digits (GB 32100-2015, table 2). */
    static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /** @throws IllegalArgumentException with the sentence in English, if the text is no such code */
    public CreditCode {
        if (read(text) instanceof Reading.Faulty faulty) {
            throw new IllegalArgumentException(faulty.sentence().en());
        }
    }

    public sealed interface Reading {
        record Good(String text) implements Reading {}

        record Faulty(Sentence sentence) implements Reading {}
    }

    /** Full-width characters, lower case and blanks are what people type; they are no fault. */
    public static String normalised(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("[\\s\\p{Z}]", "")
                .toUpperCase(Locale.ROOT);
    }

    public static Reading read(String typed) {
        String text = normalised(typed);
        int length = text.codePointCount(0, text.length());
        if (length != LENGTH) {
            return new Reading.Faulty(new Sentence(
                    "A credit code has 18 characters, this one has %d.".formatted(length),
                    "统一社会信用代码应为 18 位，实际为 %d 位。".formatted(length)));
        }
        for (int i = 0; i < LENGTH; i++) {
            if (ALPHABET.indexOf(text.charAt(i)) < 0) {
                String character = Character.toString(text.codePointAt(i));
                return new Reading.Faulty(new Sentence(
                        "'%s' at position %d cannot stand in a credit code: digits and capital letters without I, O, S, V, Z."
                                .formatted(character, i + 1),
                        "统一社会信用代码第 %d 位“%s”无效：只能使用数字和大写字母（不含 I、O、S、V、Z）。".formatted(i + 1, character)));
            }
        }
        char check = checkDigit(text.substring(0, LENGTH - 1));
        if (text.charAt(LENGTH - 1) != check) {
            return new Reading.Faulty(new Sentence(
                    "The check digit of the credit code should be %s, not %s: a character is wrong somewhere."
                            .formatted(check, text.charAt(LENGTH - 1)),
                    "统一社会信用代码的校验位应为 %s，实际为 %s，请核对。".formatted(check, text.charAt(LENGTH - 1))));
        }
        return new Reading.Good(text);
    }

    /** Weights are the powers of 3 modulo 31 (GB 32100-2015, annex A). */
    static char checkDigit(String first) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < first.length(); i++) {
            sum += ALPHABET.indexOf(first.charAt(i)) * weight;
            weight = weight * 3 % 31;
        }
        return ALPHABET.charAt((31 - sum % 31) % 31);
    }

    @Override
    public String toString() {
        return text;
    }
}
