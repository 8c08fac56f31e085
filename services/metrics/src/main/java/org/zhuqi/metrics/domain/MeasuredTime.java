package org.zhuqi.metrics.domain;

import java.util.List;
import org.zhuqi.contracts.Sentence;

/**
 * A time of the registry: how long something took.
 *
 * @param key such as {@code throughput}; never changed
 * @param of whose time is measured
 * @param bases what the period may mean; the first where nothing is said
 */
public record MeasuredTime(
        String key,
        Sentence name,
        Population population,
        Condition of,
        Expression expression,
        List<Basis> bases,
        Sentence sentence) {

    /** What is measured, in whole seconds; the rest of a second is left out. Only what had ended by the cut-off is. */
    public enum Expression {
        RECEIVED_TO_DISPATCHED("from the receipt to the first dispatch", "收到至首次派单"),
        DISPATCHED_TO_ACCEPTED("from the first dispatch to the first acceptance", "首次派单至首次接单"),
        DISPATCHED_TO_ANSWERED("from the first dispatch to the first answer", "首次派单至首次办结"),
        RECEIVED_TO_CLOSED("from the receipt to the first closing", "收到至首次销号"),
        RECEIVED_TO_CUT_OFF("from the receipt to the cut-off", "收到至截止时点"),
        COUNTED("what the clock counted, pauses left out", "计时环节累计时间，不含停表"),
        STOOD_STILL("how long the clock stood still", "计时环节停表时间");

        private final String en;
        private final String zh;

        Expression(String en, String zh) {
            this.en = en;
            this.zh = zh;
        }

        public Sentence words() {
            return new Sentence(en, zh);
        }
    }
}
