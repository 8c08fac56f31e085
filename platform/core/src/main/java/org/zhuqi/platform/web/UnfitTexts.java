package org.zhuqi.platform.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Texts that JSON can spell and a database cannot keep: with half a character (an unpaired surrogate such as {@code \ud83c})
 * or with U+0000. One that went through would stop everybody who writes it to a table.
 */
public final class UnfitTexts {
    private UnfitTexts() {}

    /** @return the JSON Pointers of such texts in this document */
    public static List<String> in(JsonNode document) {
        List<String> pointers = new ArrayList<>();
        look(document, "", pointers);
        return pointers;
    }

    private static void look(JsonNode node, String pointer, List<String> found) {
        if (node.isString()) {
            if (isUnfit(node.stringValue())) {
                found.add(pointer);
            }
        } else if (node.isArray()) {
            for (int index = 0; index < node.size(); index++) {
                look(node.path(index), pointer + "/" + index, found);
            }
        } else {
            node.properties().forEach(member -> look(member.getValue(), pointer + "/" + member.getKey(), found));
        }
    }

    /** @param text null, as the parameter of a form may be that is only named, fits everywhere */
    public static boolean isUnfit(@Nullable String text) {
        return text != null
                && text.codePoints()
                        .anyMatch(character -> character == 0
                                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE));
    }
}
