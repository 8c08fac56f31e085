package org.zhuqi.metrics.report.pdf;

import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.report.Chart;
import org.zhuqi.metrics.report.ReportLanguage;

/**
 * Bars that lie, because names of units are long and would have to be turned otherwise. Each bar ends with its number. A
 * chart of more labels than a page has room for goes on on the next one, on the same scale.
 */
final class BarsDrawing extends ChartDrawing {
    private static final float BAR = 9;
    private static final float BETWEEN_BARS = 1.5f;
    private static final float BETWEEN_LABELS = 6;
    private static final float AXIS = 16;
    private static final float WIDEST_LABEL = 0.34f;
    private static final int FEWEST_TOGETHER = 3;

    private final boolean stacked;
    private final Scale scale;

    BarsDrawing(Pages pages, Chart chart, ReportLanguage language) {
        super(pages, chart, language);
        this.stacked = chart.form() == Chart.Form.STACKED_BARS;
        BigDecimal least = BigDecimal.ZERO;
        BigDecimal most = BigDecimal.ZERO;
        for (BigDecimal end : stacked ? totals() : known()) {
            least = least.min(end);
            most = most.max(end);
        }
        this.scale = Scale.over(least, most, finest());
    }

    private List<BigDecimal> totals() {
        List<BigDecimal> totals = new ArrayList<>();
        for (int label = 0; label < chart.labels().size(); label++) {
            totals.add(total(label));
        }
        return totals;
    }

    private BigDecimal total(int label) {
        BigDecimal total = BigDecimal.ZERO;
        for (Chart.Series series : chart.series()) {
            @Nullable BigDecimal value = series.values().get(label);
            total = value == null ? total : total.add(value);
        }
        return total;
    }

    private boolean legend() {
        return chart.series().size() > 1;
    }

    private float each() {
        int bars = stacked ? 1 : chart.series().size();
        return bars * (BAR + BETWEEN_BARS) + BETWEEN_LABELS;
    }

    @Override
    float beginning() {
        return head(legend())
                + AXIS
                + each() * Math.min(FEWEST_TOGETHER, chart.labels().size());
    }

    @Override
    void draw() throws IOException {
        List<String> labels = labels();
        float names = Math.min(widest(labels), pages.width() * WIDEST_LABEL) + 8;
        int drawn = 0;
        while (drawn < labels.size()) {
            if (drawn > 0) {
                pages.next();
            }
            drawHead(legend(), drawn > 0);
            int fitting = Math.max(1, (int) ((pages.room() - AXIS) / each()));
            int upTo = Math.min(labels.size(), drawn + fitting);
            part(labels, names, drawn, upTo);
            drawn = upTo;
        }
    }

    private void part(List<String> labels, float names, int from, int to) throws IOException {
        float left = pages.left() + names;
        float width = pages.width() - names - 42;
        float height = (to - from) * each();
        for (BigDecimal mark : scale.marks()) {
            float x = left + width * scale.at(mark);
            String text = Printed.number(mark);
            pages.rule(x, pages.y(), x, pages.y() - height, 0.4f, Ink.RULE);
            pages.text(text, x - pages.typeface().width(text, 7) / 2, pages.y() - height - 9, 7, Ink.QUIET);
        }
        for (int label = from; label < to; label++) {
            float upper = pages.y() - (label - from) * each() - BETWEEN_LABELS / 2;
            String name = cut(labels.get(label), SIZE, names - 8);
            float middle = upper - (each() - BETWEEN_LABELS) / 2;
            pages.text(name, left - 6 - pages.typeface().width(name, SIZE), middle - ASCENT, SIZE, Ink.TEXT);
            if (stacked) {
                stack(label, left, width, upper);
            } else {
                group(label, left, width, upper);
            }
        }
        float zero = left + width * scale.at(BigDecimal.ZERO);
        pages.rule(zero, pages.y(), zero, pages.y() - height, 0.8f, Ink.QUIET);
        pages.down(height + AXIS);
    }

    private void group(int label, float left, float width, float upper) throws IOException {
        float zero = left + width * scale.at(BigDecimal.ZERO);
        for (int series = 0; series < chart.series().size(); series++) {
            @Nullable BigDecimal value = chart.series().get(series).values().get(label);
            float lower = upper - (series + 1) * (BAR + BETWEEN_BARS) + BETWEEN_BARS;
            float end = value == null ? zero : left + width * scale.at(value);
            if (value != null) {
                bar(Math.min(zero, end), lower, Math.abs(end - zero), shade(series));
            }
            String number = value == null ? "–" : Printed.number(value);
            pages.text(number, Math.max(zero, end) + 4, lower + BAR / 2 - ASCENT, SIZE, Ink.TEXT);
        }
    }

    private void stack(int label, float left, float width, float upper) throws IOException {
        float lower = upper - BAR;
        float x = left + width * scale.at(BigDecimal.ZERO);
        for (int series = 0; series < chart.series().size(); series++) {
            @Nullable BigDecimal value = chart.series().get(series).values().get(label);
            if (value != null && value.signum() > 0) {
                float part = width * (scale.at(value) - scale.at(BigDecimal.ZERO));
                Color shade = shade(series);
                bar(x, lower, part, shade);
                String number = Printed.number(value);
                float wide = pages.typeface().width(number, 7);
                if (wide + 4 < part) {
                    pages.text(number, x + (part - wide) / 2, lower + BAR / 2 - 2.6f, 7, Ink.on(shade));
                }
                x += part;
            }
        }
        pages.text(Printed.number(total(label)), x + 4, lower + BAR / 2 - ASCENT, SIZE, Ink.TEXT);
    }

    private void bar(float x, float lower, float width, Color shade) throws IOException {
        pages.fill(x, lower, width, BAR, shade);
        pages.frame(x, lower, width, BAR, Ink.TEXT);
    }
}
