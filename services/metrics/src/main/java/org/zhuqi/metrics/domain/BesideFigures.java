package org.zhuqi.metrics.domain;

import static org.zhuqi.metrics.domain.Basis.HAPPENED;
import static org.zhuqi.metrics.domain.Basis.RECEIVED;
import static org.zhuqi.metrics.domain.Basis.STANDING;
import static org.zhuqi.metrics.domain.Population.DECISIONS;
import static org.zhuqi.metrics.domain.Population.HARD_PROBLEMS;
import static org.zhuqi.metrics.domain.Population.INTRODUCTIONS;
import static org.zhuqi.metrics.domain.Population.LISTINGS;
import static org.zhuqi.metrics.domain.Population.MEETINGS;
import static org.zhuqi.metrics.domain.Population.MOMENTS;
import static org.zhuqi.metrics.domain.Population.TICKETS;
import static org.zhuqi.metrics.domain.Population.VISITS;

import java.util.List;
import org.zhuqi.metrics.domain.Definition.Counted;
import org.zhuqi.metrics.domain.Definition.Of;
import org.zhuqi.metrics.domain.Figure.Group;

/** The part of the registry that is about what happens beside and across the tickets, and the services of the menu. */
final class BesideFigures {
    private static final Condition HELD = Condition.all(MeetingFact.HELD);
    private static final Condition WRITTEN_OFF = Condition.all(HardProblemFact.LISTED, HardProblemFact.WRITTEN_OFF);

    private BesideFigures() {}

