package org.zhuqi.metrics.report.pdf;

import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.zhuqi.metrics.report.Chart;
import org.zhuqi.metrics.report.ReportLanguage;

/** What bars and lines have in common: a title, what is measured, and how the series are told apart without colours. */
abstract sealed class ChartDrawing permits BarsDrawing, LinesDrawing {
    static final float SIZE = 7.8f;
    static final float ASCENT = 2.9f;

    private static final List<Color> SHADES =
            List.of(new Color(0x2F4B66), new Color(0xC9D3DD), new Color(0x8397AB), Color.WHITE, new Color(0x0D1117));

    final Pages pages;
    final Chart chart;
    final ReportLanguage language;

    ChartDrawing(Pages pages, Chart chart, ReportLanguage language) {
        this.pages = pages;
        this.chart = chart;
        this.language = language;
    }

    static ChartDrawing of(Pages pages, Chart chart, ReportLanguage language) {
        return switch (chart.form()) {
            case GROUPED_BARS, STACKED_BARS -> new BarsDrawing(pages, chart, language);
            case LINES -> new LinesDrawing(pages, chart, language);
        };
    }

    /** @return what has to fit on a page for the chart to begin there */
    abstract float beginning();

    abstract void draw() throws IOException;

    /** @return how high the title, the unit and, if asked for, the legend stand */
    final float head(boolean legend) {
        return legend ? 40 : 28;
    }

    final void drawHead(boolean legend, boolean continued) throws IOException {
        Typeface typeface = pages.typeface();
        float y = pages.y() - 9;
        String title = cut(
                language.of(chart.title()) + (continued ? language.of(" (continued)", "（续）") : ""),
                9.5f,
                pages.width());
        pages.bold(title, pages.left(), y, 9.5f, Ink.TEXT);
        String axis = cut(language.of(chart.axis()), SIZE, pages.width());
        pages.text(axis, pages.left(), y - 12, SIZE, Ink.QUIET);
        if (legend) {
            float x = pages.left();
            for (int series = 0; series < chart.series().size(); series++) {
                String name = typeface.printable(
                        language.of(chart.series().get(series).name()));
                pages.fill(x, y - 25, 9, 7, shade(series));
                pages.frame(x, y - 25, 9, 7, Ink.TEXT);
                pages.text(name, x + 13, y - 25, SIZE, Ink.TEXT);
                x += 13 + typeface.width(name, SIZE) + 16;
            }
        }
        pages.down(head(legend));
    }

    static Color shade(int series) {
        return SHADES.get(series);
    }

    final List<BigDecimal> known() {
        return chart.series().stream()
                .<BigDecimal>flatMap(one -> one.values().stream().flatMap(Stream::ofNullable))
                .toList();
    }

    /** @return the smallest step that the numbers know: one if all of them are whole */
    final BigDecimal finest() {
        int scale =
                Math.max(0, known().stream().mapToInt(BigDecimal::scale).max().orElse(0));
        return BigDecimal.ONE.movePointLeft(scale);
    }

    final String cut(String text, float size, float width) {
        Typeface typeface = pages.typeface();
        String whole = typeface.printable(text);
        if (typeface.width(whole, size) <= width) {
            return whole;
        }
        StringBuilder cut = new StringBuilder(whole);
        while (!cut.isEmpty() && typeface.width(cut + "…", size) > width) {
            cut.setLength(cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut.append("…").toString();
    }

    final List<String> labels() {
        List<String> labels = new ArrayList<>();
        chart.labels().forEach(label -> labels.add(pages.typeface().printable(language.of(label))));
        return labels;
    }

    final float widest(List<String> printable) {
        float widest = 0;
        for (String one : printable) {
            widest = Math.max(widest, pages.typeface().width(one, SIZE));
        }
        return widest;
    }
}
