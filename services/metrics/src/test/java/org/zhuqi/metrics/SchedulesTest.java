package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import tools.jackson.databind.JsonNode;

/** Reports that are made again and again; the time is the test's. */
final class SchedulesTest extends TestFiles {
    private static final String MONTHLY = """
            {"name": "月报", "cadence": "MONTHLY", "day": 1, "time": "07:30", "formats": ["XLSX", "CSV"], "unit": ["tax"]}
            """;

    @BeforeEach
    void november() {
        time.is("2023-11-15T02:00:00Z");
    }

    @Test
    void aMonthIsReportedWhenItIsOver() {
        tell(
                solved("2023-11-30T15:00:00Z", TAX),
                dispatched("2023-11-30T15:59:59Z", TAX),
                dispatched("2023-11-30T16:00:00Z", TAX),
                dispatched("2023-11-20T02:00:00Z", LABOUR));
        JsonNode schedule = json(expect(201, send(coordinator(), "POST", SCHEDULES, MONTHLY)));
        assertThat(schedule.path("nextAt").asString()).isEqualTo("2023-11-30T23:30:00Z");
        assertThat(schedule.has("last")).isFalse();

        time.is("2023-11-30T23:29:59Z");
        assertThat(made()).isEmpty();
        time.is("2023-11-30T23:30:00Z");
        SOON.until(() -> made().size() == 2);
        List<JsonNode> made = made();
        assertThat(made).allSatisfy(each -> {
            assertThat(each.path("from").asString()).isEqualTo("2023-11-01");
            assertThat(each.path("to").asString()).isEqualTo("2023-11-30");
            assertThat(each.path("at").asString()).isEqualTo("2023-11-30T15:59:59.999999Z");
            assertThat(each.path("schedule").asString())
                    .isEqualTo(schedule.path("id").asString());
            assertThat(each.path("fileName").asString()).startsWith("钱塘-2023-11");
            assertThat(each.has("note")).isFalse();
        });
        String workbook = EXPORTS + "/"
                + made.stream()
                        .filter(each -> each.path("format").asString().equals("XLSX"))
                        .findFirst()
                        .orElseThrow()
                        .path("id")
                        .asString();
        finished(coordinator(), workbook);
        // Of November and the tax office, but only what was dispatched before the month was over.
        assertThat(sheet(send(coordinator(), "GET", workbook + "/file", null).body(), "诉求单明细"))
                .hasSize(2);
        JsonNode after = read(coordinator(), SCHEDULES).get(0);
        assertThat(after.path("nextAt").asString()).isEqualTo("2023-12-31T23:30:00Z");
        assertThat(after.path("last").path("to").asString()).isEqualTo("2023-11-30");

        // As after a restart that did not know that it was made.
        database.sql("update metrics.schedule set next_at = last_at where district = ?")
                .param(district.text())
                .update();
        SOON.until(() ->
                read(coordinator(), SCHEDULES).get(0).path("nextAt").asString().equals("2023-12-31T23:30:00Z"));
        assertThat(made()).hasSize(2);
    }

    @Test
    void ofTimesThatWereSleptThroughTheLastIsMadeUpAndSaysSo() {
        expect(201, send(coordinator(), "POST", SCHEDULES, MONTHLY));
        time.is("2024-03-10T02:00:00Z");
        SOON.until(() -> made().size() == 2);
        assertThat(made()).allSatisfy(each -> {
            assertThat(each.path("from").asString()).isEqualTo("2024-02-01");
            assertThat(each.path("to").asString()).isEqualTo("2024-02-29");
            assertThat(each.path("note").path("en").asString())
                    .isEqualTo(
                            "Due at 2024-03-01 07:30, made up for at 2024-03-10 10:00; 3 earlier reports were left out.");
        });
        JsonNode schedule = read(coordinator(), SCHEDULES).get(0);
        assertThat(schedule.path("last").path("note").path("zh").asString()).contains("补生成；此前 3 期未生成");
        assertThat(schedule.path("nextAt").asString()).isEqualTo("2024-03-31T23:30:00Z");
    }

