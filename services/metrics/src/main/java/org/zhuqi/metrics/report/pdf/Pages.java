package org.zhuqi.metrics.report.pdf;

import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDBorderStyleDictionary;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageXYZDestination;

/**
 * The pages of a report, A4 upright or across, filled from top to bottom. Everything is in points; {@link #y()} is the
 * upper edge of what is still free, counted from the foot of the page as PDF does.
 */
final class Pages {
    private static final float SIDE = 50;
    private static final float TOP = 54;
    private static final float FOOT = 58;
    private static final PDRectangle UPRIGHT = PDRectangle.A4;
    private static final PDRectangle ACROSS =
            new PDRectangle(/* width= */ UPRIGHT.getHeight(), /* height= */ UPRIGHT.getWidth());

    /** How thick a stroke makes letters bold, as a part of their size: the report carries one weight of its font. */
    private static final float BOLD_STROKE = 0.028f;

    private final PDDocument document;
    private final Typeface typeface;
    private PDRectangle paper = UPRIGHT;
    private PDPage page;
    private PDPageContentStream content;
    private float y;

    Pages(PDDocument document, Typeface typeface) throws IOException {
        this.document = document;
        this.typeface = typeface;
        this.page = new PDPage(paper);
        this.content = open(page);
        this.y = paper.getHeight() - TOP;
    }

    static float widthUpright() {
        return UPRIGHT.getWidth() - 2 * SIDE;
    }

    Typeface typeface() {
        return typeface;
    }

    float left() {
        return SIDE;
    }

    float width() {
        return paper.getWidth() - 2 * SIDE;
    }

    float y() {
        return y;
    }

    float room() {
        return y - FOOT;
    }

    /** @return the room of a page on which nothing stands yet */
    float roomOfEmpty() {
        return paper.getHeight() - TOP - FOOT;
    }

    void down(float points) {
        y -= points;
    }

    /** Goes on on a new page unless there is room for so much. */
    void need(float points) throws IOException {
        if (room() < points && !isEmpty()) {
            next();
        }
    }

    void turn(boolean across) throws IOException {
        PDRectangle wanted = across ? ACROSS : UPRIGHT;
        if (!wanted.equals(paper)) {
            paper = wanted;
            if (isEmpty()) {
                page.setMediaBox(paper);
                y = paper.getHeight() - TOP;
            } else {
                next();
            }
        }
    }

    void next() throws IOException {
        content.close();
        page = new PDPage(paper);
        content = open(page);
        y = paper.getHeight() - TOP;
    }

    private boolean isEmpty() {
        return y == page.getMediaBox().getHeight() - TOP;
    }

    private PDPageContentStream open(PDPage opened) throws IOException {
        document.addPage(opened);
        return new PDPageContentStream(document, opened);
    }

    PDPageXYZDestination here(float above) {
        PDPageXYZDestination here = new PDPageXYZDestination();
        here.setPage(page);
        here.setTop((int) Math.ceil(y + above));
        return here;
    }

    /** @param printable see {@link Typeface#printable(String)} */
    void text(String printable, float x, float baseline, float size, Color ink) throws IOException {
        write(content, printable, x, baseline, size, ink);
    }

    void bold(String printable, float x, float baseline, float size, Color ink) throws IOException {
        content.saveGraphicsState();
        content.setRenderingMode(RenderingMode.FILL_STROKE);
        content.setStrokingColor(ink);
        content.setLineWidth(size * BOLD_STROKE);
        write(content, printable, x, baseline, size, ink);
        content.restoreGraphicsState();
    }

    private void write(PDPageContentStream to, String printable, float x, float baseline, float size, Color ink)
            throws IOException {
        if (!printable.isEmpty()) {
            to.beginText();
            to.setNonStrokingColor(ink);
            to.setFont(typeface.font(), size);
            to.newLineAtOffset(x, baseline);
            to.showText(printable);
            to.endText();
        }
    }

    void fill(float x, float lower, float width, float height, Color ink) throws IOException {
        content.setNonStrokingColor(ink);
        content.addRect(x, lower, width, height);
        content.fill();
    }

    void frame(float x, float lower, float width, float height, Color ink) throws IOException {
        content.setStrokingColor(ink);
        content.setLineWidth(0.5f);
        content.setLineDashPattern(new float[0], 0);
        content.addRect(x, lower, width, height);
        content.stroke();
    }

    void rule(float fromX, float fromY, float toX, float toY, float thickness, Color ink) throws IOException {
        stroke(new float[][] {{fromX, fromY}, {toX, toY}}, thickness, ink);
    }

    /** @param dash lengths of strokes and gaps by turns; none: unbroken */
    void stroke(float[][] points, float thickness, Color ink, float... dash) throws IOException {
        content.setStrokingColor(ink);
        content.setLineWidth(thickness);
        content.setLineDashPattern(dash, 0);
        content.moveTo(points[0][0], points[0][1]);
        for (int i = 1; i < points.length; i++) {
            content.lineTo(points[i][0], points[i][1]);
        }
        content.stroke();
    }

    void link(URI target, float x, float lower, float width, float height) throws IOException {
        PDActionURI action = new PDActionURI();
        action.setURI(target.toASCIIString());
        PDBorderStyleDictionary none = new PDBorderStyleDictionary();
        none.setWidth(0);
        PDAnnotationLink link = new PDAnnotationLink();
        link.setAction(action);
        link.setBorderStyle(none);
        link.setRectangle(new PDRectangle(x, lower, width, height));
        page.getAnnotations().add(link);
    }

    /** Ends the last page and writes the foot of every page, now that it is known how many there are. */
    void finish(String left, PageNumber number) throws IOException {
        content.close();
        int pages = document.getNumberOfPages();
        for (int i = 0; i < pages; i++) {
            PDPage one = document.getPage(i);
            String right = typeface.printable(number.of(i + 1, pages));
            float edge = one.getMediaBox().getWidth() - SIDE;
            float room = edge - SIDE - typeface.width(right, 7.5f) - 20;
            try (PDPageContentStream foot = new PDPageContentStream(document, one, AppendMode.APPEND, true, true)) {
                foot.setStrokingColor(Ink.RULE);
                foot.setLineWidth(0.5f);
                foot.moveTo(SIDE, FOOT - 14);
                foot.lineTo(edge, FOOT - 14);
                foot.stroke();
                write(foot, typeface.lines(left, 7.5f, room).getFirst(), SIDE, FOOT - 26, 7.5f, Ink.QUIET);
                write(foot, right, edge - typeface.width(right, 7.5f), FOOT - 26, 7.5f, Ink.QUIET);
            }
        }
    }

    /** How a page is called. */
    @FunctionalInterface
    interface PageNumber {
        String of(int page, int pages);
    }
}
