package org.zhuqi.metrics.domain;

import static org.zhuqi.metrics.domain.Basis.HAPPENED;
import static org.zhuqi.metrics.domain.Basis.RECEIVED;
import static org.zhuqi.metrics.domain.Basis.STANDING;
import static org.zhuqi.metrics.domain.Condition.all;
import static org.zhuqi.metrics.domain.Condition.any;
import static org.zhuqi.metrics.domain.Population.CLOCKS;
import static org.zhuqi.metrics.domain.Population.MOMENTS;
import static org.zhuqi.metrics.domain.Population.TICKETS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.domain.Figure.Group;

/**
 * The registry: every figure once, as data. What is served, printed into {@code docs/figures.md}, counted, drilled into and
 * exported is read from here. The figures and their exclusions are those that the districts of Zhejiang publish of their
 * help-the-enterprise programmes.
 */
public final class Figures {
    private static final Rounding ONE_DECIMAL = new Rounding(1, Rounding.Mode.HALF_UP);

    /** What the publications call collected: received, but neither declined, nor withdrawn early, merged or excluded. */
    public static final Condition COLLECTED = all(TicketFact.RECEIVED)
            .andNone(TicketFact.DECLINED, TicketFact.WITHDRAWN_EARLY, TicketFact.MERGED, TicketFact.EXCLUDED);

    /** What is in stock: waits for the desk, a unit or the enterprise. */
    public static final Condition OPEN = COLLECTED.and(TicketFact.OPEN);

    /** What is in stock beyond a due date. */
    public static final Condition OVERDUE = COLLECTED.and(TicketFact.OVERDUE);

    private static final Condition ANSWERED = COLLECTED.and(TicketFact.ANSWERED);
    private static final Condition UNITS_ANSWER = all(ClockFact.OF_UNIT, ClockFact.UNTIL_ANSWER, ClockFact.JUDGED);
    private static final Condition UNITS_RESPONSE =
            all(ClockFact.OF_UNIT, ClockFact.UNTIL_ACCEPTANCE, ClockFact.JUDGED);

    static final String QIANTANG = "钱塘区 2023 年 1—11 月公布数据";

