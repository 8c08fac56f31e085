package org.zhuqi.dispatch.domain.similar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The words of the field: what weighs nothing, and which words name the same matter. */
final class Vocabulary {
    static final Vocabulary SHIPPED = shipped();

    /** By their first character, the longest first. */
    private final Map<Character, List<String>> nothing = new HashMap<>();

    private final Map<String, Pattern> matters = new LinkedHashMap<>();

    private static Vocabulary shipped() {
        try (InputStream file = Vocabulary.class.getResourceAsStream("vocabulary.txt")) {
            return new Vocabulary(
                    new BufferedReader(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8))
                            .lines()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Vocabulary(List<String> lines) {
        boolean names = false;
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                names = line.equals("[matters]");
            } else if (names) {
                int equals = line.indexOf('=');
                matters.put(
                        line.substring(0, equals).strip(),
                        Pattern.compile(line.substring(equals + 1).strip()));
            } else {
                nothing.computeIfAbsent(line.charAt(0), first -> new ArrayList<>())
                        .add(line.strip());
            }
        }
        nothing.values()
                .forEach(phrases ->
                        phrases.sort(Comparator.comparingInt(String::length).reversed()));
    }

    /** How many characters of the text weigh nothing from here on; 0 if this one weighs something. */
    int nothingAt(String text, int place) {
        for (String phrase : nothing.getOrDefault(text.charAt(place), List.of())) {
            if (text.startsWith(phrase, place)) {
                return phrase.length();
            }
        }
        return 0;
    }

    /** In order, so that two texts can be compared. */
    Set<String> matters(String text) {
        Set<String> named = new TreeSet<>();
        matters.forEach((name, words) -> {
            if (words.matcher(text).find()) {
                named.add(name);
            }
        });
        return named;
    }
}
