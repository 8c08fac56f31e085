package org.zhuqi.metrics.report;

import static org.zhuqi.metrics.report.Column.Kind.NUMBER;
import static org.zhuqi.metrics.report.Column.Kind.RATIO;
import static org.zhuqi.metrics.report.Column.Kind.TEXT;
import static org.zhuqi.metrics.report.Column.Kind.TIME;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/** The eleven months of a district, as a leader would get them on the desk. */
public final class Reports {
    public static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    public static final Instant MADE = Instant.parse("2023-12-01T01:00:00Z");

    private static final List<String> UNITS = List.of(
            "规划和自然资源分局",
            "住房和城乡建设局",
            "人力资源和社会保障局",
            "组织部",
            "教育局",
            "金融办",
            "税务局",
            "经信科技局",
            "科技局",
            "市场监管局",
            "生态环境分局",
            "应急管理局",
            "供电公司",
            "水务集团",
            "交通运输局",
            "商务局",
            "司法局",
            "发展和改革局",
            "政务服务中心",
            "企业服务中心");

    private Reports() {}

    public static Report ofADistrict() {
        return new Report(
                said("Help for enterprises: Qiantang, 2023-01 to 2023-11", "钱塘区助企工作报告（2023年1月至11月）"),
                List.of(
                        fact("District", "区县", "Qiantang (330114)", "钱塘区（330114）"),
                        fact("Period", "统计期间", "2023-01-01 to 2023-11-30, by receipt", "2023-01-01 至 2023-11-30，按收件时间"),
                        fact("Cut-off", "截止时点", "2023-11-30 24:00", "2023-11-30 24:00"),
                        fact("Rounding", "取整规则", "truncated to one decimal", "截断保留一位小数"),
                        fact("Definitions", "指标口径", "version 3 of 2023-01-01", "第 3 版（2023-01-01 起施行）"),
                        fact(
                                "Policies",
                                "时效规则",
                                "135-staged, version 2; tickets before 2023-03-01 under version 1",
                                "“135”分段办理第 2 版；2023-03-01 以前的诉求单适用第 1 版")),
                List.of(figures(), months(), units(), tickets(60)),
                MADE,
                SHANGHAI);
    }

    public static Section figures() {
        return new Section(
                said("The figures", "主要指标"),
                said(
                        "Settled, solved and satisfied are three facts, set by different people.",
                        "办结、解决、满意是三件不同的事，由不同的人认定。"),
                List.of(
                        Column.of(TEXT, "Figure", "指标"),
                        Column.of(RATIO, "Value", "数值"),
                        Column.of(TEXT, "Counted as", "口径")),
                Rows.of(List.of(
                        row("Collected", "收集数", new Cell.Count(660), "tickets received", "期间收到的诉求单"),
                        row("Closed", "办结率", ratio(655, 660), "answered or closed / collected", "已答复或已销号 / 收集数"),
                        row(
                                "Solved",
                                "解决率",
                                ratio(646, 660),
                                "closed as solved, confirmed / collected",
                                "企业确认已解决 / 收集数"),
                        row("Satisfied", "满意率", ratio(583, 596), "satisfied / rated", "满意 / 已评价（不含默认评价）"),
                        row(
                                "On time",
                                "按时办结率",
                                ratio(649, 655),
                                "within the effective due / answered",
                                "在有效期限内答复 / 应答复"),
                        row("Objections", "退单率", ratio(0, 0), "none of this kind", "期间没有此类事项"),
                        row("Longest open", "最长未结", new Cell.Span(Duration.ofHours(411)), "since dispatch", "自派单起"),
                        row("Mean score", "平均评分", new Cell.Amount(new BigDecimal("4.86")), "of five", "满分五分"))),
                new Chart(
                        said("Where the tickets stand", "诉求单现状"),
                        Chart.Form.STACKED_BARS,
                        said("Tickets", "诉求单（件）"),
                        List.of(said("First half", "上半年"), said("Second half", "下半年")),
                        List.of(
                                series("Closed", "已销号", 320, 335),
                                series("Waiting for the enterprise", "待企业确认", 0, 3),
                                series("In progress", "办理中", 0, 2))));
    }

    public static Section months() {
        List<Row> rows = new ArrayList<>();
        List<Sentence> labels = new ArrayList<>();
        List<@Nullable BigDecimal> solved = new ArrayList<>();
        List<@Nullable BigDecimal> satisfied = new ArrayList<>();
        for (int month = 1; month <= 11; month++) {
            String name = "2023-%02d".formatted(month);
            Cell.Ratio one = ratio(52 + month % 3, 54 + month % 4);
            Cell.Ratio other = ratio(44 + month % 5, 49 + month % 2);
            labels.add(said(name, name));
            solved.add(one.percent());
            satisfied.add(other.percent());
            rows.add(Row.of(Cell.text(name), Cell.count(54 + month % 4), one, other));
        }
        rows.add(Row.total(new Cell.Said(said("Total", "合计")), Cell.count(660), ratio(646, 660), ratio(583, 596)));
        return new Section(
                said("Month by month", "逐月情况"),
                null,
                List.of(
                        Column.of(TEXT, "Month", "月份"),
                        Column.of(NUMBER, "Collected", "收集数"),
                        Column.of(RATIO, "Solved", "解决率"),
                        Column.of(RATIO, "Satisfied", "满意率")),
                Rows.of(rows),
                new Chart(
                        said("Solved and satisfied", "解决率与满意率"),
                        Chart.Form.LINES,
                        said("Per cent", "百分比（%）"),
                        labels,
                        List.of(
                                new Chart.Series(said("Solved", "解决率"), solved),
                                new Chart.Series(said("Satisfied", "满意率"), satisfied))));
    }

