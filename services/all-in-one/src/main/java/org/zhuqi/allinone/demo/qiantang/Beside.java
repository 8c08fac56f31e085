package org.zhuqi.allinone.demo.qiantang;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.demo.PublishedCase;
import org.zhuqi.allinone.demo.qiantang.People.Enterprise;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;

/** What happened beside the tickets: meetings, the list of hard problems, visits. */
final class Beside {
    /** Minutes of the working day at which meetings begin: 9:00, 10:00, 14:00, 15:00. */
    private static final List<Integer> BEGINNINGS = List.of(30, 90, 240, 300);

    private static final LocalDate LAST_WRITE_OFF = LocalDate.of(2023, 11, 27);
    private static final int STILL_LISTED = 7;
    private static final int FURTHER_VISITS = 240;

    private final Dice dice;
    private final People people;
    private final List<TicketStory> collected;

    Beside(Dice dice, People people, List<TicketStory> tickets) {
        this.dice = dice;
        this.people = people;
        this.collected =
                tickets.stream().filter(story -> story.fate().isCollected()).toList();
    }

    // -- meetings ---------------------------------------------------------------------------------------------------

    List<Plan.Meeting> meetings() {
        List<Plan.Meeting> all = new ArrayList<>();
        all.add(common("common-1", "qt-yg", LocalDate.of(2023, 2, 24), "节后用工缺口共性问题协调会"));
        all.add(common("common-2", "qt-zn", LocalDate.of(2023, 7, 14), "人才子女入学共性问题协调会"));
        all.add(common("common-3", "qt-zc", LocalDate.of(2023, 10, 20), "惠企政策兑现共性问题协调会"));
        List<TicketStory> escalated = withFate(Fate.ESCALATED);
        for (TicketStory story : escalated) {
            LocalDate day = OfficeHours.dayOf(story.when(TicketCommand.Dispatch.class));
            all.add(individual(all.size(), story, OfficeHours.plusDays(day, dice.between(3, 4))));
            all.add(escalated(all.size(), story, OfficeHours.plusDays(day, dice.between(6, 7))));
        }
        int left = PublishedCase.QIANTANG_2023.individual() - escalated.size();
        for (TicketStory story : dice.shuffled(withFate(Fate.EXTENDED)).subList(0, left)) {
            LocalDate day = OfficeHours.dayOf(story.when(TicketCommand.Dispatch.class));
            all.add(individual(all.size(), story, OfficeHours.plusDays(day, dice.between(3, 5))));
        }
        all.sort(Comparator.comparing(Plan.Meeting::startsAt));
        return List.copyOf(all);
    }

    private List<TicketStory> withFate(Fate fate) {
        return collected.stream().filter(story -> story.fate() == fate).toList();
    }

    private Plan.Meeting common(String key, String item, LocalDate day, String title) {
        List<TicketStory> agenda =
                about(new CatalogueItemId(item), day).limit(dice.between(4, 7)).toList();
        return meeting(key, MeetingKind.COMMON, title, day, agenda);
    }

    private Plan.Meeting individual(int number, TicketStory story, LocalDate day) {
        return meeting("individual-" + number, MeetingKind.INDIVIDUAL, story.title() + "协调会", day, List.of(story));
    }

    private Plan.Meeting escalated(int number, TicketStory story, LocalDate day) {
        List<TicketStory> agenda = Stream.concat(
                        Stream.of(story),
                        about(story.matter().item(), day)
                                .filter(other -> !other.equals(story))
                                .limit(1))
                .toList();
        return meeting("escalated-" + number, MeetingKind.ESCALATED, story.title() + "提级协调会", day, agenda);
    }

    /** Of that item, received in the month before, the latest first. */
    private Stream<TicketStory> about(CatalogueItemId item, LocalDate day) {
        return collected.stream()
                .filter(story -> story.matter().item().equals(item))
                .filter(story -> OfficeHours.dayOf(story.when(TicketCommand.Dispatch.class))
                                .isBefore(day)
                        && OfficeHours.dayOf(story.submittedAt()).isAfter(day.minusDays(40)))
                .sorted(Comparator.comparing(TicketStory::submittedAt).reversed());
    }

    private Plan.Meeting meeting(String key, MeetingKind kind, String title, LocalDate day, List<TicketStory> agenda) {
        Instant starts = OfficeHours.at(day, dice.one(BEGINNINGS));
        Instant ends = OfficeHours.later(starts, dice.one(List.of(60, 90)));
        List<UnitId> units = agenda.stream()
                .flatMap(story -> Stream.concat(Stream.of(story.matter().unit()), story.matter().assistants().stream()))
                .distinct()
                .toList();
        List<Plan.Decision> decisions = new ArrayList<>();
        for (TicketStory story : agenda) {
            if (decisions.size() < 3) {
                decisions.add(decision(
                        story.ticket(),
                        story.matter().unit(),
                        "由主办单位牵头，限期提出解决方案并答复企业。",
                        OfficeHours.plusDays(day, dice.between(2, 5))));
            }
        }
        decisions.add(
                decision(null, dice.one(units), "形成会议纪要，同类问题参照办理。", OfficeHours.plusDays(day, dice.between(4, 8))));
        return new Plan.Meeting(
                key,
                kind,
                title,
                OfficeHours.at(
                        OfficeHours.days(day.minusDays(14), day.minusDays(1)).getLast(), dice.between(60, 400)),
                starts,
                ends,
                OfficeHours.later(ends, dice.between(20, 60)),
                agenda.stream().map(TicketStory::ticket).toList(),
                units,
                decisions);
    }

