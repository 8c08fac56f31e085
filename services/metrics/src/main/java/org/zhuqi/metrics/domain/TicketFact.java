package org.zhuqi.metrics.domain;

import org.zhuqi.contracts.Sentence;

/** What is true of a ticket at a cut-off, as far as its events up to then and its clocks tell. */
public enum TicketFact implements Fact {
    RECEIVED(0, "received", "已收到"),
    DECLINED(1, "declined", "不予受理"),
    /** Before any unit had it. */
    WITHDRAWN_EARLY(2, "withdrawn before dispatch", "派单前撤回"),
    WITHDRAWN_LATE(3, "withdrawn after dispatch", "派单后撤回"),
    MERGED(4, "merged into another", "已并单"),
    /** With a reason and a second person's approval; counted in public. */
    EXCLUDED(5, "excluded with approval", "经批准剔除"),
    OPEN_CALL(6, "published as an open call at some time", "曾揭榜"),
    CLAIMED(7, "claimed by a unit", "已领办"),
    DISPATCHED(8, "dispatched at some time", "已派单"),
    ACCEPTED(9, "accepted at some time", "已接单"),
    /** And not disputed or reopened since. */
    ANSWERED(10, "answered", "已办结"),
    CLOSED(11, "closed", "已销号"),
    CONFIRMED(12, "closed by the enterprise's own word", "企业确认销号"),
    CLOSED_BY_TIME(13, "closed because the enterprise was silent", "逾期自动销号"),
    CLOSED_BY_CALL(14, "closed after a call-back", "回访销号"),
    ANSWER_SOLVED(15, "solved, as the unit says", "承办单位报已解决"),
    ANSWER_PARTLY(16, "partly solved, as the unit says", "承办单位报部分解决"),
    ANSWER_EXPLAINED(17, "explained, as the unit says", "承办单位报解释说明"),
    ANSWER_UNSOLVED(18, "unsolved, as the unit says", "承办单位报未解决"),
    RATED(19, "rated by the enterprise", "已评价"),
    SATISFIED(20, "satisfied", "满意"),
    BASICALLY_SATISFIED(21, "basically satisfied", "基本满意"),
    DISSATISFIED(22, "dissatisfied", "不满意"),
    RETURNED(23, "returned by a unit at some time", "曾退单"),
    MOVED(24, "handed from unit to unit at some time", "曾改派"),
    DISPUTED(25, "disputed at some time", "曾被企业否认"),
    REOPENED(26, "reopened at some time", "曾重办"),
    EXTENDED(27, "extended at some time", "曾延期"),
    SUSPENDED(28, "suspended at some time", "曾挂起"),
    SUSPENDED_NOW(29, "suspended", "挂起中"),
    ESCALATED(30, "escalated at some time", "曾提级"),
    HARD(31, "marked as a hard problem", "重难点"),
    BY_OFFICER(32, "filed by an officer", "助企员代报"),
    IMPORTED(33, "brought in from another system", "外部导入"),
    /** Some clock that ends with the acceptance has its verdict: done, or its due date has passed. */
    RESPONSE_JUDGED(34, "response done or due", "接单环节已完成或已到期"),
    RESPONSE_LATE(35, "response late", "接单环节超时"),
    PROGRESS_JUDGED(36, "progress told or due", "进展环节已完成或已到期"),
    PROGRESS_LATE(37, "progress late", "进展环节超时"),
    ANSWER_JUDGED(38, "answer given or due", "办结环节已完成或已到期"),
    ANSWER_LATE(39, "answer late", "办结环节超时"),
    /** Some clock of the ticket runs, and its due date has passed. */
    OVERDUE(40, "overdue", "逾期未办"),
    /** Somebody has to do something: it waits for the desk, a unit or the enterprise. */
    OPEN(41, "open", "在办"),
    APPEALED(42, "appealed at some time", "曾申诉");

    private final int bit;
    private final String en;
    private final String zh;

    TicketFact(int bit, String en, String zh) {
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
