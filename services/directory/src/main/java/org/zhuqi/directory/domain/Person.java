package org.zhuqi.directory.domain;

import org.jspecify.annotations.Nullable;

/** A natural person. None of this ever leaves the directory. */
public record Person(
        String name,
        @Nullable String phone,
        @Nullable String mail,
        @Nullable String title) {
    /** Its name would show all of it in a log. */
    @Override
    public String toString() {
        return "Person[" + Masking.name(name) + "]";
    }
}
