package org.zhuqi.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Horizontal bars as SVG, each with its figure; ours in another colour than the others'. For light and dark pages. */
final class Bars {
    private static final int WIDTH = 760;
    private static final int LABEL = 250;
    private static final int FIGURE = 90;
    private static final int ROW = 22;
    private static final int TOP = 50;
    private static final String OURS = "#2b7de0";
    private static final String OTHERS = "#8a94a3";

    private record Bar(String label, double value, boolean ours) {}

    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();

    Bars(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    String title() {
        return title;
    }

    Bars ours(String label, double value) {
        bars.add(new Bar(label, value, true));
        return this;
    }

    Bars other(String label, double value) {
        bars.add(new Bar(label, value, false));
        return this;
    }

    String svg() {
        int height = TOP + bars.size() * ROW + 12;
        double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
        double scale = (WIDTH - LABEL - FIGURE) / (most > 0 ? most : 1);
        StringBuilder svg = new StringBuilder();
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" aria-label="%3$s">
                <style>text{font:13px system-ui,sans-serif;fill:#57606a}.t{font-size:15px;font-weight:600}
                @media(prefers-color-scheme:dark){text{fill:#c9d1d9}}</style>
                <text class="t" x="8" y="22">%3$s</text>
                <text x="8" y="40">%4$s</text>
                """.formatted(WIDTH, height, escaped(title), escaped(unit)));
        int y = TOP;
        for (Bar bar : bars) {
            double length = Math.max(1, bar.value() * scale);
            svg.append("""
                    <text x="%d" y="%d" text-anchor="end">%s</text>
                    <rect x="%d" y="%d" width="%s" height="%d" rx="2" fill="%s"/>
                    <text x="%s" y="%d">%s</text>
                    """.formatted(
                            LABEL - 8,
                            y + 15,
                            escaped(bar.label()),
                            LABEL,
                            y + 3,
                            number(length),
                            ROW - 6,
                            bar.ours() ? OURS : OTHERS,
                            number(LABEL + length + 6),
                            y + 15,
                            figure(bar.value())));
            y += ROW;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
