package org.zhuqi.metrics.application.export;

import static org.zhuqi.metrics.report.Column.Kind.NUMBER;
import static org.zhuqi.metrics.report.Column.Kind.RATIO;
import static org.zhuqi.metrics.report.Column.Kind.TEXT;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.Counting.Answer;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.GroupValue;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.PrintRules;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.report.Cell;
import org.zhuqi.metrics.report.Chart;
import org.zhuqi.metrics.report.Chart.Form;
import org.zhuqi.metrics.report.Chart.Series;
import org.zhuqi.metrics.report.Column;
import org.zhuqi.metrics.report.Row;
import org.zhuqi.metrics.report.Rows;
import org.zhuqi.metrics.report.Section;

/** The parts of a report that show figures: in whole, by month and by group, and what each of them means. */
final class FigureSections {
    /** By which the groups are put in order, the largest first. */
    private static final String SIZE = "collected";

    private static final String CLOSED = "closed-rate";
    private static final String SOLVED = "solved-rate";

    /** The shares that are drawn. */
    private static final List<String> DRAWN =
            List.of("response-rate", "progress-rate", "on-time", CLOSED, SOLVED, "satisfaction", "rating-rate");

    private static final List<String> BY_MONTH = List.of(SIZE, CLOSED, "on-time", SOLVED, "satisfaction");
    private static final List<String> DRAWN_BY_MONTH = List.of(CLOSED, "on-time", SOLVED, "satisfaction");
    private static final List<String> BY_UNIT =
            List.of(SIZE, CLOSED, "on-time", "unit-on-time", SOLVED, "satisfaction", "bounced");
    private static final List<String> BY_GROUP = List.of(SIZE, CLOSED, "on-time", SOLVED, "satisfaction");

    /** A line has to be told from its neighbours. */
    private static final int MOST_MONTHS_DRAWN = 36;

    private static final int MOST_GROUPS_DRAWN = 20;
    private static final Sentence TOTAL = new Sentence("Total", "合计");
    private static final Sentence WITHOUT = new Sentence("none", "无");

    private final Counting counting;
    private final ReportNames names;
    private final ExportOrder order;
    private final PrintRules rules;

    FigureSections(Counting counting, ReportNames names, ExportOrder order, PrintRules rules) {
        this.counting = counting;
        this.names = names;
        this.order = order;
        this.rules = rules;
    }

    // -- in whole ---------------------------------------------------------------------------------------------------

    Section figures() {
        List<Answer> answers = counting.figures(order.manner().figures(rules), ungrouped(), order.zone());
        List<Row> rows = answers.stream()
                .sorted(Comparator.comparing(answer -> answer.asked().figure().group()))
                .map(answer -> Row.of(
                        new Cell.Said(answer.asked().figure().group().words()),
                        new Cell.Said(answer.asked().figure().name()),
                        cell(answer.asked().figure(), answer.whole()),
                        new Cell.Said(answer.asked().definition().sentence()),
                        new Cell.Said(inShort(answer.asked().definition().basis()))))
                .toList();
        return new Section(
                new Sentence("The figures", "主要指标"),
                new Sentence(
                        "Settled, solved and satisfied are three facts, set by different people; who did not rate is not"
                                + " counted as satisfied.",
                        "办结、解决、满意是三件不同的事，由不同的人认定；未评价的不计为满意。"),
                List.of(
                        Column.of(TEXT, "About", "类别"),
                        Column.of(TEXT, "Figure", "指标"),
                        Column.of(RATIO, "Value", "数值"),
                        Column.of(TEXT, "Counted as", "口径"),
                        Column.of(TEXT, "Of what", "统计范围")),
                Rows.of(rows),
                shares(answers));
    }

    private static Sentence inShort(Basis basis) {
        return switch (basis) {
            case RECEIVED -> new Sentence("received then", "期内收到");
            case HAPPENED -> new Sentence("happened then", "期内发生");
            case STANDING -> new Sentence("at the cut-off", "截止存量");
        };
    }

    private @Nullable Chart shares(List<Answer> answers) {
        List<Sentence> labels = new ArrayList<>();
        List<@Nullable BigDecimal> values = new ArrayList<>();
        for (Answer answer : answers) {
            Figure figure = answer.asked().figure();
            if (DRAWN.contains(figure.key()) && percent(figure, answer.whole()) != null) {
                labels.add(figure.name());
                values.add(percent(figure, answer.whole()));
            }
        }
        return labels.isEmpty()
                ? null
                : new Chart(
                        new Sentence("The shares", "主要比率"),
                        Form.GROUPED_BARS,
                        new Sentence("Per cent", "百分比（%）"),
                        labels,
                        List.of(new Series(new Sentence("Per cent", "百分比"), values)));
    }

