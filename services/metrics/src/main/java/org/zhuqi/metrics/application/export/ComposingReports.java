package org.zhuqi.metrics.application.export;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Identifier;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.metrics.application.Build;
import org.zhuqi.metrics.application.Counting;
import org.zhuqi.metrics.application.Printing;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.PrintRules;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.metrics.report.Report;
import org.zhuqi.metrics.report.Section;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.directory.KnownDirectory;

/**
 * Makes a report of figures. To be called, and what it returns to be written, in one transaction that sees one state of the
 * database: then what is counted and what is listed are the same.
 */
public final class ComposingReports {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final Counting counting;
    private final BuildRows builds;
    private final KnownDirectory directory;
    private final KnownCatalogue catalogue;
    private final Printing printing;

    public ComposingReports(
            Counting counting,
            BuildRows builds,
            KnownDirectory directory,
            KnownCatalogue catalogue,
            Printing printing) {
        this.counting = counting;
        this.builds = builds;
        this.directory = directory;
        this.catalogue = catalogue;
        this.printing = printing;
    }

    /** Of several districts none says how it is printed. */
    private PrintRules rules(ExportOrder order) {
        Set<DistrictId> districts = order.question().scope().districts();
        return districts.size() == 1 ? printing.of(districts.iterator().next()).rules() : PrintRules.NONE;
    }

    /** @param note what else there is to know of it */
    public Report report(ExportOrder order, AccountId by, Instant at, @Nullable Sentence note, RowsWritten written) {
        ReportNames names =
                new ReportNames(directory, catalogue, order.question().scope().districts());
        return new Report(
                title(order), facts(order, names, by, note), sections(order, names, written), at, order.zone());
    }

    /** How many tickets or other cases are behind it. */
    public long size(ExportOrder order) {
        ReportNames names =
                new ReportNames(directory, catalogue, order.question().scope().districts());
        return new TicketSections(counting, names, order, RowsWritten.unseen()).size(order.content());
    }

    public String fileName(ExportOrder order) {
        return FileNames.of(order, directory);
    }

    private Sentence title(ExportOrder order) {
        Sentence district =
                ReportNames.districts(directory, order.question().scope().districts());
        Sentence period = new PeriodWords(order.from(), order.to()).words();
        return new Sentence(
                "Help for enterprises: %s, %s".formatted(district.en(), period.en()),
                "%s助企工作报告（%s）".formatted(district.zh(), period.zh()));
    }

    // -- what it rests on -------------------------------------------------------------------------------------------

    private List<Report.Fact> facts(ExportOrder order, ReportNames names, AccountId by, @Nullable Sentence note) {
        Question question = order.question();
        List<Report.Fact> facts = new ArrayList<>();
        facts.add(fact(
                "District",
                "区县",
                ReportNames.districts(directory, question.scope().districts())));
        facts.add(fact(
                "Period",
                "统计期间",
                new Sentence(
                        "%s to %s, both included".formatted(order.from(), order.to()),
                        "%s 至 %s（含首尾两日）".formatted(order.from(), order.to()))));
        facts.add(fact("Cut-off", "截止时点", cutOff(question.at(), order.zone())));
        narrowed(question, names).forEach((name, value) -> facts.add(new Report.Fact(name, value)));
        facts.add(fact("Rounding", "取整规则", rounding(order.manner(), rules(order))));
        facts.add(fact("Facts", "数据版本", build(order.zone())));
        facts.add(fact("Asked for by", "申请账号", new Sentence(by.text(), by.text())));
        if (note != null) {
            facts.add(fact("Note", "备注", note));
        }
        return facts;
    }

    private static Report.Fact fact(String en, String zh, Sentence value) {
        return new Report.Fact(new Sentence(en, zh), value);
    }

    /** The end of a day is called so. */
    private static Sentence cutOff(Instant at, ZoneId zone) {
        Instant next = at.plus(1, ChronoUnit.MICROS);
        LocalDate day = next.atZone(zone).toLocalDate();
        String text = day.atStartOfDay(zone).toInstant().equals(next)
                ? day.minusDays(1) + " 24:00"
                : MINUTE.format(at.atZone(zone));
        return new Sentence(text + "; nothing that happened later is counted", text + "，此后发生的不计入");
    }

