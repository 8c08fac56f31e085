package org.zhuqi.metrics.report.pdf;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeBlock;
import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * Noto Sans SC, of which the document takes what it prints. It breaks lines as Chinese and English do, and prints a box
 * for a character that it does not have, so that a name is never silently shortened.
 *
 * <p>All sizes and widths are in points.
 */
final class Typeface implements Closeable {
    private static final String FILE = "NotoSansSC-Regular.ttf";
    private static final String BOX = "□";
    private static final Set<UnicodeBlock> VARIATIONS =
            Set.of(UnicodeBlock.VARIATION_SELECTORS, UnicodeBlock.VARIATION_SELECTORS_SUPPLEMENT);

    private final TrueTypeFont file;
    private final PDType0Font font;
    private final CmapLookup glyphs;
    private final Locale locale;
    private final Map<Integer, Float> widths = new HashMap<>();

    private Typeface(TrueTypeFont file, PDDocument document, Locale locale) throws IOException {
        this.file = file;
        this.font = PDType0Font.load(document, file, true);
        this.glyphs = file.getUnicodeCmapLookup();
        this.locale = locale;
    }

    static Typeface embeddedIn(PDDocument document, Locale locale) throws IOException {
        try (InputStream stream = Typeface.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new FileNotFoundException(FILE);
            }
            TrueTypeFont file = new TTFParser().parse(RandomAccessReadBuffer.createBufferFromStream(stream));
            // A ligature would be one glyph for several letters, and a search in the document would miss the word.
            file.setEnableGsub(false);
            return new Typeface(file, document, locale);
        }
    }

    PDType0Font font() {
        return font;
    }

    /** @return the text in characters that the font has, on one line */
    String printable(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> append(printable, point));
        return printable.toString();
    }

    private void append(StringBuilder printable, int point) {
        if (Character.isISOControl(point) || (Character.isSpaceChar(point) && !has(point))) {
            printable.append(' ');
        } else if (has(point)) {
            printable.appendCodePoint(point);
        } else if (isSeen(point)) {
            String alike = Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC);
            printable.append(alike.codePoints().allMatch(this::has) ? alike : BOX);
        }
    }

    private boolean has(int point) {
        return glyphs.getGlyphId(point) != 0;
    }

    private static boolean isSeen(int point) {
        return Character.getType(point) != Character.FORMAT
                && VARIATIONS.stream().noneMatch(block -> block.equals(UnicodeBlock.of(point)));
    }

    /** @param printable see {@link #printable(String)} */
    float width(String printable, float size) {
        float thousandths = 0;
        for (int i = 0; i < printable.length(); i = printable.offsetByCodePoints(i, 1)) {
            thousandths += widths.computeIfAbsent(printable.codePointAt(i), this::thousandths);
        }
        return thousandths * size / 1000;
    }

    private float thousandths(int point) {
        try {
            return font.getStringWidth(Character.toString(point));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how wide the widest part is that a line is not to be broken in */
    float widestWord(String text, float size) {
        float widest = 0;
        for (String word : words(printable(text))) {
            widest = Math.max(widest, width(word.stripTrailing(), size));
        }
        return widest;
    }

    /** @return at least one line, none wider than told unless a single character is */
    List<String> lines(String text, float size, float width) {
        List<String> lines = new ArrayList<>();
        text.lines().forEach(paragraph -> breakUp(printable(paragraph).strip(), size, width, lines));
        return lines.isEmpty() ? List.of("") : lines;
    }

    private void breakUp(String paragraph, float size, float width, List<String> lines) {
        StringBuilder line = new StringBuilder();
        for (String word : words(paragraph)) {
            if (width(line + word.stripTrailing(), size) > width) {
                endLine(line, lines);
                for (String part : fitting(word, size, width)) {
                    endLine(line, lines);
                    line.append(part);
                }
            } else {
                line.append(word);
            }
        }
        endLine(line, lines);
    }

    private static void endLine(StringBuilder line, List<String> lines) {
        if (!line.isEmpty()) {
            lines.add(line.toString().stripTrailing());
            line.setLength(0);
        }
    }

    private List<String> words(String text) {
        return pieces(text, BreakIterator.getLineInstance(locale));
    }

    private List<String> fitting(String word, float size, float width) {
        if (width(word.stripTrailing(), size) <= width) {
            return List.of(word);
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String character : pieces(word, BreakIterator.getCharacterInstance(locale))) {
            if (!part.isEmpty() && width(part + character, size) > width) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(character);
        }
        parts.add(part.toString());
        return parts;
    }

    private static List<String> pieces(String text, BreakIterator breaks) {
        List<String> pieces = new ArrayList<>();
        breaks.setText(text);
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            pieces.add(text.substring(start, end));
            start = end;
        }
        return pieces;
    }

    /** To be closed only when the document is written: what it takes of the font is settled then. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
