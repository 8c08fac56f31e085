package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What is true of one clock of a ticket at a cut-off. */
public enum ClockFact implements Fact {
    OF_TICKET(0, "the ticket's own time", "全单计时"),
    OF_UNIT(1, "a lead unit's own time", "主办单位计时"),
    OF_ASSISTANT(2, "an assistant's own time", "协办单位计时"),
    UNTIL_DISPATCH(3, "until the dispatch", "至派单"),
    UNTIL_ACCEPTANCE(4, "until the acceptance", "至接单"),
    UNTIL_PROGRESS(5, "until the first progress", "至首次反馈"),
    UNTIL_ANSWER(6, "until the answer", "至办结"),
    UNTIL_CLOSING(7, "until the closing", "至销号"),
    /** Done, or its due date has passed. */
    JUDGED(8, "done or due", "已完成或已到期"),
    LATE(9, "late", "超时"),
    DONE(10, "done", "已完成"),
    OVERDUE(11, "runs beyond its due date", "逾期未办"),
    EXTENDED(12, "extended", "已延期"),
    /** An extension was granted when the date before it had passed. */
    EXTENDED_AFTER_DUE(13, "extended after it was due", "到期后才延期"),
    STOOD_STILL(14, "stood still for a time", "曾停表"),
    /** What it waited for came, in time, in the last tenth of the time that there was. */
    AT_THE_LAST_MINUTE(15, "done in the last tenth of its time", "临期完成");

    private final int bit;
    private final String en;
    private final String zh;

    ClockFact(int bit, String en, String zh) {
        this.bit = bit;
        this.en = en;
        this.zh = zh;
    }

    @Override
    public int bit() {
        return bit;
    }

    @Override
    public Sentence words() {
        return new Sentence(en, zh);
    }
}