    /** Carried out on its last day or the day before; one in sixteen a day late. */
    private static Plan.Decision decision(@Nullable TicketId ticket, UnitId unit, String text, LocalDate due) {
        int by = Math.floorMod(Objects.hash(unit.text(), due), 16);
        LocalDate before = OfficeHours.days(due.minusDays(9), due.minusDays(1)).getLast();
        LocalDate done = by == 0 ? OfficeHours.plusDays(due, 1) : by < 8 ? due : before;
        return new Plan.Decision(ticket, unit, text, due, OfficeHours.at(done, 60 + 20 * by));
    }

    // -- hard problems ----------------------------------------------------------------------------------------------

    private static final List<List<String>> FROM_VISITS = List.of(
            List.of("qt-jtj", "临江片区职工通勤公交覆盖不足"),
            List.of("qt-swgs", "前进街道工业污水管网扩容"),
            List.of("qt-gdgs", "钱塘芯谷双电源供电可靠性提升"),
            List.of("qt-zjj", "医药港人才公寓配套滞后"),
            List.of("qt-rqrl", "东部蒸汽管网互联互通"),
            List.of("qt-jyj", "义蓬片区公办幼儿园学位紧张"),
            List.of("qt-zrzy", "存量工业用地分割转让"),
            List.of("qt-sthj", "危险废物小量收集点布局"),
            List.of("qt-fgj", "重大项目能耗指标统筹"),
            List.of("qt-jrb", "生物医药企业研发贷产品不足"),
            List.of("qt-wjj", "园区职工就近就医点位不足"),
            List.of("qt-yjj", "危化品停车场地缺口"),
            List.of("qt-zhzf", "工业园区货车夜间停放"),
            List.of("qt-swj", "跨境电商监管仓场地"),
            List.of("qt-jxkj", "中试基地公共平台建设"),
            List.of("qt-scjg", "医疗器械检测能力下沉"),
            List.of("qt-hgbs", "特殊物品出入境查验平台"),
            List.of("qt-rsj", "实训基地共享机制"),
            List.of("qt-xfdd", "老旧厂房消防改造成片推进"),
            List.of("qt-nyj", "围垦区土地性质历史遗留问题"),
            List.of("qt-zwfw", "涉企证明跨区互认"),
            List.of("qt-sjzy", "公共数据授权企业使用"),
            List.of("qt-wgj", "园区公共文体设施不足"),
            List.of("qt-gaj", "重点企业周边道路限行优化"));

    List<Plan.Problem> problems() {
        int all = PublishedCase.QIANTANG_2023.hardProblemsSolved() + STILL_LISTED;
        List<Plan.Problem> problems = new ArrayList<>();
        for (TicketStory story : collected) {
            story.firstTime(TicketCommand.MarkHard.class)
                    .ifPresent(marked -> problems.add(new Plan.Problem(
                            "ticket-" + story.ticket(),
                            story.ticket(),
                            story.matter().unit(),
                            story.title(),
                            "",
                            marked,
                            story.fate().isOpenAtTheEnd() ? null : writtenOff(marked, lastWord(story)))));
        }
        int byHand = all - problems.size();
        List<LocalDate> days = OfficeHours.days(LocalDate.of(2023, 1, 10), LocalDate.of(2023, 9, 28));
        for (int i = 0; i < byHand; i++) {
            List<String> found = FROM_VISITS.get(i);
            LocalDate day = days.get(i * (days.size() - 1) / Math.max(1, byHand - 1));
            Instant listed = OfficeHours.at(day, dice.between(30, 420));
            problems.add(new Plan.Problem(
                    "listed-" + (i + 1),
                    null,
                    new UnitId(found.getFirst()),
                    found.getLast(),
                    "走访中多家企业反映，涉及面广、需统筹解决。",
                    listed,
                    writtenOff(listed, listed)));
        }
        problems.sort(Comparator.comparing(Plan.Problem::listedAt).thenComparing(Plan.Problem::key));
        return keepOnTheList(problems);
    }

