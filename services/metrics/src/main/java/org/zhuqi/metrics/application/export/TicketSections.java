package org.zhuqi.metrics.application.export;

import static org.zhuqi.metrics.report.Column.Kind.TEXT;
import static org.zhuqi.metrics.report.Column.Kind.TIME;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.domain.Definition;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Fact;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Population;
import org.zhuqi.metrics.domain.TicketFact;
import org.zhuqi.metrics.postgres.FigureRows.Case;
import org.zhuqi.metrics.postgres.FigureRows.Told;
import org.zhuqi.metrics.report.Cell;
import org.zhuqi.metrics.report.Column;
import org.zhuqi.metrics.report.Row;
import org.zhuqi.metrics.report.Section;

/** The parts of a report that list what is counted, one row each, as it stood at the cut-off. */
final class TicketSections {
    private static final String RECEIVED = "received";
    private static final String COLLECTED = "collected";

    /** How a ticket stands: the first that is true of it. */
    private static final List<TicketFact> STANDINGS = List.of(
            TicketFact.DECLINED,
            TicketFact.MERGED,
            TicketFact.WITHDRAWN_EARLY,
            TicketFact.WITHDRAWN_LATE,
            TicketFact.CLOSED,
            TicketFact.ANSWERED,
            TicketFact.SUSPENDED_NOW,
            TicketFact.ACCEPTED,
            TicketFact.DISPATCHED,
            TicketFact.OPEN);

    private static final List<TicketFact> OUTCOMES = List.of(
            TicketFact.ANSWER_SOLVED,
            TicketFact.ANSWER_PARTLY,
            TicketFact.ANSWER_EXPLAINED,
            TicketFact.ANSWER_UNSOLVED);
    private static final List<TicketFact> CLOSINGS =
            List.of(TicketFact.CONFIRMED, TicketFact.CLOSED_BY_TIME, TicketFact.CLOSED_BY_CALL);
    private static final List<TicketFact> RATINGS =
            List.of(TicketFact.SATISFIED, TicketFact.BASICALLY_SATISFIED, TicketFact.DISSATISFIED);

    /** What else is worth a word. */
    private static final List<TicketFact> FURTHER = List.of(
            TicketFact.OVERDUE,
            TicketFact.EXCLUDED,
            TicketFact.OPEN_CALL,
            TicketFact.CLAIMED,
            TicketFact.RETURNED,
            TicketFact.MOVED,
            TicketFact.DISPUTED,
            TicketFact.REOPENED,
            TicketFact.EXTENDED,
            TicketFact.SUSPENDED,
            TicketFact.ESCALATED,
            TicketFact.HARD,
            TicketFact.APPEALED,
            TicketFact.BY_OFFICER,
            TicketFact.IMPORTED);

    private static final Sentence IN_TIME = new Sentence("in time", "按时");
    private static final Sentence LATE = new Sentence("late", "超时");
    private static final Sentence YES = new Sentence("yes", "是");
    private static final Sentence NO = new Sentence("no", "否");

    private final Counting counting;
    private final ReportNames names;
    private final ExportOrder order;
    private final RowsWritten written;

    TicketSections(Counting counting, ReportNames names, ExportOrder order, RowsWritten written) {
        this.counting = counting;
        this.names = names;
        this.order = order;
        this.written = written;
    }

    /** Everything that was received: as many rows as the figure says. */
    Section tickets() {
        Figure received = figure(RECEIVED);
        return list(
                new Sentence("The tickets", "诉求单明细"),
                new Sentence(
                        "Every ticket received in the period, as it stood at the cut-off; those that count as collected say"
                                + " so.",
                        "期内收到的全部诉求单，按截止时点的状态列示；是否计入收集数见该列。"),
                new Asked(received, received.main()),
                Part.NUMERATOR);
    }

