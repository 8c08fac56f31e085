package org.zhuqi.allinone.demo.qiantang;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.demo.PublishedCase;
import org.zhuqi.allinone.demo.qiantang.People.Enterprise;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ClosingCause;
import org.zhuqi.contracts.DeclineGround;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.intake.importing.StableIds;

/**
 * Makes the tickets up: how many in which month, who asks for what, and what becomes of each. Whether a ticket is answered in
 * time never hangs on a reading: late ones are late by a working day at least, and whatever was bounced, disputed or merged is
 * answered within five working days of its first dispatch.
 */
final class Planning {
    static final DistrictId DISTRICT = new DistrictId("QT");

    /** Requests that count as collected, January to November. */
    private static final int[] MONTHS = {38, 66, 74, 62, 66, 70, 62, 60, 58, 50, 54};

    /** From here on everything goes faster, so that it is over at the cut-off. */
    private static final LocalDate HURRY = LocalDate.of(2023, 11, 10);

    private static final LocalDate LAST_ORDINARY = LocalDate.of(2023, 11, 24);
    private static final LocalDate MOST_HURRY = LocalDate.of(2023, 11, 17);

    /** Working days to the answer, as often as they come. */
    private static final List<Integer> DAYS_TO_ANSWER =
            List.of(1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5);

    private static final int BASICALLY_SATISFIED = 8;
    private static final double FILED_BY_OFFICERS = 0.28;
    private static final int HARD_ORDINARY = 40;

    private final Dice dice;
    private final StableIds ids;
    private final People people;
    private final List<Matter> matters = Matter.all();
    private final List<TicketStory> stories = new ArrayList<>();
    private final Set<String> filedOnVisits = new HashSet<>();
    private int ordinaryHard;

    private Planning(long seed) {
        dice = new Dice(seed);
        ids = new StableIds(DISTRICT, source(seed));
        people = People.invented(dice);
    }

    /** What every imported event names as where it comes from. */
    static String source(long seed) {
        return seed == 1 ? "qiantang-2023" : "qiantang-2023-seed-" + seed;
    }

    static Plan of(long seed) {
        return new Planning(seed).plan();
    }

    private record Beginning(LocalDate day, Fate fate) {}

    private Plan plan() {
        List<Beginning> beginnings = beginnings();
        Map<Integer, Satisfaction> ratings = ratings(beginnings);
        for (int i = 0; i < beginnings.size(); i++) {
            stories.add(counted("%04d".formatted(i + 1), beginnings.get(i), ratings.get(i)));
        }
        uncounted();
        List<TicketStory> tickets = List.copyOf(stories);
        Beside beside = new Beside(dice, people, tickets);
        List<Plan.Problem> problems = beside.problems();
        return new Plan(
                people, tickets, beside.meetings(), problems, beside.rounds(problems), beside.visits(filedOnVisits));
    }

    // -- when, and what becomes of it -------------------------------------------------------------------------------

