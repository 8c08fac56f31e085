package org.zhuqi.directory.domain;

import org.jspecify.annotations.Nullable;

/** A natural person. None of this ever leaves the directory. */
public record Person(
        String name,
        @Nullable String phone,
        @Nullable String mail,
        @Nullable String title) {
    /** Stands where a person stood who was erased. */
    public static final Person ERASED = new Person("已注销", null, null, null);

    public boolean isErased() {
        return equals(ERASED);
    }

    /** Its name would show all of it in a log. */
    @Override
    public String toString() {
        return "Person[" + Masking.name(name) + "]";
    }
}
