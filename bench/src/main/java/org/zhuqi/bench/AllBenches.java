package org.zhuqi.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        description = "Everything in sequence, and a report. About a quarter of an hour.")
final class AllBenches implements Callable<Integer> {
    @Mixin
    private final TopicOptions topic = new TopicOptions();

    @Mixin
    private final HttpBench.Options http = new HttpBench.Options();

    @Mixin
    private final StartBench.Options start = new StartBench.Options();

    @Option(names = "--report", paramLabel = "FILE", description = "Where to write it (default: ${DEFAULT-VALUE}).")
    private Path report = Path.of("bench/target/report.md");

    @Override
    public Integer call() throws Exception {
        Page page = new Page();
        page.line("# Measured on " + InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS));
        Machine.describe(page, Path.of(System.getProperty("java.io.tmpdir")));
        TopicBench.run(topic, true, page);
        HttpBench.run(http, page);
        new ClocksBench().run(page);
        new RoutingBench().run(page);
        new SimilarBench().run(page);
        new FiguresBench().run(page);
        StartBench.run(start, page);
        Path file = report.toAbsolutePath();
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, page.text());
        System.out.println("\nThe report is in " + file);
        return 0;
    }
}
