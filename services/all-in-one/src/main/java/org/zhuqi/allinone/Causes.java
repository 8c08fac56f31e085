package org.zhuqi.allinone;

import java.util.LinkedHashSet;
import java.util.Set;

/** What went wrong, for a person in front of a terminal. */
final class Causes {
    private Causes() {}

    static String inOneLine(Throwable thrown) {
        Set<String> messages = new LinkedHashSet<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && messages.stream().noneMatch(cause.getMessage()::contains)) {
                messages.removeIf(cause.getMessage()::contains);
                messages.add(cause.getMessage());
            }
        }
        return messages.isEmpty() ? thrown.toString() : String.join(" — ", messages);
    }
}
