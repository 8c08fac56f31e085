package org.zhuqi.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.metrics.application.Build;
import org.zhuqi.metrics.application.export.Export;
import org.zhuqi.metrics.application.export.ExportRight;
import org.zhuqi.metrics.application.export.RunningExports;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.metrics.postgres.ExportRows;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

final class ExportsTest extends TestFiles {
    private static final String PERIOD = "from=2023-01-01&to=2023-11-30&at=2023-11-30";
    private static final String ELEVEN_MONTHS =
            "\"from\": \"2023-01-01\", \"to\": \"2023-11-30\", \"at\": \"2023-11-30\"";

    @Autowired
    ExportRows exports;

    @Autowired
    RunningExports running;

    @Autowired
    BuildRows builds;

    @Autowired
    PlatformTransactionManager transactions;

    // -- what is in a file ------------------------------------------------------------------------------------------

    @Test
    void aWorkbookSaysWhatTheFiguresSayAndHasEveryTicket() {
        EventStory solved = solved("2023-01-03T02:00:00Z", TAX);
        EventStory waiting = dispatched("2023-02-03T02:00:00Z", LABOUR);
        EventStory later = dispatched("2023-11-30T15:59:59Z", TAX);
        tell(solved, waiting, later, submitted("2023-11-30T16:00:00Z"));

        HttpResponse<byte[]> answer = fetched(coordinator(), "{\"format\": \"XLSX\", " + ELEVEN_MONTHS + "}");

        assertThat(fileName(answer)).isEqualTo("钱塘-2023-01至2023-11.xlsx");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Length")).isEqualTo(Integer.toString(answer.body().length));
        assertThat(sheets(answer.body())).containsExactly("说明", "主要指标", "逐月情况", "各承办单位情况", "分事项情况", "指标口径", "诉求单明细");
        List<List<String>> figures = sheet(answer.body(), "主要指标");
        assertThat(row(figures, "收集数")).startsWith("收单", "收集数", "3");
        assertThat(row(figures, "解决率").subList(3, 5)).containsExactly("1", "3");
        assertThat(row(figures, "满意率").subList(3, 5)).containsExactly("1", "1");
        assertThat(figure(coordinator(), "collected", PERIOD)).isEqualTo(3);
        List<List<String>> tickets = sheet(answer.body(), "诉求单明细");
        assertThat(tickets.subList(1, tickets.size()))
                .extracting(row -> row.get(0))
                .containsExactly(
                        solved.number().text(),
                        waiting.number().text(),
                        later.number().text());
        assertThat(tickets.get(1)).contains("=杭州华才精密制造有限公司", "税务局", "已销号", "承办单位报已解决", "企业确认销号", "满意");
        // The dispatch of the last one, a second after it was received, comes after the cut-off.
        assertThat(tickets.get(3)).contains("在办").doesNotContain("税务局");
        assertThat(sheet(answer.body(), "各承办单位情况"))
                .extracting(row -> row.get(0))
                .containsExactly("承办单位", "labour", "税务局", "未派单", "合计");
        assertThat(sheet(answer.body(), "逐月情况")).hasSize(13);
        assertThat(sheet(answer.body(), "说明").toString())
                .contains("钱塘区助企工作报告（2023年1月至11月）", "2023-11-30 24:00", "四舍五入，保留 1 位小数", "some-COORDINATOR");
    }

    @Test
    void aPrintedReportIsInEitherLanguage() {
        tell(solved("2023-01-03T02:00:00Z", TAX), dispatched("2023-02-03T02:00:00Z", TAX));

        HttpResponse<byte[]> chinese = fetched(coordinator(), "{\"format\": \"PDF\", " + ELEVEN_MONTHS + "}");
        assertThat(fileName(chinese)).isEqualTo("钱塘-2023-01至2023-11.pdf");
        assertThat(pdf(chinese.body()))
                .contains("钱塘区助企工作报告", "解决率", "税务局", "50.0%")
                .doesNotContain("诉求单明细");

        HttpResponse<byte[]> english =
                fetched(coordinator(), "{\"format\": \"PDF\", \"language\": \"en\", " + ELEVEN_MONTHS + "}");
        assertThat(fileName(english)).isEqualTo("Qiantang-2023-01-to-2023-11.pdf");
        assertThat(pdf(english.body())).contains("Help for enterprises: Qiantang", "solved rate");
    }

