package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.domain.MeasuredTime;
import org.zhuqi.metrics.domain.Times;

final class FiguresDocumentTest {
    private static final Path FILE = Path.of("../../docs/figures.md");

    @Test
    void isUpToDate() throws IOException {
        if (Boolean.getBoolean("zhuqi.regenerate")) {
            Files.writeString(FILE, FiguresDocument.text());
        }
        assertThat(FILE)
                .as("docs/figures.md is stale. To regenerate run: " + FiguresDocument.COMMAND)
                .hasContent(FiguresDocument.text());
    }

    @Test
    void everyKeyIsThereOnceAndNoneIsTakenForAnAddress() {
        assertThat(Figures.ALL)
                .extracting(Figure::key)
                .doesNotHaveDuplicates()
                .doesNotContain("definitions", "times", "settings");
        assertThat(Times.ALL)
                .extracting(MeasuredTime::key)
                .doesNotHaveDuplicates()
                .doesNotContain("tickets", "series", "ranking");
    }
}
