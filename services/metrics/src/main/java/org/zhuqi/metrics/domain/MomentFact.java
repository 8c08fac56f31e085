package org.zhuqi.metrics.domain;

import java.util.Arrays;
import org.zhuqi.contracts.Sentence;

/** What is true of one step of a ticket: what happened, and with which result. */
public enum MomentFact implements Fact {
    DISPATCHED(0, "dispatched", "派单"),
    ACCEPTED(1, "accepted", "接单"),
    ANSWERED(2, "answered", "办结"),
    CLOSED(3, "closed", "销号"),
    CONFIRMED(4, "confirmed by the enterprise", "企业确认"),
    RATED(5, "rated", "评价"),
    OBJECTED(6, "a unit objected", "退单"),
    RETURNED(7, "an objection was upheld", "退单成立"),
    OVERRULED(8, "an objection was overruled", "退单驳回"),
    MOVED(9, "handed to another unit", "改派"),
    DISPUTED(10, "disputed", "企业否认"),
    REOPENED(11, "reopened", "重办"),
    EXTENDED(12, "extended", "延期"),
    SUSPENDED(13, "suspended", "挂起"),
    ESCALATED(14, "escalated", "提级"),
    MARKED_HARD(15, "marked as hard", "列为重难点"),
    DECLINED(16, "declined", "不予受理"),
    WITHDRAWN(17, "withdrawn", "撤回"),
    MERGED(18, "merged", "并单"),
    CALL_PUBLISHED(19, "published as an open call", "揭榜"),
    CLAIMED(20, "claimed", "领办"),
    APPEALED(21, "appealed", "申诉"),
    /** Nothing of the kind had happened to the ticket before. */
    FIRST(30, "for the first time", "首次"),
    SOLVED(31, "solved, as the unit says", "承办单位报已解决"),
    PARTLY(32, "partly solved, as the unit says", "承办单位报部分解决"),
    EXPLAINED(33, "explained, as the unit says", "承办单位报解释说明"),
    UNSOLVED(34, "unsolved, as the unit says", "承办单位报未解决"),
    SATISFIED(35, "satisfied", "满意"),
    BASICALLY_SATISFIED(36, "basically satisfied", "基本满意"),
    DISSATISFIED(37, "dissatisfied", "不满意");

    /** Every step is of exactly one of these kinds. The index {@code moment_by_kind} has them written out. */
    public static final long KINDS = Arrays.stream(values())
            .filter(fact -> fact.bit < FIRST.bit && fact != CONFIRMED)
            .mapToLong(Fact::mask)
            .reduce(0, (one, other) -> one | other);

    private final int bit;
    private final String en;
    private final String zh;

    MomentFact(int bit, String en, String zh) {
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
