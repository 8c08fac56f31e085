package org.zhuqi.dispatch.domain;

import org.zhuqi.contracts.Sentence;

/**
 * Why something is not done.
 *
 * @param field the field at fault, such as {@code agenda}; empty if it is none
 */
public record Hindrance(Nature nature, String field, Sentence sentence) {
    /** The gravest first. */
    public enum Nature {
        /** What is sent is not of the form that is asked for. */
        FORM,
        /** What is asked for is not right, whatever the state. */
        RULE,
        /** It was right before, or will be later. */
        STATE
    }

    public static Hindrance rule(String field, String en, String zh) {
        return new Hindrance(Nature.RULE, field, new Sentence(en, zh));
    }

    public static Hindrance state(String en, String zh) {
        return new Hindrance(Nature.STATE, "", new Sentence(en, zh));
    }
}
