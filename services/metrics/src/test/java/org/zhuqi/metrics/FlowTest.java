package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** Which way tickets went, through its doors: every way leads to as many tickets as it says. */
final class FlowTest extends TestCharts {
    private static final UnitId LAND = new UnitId("land");
    private static final String NOVEMBER = "from=2023-11-01&to=2023-11-30";

    private static void handedOn(EventStory story, String at, UnitId from, UnitId to) {
        story.at(china(at)).tells(new TicketEvent.Redispatched(from, to, List.of(), "归口"), TicketState.DISPATCHED);
    }

    @Test
    void whoGotItFirstAndWhoHandedItOn() {
        EventStory wandering = life(TAX, "2023-11-10 09:00", "2023-11-10 10:00");
        handedOn(wandering, "2023-11-11 09:00", TAX, LABOUR);
        handedOn(wandering, "2023-11-12 09:00", LABOUR, TAX);
        handedOn(wandering, "2023-11-13 09:00", TAX, LABOUR);
        EventStory handed = life(TAX, "2023-11-20 09:00", "2023-11-20 10:00");
        handedOn(handed, "2023-11-21 09:00", TAX, LAND);
        tell(
                wandering,
                handed,
                life(LAND, "2023-11-05 09:00", "2023-11-05 10:00"),
                life(TAX, "2023-11-06 09:00"),
                life(LABOUR, "2023-11-15 09:00", "2023-11-15 10:00", "2023-11-15 11:00", "2023-11-16 09:00"),
                life(
                        LABOUR,
                        "2023-11-16 09:00",
                        "2023-11-16 10:00",
                        "2023-11-16 11:00",
                        "2023-11-17 09:00",
                        "2023-11-18 09:00"),
                life(LAND, "2023-10-31 09:00", "2023-11-01 10:00"));

        assertThat(links(NOVEMBER + "&at=2023-11-30"))
                .containsExactlyInAnyOrder(
                        "1 tax→tax 2",
                        "1 tax→land 1",
                        "2 tax>labour 1",
                        "3 labour>tax 1",
                        "4 tax>labour 1",
                        "4 labour>OPEN 1",
                        "2 tax>land 1",
                        "2 land>OPEN 1",
                        "1 land>OPEN 1",
                        "1 tax→labour 2",
                        "1 labour>SOLVED 1",
                        "1 labour>ANSWERED 1");
        assertThat(links(NOVEMBER + "&at=2023-11-11T12:00:00%2B08:00"))
                .as("as far as they had gone by then")
                .containsExactlyInAnyOrder(
                        "1 tax→tax 1", "1 tax→land 1", "2 tax>labour 1", "2 labour>OPEN 1", "1 land>OPEN 1");
        assertThat(links("from=2023-10-01&to=2023-10-31")).containsExactly("1 tax→land 1", "1 land>OPEN 1");
        assertThat(links("from=2022-10-01&to=2022-10-31")).isEmpty();

        assertThat(numbers("source=tax&target=labour"))
                .as("it went there twice and is one ticket")
                .containsExactly(wandering.number().text());
        assertThat(numbers("firstOf=tax&target=tax"))
                .containsExactly(handed.number().text(), wandering.number().text());
        assertThat(numbers("source=tax&target=labour&turn=2"))
                .containsExactly(wandering.number().text());
        assertThat(numbers("source=tax&target=labour&turn=3")).isEmpty();
        assertThat(numbers("source=land&ended=OPEN&turn=2"))
                .containsExactly(handed.number().text());
        assertThat(numbers("source=land&ended=OPEN")).hasSize(2);
        assertThat(numbers("ended=ANSWERED&unit=labour,land")).hasSize(1);
        assertThat(numbers("source=land&target=tax")).isEmpty();
        JsonNode first = read("/flow/tickets?" + NOVEMBER + "&firstOf=tax&target=tax&limit=1");
        assertThat(first.path("items")).hasSize(1);
        assertThat(texts(
                        read("/flow/tickets?" + NOVEMBER + "&firstOf=tax&target=tax&limit=1&cursor="
                                + first.path("next").asString()),
                        "number"))
                .isNotEqualTo(texts(first, "number"));
    }

    @Test
    void whoMayNotAskAndWhatIsMissingIsSaid() {
        tell(life(TAX, "2023-11-10 09:00", "2023-11-10 10:00"), life(LAND, "2023-11-05 09:00", "2023-11-05 10:00"));
        assertThat(send(as(Role.ENTERPRISE), "GET", "/flow?" + NOVEMBER, null).statusCode())
                .isEqualTo(403);
        for (String way : List.of("", "&target=tax", "&target=tax&source=land&ended=OPEN", "&ended=OPEN&firstOf=tax")) {
            assertThat(send(as(Role.COORDINATOR), "GET", "/flow/tickets?" + NOVEMBER + way, null)
                            .statusCode())
                    .as(way)
                    .isEqualTo(400);
        }
    }

    private List<String> links(String query) {
        return read("/flow?" + query)
                .path("links")
                .valueStream()
                .map(FlowTest::text)
                .toList();
    }

    private static String text(JsonNode link) {
        return "%d %s%s%s %d"
                .formatted(
                        link.path("turn").asInt(),
                        link.has("source")
                                ? link.path("source").asString()
                                : link.path("item").asString(),
                        link.has("source") ? ">" : "→",
                        link.path(link.has("target") ? "target" : "ended").asString(),
                        link.path("tickets").asLong());
    }

    private List<String> numbers(String way) {
        return read("/flow/tickets?" + NOVEMBER + "&" + way)
                .path("items")
                .valueStream()
                .map(it -> it.path("number").asString())
                .toList();
    }
}
