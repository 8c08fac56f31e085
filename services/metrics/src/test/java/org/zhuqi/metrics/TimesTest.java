package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.metrics.domain.MeasuredTime;
import org.zhuqi.metrics.domain.Times;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** How long things took, through its doors. */
final class TimesTest extends TestCharts {
    @Autowired
    private KnownDirectory directory;

    private static final String NOVEMBER = "from=2023-11-01&to=2023-11-30&at=2023-12-31";

    @Test
    void theRegistryIsOpenToEverybody() {
        assertThat(texts(read(as(Role.ENTERPRISE), "/times"), "key"))
                .containsExactlyElementsOf(
                        Times.ALL.stream().map(MeasuredTime::key).toList());
        assertThat(send(as(Role.ENTERPRISE), "GET", "/times/age", null).statusCode())
                .isEqualTo(403);
    }

    @Test
    void oneTicketIsItsOwnMedian() {
        tell(life(
                TAX,
                "2023-11-10 09:00",
                "2023-11-10 10:00",
                "2023-11-10 10:30",
                "2023-11-12 10:00",
                "2023-11-13 09:00"));

        assertThat(summary("/times/waiting-for-dispatch?" + NOVEMBER)).isEqualTo("1 3600 3600 3600 3600");
        assertThat(summary("/times/to-acceptance?" + NOVEMBER)).isEqualTo("1 1800 1800 1800 1800");
        assertThat(summary("/times/to-answer?" + NOVEMBER)).isEqualTo("1 172800 172800 172800 172800");
        assertThat(summary("/times/throughput?" + NOVEMBER)).isEqualTo("1 259200 259200 259200 259200");
        assertThat(summary("/times/age?at=2023-11-10T09:30:00%2B08:00")).isEqualTo("1 1800 1800 1800 1800");
    }

    @Test
    void onlyWhatHadEndedByTheCutOffIsMeasured() {
        EventStory declined = received("2023-11-10 09:00");
        dispatched(declined, "2023-11-10 09:30", TAX);
        declined.at(china("2023-11-10 09:40")).tells(new TicketEvent.Withdrawn("不再需要"), TicketState.WITHDRAWN);
        tell(life(TAX, "2023-11-10 09:00", "2023-11-12 09:00"), life(TAX, "2023-11-10 09:00"), declined);

        String path = "/times/waiting-for-dispatch?from=2023-11-01&to=2023-11-30";
        assertThat(summary(path + "&at=2023-11-12T08:59:59%2B08:00")).isEqualTo("1 1800 1800 1800 1800");
        assertThat(summary(path + "&at=2023-11-12T09:00:00%2B08:00")).isEqualTo("2 1800 172800 87300 1800");
        JsonNode nothing = read(path + "&at=2023-10-01&by=unit");
        assertThat(nothing.has("summary")).isFalse();
        assertThat(nothing.path("histogram")).isEmpty();
        assertThat(nothing.path("groups")).isEmpty();
        // What was dispatched in the period, whenever it was received.
        assertThat(summary("/times/waiting-for-dispatch?basis=HAPPENED&from=2023-11-12&to=2023-11-12"))
                .isEqualTo("1 172800 172800 172800 172800");
        assertThat(summary("/times/age?at=2023-11-11T09:00:00%2B08:00")).isEqualTo("2 86400 86400 86400 86400");
    }