    /** Those behind a part of a figure: as many rows as it counts. */
    Section cases(ExportContent content) {
        Figure figure = figure(content.figure() == null ? "" : content.figure());
        Definition definition =
                figure.definition(content.basis(), content.variant()).orElseGet(figure::main);
        Part part = content.part() == null ? Part.NUMERATOR : content.part();
        return list(
                figure.name(),
                new Sentence(
                        "%s: %s"
                                .formatted(
                                        words(part).en(), definition.sentence().en()),
                        "%s：%s"
                                .formatted(
                                        words(part).zh(), definition.sentence().zh())),
                new Asked(figure, definition),
                part);
    }

    private static Sentence words(Part part) {
        return switch (part) {
            case NUMERATOR -> new Sentence("What is counted", "分子");
            case DENOMINATOR -> new Sentence("Out of which is counted", "分母");
            case REST -> new Sentence("What is missing to a hundred per cent", "分母中未计入分子的");
        };
    }

    /** How many rows a list will have. */
    long size(Asked asked, Part part) {
        Value value = counting.figures(List.of(asked), order.question(), order.zone())
                .getFirst()
                .whole();
        Long denominator = value.denominator();
        return switch (part) {
            case NUMERATOR -> value.numerator();
            case DENOMINATOR -> denominator == null ? value.numerator() : denominator;
            case REST -> denominator == null ? 0 : denominator - value.numerator();
        };
    }

    private Section list(Sentence title, Sentence remark, Asked asked, Part part) {
        boolean ofTickets = asked.definition().population() == Population.TICKETS;
        List<Fact> facts = asked.definition().population().facts();
        return new Section(
                title,
                remark,
                columns(ofTickets),
                () -> {
                    written.of(size(asked, part));
                    return counting.all(asked.definition(), part, order.question())
                            .map(told -> {
                                written.one();
                                return row(told, ofTickets, facts);
                            });
                },
                null);
    }

    private boolean isOfSeveralDistricts() {
        return order.question().scope().districts().size() != 1;
    }

