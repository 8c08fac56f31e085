package org.zhuqi.metrics.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

class TypefaceProperties {
    private static final PDDocument DOCUMENT = new PDDocument();
    private static @Nullable Typeface typeface;

    @BeforeContainer
    static void open() throws IOException {
        typeface = Typeface.embeddedIn(DOCUMENT, Locale.SIMPLIFIED_CHINESE);
    }

    @AfterContainer
    static void close() throws IOException {
        if (typeface != null) {
            typeface.close();
        }
        DOCUMENT.close();
    }

    @Property(tries = 500)
    void noLineIsWiderThanItsPlaceAndNoCharacterIsLost(
            @ForAll String text, @ForAll @FloatRange(min = 20, max = 200) float width) {
        Typeface face = Objects.requireNonNull(typeface);

        List<String> lines = face.lines(text, 8, width);

        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            boolean single = line.codePointCount(0, line.length()) <= 1;
            assertThat(single || face.width(line, 8) <= width).isTrue();
        });
        assertThat(unspaced(String.join("", lines))).isEqualTo(unspaced(face.printable(text)));
    }

    private static String unspaced(String text) {
        return text.codePoints()
                .filter(point -> !Character.isWhitespace(point) && !Character.isSpaceChar(point))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