    private static final List<Figure> OF_TICKETS = List.of(
            line("received", "received", "收到数", Group.INTAKE)
                    .of(TICKETS, RECEIVED, all(TicketFact.RECEIVED), "every ticket that was received", "收到的全部诉求单")
                    .figure(),
            line("collected", "collected", "收集数", Group.INTAKE)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED,
                            "tickets received, without those that were declined, withdrawn before dispatch, merged into"
                                    + " another or excluded with approval",
                            "收到的诉求单，不含不予受理、派单前撤回、并单及经批准剔除的")
                    .source(QIANTANG),
            line("declined", "declined", "不予受理数", Group.INTAKE)
                    .of(TICKETS, RECEIVED, all(TicketFact.DECLINED), "tickets that were declined", "不予受理的诉求单")
                    .figure(),
            line("withdrawn-early", "withdrawn before dispatch", "派单前撤回数", Group.INTAKE)
                    .of(
                            TICKETS,
                            RECEIVED,
                            all(TicketFact.WITHDRAWN_EARLY),
                            "tickets that the enterprise withdrew before any unit had them",
                            "派单前由企业撤回的诉求单")
                    .figure(),
            line("merged", "merged", "并单数", Group.INTAKE)
                    .of(TICKETS, RECEIVED, all(TicketFact.MERGED), "tickets that were merged into another", "并入其他诉求单的")
                    .figure(),
            line("excluded", "excluded", "剔除数", Group.INTAKE)
                    .of(
                            TICKETS,
                            RECEIVED,
                            all(TicketFact.EXCLUDED),
                            "tickets left out of the figures for a reason that a second person approved",
                            "经说明理由并由第二人批准后剔除的诉求单")
                    .figure(),
            line("response-rate", "response rate", "响应率", Group.TIMELINESS)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.RESPONSE_JUDGED).andNone(TicketFact.RESPONSE_LATE),
                            COLLECTED.and(TicketFact.RESPONSE_JUDGED),
                            "accepted in time / tickets whose acceptance is done or due",
                            "按时接单 / 已接单或接单已到期")
                    .higherIsBetter()
                    .figure(),
            line("progress-rate", "progress in time", "反馈按时率", Group.TIMELINESS)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.PROGRESS_JUDGED).andNone(TicketFact.PROGRESS_LATE),
                            COLLECTED.and(TicketFact.PROGRESS_JUDGED),
                            "first progress told in time / tickets whose first progress is told or due",
                            "按时反馈首次进展 / 已反馈或反馈已到期")
                    .higherIsBetter()
                    .figure(),
            line("on-time", "on time (135)", "按时办结率", Group.TIMELINESS)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.ANSWER_JUDGED).andNone(TicketFact.ANSWER_LATE),
                            COLLECTED.and(TicketFact.ANSWER_JUDGED),
                            "answered within the effective due date, in every round / answered, or due and not answered",
                            "每一轮均在有效期限内办结 / 已办结，或已到期未办结")
                    .of(
                            CLOCKS,
                            HAPPENED,
                            all(ClockFact.OF_TICKET, ClockFact.UNTIL_ANSWER, ClockFact.JUDGED)
                                    .andNone(ClockFact.LATE),
                            all(ClockFact.OF_TICKET, ClockFact.UNTIL_ANSWER, ClockFact.JUDGED),
                            "answers within the effective due date / answers that were given or fell due in the period,"
                                    + " each round of a ticket for itself",
                            "期内按时办结的轮次 / 期内办结或到期的轮次")
                    .higherIsBetter()
                    .source(QIANTANG),
            line("unit-response", "units accept in time", "单位响应率", Group.TIMELINESS)
                    .of(
                            CLOCKS,
                            RECEIVED,
                            UNITS_RESPONSE.andNone(ClockFact.LATE),
                            UNITS_RESPONSE,
                            "accepted in the unit's own time / dispatches to units whose acceptance is done or due; a unit"
                                    + " answers for its own holding time only",
                            "在本单位时限内接单 / 本单位已接单或接单已到期；各单位只对本单位持有时间负责")
                    .of(
                            CLOCKS,
                            HAPPENED,
                            UNITS_RESPONSE.andNone(ClockFact.LATE),
                            UNITS_RESPONSE,
                            "the same, for acceptances that were done or fell due in the period",
                            "同上，按期内接单或到期统计")
                    .higherIsBetter()
                    .figure(),
            line("unit-on-time", "units answer in time", "单位按时办结率", Group.TIMELINESS)
                    .of(
                            CLOCKS,
                            RECEIVED,
                            UNITS_ANSWER.andNone(ClockFact.LATE),
                            UNITS_ANSWER,
                            "answered in the unit's own time / holdings of units whose answer is done or due; a unit answers"
                                    + " for its own holding time only",
                            "在本单位时限内办结 / 本单位已办结或到期；各单位只对本单位持有时间负责")
                    .of(
                            CLOCKS,
                            HAPPENED,
                            UNITS_ANSWER.andNone(ClockFact.LATE),
                            UNITS_ANSWER,
                            "the same, for answers that were given or fell due in the period",
                            "同上，按期内办结或到期统计")
                    .higherIsBetter()
                    .figure(),
            line("overdue", "overdue", "逾期在办数", Group.TIMELINESS)
                    .of(
                            TICKETS,
                            STANDING,
                            OVERDUE,
                            "tickets of which a clock of the whole ticket runs beyond its due date; what a single unit or"
                                    + " assistant lets pass is not meant",
                            "全单计时中有环节已超期且仍未完成的诉求单；不含仅主办、协办单位自身时限超期的")
                    .of(
                            TICKETS,
                            RECEIVED,
                            OVERDUE,
                            "tickets received in the period of which a clock of the whole ticket runs beyond its due date",
                            "期内收到、全单计时中有环节已超期且仍未完成的诉求单")
                    .lowerIsBetter()
                    .figure(),
            line("open", "open", "在办数", Group.TIMELINESS)
                    .of(
                            TICKETS,
                            STANDING,
                            OPEN,
                            "tickets that wait for the desk, a unit or the enterprise",
                            "等待派单、办理或企业确认的诉求单")
                    .of(
                            TICKETS,
                            RECEIVED,
                            OPEN,
                            "tickets received in the period that wait for the desk, a unit or the enterprise",
                            "期内收到、仍等待派单、办理或企业确认的诉求单")
                    .figure(),
            line("closed-rate", "closed rate", "办结率", Group.RESULT)
                    .of(
                            TICKETS,
                            RECEIVED,
                            ANSWERED,
                            COLLECTED,
                            "answered or closed at the cut-off / collected",
                            "截止时点已办结或销号 / 收集数")
                    .variant("closed")
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.CLOSED),
                            COLLECTED,
                            "closed at the cut-off / collected",
                            "截止时点已销号 / 收集数")
                    .higherIsBetter()
                    .source(QIANTANG),
            line("solved-rate", "solved rate", "解决率", Group.RESULT)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.CLOSED, TicketFact.CONFIRMED, TicketFact.ANSWER_SOLVED),
                            COLLECTED,
                            "closed as solved and confirmed by the enterprise / collected",
                            "以“已解决”销号并经企业确认 / 收集数")
                    .variant("reported")
                    .of(
                            TICKETS,
                            RECEIVED,
                            ANSWERED.and(TicketFact.ANSWER_SOLVED),
                            COLLECTED,
                            "solved, as the unit says / collected",
                            "承办单位报已解决 / 收集数")
                    .variant("confirmed-of-answered")
                    .of(
                            TICKETS,
                            RECEIVED,
                            ANSWERED.and(TicketFact.CLOSED, TicketFact.CONFIRMED, TicketFact.ANSWER_SOLVED),
                            ANSWERED,
                            "closed as solved and confirmed by the enterprise / answered",
                            "以“已解决”销号并经企业确认 / 已办结")
                    .variant("reported-of-answered")
                    .of(
                            TICKETS,
                            RECEIVED,
                            ANSWERED.and(TicketFact.ANSWER_SOLVED),
                            ANSWERED,
                            "solved, as the unit says / answered",
                            "承办单位报已解决 / 已办结")
                    .higherIsBetter()
                    .source(QIANTANG),
            line("unjudged", "answered without a due date", "无时限办结数", Group.TIMELINESS)
                    .of(
                            TICKETS,
                            RECEIVED,
                            ANSWERED.andNone(TicketFact.ANSWER_JUDGED),
                            "answered, but no due date could be said: the policy sets none, or the calendar does not know"
                                    + " the year",
                            "已办结但无法判定时限：规则未设或工作日历缺少该年数据")
                    .lowerIsBetter()
                    .figure(),
            line("satisfaction", "satisfaction", "满意率", Group.SATISFACTION)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.SATISFIED),
                            COLLECTED.and(TicketFact.RATED),
                            "satisfied / rated by the enterprise itself; who did not rate counts nowhere",
                            "满意 / 企业已评价；未评价的不计入")
                    .variant("basically")
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(any(TicketFact.SATISFIED, TicketFact.BASICALLY_SATISFIED)),
                            COLLECTED.and(TicketFact.RATED),
                            "satisfied or basically satisfied / rated by the enterprise itself",
                            "满意和基本满意 / 企业已评价")
                    .variant("of-collected")
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.SATISFIED),
                            COLLECTED,
                            "satisfied / collected",
                            "满意 / 收集数")
                    .variant("basically-of-collected")
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(any(TicketFact.SATISFIED, TicketFact.BASICALLY_SATISFIED)),
                            COLLECTED,
                            "satisfied or basically satisfied / collected",
                            "满意和基本满意 / 收集数")
                    .variant("standard")
                    .of(
                            MOMENTS,
                            HAPPENED,
                            all(MomentFact.RATED, MomentFact.SATISFIED),
                            all(MomentFact.RATED),
                            "ratings that say satisfied / ratings given in the period",
                            "期内评价为满意 / 期内评价")
                    .higherIsBetter()
                    .source(QIANTANG),
            line("rating-rate", "rating rate", "评价率", Group.SATISFACTION)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.CLOSED, TicketFact.RATED),
                            COLLECTED.and(TicketFact.CLOSED),
                            "rated by the enterprise / closed",
                            "企业已评价 / 已销号")
                    .higherIsBetter()
                    .figure(),
            line("bounced", "bounced", "流转推诿占比", Group.CARE)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(any(TicketFact.RETURNED, TicketFact.MOVED)),
                            COLLECTED.and(TicketFact.DISPATCHED),
                            "returned by a unit or handed to another at least once / dispatched",
                            "至少被退单或改派一次 / 已派单")
                    .lowerIsBetter()
                    .figure(),
            line("bounces", "bounces", "退转次数", Group.CARE)
                    .of(
                            MOMENTS,
                            HAPPENED,
                            any(MomentFact.RETURNED, MomentFact.MOVED),
                            "how often a unit returned a ticket or it was handed to another",
                            "退单成立及改派次数")
                    .of(
                            MOMENTS,
                            RECEIVED,
                            any(MomentFact.RETURNED, MomentFact.MOVED),
                            "the same, for the tickets received in the period",
                            "同上，按期内收到的诉求单统计")
                    .lowerIsBetter()
                    .figure(),
            line("disputed", "disputed", "企业否认占比", Group.CARE)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.DISPUTED),
                            COLLECTED,
                            "of which the enterprise said at least once that it was not settled / collected",
                            "企业至少一次表示未解决 / 收集数")
                    .lowerIsBetter()
                    .figure(),
            line("reopened", "reopened", "重办占比", Group.CARE)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.REOPENED),
                            COLLECTED,
                            "reopened at least once / collected",
                            "至少重办一次 / 收集数")
                    .lowerIsBetter()
                    .figure(),
            line("reopenings", "reopenings", "重办次数", Group.CARE)
                    .of(MOMENTS, HAPPENED, all(MomentFact.REOPENED), "how often tickets were reopened", "重办次数")
                    .lowerIsBetter()
                    .figure(),
            line("extended", "extended", "延期占比", Group.CARE)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.EXTENDED),
                            COLLECTED,
                            "whose due date was extended at least once / collected",
                            "至少延期一次 / 收集数")
                    .lowerIsBetter()
                    .figure(),
            line("suspended", "suspended", "挂起占比", Group.CARE)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.SUSPENDED),
                            COLLECTED,
                            "suspended at least once / collected",
                            "至少挂起一次 / 收集数")
                    .lowerIsBetter()
                    .figure(),
            line("unconfirmed", "closed without the enterprise's word", "未经企业确认销号占比", Group.RESULT)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(any(TicketFact.CLOSED_BY_TIME, TicketFact.CLOSED_BY_CALL)),
                            COLLECTED.and(TicketFact.CLOSED),
                            "closed because the enterprise was silent, or after a call-back / closed",
                            "逾期自动销号或回访销号 / 已销号")
                    .lowerIsBetter()
                    .figure(),
            line("answers", "answers", "办结次数", Group.RESULT)
                    .of(MOMENTS, HAPPENED, all(MomentFact.ANSWERED), "answers given", "期内办结次数")
                    .figure(),
            line("closings", "closings", "销号次数", Group.RESULT)
                    .of(MOMENTS, HAPPENED, all(MomentFact.CLOSED), "closings", "期内销号次数")
                    .figure(),
            line("claimed", "claimed", "领办数", Group.INTAKE)
                    .of(
                            TICKETS,
                            RECEIVED,
                            COLLECTED.and(TicketFact.CLAIMED),
                            "problems that were published and claimed by a team or unit",
                            "揭榜后由团队或单位领办的诉求单")
                    .figure(),
            line("open-calls", "open calls", "揭榜数", Group.INTAKE)
                    .of(
                            MOMENTS,
                            HAPPENED,
                            all(MomentFact.CALL_PUBLISHED, MomentFact.FIRST),
                            "problems that were published in the period for teams and units to claim",
                            "期内首次发布揭榜的诉求单")
                    .of(
                            MOMENTS,
                            RECEIVED,
                            all(MomentFact.CALL_PUBLISHED, MomentFact.FIRST),
                            "problems received in the period that were published for teams and units to claim",
                            "期内收到、已发布揭榜的诉求单")
                    .figure());

    public static final List<Figure> ALL =
            Stream.concat(OF_TICKETS.stream(), BesideFigures.all().stream()).toList();

    private static final Map<String, Figure> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Figure::key, Function.identity()));

    private Figures() {}

    public static Optional<Figure> find(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    static Line line(String key, String en, String zh, Group group) {
        return new Line(key, new Sentence(en, zh), group);
    }

    /** A line of the table while it is written. */
    static final class Line {
        private final String key;
        private final Sentence name;
        private final Group group;
        private final List<Definition> definitions = new ArrayList<>();
        private String variant = "standard";
        private Direction direction = Direction.NEUTRAL;

        private Line(String key, Sentence name, Group group) {
            this.key = key;
            this.name = name;
            this.group = group;
        }

        Line variant(String next) {
            variant = next;
            return this;
        }

        Line of(Population population, Basis basis, Condition counted, String en, String zh) {
            definitions.add(new Definition(basis, variant, population, counted, null, new Sentence(en, zh)));
            return this;
        }

        Line of(Population population, Basis basis, Condition numerator, Condition denominator, String en, String zh) {
            definitions.add(new Definition(basis, variant, population, numerator, denominator, new Sentence(en, zh)));
            return this;
        }

        Line of(
                Population population,
                Basis basis,
                Condition counted,
                Definition.Of of,
                Definition.Counted what,
                String en,
                String zh) {
            definitions.add(new Definition(basis, variant, population, counted, null, new Sentence(en, zh), of, what));
            return this;
        }

        Line higherIsBetter() {
            direction = Direction.HIGHER_IS_BETTER;
            return this;
        }

        Line lowerIsBetter() {
            direction = Direction.LOWER_IS_BETTER;
            return this;
        }

        Figure figure() {
            return made(null);
        }

        Figure source(String source) {
            return made(source);
        }

        private Figure made(@Nullable String source) {
            return new Figure(key, name, group, List.copyOf(definitions), ONE_DECIMAL, direction, source);
        }
    }
}
