package org.zhuqi.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import picocli.CommandLine;

class ReportTest {
    @TempDir
    private Path folder;

    @Test
    void aPartThatFailsDoesNotTakeTheOthersWithIt() throws Exception {
        Path file = folder.resolve("report.md");

        int exit = report(file)
                .of(List.of(
                        new Report.Part("first", page -> page.budget("speed", Budget.atLeast(50, "×"), 60.4)),
                        new Report.Part("second", page -> {
                            throw new IllegalStateException("no disk");
                        }),
                        new Report.Part("third", page -> page.budget("delay", Budget.below(60, "ms"), 61))));

        assertThat(exit).isEqualTo(1);
        assertThat(Files.readString(file))
                .contains("| speed | ≥ 50 × | 60.4 × | kept |")
                .contains("| delay | < 60 ms | 61 ms | **missed** |")
                .contains("**Not measured: second: no disk**");
    }

    @Test
    void chartsLieBesideTheReport() throws Exception {
        Path file = folder.resolve("report.md");

        int exit = report(file)
                .of(List.of(new Report.Part(
                        "chart",
                        page -> page.chart(
                                "rates",
                                new Bars("Rates <&>", "per second")
                                        .ours("ours", 2_345)
                                        .other("a \"peer\"", 1_172.5)))));

        assertThat(exit).isZero();
        assertThat(Files.readString(file)).contains("](rates.svg)");
        var svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(folder.resolve("rates.svg")))));
        var bars = svg.getElementsByTagName("rect");
        assertThat(bars.getLength()).isEqualTo(2);
        assertThat(width(bars.item(0)) / width(bars.item(1))).isCloseTo(2, within(0.01));
    }

    private static double width(org.w3c.dom.Node bar) {
        return Double.parseDouble(bar.getAttributes().getNamedItem("width").getNodeValue());
    }

    private static Report report(Path file) {
        Report report = new Report();
        CommandLine.populateCommand(report, "--report", file.toString());
        return report;
    }
}