    /** The whole registry, each figure in each of its ways, with its value. */
    Section definitions() {
        List<Asked> ways = Figures.ALL.stream()
                .flatMap(figure -> figure.definitions().stream().map(way -> new Asked(figure, way)))
                .toList();
        List<Row> rows = counting.figures(ways, ungrouped(), order.zone()).stream()
                .map(this::definition)
                .toList();
        return new Section(
                new Sentence("Definitions", "指标口径"),
                new Sentence(
                        "Every figure in every way to count it, with its value for the same period and cut-off.",
                        "全部指标的全部口径，以及同一期间、同一截止时点的数值。"),
                List.of(
                        Column.of(TEXT, "About", "类别"),
                        Column.of(TEXT, "Figure", "指标"),
                        Column.of(TEXT, "Key", "代码"),
                        Column.of(TEXT, "Variant", "变体"),
                        Column.of(TEXT, "Of what", "统计范围"),
                        Column.of(TEXT, "Counts", "统计对象"),
                        Column.of(TEXT, "Counted as", "口径"),
                        Column.of(RATIO, "Value", "数值"),
                        Column.of(TEXT, "Source", "来源")),
                Rows.of(rows),
                null);
    }

    private Row definition(Answer answer) {
        Figure figure = answer.asked().figure();
        Definition way = answer.asked().definition();
        return Row.of(
                new Cell.Said(figure.group().words()),
                new Cell.Said(figure.name()),
                Cell.text(figure.key()),
                Cell.text(way.variant()),
                new Cell.Said(way.basis().words()),
                new Cell.Said(way.population().words()),
                new Cell.Said(way.sentence()),
                cell(figure, answer.whole()),
                figure.source() == null ? Cell.blank() : Cell.text(figure.source()));
    }

    // -- by month ---------------------------------------------------------------------------------------------------

    Optional<Section> months() {
        List<String> months = Counting.months(
                        order.question().from(), order.question().to(), order.zone())
                .stream()
                .map(start -> YearMonth.from(start.atZone(order.zone())).toString())
                .toList();
        if (months.size() < 2) {
            return Optional.empty();
        }
        Table table = table(BY_MONTH, Dimension.MONTH);
        List<Row> rows = new ArrayList<>();
        months.forEach(month -> rows.add(table.row(Cell.text(month), month)));
        rows.add(table.total());
        return Optional.of(new Section(
                new Sentence("Month by month", "逐月情况"),
                new Sentence(
                        "By the month in which a ticket was received, as it stood at the cut-off.",
                        "按诉求单收到的月份，以截止时点的状态统计。"),
                table.columns(new Sentence("Month", "月份")),
                Rows.of(rows),
                months.size() > MOST_MONTHS_DRAWN ? null : lines(table, months)));
    }

    private @Nullable Chart lines(Table table, List<String> months) {
        List<Series> series = new ArrayList<>();
        for (String key : DRAWN_BY_MONTH) {
            List<@Nullable BigDecimal> values = new ArrayList<>();
            for (String month : months) {
                values.add(percent(table.figure(key), table.value(key, month)));
            }
            if (values.stream().anyMatch(value -> value != null)) {
                series.add(new Series(table.figure(key).name(), values));
            }
        }
        return series.isEmpty()
                ? null
                : new Chart(
                        new Sentence("The shares by month", "主要比率逐月变化"),
                        Form.LINES,
                        new Sentence("Per cent", "百分比（%）"),
                        months.stream().map(month -> new Sentence(month, month)).toList(),
                        series);
    }

    // -- by group ---------------------------------------------------------------------------------------------------

    Section units() {
        Table table = table(BY_UNIT, Dimension.UNIT);
        List<String> groups = table.groups();
        return new Section(
                new Sentence("Unit by unit", "各承办单位情况"),
                new Sentence(
                        "A ticket counts with the unit that leads it at the cut-off; a unit's own time counts with the unit"
                                + " that had it.",
                        "每件诉求单计入截止时点的主办单位；单位时限按各单位持有时间计入该单位。"),
                table.columns(Dimension.UNIT.words()),
                Rows.of(table.rows(groups)),
                bars(table, groups));
    }

    /** How far the tickets of each unit are. */
    private @Nullable Chart bars(Table table, List<String> groups) {
        List<String> drawn = groups.stream()
                .filter(group -> table.value(SIZE, group).numerator() > 0)
                .limit(MOST_GROUPS_DRAWN)
                .toList();
        if (drawn.isEmpty()) {
            return null;
        }
        List<@Nullable BigDecimal> solved = new ArrayList<>();
        List<@Nullable BigDecimal> answered = new ArrayList<>();
        List<@Nullable BigDecimal> open = new ArrayList<>();
        for (String group : drawn) {
            long ofAll = table.value(SIZE, group).numerator();
            long ofAnswered = table.value(CLOSED, group).numerator();
            long ofSolved = table.value(SOLVED, group).numerator();
            solved.add(BigDecimal.valueOf(ofSolved));
            answered.add(BigDecimal.valueOf(ofAnswered - ofSolved));
            open.add(BigDecimal.valueOf(ofAll - ofAnswered));
        }
        return new Chart(
                drawn.size() < groups.size()
                        ? new Sentence(
                                "How far the tickets are: the %d units with the most".formatted(drawn.size()),
                                "诉求单办理情况（收集数居前的 %d 家单位）".formatted(drawn.size()))
                        : new Sentence("How far the tickets are", "诉求单办理情况"),
                Form.STACKED_BARS,
                new Sentence("Tickets", "诉求单（件）"),
                drawn.stream().map(group -> name(Dimension.UNIT, group)).toList(),
                List.of(
                        new Series(new Sentence("Solved, confirmed by the enterprise", "企业确认已解决"), solved),
                        new Series(new Sentence("Answered, not confirmed as solved", "已办结、未确认解决"), answered),
                        new Series(new Sentence("Not answered yet", "未办结"), open)));
    }

