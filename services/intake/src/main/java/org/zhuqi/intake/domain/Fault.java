package org.zhuqi.intake.domain;

import org.zhuqi.contracts.Sentence;

/**
 * What is wrong with something that was filled in.
 *
 * @param pointer where, as JSON Pointer (RFC 6901)
 */
public record Fault(String pointer, Sentence sentence) {
    public static Fault at(String pointer, String en, String zh) {
        return new Fault(pointer, new Sentence(en, zh));
    }
}