    /** The percentiles are those that sorting says, and every bar leads to those in it. */
    @Test
    void percentilesAreExactAndEveryBarLeadsToItsTickets() {
        Random random = new Random(7);
        List<EventStory> stories = new ArrayList<>();
        List<Long> seconds = new ArrayList<>();
        for (int number = 0; number < 45; number++) {
            int minutes = (int) Math.pow(1.22, random.nextInt(45));
            seconds.add(60L * minutes);
            stories.add(life(
                    random.nextBoolean() ? TAX : LABOUR,
                    "2023-11-10 00:00",
                    "2023-11-%02d %02d:%02d".formatted(10 + minutes / 1440, minutes / 60 % 24, minutes % 60)));
        }
        tell(stories.toArray(EventStory[]::new));
        seconds.sort(null);

        JsonNode answer = read("/times/waiting-for-dispatch?by=unit,month&" + NOVEMBER);
        JsonNode summary = answer.path("summary");
        for (int percent : List.of(10, 25, 50, 75, 90, 95)) {
            assertThat(summary.path("percentiles")
                            .path(Integer.toString(percent))
                            .asLong())
                    .as("%d %%", percent)
                    .isEqualTo(seconds.get((int) Math.ceil(45 * percent / 100.0) - 1));
        }
        assertThat(summary.path("count").asLong()).isEqualTo(45);
        assertThat(summary.path("mean").asDouble())
                .isEqualTo(Math.round(
                                seconds.stream().mapToLong(it -> it).average().orElseThrow() * 10)
                        / 10.0);
        long behindBars = 0;
        for (JsonNode bar : answer.path("histogram")) {
            List<Long> behind = behind("/times/waiting-for-dispatch/tickets?limit=2&above=%d%s&%s"
                    .formatted(
                            bar.path("above").asLong(),
                            bar.has("below") ? "&below=" + bar.path("below").asLong() : "",
                            NOVEMBER));
            assertThat(behind)
                    .hasSize(bar.path("count").asInt())
                    .isSortedAccordingTo((one, other) -> Long.compare(other, one));
            behindBars += behind.size();
        }
        assertThat(behindBars).isEqualTo(45);
        assertThat(behind("/times/waiting-for-dispatch/tickets?" + NOVEMBER))
                .containsExactlyElementsOf(seconds.reversed());
        assertThat(texts(answer.path("groups"), "by.unit", "by.month"))
                .containsExactly("labour 2023-11", "tax 2023-11");
        LongStream counts =
                texts(answer.path("groups"), "summary.count").stream().mapToLong(Long::parseLong);
        assertThat(counts.sum()).isEqualTo(45);
    }