    public static Section units() {
        List<Row> rows = new ArrayList<>();
        List<Sentence> labels = new ArrayList<>();
        List<@Nullable BigDecimal> taken = new ArrayList<>();
        List<@Nullable BigDecimal> late = new ArrayList<>();
        for (int unit = 0; unit < UNITS.size(); unit++) {
            int tickets = 90 - unit * 4;
            labels.add(said("Unit " + UNITS.get(unit), UNITS.get(unit)));
            taken.add(BigDecimal.valueOf(tickets));
            late.add(BigDecimal.valueOf(unit % 4));
            rows.add(Row.of(
                    Cell.text(UNITS.get(unit)),
                    Cell.count(tickets),
                    ratio(tickets - unit % 4, tickets),
                    ratio(tickets - unit % 3, tickets),
                    new Cell.Span(Duration.ofMinutes(1500 + 97L * unit)),
                    Cell.count(unit % 5)));
        }
        return new Section(
                said("Unit by unit", "各承办单位情况"),
                said("A ticket counts with the unit that led it at the cut-off.", "每件诉求单计入截止时点的主办单位。"),
                List.of(
                        Column.of(TEXT, "Unit", "承办单位"),
                        Column.of(NUMBER, "Taken", "接单数"),
                        Column.of(RATIO, "On time", "按时办结率"),
                        Column.of(RATIO, "Solved", "解决率"),
                        Column.of(NUMBER, "Mean time to answer", "平均答复用时"),
                        Column.of(NUMBER, "Handed back", "退单数")),
                Rows.of(rows),
                new Chart(
                        said("Taken, and late", "接单数与超期数"),
                        Chart.Form.GROUPED_BARS,
                        said("Tickets", "诉求单（件）"),
                        labels,
                        List.of(
                                new Chart.Series(said("Taken", "接单"), taken),
                                new Chart.Series(said("Late", "超期"), late))));
    }

    public static Section tickets(int count) {
        return ticketsBy(Rows.of(IntStream.rangeClosed(1, count)
                .mapToObj(number -> ticket(number))
                .toList()));
    }

    public static Section ticketsBy(Rows rows) {
        return new Section(
                said("The tickets", "诉求单明细"),
                said("Every ticket behind the figures above.", "以上指标所依据的全部诉求单。"),
                List.of(
                        Column.of(TEXT, "Number", "单号"),
                        Column.of(TEXT, "Enterprise", "企业"),
                        Column.of(TEXT, "What it is about", "诉求内容"),
                        Column.of(TEXT, "Unit", "主办单位"),
                        Column.of(TIME, "Received", "收件时间"),
                        Column.of(TIME, "Due", "应办结日"),
                        Column.of(NUMBER, "Took", "用时"),
                        Column.of(TEXT, "Outcome", "结果")),
                rows,
                null);
    }

    public static Row ticket(long number) {
        String id = "QT-2023-%06d".formatted(number);
        Instant received = Instant.parse("2023-01-03T01:12:00Z").plus(number * 7, ChronoUnit.HOURS);
        return Row.of(
                new Cell.Link(id, URI.create("https://zhuqi.example/tickets/" + id)),
                Cell.text("杭州钱塘第%d精密制造有限公司".formatted(number)),
                Cell.text(
                        number % 7 == 0
                                ? "厂房二期不动产权证办理受阻：消防验收资料与规划核实图纸不一致，企业已三次补件，请求协调住建与规资部门会商，尽快明确整改口径。"
                                : "申请技改补助第 %d 批 (MES system upgrade)".formatted(number)),
                Cell.text(UNITS.get((int) (number % UNITS.size()))),
                new Cell.Moment(received),
                new Cell.Day(LocalDate.of(2023, 1, 10).plusDays(number % 300)),
                new Cell.Span(Duration.ofMinutes(600 + number % 5000)),
                number % 11 == 0 ? Cell.blank() : new Cell.Said(said("solved", "已解决")));
    }

    /** Rows that fail when more of them are asked for than told; each is made when it is asked for. */
    public static Rows upTo(long count, LongFunction<Row> made) {
        return () -> StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new Iterator<Row>() {
                            private long next;

                            @Override
                            public boolean hasNext() {
                                return next < count;
                            }

                            @Override
                            public Row next() {
                                if (!hasNext()) {
                                    throw new NoSuchElementException();
                                }
                                return made.apply(++next);
                            }
                        },
                        Spliterator.ORDERED),
                false);
    }

    public static Sentence said(String english, String chinese) {
        return new Sentence(english, chinese);
    }

    public static Cell.Ratio ratio(long numerator, long denominator) {
        return new Cell.Ratio(
                numerator,
                denominator,
                denominator == 0
                        ? null
                        : BigDecimal.valueOf(numerator * 100)
                                .divide(BigDecimal.valueOf(denominator), 1, RoundingMode.DOWN));
    }

    private static Row row(String english, String chinese, Cell value, String countedAs, String countedAsChinese) {
        return Row.of(new Cell.Said(said(english, chinese)), value, new Cell.Said(said(countedAs, countedAsChinese)));
    }

    private static Report.Fact fact(String english, String chinese, String value, String valueChinese) {
        return new Report.Fact(said(english, chinese), said(value, valueChinese));
    }

    private static Chart.Series series(String english, String chinese, long... values) {
        List<@Nullable BigDecimal> numbers = new ArrayList<>();
        for (long value : values) {
            numbers.add(BigDecimal.valueOf(value));
        }
        return new Chart.Series(said(english, chinese), numbers);
    }
}