    private List<Column> columns(boolean ofTickets) {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.of(TEXT, "Number", "单号"));
        if (isOfSeveralDistricts()) {
            columns.add(new Column(Dimension.DISTRICT.words(), TEXT));
        }
        columns.add(Column.of(TEXT, "Enterprise", "企业"));
        columns.add(Column.of(TEXT, "Lead unit", "承办单位"));
        columns.add(Column.of(TEXT, "Item", "事项"));
        columns.add(Column.of(TEXT, "Chain", "产业链"));
        columns.add(Column.of(TEXT, "Town or park", "镇街园区"));
        columns.add(Column.of(TEXT, "Filed by officer", "代报助企员"));
        columns.add(Column.of(TIME, "Received", "收到时间"));
        columns.add(Column.of(TIME, "First dispatched", "首次派单"));
        columns.add(Column.of(TIME, "First accepted", "首次接单"));
        columns.add(Column.of(TIME, "First answered", "首次办结"));
        columns.add(Column.of(TIME, "First closed", "首次销号"));
        if (ofTickets) {
            columns.add(Column.of(TEXT, "Stands", "状态"));
            columns.add(Column.of(TEXT, "Outcome, as the unit says", "承办单位办理结果"));
            columns.add(Column.of(TEXT, "Closed how", "销号方式"));
            columns.add(Column.of(TEXT, "Rating", "企业评价"));
            columns.add(Column.of(TEXT, "Acceptance", "接单时效"));
            columns.add(Column.of(TEXT, "First progress", "首次反馈时效"));
            columns.add(Column.of(TEXT, "Answer", "办结时效"));
            columns.add(Column.of(TEXT, "Collected", "计入收集数"));
            columns.add(Column.of(TEXT, "What else", "其他情况"));
        } else {
            columns.add(Column.of(TIME, "Happened", "发生时间"));
            columns.add(Column.of(TEXT, "What is true of it", "事实"));
        }
        return columns;
    }

    /** What people call it: a ticket's number, else the title that it was given. */
    private static String called(Case counted) {
        TicketNumber number = counted.number();
        if (number != null) {
            return number.text();
        }
        String title = counted.title();
        return title == null ? counted.id().toString() : title;
    }

    private Row row(Told told, boolean ofTickets, List<Fact> facts) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.text(called(told.counted())));
        if (isOfSeveralDistricts()) {
            cells.add(name(told, Dimension.DISTRICT));
        }
        cells.add(name(told, Dimension.ENTERPRISE));
        cells.add(name(told, Dimension.UNIT));
        cells.add(name(told, Dimension.ITEM));
        cells.add(name(told, Dimension.CHAIN));
        cells.add(name(told, Dimension.PLACE));
        cells.add(name(told, Dimension.OFFICER));
        cells.add(new Cell.Moment(told.counted().receivedAt()));
        cells.add(moment(told.dispatchedAt()));
        cells.add(moment(told.acceptedAt()));
        cells.add(moment(told.answeredAt()));
        cells.add(moment(told.closedAt()));
        long bits = told.counted().facts();
        if (ofTickets) {
            cells.add(first(STANDINGS, bits));
            cells.add(first(OUTCOMES, bits));
            cells.add(first(CLOSINGS, bits));
            cells.add(first(RATINGS, bits));
            cells.add(verdict(TicketFact.RESPONSE_JUDGED, TicketFact.RESPONSE_LATE, bits));
            cells.add(verdict(TicketFact.PROGRESS_JUDGED, TicketFact.PROGRESS_LATE, bits));
            cells.add(verdict(TicketFact.ANSWER_JUDGED, TicketFact.ANSWER_LATE, bits));
            cells.add(new Cell.Said(figure(COLLECTED).main().holds(Part.NUMERATOR, bits) ? YES : NO));
            cells.add(all(FURTHER, bits));
        } else {
            cells.add(new Cell.Moment(told.counted().happenedAt()));
            cells.add(all(facts, bits));
        }
        return new Row(cells, false);
    }

    /** The size of the list of a report or of what is listed alone; 0 if there is none. */
    long size(ExportContent content) {
        return switch (content.kind()) {
            case REPORT, TICKETS ->
                size(new Asked(figure(RECEIVED), figure(RECEIVED).main()), Part.NUMERATOR);
            case FIGURES -> 0;
            case CASES -> {
                Figure figure = figure(content.figure() == null ? "" : content.figure());
                yield size(
                        new Asked(
                                figure,
                                figure.definition(content.basis(), content.variant())
                                        .orElseGet(figure::main)),
                        content.part() == null ? Part.NUMERATOR : content.part());
            }
        };
    }

    private static Figure figure(String key) {
        return Figures.find(key).orElseThrow(() -> new IllegalStateException("no figure " + key));
    }

    private Cell name(Told told, Dimension dimension) {
        String id = told.counted().group().get(dimension);
        return id == null ? Cell.blank() : Cell.text(order.manner().language().of(names.of(dimension, id)));
    }

    private static Cell moment(@Nullable Instant at) {
        return at == null ? Cell.blank() : new Cell.Moment(at);
    }

    private static Cell first(List<TicketFact> facts, long bits) {
        return facts.stream()
                .filter(fact -> fact.in(bits))
                .findFirst()
                .<Cell>map(fact -> new Cell.Said(fact.words()))
                .orElseGet(Cell::blank);
    }

    /** Blank as long as it is neither done nor due. */
    private static Cell verdict(TicketFact judged, TicketFact late, long bits) {
        if (!judged.in(bits)) {
            return Cell.blank();
        }
        return new Cell.Said(late.in(bits) ? LATE : IN_TIME);
    }

    private static Cell all(List<? extends Fact> facts, long bits) {
        List<Sentence> words =
                facts.stream().filter(fact -> fact.in(bits)).map(Fact::words).toList();
        return words.isEmpty() ? Cell.blank() : new Cell.Said(joined(words.stream()));
    }

    static Sentence joined(Stream<Sentence> words) {
        List<Sentence> all = words.toList();
        return new Sentence(
                all.stream().map(Sentence::en).collect(Collectors.joining(", ")),
                all.stream().map(Sentence::zh).collect(Collectors.joining("、")));
    }

    static Sentence joined(Sentence... words) {
        return joined(Arrays.stream(words));
    }
}