    /** Those that came last stay, beside those whose tickets are open. */
    private static List<Plan.Problem> keepOnTheList(List<Plan.Problem> problems) {
        List<Plan.Problem> kept = new ArrayList<>(problems);
        long open =
                problems.stream().filter(each -> each.writtenOffAt() == null).count();
        for (int i = kept.size() - 1; i >= 0 && open < STILL_LISTED; i--) {
            Plan.Problem problem = kept.get(i);
            if (problem.writtenOffAt() != null) {
                kept.set(
                        i,
                        new Plan.Problem(
                                problem.key(),
                                problem.ticket(),
                                problem.unit(),
                                problem.title(),
                                problem.difficulty(),
                                problem.listedAt(),
                                null));
                open++;
            }
        }
        return List.copyOf(kept);
    }

    private static Instant lastWord(TicketStory story) {
        return story.commands().getLast().occurredAt();
    }

    private Instant writtenOff(Instant listed, Instant solved) {
        LocalDate day = OfficeHours.plusDays(OfficeHours.dayOf(listed), dice.between(8, 55));
        LocalDate earliest = OfficeHours.plusDays(OfficeHours.dayOf(solved), 1);
        LocalDate latest = day.isAfter(LAST_WRITE_OFF) ? LAST_WRITE_OFF : day;
        return OfficeHours.at(latest.isBefore(earliest) ? earliest : latest, dice.between(20, 420));
    }

    List<Plan.Round> rounds(List<Plan.Problem> problems) {
        List<Plan.Round> rounds = new ArrayList<>();
        for (int month = 2; month <= 11; month++) {
            LocalDate first = LocalDate.of(2023, month, 1);
            List<LocalDate> days = OfficeHours.days(first, first.plusMonths(1).minusDays(1));
            LocalDate day = days.get(days.size() - 3);
            Instant opens = OfficeHours.at(day, 240);
            Instant closes = OfficeHours.at(day, 440);
            List<Plan.Review> reviews = new ArrayList<>();
            for (Plan.Problem problem : problems) {
                if (problem.isOnTheList(closes)) {
                    Instant listed = problem.listedAt();
                    Instant at = listed.isAfter(opens)
                            ? listed.plus(Duration.between(listed, closes).dividedBy(2))
                            : opens.plusSeconds(60L + 40L * reviews.size());
                    reviews.add(review(problem, at, closes));
                }
            }
            rounds.add(new Plan.Round("round-" + month, opens, closes, List.copyOf(reviews)));
        }
        return List.copyOf(rounds);
    }

    private Plan.Review review(Plan.Problem problem, Instant at, Instant closes) {
        Instant off = problem.writtenOffAt();
        if (off != null && off.isBefore(OfficeHours.later(closes, 8L * 450))) {
            return new Plan.Review(problem, at, ReviewResult.SOLVED, "各项措施已落实，待核实后销号。", null);
        }
        return switch (dice.between(1, 20)) {
            case 1, 2 -> new Plan.Review(problem, at, ReviewResult.POSTPONED, "牵头单位外出会商，下轮再议。", null);
            case 3, 4, 5, 6 -> new Plan.Review(problem, at, ReviewResult.STUCK, "上级批复尚未下达，暂无进展。", "由区专班发函协调。");
            default -> new Plan.Review(problem, at, ReviewResult.PROGRESS, "方案已明确，正在推进。", "下月完成阶段目标。");
        };
    }

    // -- visits -----------------------------------------------------------------------------------------------------

    /** @param filed enterprise and day, separated by a blank, on which its officer filed a ticket */
    List<Plan.Visit> visits(Set<String> filed) {
        Set<String> all = new HashSet<>(filed);
        List<LocalDate> days = OfficeHours.days(LocalDate.of(2023, 1, 4), LocalDate.of(2023, 11, 30));
        List<Plan.Visit> visits = new ArrayList<>();
        for (Enterprise enterprise : people.enterprises()) {
            days.stream()
                    .filter(day -> filed.contains(enterprise.id() + " " + day))
                    .forEach(day -> visits.add(visit(visits.size(), enterprise, day, true)));
        }
        while (visits.size() < filed.size() + FURTHER_VISITS) {
            Enterprise enterprise = dice.one(people.enterprises());
            LocalDate day = dice.one(days);
            if (all.add(enterprise.id() + " " + day)) {
                visits.add(visit(visits.size(), enterprise, day, false));
            }
        }
        visits.sort(Comparator.comparing(Plan.Visit::day).thenComparing(Plan.Visit::key));
        return List.copyOf(visits);
    }

    private Plan.Visit visit(int number, Enterprise enterprise, LocalDate day, boolean filed) {
        @Nullable UnitId unit = dice.happens(0.3) ? dice.one(collected).matter().unit() : null;
        return new Plan.Visit(
                "visit-%03d".formatted(number + 1),
                enterprise.id(),
                day,
                enterprise.officer(),
                unit == null ? List.of() : List.of(unit),
                dice.one(List.of("月度走访", "政策宣讲", "问题回访", "安全与生产情况了解")),
                filed ? "企业反映的问题已代为点单。" : "生产经营正常，无新增诉求。");
    }
}