    private static Map<Sentence, Sentence> narrowed(Question question, ReportNames names) {
        Map<Dimension, Set<String>> narrowed = new EnumMap<>(Dimension.class);
        narrowed.putAll(question.scope().only());
        Jurisdiction part = question.scope().jurisdiction();
        narrow(narrowed, Dimension.CHAIN, part.chain());
        narrow(narrowed, Dimension.PLACE, part.place());
        return narrowed.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> new Sentence(
                                "Only: " + entry.getKey().words().en(),
                                "仅限" + entry.getKey().words().zh()),
                        entry -> TicketSections.joined(new TreeSet<>(entry.getValue())
                                .stream()
                                        .map(id -> id.isEmpty()
                                                ? new Sentence("none", "无")
                                                : names.of(entry.getKey(), id))),
                        (one, other) -> one,
                        java.util.LinkedHashMap::new));
    }

    private static void narrow(Map<Dimension, Set<String>> narrowed, Dimension dimension, @Nullable Identifier only) {
        if (only != null) {
            narrowed.put(dimension, Set.of(only.text()));
        }
    }

    private static Sentence rounding(Manner manner, PrintRules rules) {
        Set<Rounding> used = Figures.ALL.stream()
                .map(figure -> manner.rounding(figure, rules))
                .collect(Collectors.toSet());
        return used.size() == 1 ? words(used.iterator().next()) : new Sentence("as each figure has it", "按各指标规定");
    }

    private static Sentence words(Rounding rounding) {
        return switch (rounding.mode()) {
            case HALF_UP ->
                new Sentence(
                        "rounded half up, decimals: %d".formatted(rounding.decimals()),
                        "四舍五入，保留 %d 位小数".formatted(rounding.decimals()));
            case TRUNCATE ->
                new Sentence(
                        "cut off, decimals: %d".formatted(rounding.decimals()),
                        "截断（不进位），保留 %d 位小数".formatted(rounding.decimals()));
        };
    }

    private Sentence build(ZoneId zone) {
        Build serving = builds.all().stream()
                .filter(build -> build.state() == Build.State.SERVING)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no build serves"));
        Instant since = serving.servedAt() == null ? serving.begunAt() : serving.servedAt();
        String time = MINUTE.format(since.atZone(zone));
        return new Sentence(
                "build %d, in use since %s".formatted(serving.number(), time),
                "第 %d 次构建，%s 起使用".formatted(serving.number(), time));
    }

    // -- what is in it ----------------------------------------------------------------------------------------------

    private List<Section> sections(ExportOrder order, ReportNames names, RowsWritten written) {
        FigureSections figures = new FigureSections(counting, names, order, rules(order));
        TicketSections tickets = new TicketSections(counting, names, order, written);
        return switch (order.content().kind()) {
            case REPORT -> whole(order, figures, tickets);
            case FIGURES -> List.of(figures.figures());
            case TICKETS -> List.of(tickets.tickets());
            case CASES -> List.of(tickets.cases(order.content()));
        };
    }

    private static List<Section> whole(ExportOrder order, FigureSections figures, TicketSections tickets) {
        List<Section> sections = new ArrayList<>();
        sections.add(figures.figures());
        figures.months().ifPresent(sections::add);
        if (order.question().scope().districts().size() != 1) {
            figures.groups(Dimension.DISTRICT, new Sentence("District by district", "各区县情况"))
                    .ifPresent(sections::add);
        }
        sections.add(figures.units());
        figures.groups(Dimension.ITEM, new Sentence("By item of the menu", "分事项情况"))
                .ifPresent(sections::add);
        figures.groups(Dimension.CHAIN, new Sentence("By industry chain", "分产业链情况"))
                .ifPresent(sections::add);
        figures.groups(Dimension.PLACE, new Sentence("By town or park", "分镇街园区情况"))
                .ifPresent(sections::add);
        if (order.format() == ExportFormat.XLSX) {
            sections.add(figures.definitions());
            sections.add(tickets.tickets());
        }
        return sections;
    }
}