    private List<Long> behind(String path) {
        List<Long> seconds = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = read(path + (next.isEmpty() ? "" : "&cursor=" + next));
            texts(page.path("items"), "seconds").forEach(it -> seconds.add(Long.valueOf(it)));
            next = page.path("next").asString("");
        } while (!next.isEmpty());
        return seconds;
    }

    @Test
    void clocksSayWhatTheyCounted() {
        EventStory story = life(TAX, "2023-11-10 09:00", "2023-11-10 10:00", "2023-11-10 10:30", "2023-11-14 10:00");
        tell(story);
        tellClocks(
                story,
                clock(
                        "a",
                        ClockScope.TICKET,
                        TAX,
                        ClockMilestone.ACCEPTED,
                        "2023-11-10 09:00",
                        "2023-11-11 09:00",
                        "2023-11-10 10:30",
                        5400,
                        0),
                clock(
                        "b",
                        ClockScope.TICKET,
                        TAX,
                        ClockMilestone.ANSWERED,
                        "2023-11-10 09:00",
                        "2023-11-13 09:00",
                        "2023-11-14 10:00",
                        57_600,
                        7200),
                clock(
                        "c",
                        ClockScope.UNIT,
                        TAX,
                        ClockMilestone.ANSWERED,
                        "2023-11-10 10:00",
                        "2023-11-20 09:00",
                        "2023-11-14 10:00",
                        50_000,
                        7200),
                clock(
                        "d",
                        ClockScope.TICKET,
                        TAX,
                        ClockMilestone.CLOSED,
                        "2023-11-14 10:00",
                        "2023-11-20 09:00",
                        null,
                        0,
                        0));

        assertThat(summary("/times/accept?" + NOVEMBER)).isEqualTo("1 5400 5400 5400 5400");
        assertThat(summary("/times/answer?" + NOVEMBER)).isEqualTo("1 57600 57600 57600 57600");
        assertThat(summary("/times/unit-answer?" + NOVEMBER)).isEqualTo("1 50000 50000 50000 50000");
        assertThat(summary("/times/stood-still?" + NOVEMBER)).isEqualTo("1 7200 7200 7200 7200");
        assertThat(read("/times/unit-accept?" + NOVEMBER).has("summary")).isFalse();
        // It was late on the 13th, but it took until the 14th.
        assertThat(summary("/times/answer?basis=HAPPENED&from=2023-11-14&to=2023-11-14"))
                .isEqualTo("1 57600 57600 57600 57600");
        assertThat(read("/times/answer?basis=HAPPENED&from=2023-11-13&to=2023-11-13")
                        .has("summary"))
                .isFalse();
        assertThat(read("/times/answer?from=2023-11-01&to=2023-11-30&at=2023-11-13")
                        .has("summary"))
                .isFalse();
        JsonNode behind = read("/times/answer/tickets?" + NOVEMBER).path("items");
        assertThat(texts(behind, "number", "by.unit", "seconds", "endedAt"))
                .containsExactly(story.number().text() + " tax 57600 2023-11-14T02:00:00Z");
        assertThat(texts(
                        read("/times/unit-answer?by=unit,size&" + NOVEMBER).path("groups"),
                        "by.unit",
                        "by.size",
                        "summary.max"))
                .containsExactly("tax - 50000");
    }

    @Test
    void sizesAreTheDirectorys() {
        String big = "big-" + district.text();
        String small = "small-" + district.text();
        Directories.tell(
                directory,
                new DirectoryEntry.District(district, "某区", null, true),
                enterprise(big, EnterpriseSize.LARGE),
                enterprise(small, EnterpriseSize.SMALL));
        tell(
                dispatched(received("2023-11-10 09:00", big), "2023-11-10 10:00", TAX),
                dispatched(received("2023-11-10 09:00", small), "2023-11-10 11:00", TAX),
                dispatched(received("2023-11-10 09:00", "unknown"), "2023-11-10 12:00", TAX));

        assertThat(texts(
                        read("/times/waiting-for-dispatch?by=size,unit&" + NOVEMBER)
                                .path("groups"),
                        "by.size",
                        "by.unit",
                        "summary.max"))
                .containsExactly("- tax 10800", "LARGE tax 3600", "SMALL tax 7200");
        assertThat(summary("/times/waiting-for-dispatch?size=SMALL&" + NOVEMBER))
                .isEqualTo("1 7200 7200 7200 7200");
        assertThat(texts(read("/received/ranking?by=size&" + NOVEMBER).path("places"), "rank", "group", "numerator"))
                .containsExactly("1 LARGE 1", "1 SMALL 1", "- - 1");
        assertThat(texts(read("/open/series?step=year&size=LARGE&" + NOVEMBER).path("points"), "numerator"))
                .containsExactly("1");
    }

    private DirectoryEntry.Enterprise enterprise(String id, EnterpriseSize size) {
        return new DirectoryEntry.Enterprise(new EnterpriseId(id), district, id, null, size, null, null, true);
    }

    @Test
    void aHandlerSeesTheTimesOfTheOwnUnit() {
        tell(life(TAX, "2023-11-10 09:00", "2023-11-10 10:00"), life(LABOUR, "2023-11-10 09:00", "2023-11-10 11:00"));
        JsonNode own = read(
                Callers.in(district.text(), Callers.handler("someone", TAX)),
                "/times/waiting-for-dispatch?by=unit&" + NOVEMBER);
        assertThat(texts(own.path("groups"), "by.unit", "summary.max")).containsExactly("tax 3600");
        assertThat(summary("/times/waiting-for-dispatch?unit=labour&" + NOVEMBER))
                .isEqualTo("1 7200 7200 7200 7200");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        assertThat(refusal(404, "/times/speed"))
                .isEqualTo("There is no time 'speed'; GET /api/v1/metrics/times lists them.");
        assertThat(refusal(400, "/times/age?basis=HAPPENED"))
                .isEqualTo("The time 'age' is not measured that way; known here: [STANDING, RECEIVED].");
        assertThat(refusal(400, "/times/age?variant=closed")).startsWith("Unknown parameter 'variant'");
        assertThat(refusal(400, "/times/age/tickets?above=-1")).contains("'above'");
        assertThat(refusal(400, "/times/age/tickets?below=soon")).contains("'below'");
        assertThat(refusal(400, "/times/age/tickets?cursor=eA")).contains("'cursor'");
        assertThat(refusal(400, "/times/age/tickets?by=unit")).startsWith("Unknown parameter 'by'");
    }

    /** Count, shortest, longest, mean and median. */
    private String summary(String path) {
        JsonNode summary = read(path).path("summary");
        return "%d %d %d %s %d"
                .formatted(
                        summary.path("count").asLong(),
                        summary.path("min").asLong(),
                        summary.path("max").asLong(),
                        summary.path("mean").decimalValue().stripTrailingZeros().toPlainString(),
                        summary.path("percentiles").path("50").asLong());
    }
}
