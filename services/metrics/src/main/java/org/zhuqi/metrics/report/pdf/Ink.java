package org.zhuqi.metrics.report.pdf;

import java.awt.Color;

/** The few colours of a report. They differ in brightness too, because it is printed in black and white. */
final class Ink {
    static final Color TEXT = new Color(0x1F2328);
    static final Color QUIET = new Color(0x6A737D);
    static final Color ACCENT = new Color(0x1F4E79);
    static final Color RULE = new Color(0xD0D7DE);
    static final Color SHADE = new Color(0xEEF2F6);
    static final Color PAPER = Color.WHITE;

    private Ink() {}

    /** @return what is read on the colour */
    static Color on(Color fill) {
        double brightness = 0.299 * fill.getRed() + 0.587 * fill.getGreen() + 0.114 * fill.getBlue();
        return brightness < 140 ? PAPER : TEXT;
    }
}
