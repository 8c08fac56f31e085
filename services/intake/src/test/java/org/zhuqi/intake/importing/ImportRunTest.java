package org.zhuqi.intake.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhuqi.intake.importing.StubServer.Misbehaviour;

/** The whole import of the small log, as somebody at a keyboard sees it. */
class ImportRunTest {
    private static final Patience PATIENCE =
            new Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(3), Duration.ofMillis(3));

    private final StubServer server = new StubServer();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aDryRunPlansAndSendsNothing() throws IOException {
        int exit = run(options(null, true, null, false));

        assertThat(exit).isEqualTo(ImportRun.FINISHED);
        assertThat(server.requests()).isEmpty();
        assertThat(text(out))
                .contains("rows read                            39")
                .contains("rows applied                         31")
                .contains("rows reported                         8")
                .contains("commands                             36   of which inferred         5")
                .contains("       2  打印: the mapping does not name the activity")
                .contains("reported 8 rows → see " + report())
                .endsWith("dry run: nothing was sent\n");
        assertThat(Files.readAllLines(report()))
                .startsWith(
                        "\uFEFFline,case,activity,time,reason",
                        "12,A-001,等待材料,2023-03-06 09:00,cannot suspend case 'A-001': "
                                + "it is SUSPENDED since 2023-03-03; that takes IN_PROGRESS")
                .hasSize(9);
    }

    @Test
    void anImportAppliesWhatTheDryRunPlanned() {
        assertThat(run(options(server.uri(), false, null, false))).isEqualTo(ImportRun.FINISHED);
        String real = withoutTimes(text(out));
        out.reset();
        run(options(null, true, null, false));

        assertThat(server.applied()).hasSize(36);
        assertThat(withoutTimes(text(out))).isEqualTo(real + "dry run: nothing was sent\n");
        assertThat(text(err)).contains("100 %  39 of 39 rows, 8 reported");
    }

    @Test
    void importingAgainChangesNothingAndCountsTheSame() {
        run(options(server.uri(), false, null, false));
        String first = withoutTimes(text(out));
        List<String> applied = server.applied();
        out.reset();

        run(options(server.uri(), false, null, false));

        assertThat(server.applied()).isEqualTo(applied);
        assertThat(withoutTimes(text(out))).isEqualTo(first);
    }

    @Test
    void anImportThatWasInterruptedGoesOnWhereItWas() {
        server.thenOnce(new Misbehaviour.Pending(7));
        for (int times = 0; times < 4; times++) {
            server.thenOnce(new Misbehaviour.Status(503, "", Map.of()));
        }
        server.thenOnce(new Misbehaviour.HangUp(true));

        assertThat(run(options(server.uri(), false, null, false))).isEqualTo(ImportRun.STOPPED);
        assertThat(server.applied()).hasSize(7);
        assertThat(run(options(server.uri(), false, null, false))).isEqualTo(ImportRun.FINISHED);
        assertThat(server.applied()).hasSize(36).doesNotHaveDuplicates();
        assertThat(text(out)).contains("rows applied                         31");
    }

    @Test
    void whatTheServerRefusesIsReportedToo() throws IOException {
        server.refusing(line -> line.path("command").asString().equals("confirm"));

        assertThat(run(options(server.uri(), false, null, false))).isEqualTo(ImportRun.FINISHED);
        assertThat(text(out)).contains("       1  企业确认: the server says REFUSED");
        assertThat(Files.readString(report()))
                .contains("15,A-001,企业确认,2023-03-09 08:30,cannot confirm: it is ANSWERED")
                .contains("16,A-001,评价,2023-03-09 08:31,cannot rate: it is ANSWERED");
    }

    @Test
    void anImportThatCannotFinishSaysWhyAndThatItCanBeRunAgain() {
        server.thenOnce(new Misbehaviour.Status(401, "", Map.of()));

        assertThat(run(options(server.uri(), false, null, false))).isEqualTo(ImportRun.STOPPED);
        assertThat(text(out)).contains("rows not reached                     36");
        assertThat(text(err))
                .contains("import stopped: " + server.uri() + "api/v1/imports does not accept the token")
                .endsWith("Nothing is applied twice: run the same import again to go on.\n");
    }

    @Test
    void onlyTheFirstCasesAreImportedIfAskedFor() {
        run(options(server.uri(), false, 1, false));

        assertThat(server.requests().getFirst())
                .allMatch(line ->
                        line.path("provenance").path("sourceCase").asString().equals("A-001"));
        assertThat(text(out)).contains("left out by the limit on cases: 26 rows");
    }

    @Test
    void manyCasesTravelInAtMostFourRequestsAtATimeEachCaseWhole() throws IOException {
        StringBuilder log = new StringBuilder("单号,环节,时间,经办人,企业,事项,承办单位,说明,并入\n");
        for (int number = 0; number < 1_000; number++) {
            log.append("C-%d,答复,2023-01-01 09:00,王芳,江东电器,用电,供电公司,好,\n".formatted(number));
        }
        Path file = Files.writeString(directory.resolve("many.csv"), log);
        ImportRun.Options options = new ImportRun.Options(
                file, Resources.mappingFile(), server.uri(), "secret", report(), false, null, false);

        assertThat(run(options)).isEqualTo(ImportRun.FINISHED);
        assertThat(server.applied()).hasSize(4_000);
        assertThat(server.mostInFlight()).isBetween(1, 4);
        assertThat(server.requests()).hasSize(8).allSatisfy(request -> {
            assertThat(request).hasSizeLessThanOrEqualTo(500);
            assertThat(request.getFirst().path("command").asString()).isEqualTo("submit");
            assertThat(request.getLast().path("command").asString()).isEqualTo("answer");
        });
    }

    @Test
    void aBarRedrawsItselfOnATerminal() {
        run(options(null, true, null, true));

        assertThat(text(err)).isEqualTo("\r[" + "=".repeat(30) + "] 100 %  39 of 39 rows, 8 reported\n");
    }

    @Test
    void withoutATerminalThereIsALineEveryFewSeconds() {
        MovableClock clock = new MovableClock();
        ProgressDisplay progress =
                new ProgressDisplay(new PrintStream(err, true, StandardCharsets.UTF_8), false, 2_000, clock);
        progress.show(10, 0);
        clock.now = clock.now.plusSeconds(5);
        progress.show(1_000, 3);
        progress.show(1_001, 3);
        progress.end(2_000, 4);

        assertThat(text(err).lines())
                .containsExactly(" 50 %  1,000 of 2,000 rows, 3 reported", "100 %  2,000 of 2,000 rows, 4 reported");
    }

    @Test
    void aBadMappingStopsBeforeAnythingIsRead() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.yaml"), "source: x\ndistrict: y\n");
        ImportRun.Options options =
                new ImportRun.Options(Resources.log(), bad, null, null, report(), true, null, false);

        assertThat(run(options)).isEqualTo(ImportRun.STOPPED);
        assertThat(text(err))
                .contains("bad.yaml line 2, district: 'y' is not a DistrictId")
                .endsWith("import stopped: the mapping cannot be used\n");
        assertThat(report()).doesNotExist();
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        Path missing = directory.resolve("missing");

        assertThat(run(new ImportRun.Options(Resources.log(), missing, null, null, report(), true, null, false)))
                .isEqualTo(ImportRun.STOPPED);
        assertThat(run(new ImportRun.Options(
                        missing, Resources.mappingFile(), null, null, report(), true, null, false)))
                .isEqualTo(ImportRun.STOPPED);
        assertThat(text(err)).contains("there is no file " + missing).contains("cannot read " + missing);
    }

    @Test
    void theReportLiesInTheCurrentDirectoryIfNotSaid() {
        assertThat(new ImportRun.Options(Path.of("/data/log.csv.gz"), missingPath(), null, null, null, true, null, null)
                        .reportFile())
                .isEqualTo(Path.of("log.csv.gz.import-report.csv"));
    }

    private static Path missingPath() {
        return Path.of("mapping.yaml");
    }

    private int run(ImportRun.Options options) {
        return new ImportRun(
                        options,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        InstantSource.system(),
                        pause -> {},
                        PATIENCE)
                .run();
    }

    private ImportRun.Options options(@Nullable URI uri, boolean dryRun, @Nullable Integer limit, boolean bar) {
        return new ImportRun.Options(
                Resources.log(), Resources.mappingFile(), uri, "secret", report(), dryRun, limit, bar);
    }

    private Path report() {
        return directory.resolve("report.csv");
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static String withoutTimes(String summary) {
        return summary.replaceAll("(?m)^elapsed .*$", "elapsed");
    }

    private static final class MovableClock implements InstantSource {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }
    }
}
