package org.zhuqi.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Markdown and its charts, written anew after every part, so that one that fails does not take the others with it. */
final class Report {
    @Option(names = "--report", paramLabel = "FILE", description = "Where to write it (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("bench/target/report.md");

    /** Something to measure. */
    @FunctionalInterface
    interface Measuring {
        void on(Page page) throws Exception;
    }

    /** @param name by which it is called when it fails */
    record Part(String name, Measuring measuring) {}

    /** @return the exit code: 0 if all parts could be measured, whatever the figures are */
    int of(List<Part> parts) throws IOException {
        InstantSource now = InstantSource.system();
        Page head = new Page();
        head.line("# Measured on " + now.instant().truncatedTo(ChronoUnit.SECONDS));
        head.line("");
        head.line("`" + String.join(" ", command()) + "`");
        Machine.describe(head, Path.of(System.getProperty("java.io.tmpdir")));
        Page page = new Page();
        List<String> failed = new ArrayList<>();
        for (Part part : parts) {
            long begin = now.millis();
            try {
                part.measuring().on(page);
            } catch (Exception e) {
                failed.add(part.name());
                page.line("");
                page.line("**Not measured: %s: %s**"
                        .formatted(
                                part.name(),
                                String.valueOf(e.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")));
                e.printStackTrace();
            }
            System.out.printf("%n(%s took %,d s)%n", part.name(), (now.millis() - begin) / 1_000);
            write(head, page);
        }
        System.out.println("\nThe report is in " + file.toAbsolutePath());
        if (!failed.isEmpty()) {
            System.err.println("bench: could not measure " + String.join(", ", failed));
        }
        return failed.isEmpty() ? 0 : 1;
    }

    private static List<String> command() {
        List<String> command = new ArrayList<>(List.of("./zhuqi", "bench"));
        command.addAll(Bench.arguments());
        return command;
    }

    private void write(Page head, Page page) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.resolveSibling("."));
        StringBuilder text = new StringBuilder(head.text());
        if (!page.budgets().isEmpty()) {
            text.append("\n## Budgets\n\n| what | budget | measured | |\n|---|---|---|---|\n");
            for (Object[] budget : page.budgets()) {
                text.append("| %s | %s | %s | %s |%n".formatted(budget));
            }
        }
        Files.writeString(target, text.append(page.text()).toString());
        for (Map.Entry<String, Bars> chart : page.charts().entrySet()) {
            Files.writeString(
                    target.resolveSibling(chart.getKey() + ".svg"),
                    chart.getValue().svg());
        }
    }
}
