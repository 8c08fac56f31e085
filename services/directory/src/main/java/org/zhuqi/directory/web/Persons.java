package org.zhuqi.directory.web;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.zhuqi.directory.domain.Masking;
import org.zhuqi.directory.domain.Person;
import org.zhuqi.directory.domain.Reach;

/** What is sent of a person. It can be written here, and is never given back whole. */
final class Persons {
    private Persons() {}

    /** An absent field stays as it was, an empty one is emptied, and a masked one that comes back is no change. */
    static Person changed(
            @Nullable Person before,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String mail,
            @Nullable String title) {
        String oldName = before == null ? "" : before.name();
        return new Person(
                name == null || (before != null && name.equals(Masking.name(oldName))) ? oldName : name.strip(),
                changed(before == null ? null : before.phone(), phone, Masking::phone, Persons::phone),
                changed(before == null ? null : before.mail(), mail, Masking::mail, Persons::mail),
                changed(before == null ? null : before.title(), title, same -> same, String::strip));
    }

    private static @Nullable String changed(
            @Nullable String before,
            @Nullable String sent,
            UnaryOperator<@Nullable String> mask,
            UnaryOperator<String> normalised) {
        if (sent == null || (before != null && sent.equals(mask.apply(before)))) {
            return before;
        }
        return sent.isBlank() ? null : normalised.apply(sent);
    }

    private static String phone(String sent) {
        return Reach.phone(sent).orElse(sent.strip());
    }

    private static String mail(String sent) {
        return Reach.mail(sent).orElse(sent.strip());
    }
}
