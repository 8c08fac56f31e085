package org.zhuqi.metrics.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.application.export.ExportContent;
import org.zhuqi.metrics.application.export.ExportContent.Kind;
import org.zhuqi.metrics.application.export.ExportFormat;
import org.zhuqi.metrics.application.export.ExportOrder;
import org.zhuqi.metrics.application.export.Manner;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.Rounding;
import org.zhuqi.metrics.report.ReportLanguage;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Parameters;
import org.zhuqi.platform.web.Problem;

/** Reads what a file is to have in it: what {@link Asking} reads, and beside it which part, and in which language. */
public final class ExportAsking {
    private static final String FIGURES = "figures";
    private static final String TICKETS = "tickets";
    private static final Set<String> BESIDE = Set.of("figure", "part", "language");

    private final Asking asking;

    public ExportAsking(Asking asking) {
        this.asking = asking;
    }

    /** What the caller may see of it is settled here. */
    ExportOrder order(ExportFormat format, HttpServletRequest request, Caller caller) {
        Asking.Read read = asking.read(request, caller, BESIDE);
        return new ExportOrder(
                format,
                content(format, read, request),
                read.question(),
                read.fromDay(),
                read.toDay(),
                read.zone(),
                manner(request));
    }

    Scope scope(HttpServletRequest request, Caller caller) {
        return asking.read(request, caller, Set.of("language")).question().scope();
    }

    Manner manner(HttpServletRequest request) {
        Rounding.Mode mode = Parameters.optional(
                "rounding", request.getParameter("rounding"), Rounding.Mode::valueOf, "HALF_UP or TRUNCATE");
        String decimals = request.getParameter("decimals");
        Rounding read = asking.rounding(request, Figures.ALL.getFirst().rounding());
        ReportLanguage language =
                Parameters.optional("language", request.getParameter("language"), ExportAsking::language, "zh, or en");
        return new Manner(
                Parameters.optional("basis", request.getParameter("basis"), Basis::valueOf, "RECEIVED"),
                decimals == null || decimals.isEmpty() ? null : Integer.valueOf(read.decimals()),
                mode,
                language == null ? ReportLanguage.CHINESE : language);
    }

    private static ReportLanguage language(String text) {
        return switch (text) {
            case "zh" -> ReportLanguage.CHINESE;
            case "en" -> ReportLanguage.ENGLISH;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private ExportContent content(ExportFormat format, Asking.Read read, HttpServletRequest request) {
        String figure = request.getParameter("figure");
        Part part = Parameters.optional(
                "part", request.getParameter("part"), Part::valueOf, "NUMERATOR, DENOMINATOR or REST");
        if (figure == null || figure.isEmpty()) {
            refuse(part);
            return ExportContent.of(format == ExportFormat.CSV ? Kind.FIGURES : Kind.REPORT);
        }
        if (format == ExportFormat.PDF) {
            throw Problem.badRequest(
                            "A PDF is the whole report; ask for a part of it, such as '%s', as XLSX or CSV."
                                    .formatted(figure),
                            "PDF 仅提供完整报告；如需其中一部分（如“%s”），请选择 XLSX 或 CSV。".formatted(figure))
                    .asException();
        }
        return switch (figure) {
            case FIGURES -> {
                refuse(part);
                yield ExportContent.of(Kind.FIGURES);
            }
            case TICKETS -> {
                refuse(part);
                yield ExportContent.of(Kind.TICKETS);
            }
            default -> {
                Asked asked = asking.asked(figure, read, request);
                yield new ExportContent(
                        Kind.CASES,
                        figure,
                        asked.definition().basis(),
                        asked.definition().variant(),
                        part == null ? Part.NUMERATOR : part);
            }
        };
    }

    private static void refuse(@Nullable Part part) {
        if (part != null) {
            throw Problem.badRequest("A part is one of a figure; name the figure with it.", "“part”须与具体指标“figure”一同指定。")
                    .asException();
        }
    }

    /** What every address takes that answers with a file. */
    static Set<String> names() {
        Set<String> names = new HashSet<>(Asking.NAMES);
        names.addAll(BESIDE);
        return names;
    }
}
