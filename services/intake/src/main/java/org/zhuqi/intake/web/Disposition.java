package org.zhuqi.intake.web;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The header that names a file to a browser (RFC 6266), with the name in UTF-8 (RFC 8187) for all that know it. */
final class Disposition {
    /** attr-char of RFC 8187 beyond letters and digits. */
    private static final String PLAIN = "!#$&+-.^_`|~";

    private Disposition() {}

    static String of(boolean inline, String name) {
        return "%s; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(inline ? "inline" : "attachment", ascii(name), encoded(name));
    }

    private static String ascii(String name) {
        StringBuilder ascii = new StringBuilder();
        name.codePoints()
                .forEach(c -> ascii.append(c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '%' ? (char) c : '_'));
        return ascii.toString();
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(UTF_8)) {
            char c = (char) (b & 0xFF);
            if (c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append("%%%02X".formatted((int) c));
            }
        }
        return encoded.toString();
    }
}
