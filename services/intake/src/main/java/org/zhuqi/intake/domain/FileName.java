package org.zhuqi.intake.domain;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** A name under which a file can be kept and given back: no path, nothing invisible, the extension of what it is. */
public final class FileName {
    /** Characters; the contract's limit. */
    public static final int LONGEST = 200;

    private static final String NAMELESS = "attachment";
    /** Not allowed in names on one system or another, or with a meaning in an address or a header. */
    private static final String RESERVED = "<>:\"|?*%;";

    private FileName() {}

    /** @param given as the uploader's machine called it; null if it did not say */
    public static String of(@Nullable String given, FileType type) {
        String name = visible(lastPart(given == null ? "" : given));
        String extension = extensionOf(name);
        boolean fits = type.isCalled(extension);
        String stem = stem(name, extension, fits);
        String ending = "." + (fits ? extension : type.extension());
        return shortened(stem, LONGEST - ending.length()) + ending;
    }

    private static String stem(String name, String extension, boolean fits) {
        boolean known = fits || isExtensionOfAFile(extension);
        String stem = known ? name.substring(0, name.length() - extension.length() - 1) : name;
        stem = trimmed(stem);
        return stem.isEmpty() ? NAMELESS : stem;
    }

    /** What stands behind the last dot may as well be a part of the name, as in {@code 合同 v1.2 终稿}. */
    private static boolean isExtensionOfAFile(String extension) {
        return !extension.isEmpty()
                && extension.length() <= 5
                && extension.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))
                && extension.chars().anyMatch(Character::isLetter);
    }

    private static String lastPart(String given) {
        int separator = Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\'));
        return given.substring(separator + 1);
    }

    private static String visible(String name) {
        StringBuilder visible = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                // Among the format characters are those that turn the direction of the text: exe.gpj looks like
                // jpg.exe.
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.PRIVATE_USE,
                        Character.UNASSIGNED -> {}
                case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR ->
                    visible.append(' ');
                default -> {
                    if (RESERVED.indexOf(c) >= 0) {
                        visible.append('_');
                    } else {
                        visible.appendCodePoint(c);
                    }
                }
            }
        });
        return trimmed(visible.toString());
    }

    /** Without blanks around it and dots before and behind it. */
    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) == ' ' || text.charAt(from) == '.')) {
            from++;
        }
        while (to > from && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == '.')) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String extensionOf(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    private static String shortened(String stem, int most) {
        if (stem.length() <= most) {
            return stem;
        }
        int end = Character.isHighSurrogate(stem.charAt(most - 1)) ? most - 1 : most;
        return trimmed(stem.substring(0, end));
    }
}
