package org.zhuqi.allinone.fuzz;

import java.util.List;

/** Values that have broken other systems. */
final class Nasty {
    /** With half characters, too: whoever sends them as UTF-8 must spell those as JSON does. */
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u3000",
            "\t\r\n",
            "\u0000",
            "钱塘\u0000区",
            "\u0001\u0008\u001f\u007f\u0085",
            "\ud83c",
            "\udf38\ud83c",
            "半\ud800个",
            "\ufeff零宽\u200b\u200d\u2060",
            "\u202e倒着写\u202c",
            "مرحبا بالعالم",
            "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034d",
            "👨‍👩‍👧‍👦🏳️‍🌈",
            "𠮷野家𪚥",
            "\ufffe\uffff",
            "İıſßẞ",
            "ﷺ",
            "null",
            "undefined",
            "NaN",
            "true",
            "0",
            "-0",
            "-1",
            "1e400",
            "0x7f",
            "１２３",
            "9223372036854775808",
            "99999999999999999999999999999999999999",
            "2024-02-30",
            "0000-00-00",
            "-999999999-01-01",
            "+999999999-12-31",
            "9999-12-31T23:59:60Z",
            "2024-06-01T00:00:00",
            "2024-06-01T00:00:00+99:00",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "294277-01-01T00:00:00Z",
            "-4714-01-01",
            "PT-1S",
            "P9999999999D",
            "00000000-0000-0000-0000-000000000000",
            "1-1-1-1-1",
            "ffffffff-ffff-ffff-ffff-fffffffffffff",
            "..",
            "../../etc/passwd",
            "%00",
            "%",
            "%s%n%d",
            "${jndi:ldap://127.0.0.1:1/a}",
            "#{1+1}",
            "'",
            "\"",
            "\\",
            "' or '1'='1",
            "'; --",
            "%_\\%",
            "(((((((((((((",
            "[a-",
            "a:*&|!<->b",
            "<script>alert(1)</script>",
            "=1+1",
            "\r\nSet-Cookie: a=b",
            "a@1",
            "QT-2023-000042",
            "QT-9999999999-999999999999",
            "@",
            ",",
            ",,,",
            "/",
            "*");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-1",
            "1",
            "0.1",
            "1e0",
            "1E400",
            "-1e400",
            "1e-400",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "18446744073709551616",
            "1e1000000000",
            "3.0",
            "100000",
            "1000000000000");

    /** As JSON values, some of which are none. */
    private static final List<String> OTHERS = List.of(
            "null",
            "true",
            "false",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "[{}]",
            "{\"\":\"\"}",
            "{\"a\":null}",
            "NaN",
            "Infinity",
            "'a'",
            "01",
            "undefined",
            "\"\\ud83d\"",
            "\"\\u0000\"",
            "\"\\uD800\\uD800\"",
            "[1,\"1\",true,null,{},[]]");

    private Nasty() {}

    static String text(Chance chance) {
        return switch (chance.below(12)) {
            case 0 -> chance.one(TEXTS).repeat(1 + chance.below(40));
            case 1 -> "长".repeat((int) chance.between(1, 12_000));
            case 2 -> "a".repeat((int) chance.between(250, 260));
            case 3 -> chance.one(TEXTS) + chance.one(TEXTS);
            case 4 -> anyCharacters(chance);
            default -> chance.one(TEXTS);
        };
    }

    private static String anyCharacters(Chance chance) {
        StringBuilder text = new StringBuilder();
        for (int left = 1 + chance.below(40); left > 0; left--) {
            text.appendCodePoint(
                    switch (chance.below(4)) {
                        case 0 -> chance.below(0x80);
                        case 1 -> chance.below(0x800);
                        case 2 -> chance.below(0x10000);
                        default -> chance.below(0x110000);
                    });
        }
        return text.toString();
    }

    /** As JSON writes it. */
    static String number(Chance chance) {
        return chance.happens(0.05) ? "9".repeat(chance.below(3_000) + 1) : chance.one(NUMBERS);
    }

    /** A piece of JSON of any kind, seldom well-formed. */
    static String json(Chance chance) {
        return switch (chance.below(5)) {
            case 0 -> number(chance);
            case 1 -> chance.one(OTHERS);
            case 2 -> deep(chance);
            case 3 -> "[" + "1,".repeat(chance.below(2_000)) + "1]";
            default -> quoted(text(chance));
        };
    }

    static String deep(Chance chance) {
        int depth = chance.happens(0.2) ? 60_000 : (int) chance.between(2, 1_200);
        return chance.happens(0.5)
                ? "[".repeat(depth) + "]".repeat(depth)
                : "{\"a\":".repeat(depth / 5) + "1" + "}".repeat(depth / 5);
    }

    /** As a JSON string; half a character and what cannot be seen are spelled with {@code \\u}. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(character -> {
            boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
            if (character == '"' || character == '\\') {
                quoted.append('\\').appendCodePoint(character);
            } else if (character < ' ' || half) {
                quoted.append("\\u%04x".formatted(character));
            } else {
                quoted.appendCodePoint(character);
            }
        });
        return quoted.append('"').toString();
    }
}
