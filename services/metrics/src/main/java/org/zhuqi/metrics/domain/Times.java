package org.zhuqi.metrics.domain;

import static org.zhuqi.metrics.domain.Condition.all;
import static org.zhuqi.metrics.domain.Figures.COLLECTED;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.domain.MeasuredTime.Expression;

/** The registry of times: every one once, as data. */
public final class Times {
    public static final List<MeasuredTime> ALL = List.of(
            ofTickets(
                    "waiting-for-dispatch",
                    "waiting for the dispatch",
                    "派单等待时长",
                    Expression.RECEIVED_TO_DISPATCHED,
                    "natural time from the receipt to the first dispatch, or to the claim of an open call; of collected"
                            + " tickets that had been dispatched by the cut-off",
                    "收到至首次派单（或揭榜领办）的自然时间；截止时点前已派单的收集诉求单"),
            ofTickets(
                    "to-acceptance",
                    "until the acceptance",
                    "接单时长",
                    Expression.DISPATCHED_TO_ACCEPTED,
                    "natural time from the first dispatch to the first acceptance; of collected tickets that had been accepted"
                            + " by the cut-off",
                    "首次派单至首次接单的自然时间；截止时点前已接单的收集诉求单"),
            ofTickets(
                    "to-answer",
                    "until the answer",
                    "办结时长",
                    Expression.DISPATCHED_TO_ANSWERED,
                    "natural time from the first dispatch to the first answer; of collected tickets that had been answered by"
                            + " the cut-off",
                    "首次派单至首次办结的自然时间；截止时点前已办结的收集诉求单"),
            ofTickets(
                    "throughput",
                    "from receipt to closing",
                    "全程时长",
                    Expression.RECEIVED_TO_CLOSED,
                    "natural time from the receipt to the first closing; of collected tickets that had been closed by the"
                            + " cut-off",
                    "收到至首次销号的自然时间；截止时点前已销号的收集诉求单"),
            new MeasuredTime(
                    "age",
                    new Sentence("age of open tickets", "在办诉求单时长"),
                    Population.TICKETS,
                    COLLECTED.and(TicketFact.OPEN),
                    Expression.RECEIVED_TO_CUT_OFF,
                    List.of(Basis.STANDING, Basis.RECEIVED),
                    new Sentence(
                            "natural time from the receipt to the cut-off; of collected tickets that are open then",
                            "收到至截止时点的自然时间；截止时点仍在办的收集诉求单")),
            counted("accept", "acceptance", "接单", ClockFact.UNTIL_ACCEPTANCE, ClockFact.OF_TICKET),
            counted("progress", "first progress", "首次反馈", ClockFact.UNTIL_PROGRESS, ClockFact.OF_TICKET),
            counted("answer", "answer", "办结", ClockFact.UNTIL_ANSWER, ClockFact.OF_TICKET),
            counted("unit-accept", "acceptance", "接单", ClockFact.UNTIL_ACCEPTANCE, ClockFact.OF_UNIT),
            counted("unit-progress", "first progress", "首次反馈", ClockFact.UNTIL_PROGRESS, ClockFact.OF_UNIT),
            counted("unit-answer", "answer", "办结", ClockFact.UNTIL_ANSWER, ClockFact.OF_UNIT),
            new MeasuredTime(
                    "stood-still",
                    new Sentence("time that stood still", "停表时长"),
                    Population.CLOCKS,
                    all(ClockFact.OF_TICKET, ClockFact.UNTIL_ANSWER, ClockFact.DONE, ClockFact.STOOD_STILL),
                    Expression.STOOD_STILL,
                    List.of(Basis.RECEIVED, Basis.HAPPENED),
                    new Sentence(
                            "how long the time until the answer stood still; of answers given by the cut-off whose time stood"
                                    + " still at all, each round of a ticket for itself",
                            "办结计时的停表时间；截止时点前已办结且曾停表的轮次")));

    private static final Map<String, MeasuredTime> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(MeasuredTime::key, Function.identity()));

    private Times() {}

    public static Optional<MeasuredTime> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    private static MeasuredTime ofTickets(
            String key, String en, String zh, Expression expression, String sentence, String sentenceZh) {
        return new MeasuredTime(
                key,
                new Sentence(en, zh),
                Population.TICKETS,
                COLLECTED,
                expression,
                List.of(Basis.RECEIVED, Basis.HAPPENED),
                new Sentence(sentence, sentenceZh));
    }

    private static MeasuredTime counted(String key, String en, String zh, ClockFact until, ClockFact whose) {
        boolean ofUnit = whose == ClockFact.OF_UNIT;
        return new MeasuredTime(
                key,
                new Sentence(
                        (ofUnit ? "unit's working time until the " : "working time until the ") + en,
                        (ofUnit ? "单位" : "") + zh + "计时时长"),
                Population.CLOCKS,
                all(whose, until, ClockFact.DONE),
                Expression.COUNTED,
                List.of(Basis.RECEIVED, Basis.HAPPENED),
                new Sentence(
                        "%s until the %s, as its clock counted it (working time, or all time where the policy says so), without"
                                        .formatted(ofUnit ? "the unit's own time" : "the ticket's time", en)
                                + " what stood still; of clocks that had ended so by the cut-off",
                        "%s至%s的计时时长（按工作时间，规则另有规定的按自然时间），不含停表；截止时点前已完成的计时环节".formatted(ofUnit ? "本单位持有" : "诉求单", zh)));
    }
}
