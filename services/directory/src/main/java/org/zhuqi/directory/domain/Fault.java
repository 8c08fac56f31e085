package org.zhuqi.directory.domain;

import java.util.Map;
import org.zhuqi.contracts.Sentence;

/**
 * Why an entry is not taken.
 *
 * @param field where the fault lies; empty if it lies in no single one
 * @param nature wrong in itself, or in the way of what is there
 * @param counts how many stand in the way, by what they are
 */
public record Fault(String field, Nature nature, Sentence sentence, Map<String, Long> counts) {
    public enum Nature {
        WRONG,
        IN_THE_WAY
    }

    public static Fault wrong(String field, String en, String zh) {
        return new Fault(field, Nature.WRONG, new Sentence(en, zh), Map.of());
    }

    public static Fault inTheWay(String field, String en, String zh) {
        return new Fault(field, Nature.IN_THE_WAY, new Sentence(en, zh), Map.of());
    }
}
