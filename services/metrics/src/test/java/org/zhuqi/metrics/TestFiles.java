package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** Figures as files, asked for through their doors and read back. */
abstract class TestFiles extends TestMetrics {
    static final String METRICS = "/api/v1/metrics";
    static final String EXPORTS = METRICS + "/exports";
    static final String SCHEDULES = METRICS + "/schedules";
    static final UnitId TAX = new UnitId("tax");
    static final UnitId LABOUR = new UnitId("labour");
    static final EnterpriseId FIRM = new EnterpriseId("firm");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    KnownDirectory directory;

    @BeforeEach
    void introduce() {
        Directories.tell(
                directory,
                new DirectoryEntry.District(district, "钱塘区", "Qiantang", true),
                new DirectoryEntry.Unit(TAX, district, "税务局", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Enterprise(
                        FIRM, district, "=杭州华才精密制造有限公司", null, EnterpriseSize.SMALL, null, null, true));
    }

    // -- stories ----------------------------------------------------------------------------------------------------

    EventStory submitted(String at) {
        return story().at(Instant.parse(at))
                .tells(
                        new TicketEvent.Submitted(
                                FIRM,
                                "税费",
                                "退税久未到账。",
                                new CatalogueItemId("refund"),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    EventStory dispatched(String at, UnitId unit) {
        return submitted(at).tells(new TicketEvent.Dispatched(unit, List.of(), null, null), TicketState.DISPATCHED);
    }

    EventStory solved(String at, UnitId unit) {
        return dispatched(at, unit)
                .tells(new TicketEvent.Accepted(unit, new AccountId("handler"), null), TicketState.IN_PROGRESS)
                .tells(
                        new TicketEvent.Answered(unit, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED)
                .tells(new TicketEvent.Confirmed(null), TicketState.CLOSED)
                .tells(new TicketEvent.Rated(Satisfaction.SATISFIED, null), TicketState.CLOSED);
    }

    // -- callers ----------------------------------------------------------------------------------------------------

    Caller here(Caller caller) {
        return Callers.in(district.text(), caller);
    }

    Caller as(Role role) {
        return here(Callers.inRole("some-" + role, role));
    }

    Caller coordinator() {
        return as(Role.COORDINATOR);
    }

    // -- requests ---------------------------------------------------------------------------------------------------

    HttpResponse<byte[]> send(Caller caller, String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.request().uri(), text(answer))
                .isEqualTo(status);
        return answer;
    }

    JsonNode read(Caller caller, String path) {
        return json(expect(200, send(caller, "GET", path, null)));
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        return Json.MAPPER.readTree(answer.body());
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    /** Kind and sentence of a refusal. */
    String refusal(int status, HttpResponse<byte[]> answer) {
        JsonNode problem = json(expect(status, answer));
        return problem.path("type").asString().replace("urn:zhuqi:problem:", "") + ": "
                + problem.path("detail").asString();
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    // -- exports ----------------------------------------------------------------------------------------------------

    /** @return where it is found */
    String asked(Caller caller, String order) {
        return header(expect(202, send(caller, "POST", EXPORTS, order)), "Location");
    }

    JsonNode finished(Caller caller, String where) {
        SOON.until(() -> !List.of("WAITING", "WORKING")
                .contains(read(caller, where).path("state").asString()));
        return read(caller, where);
    }

    HttpResponse<byte[]> fetched(Caller caller, String order) {
        String where = asked(caller, order);
        JsonNode export = finished(caller, where);
        assertThat(export.path("state").asString()).as("%s", export).isEqualTo("DONE");
        return expect(200, send(caller, "GET", where + "/file", null));
    }

    /** What a count or share of the API has above the line. */
    long figure(Caller caller, String key, String period) {
        return read(caller, METRICS + "?figure=" + key + "&" + period)
                .path("figures")
                .get(0)
                .path("numerator")
                .asLong();
    }

    static String pdf(byte[] file) {
        try (PDDocument document = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> sheets(byte[] file) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return workbook.getSheets().map(sheet -> sheet.getName()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a sheet as texts, the headings first. */
    static List<List<String>> sheet(byte[] file, String name) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file));
                Stream<Row> rows = workbook.findSheet(name).orElseThrow().openStream()) {
            return rows.map(row -> row.stream()
                            .map(cell -> cell == null ? "" : cell.getText())
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row that has this text in some column. */
    static List<String> row(List<List<String>> rows, String text) {
        return rows.stream().filter(row -> row.contains(text)).findFirst().orElseThrow();
    }
}