    /** Empty if nothing has a value there. */
    Optional<Section> groups(Dimension dimension, Sentence title) {
        Table table = table(BY_GROUP, dimension);
        List<String> groups = table.groups();
        return groups.stream().allMatch(String::isEmpty)
                ? Optional.empty()
                : Optional.of(new Section(title, table.columns(dimension.words()), Rows.of(table.rows(groups))));
    }

    private Table table(List<String> keys, Dimension dimension) {
        Question question = order.question();
        List<Asked> asked = keys.stream()
                .map(key -> Figures.find(key).orElseThrow(() -> new IllegalStateException("no figure " + key)))
                .map(figure -> new Asked(
                        figure, figure.definition(Basis.RECEIVED, null).orElseGet(figure::main)))
                .toList();
        Map<String, Answer> answers = new LinkedHashMap<>();
        counting.figures(
                        asked,
                        new Question(
                                question.scope(),
                                question.from(),
                                question.to(),
                                question.at(),
                                List.of(dimension),
                                List.of()),
                        order.zone())
                .forEach(answer -> answers.put(answer.asked().figure().key(), answer));
        return new Table(dimension, answers);
    }

    private Question ungrouped() {
        Question question = order.question();
        return new Question(question.scope(), question.from(), question.to(), question.at(), List.of(), List.of());
    }

    private Sentence name(Dimension dimension, String group) {
        if (group.isEmpty()) {
            return dimension == Dimension.UNIT ? new Sentence("with no unit", "未派单") : WITHOUT;
        }
        return names.of(dimension, group);
    }

    private Cell cell(Figure figure, Value value) {
        Long denominator = value.denominator();
        return denominator == null
                ? Cell.count(value.numerator())
                : new Cell.Ratio(value.numerator(), denominator, percent(figure, value));
    }

    private @Nullable BigDecimal percent(Figure figure, Value value) {
        Long denominator = value.denominator();
        Rounding rounding = order.manner().rounding(figure, rules);
        return denominator == null || denominator == 0 ? null : rounding.percent(value.numerator(), denominator);
    }

    /** Some figures, a row per group. */
    private final class Table {
        private final Dimension dimension;
        private final Map<String, Answer> answers;
        private final Map<String, Map<String, Value>> values = new HashMap<>();

        Table(Dimension dimension, Map<String, Answer> answers) {
            this.dimension = dimension;
            this.answers = answers;
            answers.forEach((key, answer) -> {
                Map<String, Value> byGroup = new HashMap<>();
                for (GroupValue group : answer.groups()) {
                    byGroup.put(group.by().getFirst(), group.value());
                }
                values.put(key, byGroup);
            });
        }

        private Answer answer(String key) {
            Answer answer = answers.get(key);
            if (answer == null) {
                throw new IllegalArgumentException(key);
            }
            return answer;
        }

        Figure figure(String key) {
            return answer(key).asked().figure();
        }

        Value value(String key, String group) {
            Value none = new Value(0, answer(key).asked().definition().isShare() ? 0L : null);
            return values.getOrDefault(key, Map.of()).getOrDefault(group, none);
        }

        /** The largest first, what has no value last. */
        List<String> groups() {
            Set<String> groups = new LinkedHashSet<>();
            answers.values()
                    .forEach(answer -> answer.groups()
                            .forEach(group -> groups.add(group.by().getFirst())));
            return groups.stream()
                    .sorted(Comparator.comparing((String group) -> group.isEmpty())
                            .thenComparingLong(group -> -value(SIZE, group).numerator())
                            .thenComparing(group -> name(dimension, group).zh())
                            .thenComparing(group -> group))
                    .toList();
        }

        List<Column> columns(Sentence first) {
            List<Column> columns = new ArrayList<>();
            columns.add(new Column(first, TEXT));
            answers.values()
                    .forEach(answer -> columns.add(new Column(
                            answer.asked().figure().name(),
                            answer.asked().definition().isShare() ? RATIO : NUMBER)));
            return columns;
        }

        List<Row> rows(List<String> groups) {
            List<Row> rows = new ArrayList<>();
            groups.forEach(group -> rows.add(row(new Cell.Said(name(dimension, group)), group)));
            rows.add(total());
            return rows;
        }

        Row row(Cell name, String group) {
            List<Cell> cells = new ArrayList<>();
            cells.add(name);
            answers.keySet().forEach(key -> cells.add(cell(figure(key), value(key, group))));
            return new Row(cells, false);
        }

        Row total() {
            List<Cell> cells = new ArrayList<>();
            cells.add(new Cell.Said(TOTAL));
            answers.values().forEach(answer -> cells.add(cell(answer.asked().figure(), answer.whole())));
            return new Row(cells, true);
        }
    }
}