    private List<Beginning> beginnings() {
        List<Beginning> all = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            if (fate.isAtTheEnd()) {
                List<LocalDate> days = daysOf(fate);
                IntStream.range(0, fate.tickets())
                        .forEach(i -> all.add(new Beginning(days.get(i % days.size()), fate)));
            }
        }
        List<LocalDate> days = new ArrayList<>();
        for (int month = 1; month <= MONTHS.length; month++) {
            LocalDate first = LocalDate.of(2023, month, 1);
            LocalDate last =
                    month == MONTHS.length ? LAST_ORDINARY : first.plusMonths(1).minusDays(1);
            List<LocalDate> working = OfficeHours.days(first, last);
            int tickets = MONTHS[month - 1] - (month == MONTHS.length ? all.size() : 0);
            IntStream.range(0, tickets).forEach(i -> days.add(dice.one(working)));
        }
        List<LocalDate> left = new ArrayList<>(dice.shuffled(days));
        for (Fate fate : Fate.values()) {
            if (fate.isCollected() && !fate.isAtTheEnd() && fate != Fate.ORDINARY) {
                for (int i = 0; i < fate.tickets(); i++) {
                    LocalDate day = left.stream()
                            .filter(each -> !each.isAfter(fate.latestBegin()))
                            .findFirst()
                            .orElseThrow();
                    left.remove(day);
                    all.add(new Beginning(day, fate));
                }
            }
        }
        left.forEach(day -> all.add(new Beginning(day, Fate.ORDINARY)));
        all.sort(Comparator.comparing(Beginning::day));
        return all;
    }

    private static List<LocalDate> daysOf(Fate fate) {
        return switch (fate) {
            case OVERDUE -> List.of(LocalDate.of(2023, 11, 13), LocalDate.of(2023, 11, 14));
            case SUSPENDED_STILL -> List.of(LocalDate.of(2023, 11, 15));
            case WAITING -> List.of(LocalDate.of(2023, 11, 22), LocalDate.of(2023, 11, 23));
            default -> List.of(LocalDate.of(2023, 11, 27), LocalDate.of(2023, 11, 28));
        };
    }

    /** Which ticket is rated how, before the cut-off. Who was told that nothing could be done is among the dissatisfied. */
    private Map<Integer, Satisfaction> ratings(List<Beginning> beginnings) {
        PublishedCase published = PublishedCase.QIANTANG_2023;
        Map<Integer, Satisfaction> ratings = new HashMap<>();
        List<Integer> solved = new ArrayList<>();
        int basically = BASICALLY_SATISFIED;
        int dissatisfied = published.rated() - published.satisfied() - basically;
        for (int i = 0; i < beginnings.size(); i++) {
            Fate fate = beginnings.get(i).fate();
            if (fate == Fate.UNSOLVED) {
                ratings.put(i, Satisfaction.DISSATISFIED);
                dissatisfied--;
            } else if (fate == Fate.PARTLY) {
                ratings.put(i, Satisfaction.BASICALLY_SATISFIED);
                basically--;
            } else if (isSolvedAndConfirmed(fate)) {
                solved.add(i);
            }
        }
        List<Integer> chosen = dice.shuffled(solved);
        for (int i = 0; ratings.size() < published.rated(); i++) {
            Satisfaction how = i < dissatisfied
                    ? Satisfaction.DISSATISFIED
                    : i < dissatisfied + basically ? Satisfaction.BASICALLY_SATISFIED : Satisfaction.SATISFIED;
            ratings.put(chosen.get(i), how);
        }
        return ratings;
    }

    private static boolean isSolvedAndConfirmed(Fate fate) {
        return switch (fate) {
            case ORDINARY, OBJECTED, OVERRULED, REDISPATCHED, SUSPENDED, EXTENDED, ESCALATED, LATE, DISPUTED -> true;
            default -> false;
        };
    }

    // -- who asks for what ------------------------------------------------------------------------------------------

    private StoryDraft draft(String key, Fate fate, LocalDate day) {
        Month month = day.getMonth();
        Matter matter = dice.one(matters, each -> each.weightIn(month));
        return draft(key, fate, matter, dice.one(people.enterprises(), Enterprise::asks));
    }

    private StoryDraft draft(String key, Fate fate, Matter matter, Enterprise enterprise) {
        return new StoryDraft(ids, people, key, fate, matter, enterprise, matter.title());
    }

    private void submit(StoryDraft draft, Instant at, boolean mayBeOfficer) {
        boolean officer = mayBeOfficer && dice.happens(FILED_BY_OFFICERS);
        if (officer) {
            filedOnVisits.add(draft.enterprise().id() + " " + OfficeHours.dayOf(at));
        }
        draft.submit(at, dice.filledIn(draft.matter().description()), officer);
    }

    // -- the counted ones -------------------------------------------------------------------------------------------

    private TicketStory counted(String key, Beginning beginning, @Nullable Satisfaction rating) {
        Fate fate = beginning.fate();
        LocalDate day = beginning.day();
        StoryDraft draft = draft(key, fate, day);
        boolean hurried = !day.isBefore(HURRY);
        Instant submitted = second(OfficeHours.at(day, dice.between(3, hurried ? 330 : 440)));
        submit(draft, submitted, true);
        Instant dispatched = later(submitted, 8, hurried ? 90 : 240);
        Instant answered = switch (fate) {
            case OBJECTED -> objected(draft, dispatched);
            case OVERRULED -> overruled(draft, dispatched);
            case REDISPATCHED -> redispatched(draft, dispatched);
            case SUSPENDED -> suspended(draft, dispatched);
            case EXTENDED, ESCALATED -> extended(draft, dispatched, fate);
            case DISPUTED -> disputed(draft, dispatched);
            case SUSPENDED_STILL -> suspendedStill(draft, dispatched);
            default -> straight(draft, dispatched, fate, day);
        };
        ending(draft, answered, fate, day, rating);
        return draft.story();
    }

    private Instant straight(StoryDraft draft, Instant dispatched, Fate fate, LocalDate day) {
        int days = switch (fate) {
            case LATE -> dice.between(7, 9);
            case WAITING -> 4;
            case FRESH -> 4;
            case OVERDUE -> 17 + dice.between(0, 3);
            default -> day.isAfter(MOST_HURRY) ? dice.between(1, 2) : dice.one(DAYS_TO_ANSWER);
        };
        Instant answered = moment(dispatched, days, 430);
        dispatch(draft, dispatched, true, answered);
        Instant accepted = accept(draft, dispatched, answered);
        boolean hard = fate == Fate.LATE || fate == Fate.OVERDUE || (fate == Fate.ORDINARY && isHard(day, days));
        if (hard) {
            markHard(draft, accepted);
        }
        progress(draft, accepted, answered);
        return answered;
    }

    private boolean isHard(LocalDate day, int days) {
        boolean hard = days >= 4
                && !day.isAfter(LocalDate.of(2023, 10, 20))
                && ordinaryHard < HARD_ORDINARY
                && dice.happens(0.26);
        ordinaryHard += hard ? 1 : 0;
        return hard;
    }

    private Instant objected(StoryDraft draft, Instant dispatched) {
        UnitId wrong = anotherUnit(draft);
        Instant objected = later(dispatched, 60, 260);
        Instant upheld = later(objected, 25, 180);
        Instant again = later(upheld, 5, 50);
        Instant answered = moment(dispatched, dice.between(3, 5), 380);
        draft.asCoordinator(dispatched, new TicketCommand.Dispatch(wrong, null, Difficulty.GENERAL, null));
        draft.asUnit(
                objected,
                wrong,
                new TicketCommand.RaiseObjection(
                        ObjectionGround.NOT_COMPETENT,
                        "该事项不属我单位职责范围。",
                        draft.matter().unit()));
        draft.asCoordinator(upheld, new TicketCommand.Uphold("经核对职责清单，退单成立。"));
        dispatch(draft, again, false, answered);
        progress(draft, accept(draft, again, answered), answered);
        return answered;
    }

    private Instant overruled(StoryDraft draft, Instant dispatched) {
        Instant objected = later(dispatched, 60, 260);
        Instant overruled = later(objected, 25, 180);
        Instant answered = moment(dispatched, dice.between(3, 5), 380);
        dispatch(draft, dispatched, false, answered);
        draft.asUnit(
                objected,
                new TicketCommand.RaiseObjection(ObjectionGround.INSUFFICIENT_INFORMATION, "材料不全，暂无法办理。", null));
        draft.asCoordinator(overruled, new TicketCommand.Overrule("材料可由承办单位联系企业补充，请继续办理。"));
        progress(draft, accept(draft, overruled, answered), answered);
        return answered;
    }

    private Instant redispatched(StoryDraft draft, Instant dispatched) {
        Instant again = later(dispatched, 40, 400);
        Instant answered = moment(dispatched, dice.between(3, 5), 380);
        draft.asCoordinator(dispatched, new TicketCommand.Dispatch(anotherUnit(draft), null, Difficulty.GENERAL, null));
        draft.asCoordinator(again, new TicketCommand.Redispatch(draft.matter().unit(), null, "经会商由该单位主办。"));
        progress(draft, accept(draft, again, answered), answered);
        return answered;
    }

    private Instant suspended(StoryDraft draft, Instant dispatched) {
        LocalDate day = OfficeHours.dayOf(dispatched);
        int days = dice.between(2, 6);
        Instant suspended = second(OfficeHours.at(OfficeHours.plusDays(day, 2), dice.between(20, 400)));
        Instant resumed = second(OfficeHours.at(OfficeHours.plusDays(day, 2 + days), dice.between(20, 400)));
        Instant answered =
                second(OfficeHours.at(OfficeHours.plusDays(day, 4 + days - dice.between(0, 1)), dice.between(20, 380)));
        dispatch(draft, dispatched, false, answered);
        Instant accepted = accept(draft, dispatched, suspended);
        markHard(draft, accepted);
        if (dice.happens(0.5)) {
            draft.asUnit(
                    suspended,
                    new TicketCommand.Suspend(SuspensionReason.WAITING_FOR_ENTERPRISE, "请企业补充盖章的申请材料。", null));
            draft.asEnterprise(resumed, new TicketCommand.ProvideInformation("材料已补齐并盖章上传。", null));
        } else {
            draft.asUnit(
                    suspended,
                    new TicketCommand.Suspend(SuspensionReason.WAITING_FOR_HIGHER_AUTHORITY, "已报市级部门，等待批复。", null));
            draft.asUnit(resumed, new TicketCommand.Resume("市级部门已批复。"));
        }
        draft.asUnit(
                later(resumed, 15, 60),
                new TicketCommand.RecordProgress(draft.matter().progress(), false, null));
        return answered;
    }

    private Instant suspendedStill(StoryDraft draft, Instant dispatched) {
        Instant suspended = second(OfficeHours.at(OfficeHours.plusDays(OfficeHours.dayOf(dispatched), 3), 95));
        Instant resumed = second(OfficeHours.at(LocalDate.of(2023, 12, 8), 60));
        Instant answered = second(OfficeHours.at(LocalDate.of(2023, 12, 11), 250));
        dispatch(draft, dispatched, false, answered);
        Instant accepted = accept(draft, dispatched, suspended);
        markHard(draft, accepted);
        draft.asUnit(
                suspended,
                new TicketCommand.Suspend(SuspensionReason.WAITING_FOR_HIGHER_AUTHORITY, "已报省级部门，等待批复。", null));
        draft.asUnit(resumed, new TicketCommand.Resume("省级部门已批复。"));
        draft.asUnit(
                later(resumed, 15, 60),
                new TicketCommand.RecordProgress(draft.matter().progress(), false, null));
        return answered;
    }

    private Instant extended(StoryDraft draft, Instant dispatched, Fate fate) {
        LocalDate day = OfficeHours.dayOf(dispatched);
        int more = dice.between(3, 5);
        Instant asked = second(OfficeHours.at(OfficeHours.plusDays(day, 4), dice.between(20, 300)));
        Instant until = OfficeHours.closeOfBusiness(OfficeHours.plusDays(day, 5 + more));
        Instant granted = later(asked, 25, 220);
        Instant answered = second(OfficeHours.at(
                OfficeHours.plusDays(day, fate == Fate.ESCALATED ? 5 + more : dice.between(6, 5 + more)),
                dice.between(20, 380)));
        dispatch(draft, dispatched, false, answered);
        Instant accepted = accept(draft, dispatched, OfficeHours.at(OfficeHours.plusDays(day, 1), 440));
        markHard(draft, accepted);
        draft.asUnit(
                second(OfficeHours.at(OfficeHours.plusDays(day, 3), dice.between(20, 400))),
                new TicketCommand.RecordProgress(draft.matter().progress(), false, null));
        draft.asUnit(asked, new TicketCommand.RequestExtension(until, "涉及多个部门会商，需延长办理时间。"));
        draft.asCoordinator(granted, new TicketCommand.GrantExtension(null, "同意延期，请按期答复企业。"));
        if (fate == Fate.ESCALATED) {
            draft.asCoordinator(
                    second(OfficeHours.at(OfficeHours.plusDays(day, 5), dice.between(300, 420))),
                    new TicketCommand.Escalate(EscalationLevel.DISTRICT_LEADER, "跨部门事项，提请分管区领导协调。"));
        }
        return answered;
    }

    private Instant disputed(StoryDraft draft, Instant dispatched) {
        LocalDate day = OfficeHours.dayOf(dispatched);
        Instant first = second(OfficeHours.at(OfficeHours.plusDays(day, 1), dice.between(200, 380)));
        Instant disputed = later(first, 60, 380);
        Instant answered = second(OfficeHours.at(OfficeHours.plusDays(day, dice.between(4, 5)), dice.between(20, 380)));
        dispatch(draft, dispatched, false, answered);
        Instant accepted = accept(draft, dispatched, first);
        progress(draft, accepted, first);
        draft.asUnit(first, new TicketCommand.Answer(AnswerOutcome.EXPLAINED, "已向企业说明政策口径和办理路径。", null, null));
        draft.asEnterprise(disputed, new TicketCommand.Dispute("仅作说明，问题并未解决，请继续办理。"));
        progress(draft, disputed, answered);
        return answered;
    }

    // -- steps ------------------------------------------------------------------------------------------------------

    private void dispatch(StoryDraft draft, Instant at, boolean mayHaveAssistants, Instant answered) {
        List<UnitId> assistants =
                mayHaveAssistants && dice.happens(0.6) ? draft.matter().assistants() : List.of();
        Difficulty difficulty = dice.one(List.of(
                Difficulty.SIMPLE, Difficulty.GENERAL, Difficulty.GENERAL, Difficulty.GENERAL, Difficulty.COMPLEX));
        draft.asCoordinator(
                at,
                new TicketCommand.Dispatch(
                        draft.matter().unit(), assistants.isEmpty() ? null : assistants, difficulty, null));
        for (UnitId assistant : assistants) {
            draft.asUnit(
                    between(at, answered, 0.80, 0.95), assistant, new TicketCommand.SignOff("协办事项已完成，材料已转主办单位。", null));
        }
    }

    /** Within the first working day, but for a few. */
    private Instant accept(StoryDraft draft, Instant since, Instant before) {
        long most = Math.min(
                dice.happens(0.97) ? 300 : 800,
                OfficeHours.between(since, before).toMinutes() / 2);
        Instant at = later(since, 12, (int) most);
        draft.asUnit(at, new TicketCommand.Accept(null, dice.happens(0.5) ? "已电话联系企业，核实情况。" : null));
        return at;
    }

    private void progress(StoryDraft draft, Instant since, Instant answered) {
        draft.asUnit(
                between(since, answered, 0.25, 0.70),
                new TicketCommand.RecordProgress(draft.matter().progress(), false, null));
    }

    private void markHard(StoryDraft draft, Instant accepted) {
        draft.asCoordinator(
                later(accepted, 3, 9),
                new TicketCommand.MarkHard(dice.one(
                        List.of("涉及多个部门职责交叉，需统筹推进。", "受上级政策或指标限制，短期难以突破。", "历史遗留问题，资料不全、周期较长。", "资金或要素缺口较大。"))));
    }

    private void ending(StoryDraft draft, Instant answered, Fate fate, LocalDate day, @Nullable Satisfaction rating) {
        draft.asUnit(answered, answer(draft, fate));
        boolean hurried = !day.isBefore(HURRY) && !fate.isAtTheEnd();
        switch (fate) {
            case CALLED_BACK ->
                draft.asCoordinator(
                        later(answered, 1500, 1900),
                        new TicketCommand.Close(ClosingCause.CALL_BACK, "电话回访，企业表示已解决，未在线确认。"));
            case UNSOLVED ->
                draft.asSystem(later(answered, 2260, 2300), new TicketCommand.Close(ClosingCause.TIME_OUT, null));
            case WAITING ->
                draft.asEnterprise(
                        second(OfficeHours.at(LocalDate.of(2023, 12, 4), dice.between(20, 400))),
                        new TicketCommand.Confirm("已收到，谢谢。"));
            default -> {
                Instant confirmed = later(answered, 20, hurried ? 190 : 1400);
                draft.asEnterprise(confirmed, new TicketCommand.Confirm(dice.happens(0.4) ? "问题已解决，感谢。" : null));
                rate(draft, confirmed, hurried, rating);
                return;
            }
        }
        rate(draft, later(answered, 2400, 2450), false, rating);
    }

    private void rate(StoryDraft draft, Instant after, boolean hurried, @Nullable Satisfaction rating) {
        if (rating != null) {
            draft.asEnterprise(later(after, 2, hurried ? 50 : 500), new TicketCommand.Rate(rating, null));
        }
    }

    private TicketCommand.Answer answer(StoryDraft draft, Fate fate) {
        return switch (fate) {
            case EXPLAINED ->
                new TicketCommand.Answer(AnswerOutcome.EXPLAINED, "现行政策暂不支持该诉求，已当面说明依据和替代办法。", null, null);
            case PARTLY ->
                new TicketCommand.Answer(AnswerOutcome.PARTLY, draft.matter().answer(), "其余部分需待下一年度计划安排。", null);
            case UNSOLVED -> new TicketCommand.Answer(AnswerOutcome.UNSOLVED, "经多次协调仍不具备办理条件。", "受上位规划限制。", null);
            default ->
                new TicketCommand.Answer(AnswerOutcome.SOLVED, draft.matter().answer(), null, null);
        };
    }

    private UnitId anotherUnit(StoryDraft draft) {
        return dice.one(matters.stream()
                .map(Matter::unit)
                .filter(unit -> !unit.equals(draft.matter().unit()))
                .toList());
    }

    // -- those that are not counted ---------------------------------------------------------------------------------

    private void uncounted() {
        List<LocalDate> days = OfficeHours.days(LocalDate.of(2023, 1, 5), LocalDate.of(2023, 11, 15));
        for (int i = 1; i <= Fate.DECLINED.tickets(); i++) {
            LocalDate day = dice.one(days);
            StoryDraft draft = draft("d%02d".formatted(i), Fate.DECLINED, day);
            Instant submitted = second(OfficeHours.at(day, dice.between(3, 400)));
            submit(draft, submitted, false);
            draft.asCoordinator(
                    later(submitted, 30, 300),
                    dice.happens(0.5)
                            ? new TicketCommand.Decline(DeclineGround.IN_LEGAL_PROCEEDINGS, "该事项已进入诉讼程序，请通过司法途径解决。")
                            : new TicketCommand.Decline(DeclineGround.NOT_WITHIN_COMPETENCE, "属企业间民事事项，不在受理范围。"));
            stories.add(draft.story());
        }
        for (int i = 1; i <= Fate.WITHDRAWN.tickets(); i++) {
            LocalDate day = dice.one(days);
            StoryDraft draft = draft("w%02d".formatted(i), Fate.WITHDRAWN, day);
            Instant submitted = second(OfficeHours.at(day, dice.between(3, 400)));
            submit(draft, submitted, false);
            draft.asEnterprise(later(submitted, 15, 120), new TicketCommand.Withdraw("已自行解决。"));
            stories.add(draft.story());
        }
        List<TicketStory> targets = dice.shuffled(stories).stream()
                .filter(story -> story.fate() == Fate.ORDINARY && room(story) > 600)
                .limit(Fate.MERGED.tickets() - 2)
                .toList();
        for (int i = 0; i < Fate.MERGED.tickets(); i++) {
            merged("m%02d".formatted(i + 1), targets.get(i % targets.size()));
        }
    }

    private static long room(TicketStory story) {
        return OfficeHours.between(story.when(TicketCommand.Accept.class), story.when(TicketCommand.Answer.class))
                .toMinutes();
    }

    private void merged(String key, TicketStory into) {
        Enterprise another = dice.one(people.enterprises().stream()
                .filter(each -> !each.equals(into.enterprise()))
                .toList());
        StoryDraft draft = draft(key, Fate.MERGED, into.matter(), another);
        Instant submitted = later(into.when(TicketCommand.Accept.class), 30, (int) room(into) - 250);
        submit(draft, submitted, false);
        draft.asCoordinator(later(submitted, 20, 150), new TicketCommand.Merge(into.ticket(), "与在办诉求属同一事项，合并办理、一并答复。"));
        stories.add(draft.story());
    }

    // -- times ------------------------------------------------------------------------------------------------------

    /** On the nth working day after, early enough for that day to count. */
    private Instant moment(Instant after, int days, int latest) {
        return second(OfficeHours.at(OfficeHours.plusDays(OfficeHours.dayOf(after), days), dice.between(40, latest)));
    }

    private Instant later(Instant from, int least, int most) {
        return OfficeHours.later(from, dice.between(least, Math.max(least, most)));
    }

    /** That share of the working time between the two. */
    private Instant between(Instant from, Instant to, double least, double most) {
        Duration whole = OfficeHours.between(from, to);
        double share = least + (most - least) * dice.between(0, 1000) / 1000.0;
        return OfficeHours.later(from, Duration.ofSeconds((long) (whole.toSeconds() * share)));
    }

    private Instant second(Instant minute) {
        return minute.plusSeconds(dice.between(0, 59));
    }
}