    static List<Figure> all() {
        Condition ordered = Figures.COLLECTED;
        Condition served = ordered.and(TicketFact.ANSWERED);
        return List.of(
                Figures.line("meetings", "meetings held", "协调会次数", Group.BESIDE)
                        .of(MEETINGS, HAPPENED, HELD, "coordination meetings that took place in the period", "期内召开的协调会")
                        .variant("planned")
                        .of(
                                MEETINGS,
                                HAPPENED,
                                Condition.all(MeetingFact.PLANNED),
                                "coordination meetings that are planned for the period and neither held nor cancelled",
                                "计划在期内召开、尚未召开也未取消的协调会")
                        .variant("cancelled")
                        .of(
                                MEETINGS,
                                HAPPENED,
                                Condition.all(MeetingFact.CANCELLED),
                                "coordination meetings that were planned for the period and cancelled",
                                "原定在期内召开、已取消的协调会")
                        .source(Figures.QIANTANG),
                Figures.line("meetings-common", "meetings about a common problem", "共性协调会次数", Group.BESIDE)
                        .of(
                                MEETINGS,
                                HAPPENED,
                                HELD.and(MeetingFact.COMMON),
                                "coordination meetings of the kind 'common' that took place in the period",
                                "期内召开的共性协调会")
                        .source(Figures.QIANTANG),
                Figures.line("meetings-individual", "meetings about one ticket", "个性协调会次数", Group.BESIDE)
                        .of(
                                MEETINGS,
                                HAPPENED,
                                HELD.and(MeetingFact.INDIVIDUAL),
                                "coordination meetings of the kind 'individual' that took place in the period",
                                "期内召开的个性协调会")
                        .source(Figures.QIANTANG),
                Figures.line("meetings-escalated", "meetings chaired by the leader in charge", "提级协调会次数", Group.BESIDE)
                        .of(
                                MEETINGS,
                                HAPPENED,
                                HELD.and(MeetingFact.ESCALATED),
                                "coordination meetings of the kind 'escalated' that took place in the period",
                                "期内召开的提级协调会")
                        .source(Figures.QIANTANG),
                Figures.line("decisions", "decisions of meetings", "议定事项数", Group.BESIDE)
                        .of(
                                DECISIONS,
                                RECEIVED,
                                Condition.all(DecisionFact.MADE),
                                "what was decided by meetings that took place in the period, as the minutes say at the"
                                        + " cut-off",
                                "期内召开的协调会议定的事项，以截止时点的纪要为准")
                        .figure(),
                Figures.line("decisions-done", "decisions carried out", "议定事项落实率", Group.BESIDE)
                        .of(
                                DECISIONS,
                                RECEIVED,
                                Condition.all(DecisionFact.MADE, DecisionFact.DONE),
                                Condition.all(DecisionFact.MADE),
                                "carried out at the cut-off / decided by meetings that took place in the period",
                                "截止时点已落实 / 期内召开的协调会议定的事项")
                        .figure(),
                Figures.line("decisions-overdue", "decisions overdue", "议定事项逾期数", Group.BESIDE)
                        .of(
                                DECISIONS,
                                STANDING,
                                Condition.all(DecisionFact.MADE, DecisionFact.OVERDUE),
                                "decisions of meetings whose last day is over and that are not carried out",
                                "期限已过仍未落实的议定事项")
                        .figure(),
                Figures.line("hard-problems-listed", "hard problems listed", "重难点问题列入数", Group.BESIDE)
                        .of(
                                HARD_PROBLEMS,
                                RECEIVED,
                                Condition.all(HardProblemFact.LISTED),
                                "hard problems that came onto the list in the period, those among them that were removed"
                                        + " later",
                                "期内列入清单的重难点问题，含其后移出的")
                        .variant("without-mistaken")
                        .of(
                                HARD_PROBLEMS,
                                RECEIVED,
                                Condition.all(HardProblemFact.LISTED).andNone(HardProblemFact.MISTAKEN),
                                "hard problems that came onto the list in the period, without those that were removed"
                                        + " because they were listed twice or by mistake",
                                "期内列入清单的重难点问题，不含因重复或误列移出的")
                        .figure(),
                Figures.line("hard-problems-written-off", "hard problems written off", "重难点问题销号数", Group.BESIDE)
                        .of(
                                HARD_PROBLEMS,
                                HAPPENED,
                                WRITTEN_OFF,
                                "hard problems that were written off in the period and are not back on the list",
                                "期内销号、未重新列入的重难点问题")
                        .of(
                                HARD_PROBLEMS,
                                RECEIVED,
                                WRITTEN_OFF,
                                "hard problems listed in the period that are written off at the cut-off",
                                "期内列入、截止时点已销号的重难点问题")
                        .variant("confirmed")
                        .of(
                                HARD_PROBLEMS,
                                HAPPENED,
                                WRITTEN_OFF.and(HardProblemFact.CONFIRMED),
                                "the same, where the enterprises said so themselves",
                                "同上，且经企业确认的")
                        .source(Figures.QIANTANG),
                Figures.line("hard-problems-standing", "hard problems on the list", "重难点问题在册数", Group.BESIDE)
                        .of(
                                HARD_PROBLEMS,
                                STANDING,
                                Condition.all(HardProblemFact.ON_THE_LIST),
                                "hard problems on the list at the cut-off",
                                "截止时点在册的重难点问题")
                        .variant("overdue")
                        .of(
                                HARD_PROBLEMS,
                                STANDING,
                                Condition.all(HardProblemFact.ON_THE_LIST, HardProblemFact.OVERDUE),
                                "hard problems on the list whose day is over",
                                "已过计划销号日期、仍在册的重难点问题")
                        .figure(),
                Figures.line("hard-problems-relisted", "hard problems relisted", "重难点问题重新列入数", Group.BESIDE)
                        .of(
                                HARD_PROBLEMS,
                                RECEIVED,
                                Condition.all(HardProblemFact.LISTED, HardProblemFact.RELISTED),
                                "hard problems listed in the period that came back onto the list at least once",
                                "期内列入、至少重新列入一次的重难点问题")
                        .figure(),
                Figures.line("hard-problems-removed", "hard problems removed", "重难点问题移出数", Group.BESIDE)
                        .of(
                                HARD_PROBLEMS,
                                HAPPENED,
                                Condition.all(HardProblemFact.REMOVED),
                                "hard problems that left the list unsolved in the period and are not back",
                                "期内未解决即移出、未重新列入的重难点问题")
                        .figure(),
                Figures.line("hard-problems-solved", "share of hard problems written off", "重难点问题销号率", Group.BESIDE)
                        .of(
                                HARD_PROBLEMS,
                                RECEIVED,
                                WRITTEN_OFF,
                                Condition.all(HardProblemFact.LISTED),
                                "written off at the cut-off / listed in the period",
                                "截止时点已销号 / 期内列入")
                        .variant("confirmed")
                        .of(
                                HARD_PROBLEMS,
                                RECEIVED,
                                WRITTEN_OFF.and(HardProblemFact.CONFIRMED),
                                Condition.all(HardProblemFact.LISTED),
                                "written off and confirmed by the enterprises / listed in the period",
                                "已销号并经企业确认 / 期内列入")
                        .variant("without-mistaken")
                        .of(
                                HARD_PROBLEMS,
                                RECEIVED,
                                WRITTEN_OFF,
                                Condition.all(HardProblemFact.LISTED).andNone(HardProblemFact.MISTAKEN),
                                "written off / listed in the period, without what was listed twice or by mistake",
                                "截止时点已销号 / 期内列入，不含重复或误列的")
                        .figure(),
                Figures.line("visits", "visits", "走访次数", Group.BESIDE)
                        .of(
                                VISITS,
                                HAPPENED,
                                Condition.all(VisitFact.MADE),
                                "visits to enterprises on the days of the period; one is one, however many came along. By"
                                        + " officer it is the first who is named, by unit the only one that came along",
                                "期内对企业的走访，多人、多部门同行只计一次；按助企员统计时归首位登记人，按单位统计时仅计唯一同行单位")
                        .variant("with-problems")
                        .of(
                                VISITS,
                                HAPPENED,
                                Condition.all(VisitFact.MADE, VisitFact.FOUND_SOMETHING),
                                "visits after which tickets were filed",
                                "期内发现问题并提交诉求单的走访")
                        .figure(),
                Figures.line("enterprises-visited", "enterprises visited", "走访企业数", Group.BESIDE)
                        .of(
                                VISITS,
                                HAPPENED,
                                Condition.all(VisitFact.MADE),
                                Of.ALL,
                                Counted.ENTERPRISES,
                                "enterprises that were visited in the period, each once",
                                "期内走访过的企业，每家只计一次")
                        .figure(),
                Figures.line("service-orders", "services ordered", "服务点单数", Group.BESIDE)
                        .of(
                                TICKETS,
                                RECEIVED,
                                ordered,
                                Of.SERVICES,
                                Counted.CASES,
                                "services of the menu that were ordered in the period",
                                "期内点单的服务事项")
                        .figure(),
                Figures.line("service-cases", "services rendered", "服务件数", Group.BESIDE)
                        .of(
                                TICKETS,
                                RECEIVED,
                                served,
                                Of.SERVICES,
                                Counted.CASES,
                                "services ordered in the period that are answered or closed at the cut-off",
                                "期内点单、截止时点已办结或销号的服务事项")
                        .of(
                                MOMENTS,
                                HAPPENED,
                                Condition.all(MomentFact.ANSWERED, MomentFact.FIRST),
                                Of.SERVICES,
                                Counted.CASES,
                                "services that were answered in the period for the first time",
                                "期内首次办结的服务事项")
                        .figure(),
                Figures.line("enterprises-served", "enterprises served", "服务企业数", Group.BESIDE)
                        .of(
                                TICKETS,
                                RECEIVED,
                                served,
                                Of.SERVICES,
                                Counted.ENTERPRISES,
                                "enterprises with at least one service that was ordered in the period and is answered or"
                                        + " closed at the cut-off, each once",
                                "期内点单且截止时点已办结或销号服务事项的企业，每家只计一次")
                        .of(
                                MOMENTS,
                                HAPPENED,
                                Condition.all(MomentFact.ANSWERED, MomentFact.FIRST),
                                Of.SERVICES,
                                Counted.ENTERPRISES,
                                "enterprises for which a service was answered in the period, each once",
                                "期内获得服务办结的企业，每家只计一次")
                        .figure(),
                Figures.line("listings", "products and needs listed", "供需发布数", Group.BESIDE)
                        .of(
                                LISTINGS,
                                RECEIVED,
                                Condition.all(ListingFact.POSTED),
                                "what enterprises offered or needed, posted in the period",
                                "期内发布的供应和需求")
                        .of(
                                LISTINGS,
                                STANDING,
                                Condition.all(ListingFact.OPEN),
                                "what enterprises offer or need at the cut-off",
                                "截止时点有效的供应和需求")
                        .variant("offers")
                        .of(
                                LISTINGS,
                                RECEIVED,
                                Condition.all(ListingFact.POSTED, ListingFact.OFFER),
                                "products and services offered, posted in the period",
                                "期内发布的供应")
                        .of(
                                LISTINGS,
                                STANDING,
                                Condition.all(ListingFact.OPEN, ListingFact.OFFER),
                                "products and services offered at the cut-off",
                                "截止时点有效的供应")
                        .variant("needs")
                        .of(
                                LISTINGS,
                                RECEIVED,
                                Condition.all(ListingFact.POSTED, ListingFact.NEED),
                                "products and services needed, posted in the period",
                                "期内发布的需求")
                        .of(
                                LISTINGS,
                                STANDING,
                                Condition.all(ListingFact.OPEN, ListingFact.NEED),
                                "products and services needed at the cut-off",
                                "截止时点有效的需求")
                        .source("上虞区“链长直通车”公布数据：供需对接企业 100 家、产品 56 个"),
                Figures.line("listing-enterprises", "enterprises in supply and demand", "供需对接企业数", Group.BESIDE)
                        .of(
                                LISTINGS,
                                RECEIVED,
                                Condition.all(ListingFact.POSTED),
                                Of.ALL,
                                Counted.ENTERPRISES,
                                "enterprises that posted in the period what they offer or need, each once",
                                "期内发布供需信息的企业，每家只计一次")
                        .of(
                                LISTINGS,
                                STANDING,
                                Condition.all(ListingFact.OPEN),
                                Of.ALL,
                                Counted.ENTERPRISES,
                                "enterprises that offer or need something at the cut-off, each once",
                                "截止时点有有效供需信息的企业，每家只计一次")
                        .source("上虞区“链长直通车”公布数据：供需对接企业 100 家、产品 56 个"),
                Figures.line("introductions", "introductions", "供需对接数", Group.BESIDE)
                        .of(
                                INTRODUCTIONS,
                                RECEIVED,
                                Condition.all(IntroductionFact.PROPOSED),
                                "introductions of two enterprises to each other, proposed in the period",
                                "期内发起的供需对接")
                        .figure(),
                Figures.line("introductions-accepted", "introductions accepted", "供需对接成功率", Group.BESIDE)
                        .of(
                                INTRODUCTIONS,
                                RECEIVED,
                                Condition.all(IntroductionFact.PROPOSED, IntroductionFact.ACCEPTED),
                                Condition.all(IntroductionFact.PROPOSED),
                                "both sides agreed / introductions proposed in the period",
                                "双方同意 / 期内发起的供需对接")
                        .figure(),
                Figures.line("deals", "deals", "供需成交数", Group.BESIDE)
                        .of(
                                INTRODUCTIONS,
                                HAPPENED,
                                Condition.all(IntroductionFact.DEALT),
                                "introductions of which a deal came in the period",
                                "期内达成交易的供需对接")
                        .of(
                                INTRODUCTIONS,
                                RECEIVED,
                                Condition.all(IntroductionFact.DEALT),
                                "introductions proposed in the period of which a deal came",
                                "期内发起、已达成交易的供需对接")
                        .figure());
    }
}
