package org.zhuqi.metrics.domain;

import static org.zhuqi.metrics.domain.Condition.all;
import static org.zhuqi.metrics.domain.Condition.any;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.domain.Signal.Measure;
import org.zhuqi.metrics.domain.Signal.Parameter;

/**
 * The registry of what can be said about how far figures can be trusted. A measure that counts for somebody will be worked on
 * (Goodhart's law), so each of these shows one way in which a figure can look better than what it stands for.
 */
public final class Signals {
    /** Said with all of them. */
    public static final Sentence CAUTION = new Sentence(
            "These are facts to look at, not verdicts: each has harmless explanations, and only the cases behind it tell.",
            "以下为供核查的事实，并非结论：每一项都可能有合理原因，须看具体诉求单。");

    public static final String RATINGS = "ratings";
    public static final String ENTERPRISES = "enterprises";
    public static final String MINUTES = "minutes";

    /** The key of the one that is shown over the time that was left, too. */
    public static final String ANSWERS_BUNCHED = "answers-bunched";

    private static final Condition COLLECTED = all(TicketFact.RECEIVED)
            .andNone(TicketFact.DECLINED, TicketFact.WITHDRAWN_EARLY, TicketFact.MERGED, TicketFact.EXCLUDED);
    /** Answered in time by the unit that had it, in its own time. */
    public static final Condition KEPT_ANSWERS =
            all(ClockFact.OF_UNIT, ClockFact.UNTIL_ANSWER, ClockFact.DONE).andNone(ClockFact.LATE);

    private static final Condition EXTENDED = all(ClockFact.OF_UNIT, ClockFact.EXTENDED);
    private static final Condition UNSOLVED_AND_RATED = COLLECTED.and(TicketFact.ANSWER_UNSOLVED, TicketFact.RATED);

    public static final List<Signal> ALL = List.of(
            signal(
                    ANSWERS_BUNCHED,
                    "answers bunched before they are due",
                    "临期集中办结",
                    "answers in the last tenth of a unit's time / answers that a unit gave in time, in the period; a unit"
                            + " whose share is far above the others' may answer because it is due and not because it is"
                            + " done, or may have hard cases",
                    "期内在本单位时限最后十分之一内办结的 / 期内按时办结的；占比明显偏高，可能是为按时而办结，也可能是事项本身难办",
                    Basis.HAPPENED,
                    new Measure.Counted(
                            Population.CLOCKS, KEPT_ANSWERS.and(ClockFact.AT_THE_LAST_MINUTE), KEPT_ANSWERS)),
            signal(
                    "extended-after-due",
                    "extended when it was due already",
                    "到期后延期",
                    "units' times of which an extension was granted after the due date before it had passed / units' times"
                            + " that were extended, of tickets received in the period; late work then counts as in time,"
                            + " though whoever granted it may only have been slow",
                    "有一次延期在原期限届满后才批准的 / 已延期的（期内收到的诉求单，按单位计时）；逾期因此计为按时，也可能只是审批较慢",
                    Basis.RECEIVED,
                    new Measure.ExtendedTooLate(EXTENDED)),
            signal(
                    "extensions",
                    "extensions",
                    "延期次数",
                    "extensions granted in the period; many may mean that due dates are moved until they are kept, or that"
                            + " a unit has the long cases",
                    "期内批准延期的次数；次数较多，可能是以延期保按时，也可能是该单位承办事项周期较长",
                    Basis.HAPPENED,
                    new Measure.Counted(Population.MOMENTS, all(MomentFact.EXTENDED), null)),
            signal(
                    "stood-still",
                    "time that stood still",
                    "停表时间占比",
                    "seconds for which the unit's time until the answer stood still / seconds that ran or stood still, of"
                            + " times that ended, and were kept or fell due in the period; a clock that stands still is"
                            + " never late, though an enterprise may really have been slow with its papers",
                    "办结计时停表的秒数 / 计时与停表的秒数合计（期内办结或到期且已结束的单位计时）；停表期间不会逾期，也可能确因企业补充材料较慢",
                    Basis.HAPPENED,
                    new Measure.StoodStill(all(ClockFact.OF_UNIT, ClockFact.UNTIL_ANSWER, ClockFact.DONE))),
            signal(
                    "unsolved-but-satisfied",
                    "unsolved, but satisfied",
                    "未解决却满意",
                    "rated satisfied / rated, of tickets received in the period that stand as answered unsolved; an"
                            + " enterprise may be content with an honest no, or may not have rated itself",
                    "评价为满意的 / 已评价的（期内收到、答复为未解决的诉求单）；企业可能认可如实答复，也可能并非企业本意",
                    Basis.RECEIVED,
                    new Measure.Counted(
                            Population.TICKETS, UNSOLVED_AND_RATED.and(TicketFact.SATISFIED), UNSOLVED_AND_RATED)),
            signal(
                    "closed-without-word",
                    "closed without the enterprise's word",
                    "未经企业确认销号",
                    "closed because the enterprise was silent, or after a call-back / closed, of tickets received in the"
                            + " period; silence may be consent, or nobody may have asked",
                    "逾期自动销号或回访销号的 / 已销号的（期内收到的诉求单）；企业未回应可能是默认，也可能是无人询问",
                    Basis.RECEIVED,
                    new Measure.Counted(
                            Population.TICKETS,
                            COLLECTED
                                    .and(TicketFact.CLOSED)
                                    .and(any(TicketFact.CLOSED_BY_TIME, TicketFact.CLOSED_BY_CALL)),
                            COLLECTED.and(TicketFact.CLOSED))),
            signal(
                    "solved-but-denied",
                    "reported solved, but disputed or reopened",
                    "报已解决后被否认或重办",
                    "after which the enterprise disputed it, or the ticket was reopened, before another answer / answers in"
                            + " the period by which a unit reported it solved; the problem may have come back by itself",
                    "其后被企业否认或重办的 / 期内承办单位报已解决的办结；问题也可能是后来复发",
                    Basis.HAPPENED,
                    new Measure.SolvedButDenied()),
            new Signal(
                    "ratings-together",
                    new Sentence("ratings from one network at one time", "同一网络集中评价"),
                    new Sentence(
                            "ratings that lie with enough others within a few minutes, from one network and of several"
                                    + " enterprises / ratings whose network is known, in the period; somebody may rate in"
                                    + " their place, but a park behind one address or a day at the service hall looks the"
                                    + " same; networks can be compared within a day only",
                            "短时间内自同一网络发出、涉及多家企业的评价 / 期内网络可辨的评价；可能有人代评，园区共用出口或在服务大厅集中评价也会如此；仅同日可比"),
                    Basis.HAPPENED,
                    new Measure.RatedTogether(),
                    List.of(
                            new Parameter(RATINGS, new Sentence("at least so many ratings", "评价次数不少于"), 3, 2, 100),
                            new Parameter(
                                    ENTERPRISES, new Sentence("of at least so many enterprises", "涉及企业不少于"), 2, 1, 100),
                            new Parameter(MINUTES, new Sentence("within so many minutes", "分钟以内"), 10, 1, 1440))));

    private static final Map<String, Signal> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Signal::key, Function.identity()));

    private Signals() {}

    public static Optional<Signal> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    private static Signal signal(
            String key, String en, String zh, String sentence, String sentenceZh, Basis basis, Measure measure) {
        return new Signal(key, new Sentence(en, zh), new Sentence(sentence, sentenceZh), basis, measure, List.of());
    }
}