    @Test
    void aListIsOfThoseBehindAFigureAndRoundingIsAsAskedFor() {
        EventStory solved = solved("2023-01-03T02:00:00Z", TAX);
        tell(solved, dispatched("2023-02-03T02:00:00Z", TAX), dispatched("2023-02-03T02:00:00Z", TAX));

        HttpResponse<byte[]> missing = fetched(
                coordinator(),
                "{\"format\": \"CSV\", \"figure\": \"solved-rate\", \"part\": \"REST\", " + ELEVEN_MONTHS + "}");
        assertThat(fileName(missing)).isEqualTo("钱塘-2023-01至2023-11-解决率.csv");
        assertThat(text(missing).lines()).hasSize(3);
        assertThat(text(missing))
                .startsWith("\uFEFF单号,企业")
                .contains("'=杭州华才")
                .doesNotContain(solved.number().text());

        assertThat(text(fetched(
                        coordinator(),
                        "{\"format\": \"CSV\", \"rounding\": \"TRUNCATE\", \"decimals\": 2, " + ELEVEN_MONTHS + "}")))
                .contains("解决率,33.33%,1,3");
    }

    @Test
    void theFiguresAndTheTicketsOfAFileAgreeWhileEventsArrive() {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> telling = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                List<EventStory> some = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    some.add(dispatched("2023-03-03T02:00:00Z", TAX));
                }
                tell(some.toArray(EventStory[]::new));
            }
        });
        List<Long> counted = new ArrayList<>();
        try {
            // Beyond what is fetched together.
            while (Set.copyOf(counted).size() < 3 || counted.getLast() < 1_500) {
                byte[] file = fetched(coordinator(), "{\"format\": \"XLSX\", \"from\": \"2023-01-01\"}")
                        .body();
                long received = Long.parseLong(row(sheet(file, "主要指标"), "收到数").get(2));
                assertThat(sheet(file, "诉求单明细")).hasSize((int) received + 1);
                List<List<String>> units = sheet(file, "各承办单位情况");
                assertThat(Long.parseLong(units.getLast().get(1))).isEqualTo(received);
                counted.add(received);
            }
        } finally {
            enough.set(true);
            telling.join();
        }
        assertThat(counted).isSorted();
    }

    // -- at once ----------------------------------------------------------------------------------------------------

    @Test
    void aSmallFileIsAnsweredAtOnceAndALargeOneIsRefused() {
        tell(solved("2023-01-03T02:00:00Z", TAX), dispatched("2023-02-03T02:00:00Z", TAX));
        String where = METRICS + "/export.%s?" + PERIOD;
        HttpResponse<byte[]> workbook = expect(200, send(coordinator(), "GET", where.formatted("xlsx"), null));
        assertThat(fileName(workbook)).isEqualTo("钱塘-2023-01至2023-11.xlsx");
        assertThat(sheet(workbook.body(), "诉求单明细")).hasSize(3);
        HttpResponse<byte[]> csv = expect(200, send(coordinator(), "GET", where.formatted("csv"), null));
        assertThat(header(csv, "Content-Type")).startsWith("text/csv");
        assertThat(text(csv)).contains("收集数,2,");
        assertThat(pdf(expect(200, send(coordinator(), "GET", where.formatted("pdf"), null))
                        .body()))
                .contains("主要指标");

        for (int i = 0; i < 5; i++) {
            tell(submitted("2023-05-03T02:00:00Z"));
        }
        assertThat(refusal(422, send(coordinator(), "GET", where.formatted("xlsx"), null)))
                .isEqualTo(
                        "too-large: There are 7 rows behind this, and a file that is written at once has at most 6; ask for"
                                + " it with POST /api/v1/metrics/exports and fetch it when it is done.");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThat(refusal(400, send(coordinator(), "POST", EXPORTS, "{}"))).contains("/format");
        assertThat(refusal(400, send(coordinator(), "POST", EXPORTS, "{\"format\": \"DOC\"}")))
                .contains("'DOC' is none of [XLSX, CSV, PDF]");
        assertThat(refusal(400, send(coordinator(), "POST", EXPORTS, "{\"format\": \"CSV\", \"by\": \"unit\"}")))
                .contains("no field 'by'");
        assertThat(refusal(400, send(coordinator(), "POST", EXPORTS, "{\"format\": \"CSV\", \"from\": \"soon\"}")))
                .contains("'from' does not take 'soon'");
        assertThat(refusal(400, send(coordinator(), "POST", EXPORTS, "{\"format\": \"PDF\", \"figure\": \"tickets\"}")))
                .contains("A PDF is the whole report");
        assertThat(refusal(400, send(coordinator(), "POST", EXPORTS, "{\"format\": \"CSV\", \"part\": \"REST\"}")))
                .contains("name the figure");
        assertThat(refusal(404, send(coordinator(), "POST", EXPORTS, "{\"format\": \"CSV\", \"figure\": \"luck\"}")))
                .contains("no figure 'luck'");
        assertThat(refusal(400, send(coordinator(), "GET", METRICS + "/export.csv?language=fr", null)))
                .contains("'language' does not take 'fr'");
        assertThat(refusal(400, send(coordinator(), "GET", METRICS + "/export.pdf?by=unit", null)))
                .contains("Unknown parameter 'by'");
        expect(403, send(as(Role.ENTERPRISE), "POST", EXPORTS, "{\"format\": \"CSV\"}"));
    }

    // -- who gets it ------------------------------------------------------------------------------------------------

    @Test
    void aFileIsForWhoAskedForItAndForWhoOverseesTheDistrict() {
        tell(solved("2023-01-03T02:00:00Z", TAX), dispatched("2023-02-03T02:00:00Z", LABOUR));
        Caller asking = here(Callers.coordinator("asking"));
        String where = asked(asking, "{\"format\": \"CSV\", " + ELEVEN_MONTHS + "}");
        JsonNode export = finished(asking, where);
        assertThat(export.path("askedBy").asString()).isEqualTo("asking");

        for (Caller allowed : List.of(asking, as(Role.SUPERVISOR), as(Role.ADMIN))) {
            expect(200, send(allowed, "GET", where + "/file", null));
            assertThat(read(allowed, EXPORTS).path("items").get(0).path("id").asString())
                    .isEqualTo(export.path("id").asString());
        }
        Caller ofAChain = Callers.of(new Jurisdiction(new ChainId("chips"), null), as(Role.SUPERVISOR));
        for (Caller other : List.of(
                here(Callers.coordinator("another")),
                as(Role.AUDITOR),
                ofAChain,
                Callers.in("XYZ", asking),
                Callers.in("XYZ", as(Role.ADMIN)),
                // The same account, which has become something else.
                here(Callers.handler("asking", TAX)),
                Callers.of(new Jurisdiction(new ChainId("chips"), null), asking))) {
            assertThat(refusal(404, send(other, "GET", where + "/file", null)))
                    .isEqualTo("not-found: There is no such export, or none that you may see.");
            expect(404, send(other, "GET", where, null));
            expect(404, send(other, "DELETE", where, null));
            assertThat(read(other, EXPORTS).path("items")).isEmpty();
        }
        expect(403, send(here(Callers.inRole("asking", Role.ENTERPRISE)), "GET", where + "/file", null));
        expect(404, send(asking, "GET", EXPORTS + "/nonsense", null));

        String etag = header(send(asking, "GET", where + "/file", null), "ETag");
        expect(304, send(asking, "GET", where + "/file", null, "If-None-Match", etag));
        assertThat(expect(200, send(asking, "HEAD", where + "/file", null)).body())
                .isEmpty();
        expect(204, send(asking, "DELETE", where, null));
        expect(404, send(asking, "GET", where, null));
        assertThat(chunks(export)).isZero();
    }

    @Test
    void aFileShowsWhatItsCallerMightSee() {
        EventStory ours = solved("2023-01-03T02:00:00Z", TAX);
        EventStory theirs = dispatched("2023-02-03T02:00:00Z", LABOUR);
        tell(ours, theirs);
        Caller handler = here(Callers.handler("of-the-tax-office", TAX));
        assertThat(text(fetched(handler, "{\"format\": \"CSV\", \"figure\": \"tickets\", " + ELEVEN_MONTHS + "}")))
                .contains(ours.number().text())
                .doesNotContain(theirs.number().text());
        assertThat(refusal(404, send(handler, "POST", EXPORTS, "{\"format\": \"CSV\", \"unit\": [\"labour\"]}")))
                .contains("no unit labour");
        byte[] narrowed = fetched(
                        coordinator(), "{\"format\": \"XLSX\", \"unit\": [\"labour\"], " + ELEVEN_MONTHS + "}")
                .body();
        assertThat(sheet(narrowed, "诉求单明细")).hasSize(2);
        assertThat(row(sheet(narrowed, "说明"), "仅限承办单位")).contains("labour");
        assertThat(refusal(404, send(coordinator(), "POST", EXPORTS, "{\"format\": \"CSV\", \"district\": \"all\"}")))
                .contains("no district all");
        Caller everywhere = Callers.ofAllDistricts(as(Role.ADMIN));
        String where = asked(everywhere, "{\"format\": \"CSV\", \"district\": \"all\", " + ELEVEN_MONTHS + "}");
        finished(everywhere, where);
        expect(404, send(as(Role.SUPERVISOR), "GET", where, null));
    }

    // -- how it is written ------------------------------------------------------------------------------------------

    /** What an instance left when it was killed. */
    private Export abandoned(Caller caller) {
        String where = asked(caller, "{\"format\": \"CSV\", \"figure\": \"tickets\", " + ELEVEN_MONTHS + "}");
        UUID done = UUID.fromString(finished(caller, where).path("id").asString());
        ExportRight right = ExportRight.of(caller);
        Export like = exports.find(right, done).orElseThrow();
        Export asked =
                Export.asked(UUID.randomUUID(), right, null, like.order(), like.fileName(), time.instant(), null);
        return Objects.requireNonNull(transaction.execute(status -> {
            // Nobody else sees it before it is taken.
            exports.add(asked);
            Export taken = exports.take(time.instant(), time.instant().plus(Duration.ofMinutes(1)))
                    .orElseThrow();
            assertThat(taken.id()).isEqualTo(asked.id());
            exports.write(taken, 0, "half a file".getBytes(UTF_8));
            return taken;
        }));
    }

    @Test
    void whatAKilledInstanceBeganIsMadeAnewOnce() {
        time.is("2023-12-01T00:00:00Z");
        tell(solved("2023-01-03T02:00:00Z", TAX));
        Caller caller = coordinator();
        Export abandoned = abandoned(caller);
        String where = EXPORTS + "/" + abandoned.id();
        assertThat(read(caller, where).path("state").asString()).isEqualTo("WORKING");
        assertThat(refusal(409, send(caller, "GET", where + "/file", null)))
                .isEqualTo("no-file: There is no file of this export: it is being written.");

        time.passes(Duration.ofSeconds(61));
        JsonNode done = finished(caller, where);
        assertThat(done.path("state").asString()).isEqualTo("DONE");
        assertThat(done.path("rowsDone").asLong()).isEqualTo(1);
        assertThat(done.path("rowsTotal").asLong()).isEqualTo(1);
        assertThat(text(send(caller, "GET", where + "/file", null)).lines()).hasSize(2);
        Export anew = exports.find(ExportRight.of(caller), abandoned.id()).orElseThrow();
        assertThat(anew.attempt()).isEqualTo(2);
        assertThat(database.sql("select distinct attempt from metrics.export_chunk where export = ?")
                        .param(anew.id())
                        .query(Integer.class)
                        .list())
                .containsExactly(2);
        // Should it not have been killed, but only asleep, it writes no more.
        assertThat(exports.renew(abandoned, time.instant(), 1, 1L)).isFalse();
        assertThat(exports.done(abandoned, new ExportRows.Written(1, "", 1, time.instant(), time.instant())))
                .isFalse();
    }

    @Test
    void whatIsNeverFinishedIsGivenUp() {
        time.is("2023-12-01T00:00:00Z");
        tell(solved("2023-01-03T02:00:00Z", TAX));
        Caller caller = coordinator();
        Export abandoned = abandoned(caller);
        database.sql("update metrics.export set failures = 2 where id = ?")
                .param(abandoned.id())
                .update();
        time.passes(Duration.ofSeconds(61));
        JsonNode export = finished(caller, EXPORTS + "/" + abandoned.id());
        assertThat(export.path("state").asString()).isEqualTo("FAILED");
        assertThat(export.path("reason").path("en").asString())
                .isEqualTo("The file was begun 3 times and never finished.");
        assertThat(chunks(export)).isZero();
    }

    @Test
    void whoeverWritesADeletedExportFindsOut() {
        time.is("2023-12-01T00:00:00Z");
        tell(solved("2023-01-03T02:00:00Z", TAX));
        Caller caller = coordinator();
        Export abandoned = abandoned(caller);
        expect(204, send(caller, "DELETE", EXPORTS + "/" + abandoned.id(), null));
        assertThat(exports.renew(abandoned, time.instant(), 1, 1L)).isFalse();
    }

    @Test
    void aFileIsDeletedAfterItsTime() {
        time.is("2023-12-01T00:00:00Z");
        tell(solved("2023-01-03T02:00:00Z", TAX));
        Caller caller = coordinator();
        String where = asked(caller, "{\"format\": \"CSV\", " + ELEVEN_MONTHS + "}");
        JsonNode export = finished(caller, where);
        assertThat(export.path("expiresAt").asString()).isEqualTo("2023-12-08T00:00:00Z");
        assertThat(chunks(export)).isPositive();

        time.passes(Duration.ofDays(7));
        SOON.until(() -> read(caller, where).path("state").asString().equals("EXPIRED"));
        SOON.until(() -> chunks(export) == 0);
        assertThat(refusal(410, send(caller, "GET", where + "/file", null)))
                .isEqualTo("expired: There is no file of this export: it was deleted after its time.");

        time.passes(Duration.ofDays(90));
        SOON.until(() -> send(caller, "GET", where, null).statusCode() == 404);
    }

    @Test
    void nobodyWaitsForMoreThanFive() {
        time.is("2023-12-01T00:00:00Z");
        tell(solved("2023-01-03T02:00:00Z", TAX));
        Caller caller = coordinator();
        for (int i = 0; i < 5; i++) {
            abandoned(caller);
        }
        assertThat(refusal(429, send(caller, "POST", EXPORTS, "{\"format\": \"CSV\"}")))
                .isEqualTo(
                        "too-many-exports: 5 of your exports are not written yet; wait for one of them, or delete it.");
        assertThat(text(fetched(here(Callers.coordinator("another")), "{\"format\": \"CSV\"}")))
                .contains("收集数");
        JsonNode first = read(caller, EXPORTS + "?limit=4");
        JsonNode second =
                read(caller, EXPORTS + "?limit=4&cursor=" + first.path("next").asString());
        assertThat(first.path("items").size() + second.path("items").size()).isGreaterThan(5);
    }

    /** What a file that takes long does to everybody else. */
    @Test
    void aRebuildAndItsEndGoOnWhileAFileIsWritten() {
        tell(solved("2023-01-03T02:00:00Z", TAX));
        int before = figures.serving();
        var snapshot = new TransactionTemplate(transactions);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        snapshot.executeWithoutResult(status -> {
            assertThat(storiesOf(before)).isPositive();
            Optional<Build> rebuild = onAnotherThread(
                    () -> Objects.requireNonNull(transaction.execute(begun -> builds.begin(null, time.instant()))));
            assertThat(rebuild).isPresent();
            SOON.until(() -> onAnotherThread(figures::serving) > before);
            time.passes(Duration.ofMinutes(2));
            // The old one cannot be dropped yet. Neither who asks nor the file gets to know of that.
            SOON.during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> figure(coordinator(), "solved-rate", PERIOD) == 1);
            assertThat(storiesOf(before)).isPositive();
        });
        SOON.until(() -> storiesOf(before) == 0);
        assertThat(figure(coordinator(), "solved-rate", PERIOD)).isEqualTo(1);
    }

    private long storiesOf(int build) {
        return database.sql("select count(*) from metrics.story where build = ?")
                .param(build)
                .query(Long.class)
                .single();
    }

    private static <T> T onAnotherThread(Supplier<T> what) {
        return CompletableFuture.supplyAsync(what)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void whoStopsGivesBackWhatIsNotWritten() {
        running.stop();
        String where;
        try {
            where = asked(coordinator(), "{\"format\": \"CSV\"}");
            assertThat(read(coordinator(), where).path("state").asString()).isEqualTo("WAITING");
        } finally {
            running.start();
        }
        assertThat(finished(coordinator(), where).path("state").asString()).isEqualTo("DONE");
    }

    private int chunks(JsonNode export) {
        return database.sql("select count(*) from metrics.export_chunk where export = ?::uuid")
                .param(export.path("id").asString())
                .query(Integer.class)
                .single();
    }

    private static String fileName(HttpResponse<?> answer) {
        String disposition = header(answer, "Content-Disposition");
        assertThat(disposition).startsWith("attachment; filename=\"");
        return URLDecoder.decode(disposition.substring(disposition.indexOf("UTF-8''") + "UTF-8''".length()), UTF_8);
    }
}
