package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** How one that is counted changes sides when a figure is counted otherwise. */
public enum Change {
    GAINED("counts now, and did not before", "原未计入，现计入"),
    LOST("counted before, and does not now", "原计入，现不计入"),
    /** Of shares: nothing was said of it before. It counts now or it does not. */
    JUDGED("is judged now, and was not before", "原未判定，现判定"),
    /** Of shares: nothing is said of it any more. */
    UNJUDGED("was judged before, and is not now", "原已判定，现不判定");

    private final String en;
    private final String zh;

    Change(String en, String zh) {
        this.en = en;
        this.zh = zh;
    }

    public Sentence words() {
        return new Sentence(en, zh);
    }
}
