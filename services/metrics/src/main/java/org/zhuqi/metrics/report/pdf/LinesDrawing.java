package org.zhuqi.metrics.report.pdf;

import java.awt.Color;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.metrics.report.Chart;
import org.zhuqi.metrics.report.ReportLanguage;

/**
 * Lines over time, told apart by dash and mark and named at their ends. The axis begins at zero unless all the numbers lie
 * in the upper part of it, as rates do; then it says where it begins.
 */
final class LinesDrawing extends ChartDrawing {
    private static final float PLOT = 150;
    private static final float AXIS = 20;
    private static final float WIDEST_NAME = 130;
    private static final BigDecimal UPPER_PART = new BigDecimal("0.7");

    private static final List<float[]> DASHES = List.of(
            new float[0], new float[] {5, 2.5f}, new float[] {1.2f, 2}, new float[] {7, 2, 1.2f, 2}, new float[] {10, 4
            });
    private static final List<Color> INKS = List.of(
            new Color(0x2F4B66), new Color(0x5B6B7A), new Color(0x2F4B66), new Color(0x5B6B7A), new Color(0x0D1117));

    private final Scale scale;

    LinesDrawing(Pages pages, Chart chart, ReportLanguage language) {
        super(pages, chart, language);
        BigDecimal least = known().stream().min(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
        BigDecimal most = known().stream().max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
        boolean cutOff = least.signum() > 0 && least.compareTo(most.multiply(UPPER_PART)) > 0;
        this.scale = Scale.over(
                cutOff ? least : least.min(BigDecimal.ZERO), most.max(cutOff ? least : BigDecimal.ZERO), finest());
    }

    @Override
    float beginning() {
        return head(false) + PLOT + AXIS + 10;
    }

    @Override
    void draw() throws IOException {
        drawHead(false, false);
        pages.down(6);
        List<String> marks = scale.marks().stream().map(Printed::number).toList();
        float left = pages.left() + widest(marks) + 8;
        float names = widest(ends()) + 12;
        float width = pages.width() - (left - pages.left()) - names;
        float lower = pages.y() - PLOT;
        for (int i = 0; i < marks.size(); i++) {
            float y = lower + PLOT * scale.at(scale.marks().get(i));
            pages.rule(left, y, left + width, y, i == 0 ? 0.8f : 0.4f, i == 0 ? Ink.QUIET : Ink.RULE);
            String mark = marks.get(i);
            pages.text(mark, left - 5 - pages.typeface().width(mark, SIZE), y - ASCENT, SIZE, Ink.QUIET);
        }
        labels(left, width, lower);
        List<End> ends = new ArrayList<>();
        for (int series = 0; series < chart.series().size(); series++) {
            line(series, left, width, lower, ends);
        }
        name(ends, lower);
        if (scale.from().signum() > 0) {
            String from = language.of("The axis begins at %s.", "纵轴从 %s 开始。")
                    .formatted(Printed.number(scale.marks().getFirst()));
            String printable = pages.typeface().printable(from);
            float right = pages.left() + pages.width() - pages.typeface().width(printable, 7);
            pages.text(printable, right, pages.y() + 13, 7, Ink.QUIET);
        }
        pages.down(PLOT + AXIS);
    }

    private void labels(float left, float width, float lower) throws IOException {
        List<String> labels = labels();
        int every = Math.max(1, (int) Math.ceil((widest(labels) + 8) * labels.size() / width));
        for (int label = 0; label < labels.size(); label += every) {
            float x = x(label, left, width);
            String text = labels.get(label);
            pages.rule(x, lower, x, lower - 3, 0.5f, Ink.QUIET);
            pages.text(text, x - pages.typeface().width(text, SIZE) / 2, lower - 12, SIZE, Ink.QUIET);
        }
    }

    private float x(int label, float left, float width) {
        return left + width * (label + 0.5f) / chart.labels().size();
    }

    private void line(int series, float left, float width, float lower, List<End> ends) throws IOException {
        List<@Nullable BigDecimal> values = chart.series().get(series).values();
        List<float[]> run = new ArrayList<>();
        @Nullable End end = null;
        for (int label = 0; label <= values.size(); label++) {
            @Nullable BigDecimal value = label == values.size() ? null : values.get(label);
            if (value == null) {
                run(series, run);
                run.clear();
            } else {
                float[] point = {x(label, left, width), lower + PLOT * scale.at(value)};
                run.add(point);
                end = new End(series, value, point[0], point[1]);
                if (chart.series().size() == 1 && values.size() <= 12 && label < values.size() - 1) {
                    String number = Printed.number(value);
                    float start = point[0] - pages.typeface().width(number, 7) / 2;
                    pages.text(number, start, point[1] + 5, 7, Ink.TEXT);
                }
            }
        }
        if (end != null) {
            ends.add(end);
        }
    }

    private void run(int series, List<float[]> run) throws IOException {
        if (run.size() > 1) {
            pages.stroke(run.toArray(float[][]::new), 1.3f, INKS.get(series), DASHES.get(series));
        }
        for (float[] point : run) {
            mark(series, point[0], point[1]);
        }
    }

    private void mark(int series, float x, float y) throws IOException {
        float half = series % 2 == 0 ? 1.9f : 2.2f;
        Color ink = INKS.get(series);
        pages.fill(x - half, y - half, 2 * half, 2 * half, series % 2 == 0 ? ink : Ink.PAPER);
        pages.frame(x - half, y - half, 2 * half, 2 * half, ink);
    }

    private record End(int series, BigDecimal value, float x, float y) {}

    /** Names the lines from top to bottom, no name nearer to the last than it is high. */
    private void name(List<End> ends, float lower) throws IOException {
        List<End> sorted = ends.stream()
                .sorted(Comparator.comparingDouble(End::y).reversed())
                .toList();
        float lowest = lower;
        float free = lower + PLOT + SIZE;
        for (int i = 0; i < sorted.size(); i++) {
            End end = sorted.get(i);
            float below = (sorted.size() - 1 - i) * (SIZE + 2);
            float y = Math.max(Math.min(end.y(), free), lowest + below);
            free = y - SIZE - 2;
            pages.text(end(end.series(), end.value()), end.x() + 7, y - ASCENT, SIZE, Ink.TEXT);
        }
    }

    private List<String> ends() {
        List<String> ends = new ArrayList<>();
        for (int series = 0; series < chart.series().size(); series++) {
            for (@Nullable BigDecimal value : chart.series().get(series).values()) {
                if (value != null) {
                    ends.add(end(series, value));
                }
            }
        }
        return ends;
    }

    private String end(int series, BigDecimal value) {
        String number = Printed.number(value);
        return chart.series().size() == 1
                ? number
                : cut(language.of(chart.series().get(series).name()), SIZE, WIDEST_NAME) + " " + number;
    }
}
