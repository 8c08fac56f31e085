package org.zhuqi.timeliness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.contracts.rule.PolicyAnnounced;
import org.zhuqi.platform.calendar.AnnouncedCalendar;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.json.Json;
import org.zhuqi.timeliness.application.Announcing;
import org.zhuqi.timeliness.policy.Policies;

/** Whoever starts again finds the rules as they were left. */
final class RestartTest extends TestTimeliness {
    @Autowired
    private Announcing announcing;

    @Test
    void startingAgainSaysTheSameAgainAndChangesNothing() {
        String policy = "own-" + district.toLowerCase(Locale.ROOT);
        send(
                admin(),
                "POST",
                "/api/v1/policies",
                Policies.replaced(
                        Announcing.preset("135-staged"),
                        "policy: 135-staged",
                        "policy: " + policy + "\ndistrict: " + district),
                201);
        send(admin(), "PUT", "/api/v1/calendar/days/2023-04-13", """
                {"working": false, "reason": "台风停工"}""", 200);
        Life life = life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
        tell(life);
        settle();
        List<Object> before = everything();
        List<String> keys =
                List.of("policy/135-staged@1", "policy/" + policy + "@1", "calendar/*", "calendar/" + district);
        Map<String, String> said = lastWords(keys);
        assertThat(said).hasSize(4);

        time.is("2023-04-10 12:00");
        announcing.start();
        announcing.start();
        settle();

        assertThat(everything()).isEqualTo(before);
        assertThat(lastWords(keys)).isEqualTo(said);
        assertThat(rules("calendar/" + district)).hasSize(3);
        assertThat(rules("policy/135-tiered@1"))
                .as("never in force by itself")
                .isNotEmpty()
                .allSatisfy(record -> assertThat(Json.MAPPER
                                .readValue(record.value(), PolicyAnnounced.class)
                                .onlyWhenAsked())
                        .isTrue());
        assertThat(told(life))
                .allSatisfy(message -> assertThat(message.policyVersion()).isEqualTo(policy + "@1"));
    }

    @Test
    void aNoticeThatShipsReachesThoseWhoHaveACalendarOfTheirOwn() {
        send(admin(), "PUT", "/api/v1/calendar/days/2023-04-13", """
                {"working": false, "reason": "台风停工"}""", 200);
        Life life = life().submitted("2026-06-01 09:00").dispatched("2026-06-01 10:00", Life.LABOUR);
        // As an installation that is older than the notice for 2026 has it.
        CalendarAnnounced own =
                Json.MAPPER.readValue(rules("calendar/" + district).getFirst().value(), CalendarAnnounced.class);
        CalendarRules rules = AnnouncedCalendar.rules(own);
        String version = new CalendarRules(
                        rules.base(),
                        rules.zone(),
                        rules.hours(),
                        rules.notices().stream()
                                .filter(notice -> notice.year() < 2026)
                                .toList(),
                        rules.overrides())
                .version();
        CalendarAnnounced older = new CalendarAnnounced(
                own.district(),
                version,
                own.zone(),
                own.base(),
                own.hours(),
                own.notices().stream().filter(notice -> notice.year() < 2026).toList(),
                own.ownDays());
        database.sql("update timeliness.calendar set version = ?, rules = ? where district = ?")
                .params(older.version(), Json.MAPPER.writeValueAsString(older), district)
                .update();
        tell(life);
        assertThat(reading(life, "1/answer/TICKET").unknownYear()).isEqualTo(2026);

        time.is("2026-06-01 12:00");
        announcing.start();
        settle();

        assertThat(reading(life, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2026-06-08 17:30"));
        assertThat(texts(read(admin(), "/api/v1/calendar").path("ownDays"), "date"))
                .containsExactly("2023-04-13");
        assertThat(texts(read(admin(), "/api/v1/calendar").path("years"), "year"))
                .contains("2026");
    }

    private static Map<String, String> lastWords(List<String> keys) {
        Map<String, String> words = new TreeMap<>();
        for (String key : keys) {
            List<ConsumerRecord<String, byte[]>> records = rules(key);
            if (!records.isEmpty()) {
                words.put(key, new String(records.getLast().value(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return words;
    }
}