    @Test
    void aWeekGoesFromMondayToSunday() {
        JsonNode schedule = json(expect(201, send(coordinator(), "POST", SCHEDULES, """
                        {"name": "周报", "cadence": "WEEKLY", "weekday": "WEDNESDAY", "time": "09:00", "formats": ["PDF"]}
                        """)));
        // It is Wednesday, ten o'clock.
        assertThat(schedule.path("nextAt").asString()).isEqualTo("2023-11-22T01:00:00Z");
        time.is("2023-11-22T01:30:00Z");
        SOON.until(() -> made().size() == 1);
        assertThat(made().getFirst().path("from").asString()).isEqualTo("2023-11-13");
        assertThat(made().getFirst().path("to").asString()).isEqualTo("2023-11-19");
        assertThat(made().getFirst().has("note")).isFalse();
    }

    @Test
    void aScheduleIsChangedOnTheVersionThatWasSeenAndTakenBack() {
        Caller other = here(Callers.coordinator("another"));
        JsonNode schedule = json(expect(201, send(coordinator(), "POST", SCHEDULES, MONTHLY)));
        String where = SCHEDULES + "/" + schedule.path("id").asString();
        expect(428, send(coordinator(), "PUT", where, MONTHLY));
        JsonNode changed = json(
                expect(200, send(coordinator(), "PUT", where, MONTHLY.replace("07:30", "21:00"), "If-Match", "\"1\"")));
        assertThat(changed.path("version").asLong()).isEqualTo(2);
        assertThat(changed.path("nextAt").asString()).isEqualTo("2023-12-01T13:00:00Z");
        expect(412, send(coordinator(), "PUT", where, MONTHLY, "If-Match", "\"1\""));

        for (Caller stranger : List.of(
                other,
                Callers.in("XYZ", as(Role.ADMIN)),
                Callers.of(new Jurisdiction(new ChainId("chips"), null), as(Role.SUPERVISOR)))) {
            expect(404, send(stranger, "GET", where, null));
            expect(404, send(stranger, "PUT", where, MONTHLY, "If-Match", "\"2\""));
            expect(404, send(stranger, "DELETE", where, null));
            assertThat(read(stranger, SCHEDULES)).isEmpty();
        }
        expect(403, send(as(Role.AUDITOR), "GET", SCHEDULES, null));
        expect(200, send(as(Role.SUPERVISOR), "PUT", where, MONTHLY, "If-Match", "\"2\""));
        // It is the supervisor's now.
        expect(404, send(coordinator(), "GET", where, null));
        expect(204, send(as(Role.ADMIN), "DELETE", where, null));
        expect(404, send(as(Role.SUPERVISOR), "GET", where, null));
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThat(refused("{}")).contains("/name");
        assertThat(refused(MONTHLY.replace("\"day\": 1,", ""))).contains("/day");
        assertThat(refused(MONTHLY.replace("\"day\": 1,", "\"day\": 29,"))).contains("'day' does not take '29'");
        assertThat(refused(MONTHLY.replace("MONTHLY", "DAILY"))).contains("'DAILY' is none of [MONTHLY, WEEKLY]");
        assertThat(refused(MONTHLY.replace("MONTHLY", "WEEKLY"))).contains("/weekday");
        assertThat(refused(MONTHLY.replace("07:30", "half past seven"))).contains("'time' does not take");
        assertThat(refused(MONTHLY.replace("[\"XLSX\", \"CSV\"]", "[]"))).contains("at least one format");
        assertThat(refused(MONTHLY.replace("月报", "月".repeat(101)))).contains("at most 100 characters");
        assertThat(refused(MONTHLY.replace("\"unit\"", "\"from\""))).contains("no field 'from'");
    }

    private String refused(String body) {
        return refusal(400, send(coordinator(), "POST", SCHEDULES, body));
    }

    private List<JsonNode> made() {
        return StreamSupport.stream(read(coordinator(), EXPORTS).path("items").spliterator(), false)
                .toList();
    }
}
