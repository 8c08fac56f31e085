package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.contracts.lifecycle.TicketState.DISPATCHED;
import static org.zhuqi.contracts.lifecycle.TicketState.IN_PROGRESS;
import static org.zhuqi.contracts.lifecycle.TicketState.SUBMITTED;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.desk.domain.TicketView;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.Specimens;
import tools.jackson.databind.JsonNode;

final class TicketListTest extends TestDesk {
    private final Random random = new Random(7);

    @Test
    void allPagesTogetherAreTheWholeListInItsOrder() {
        List<TicketView> all = manyTickets(120);
        Map<String, Comparator<TicketView>> orders = new LinkedHashMap<>();
        orders.put("submitted", Comparator.comparing(TicketView::submittedAt).thenComparing(TicketListTest::id));
        orders.put("updated", Comparator.comparing(TicketView::updatedAt).thenComparing(TicketListTest::id));
        orders.put("number", Comparator.comparing(view -> view.number().value()));
        orders.forEach((sort, order) -> {
            for (int limit : new int[] {7, 40, 120, 200}) {
                assertThat(walk("sort=" + sort, limit)).isEqualTo(sorted(all, order, view -> true));
                assertThat(walk("sort=-" + sort, limit)).isEqualTo(sorted(all, order.reversed(), view -> true));
                // Words that all have, many and few: the first ones are looked for in another way than the rest.
                for (String word : List.of("标题", "标题1", "标题11")) {
                    assertThat(walk("sort=-" + sort + "&q=" + encoded(word), limit))
                            .isEqualTo(sorted(
                                    all, order.reversed(), view -> view.title().contains(word)));
                    assertThat(walk("sort=" + sort + "&state=SUBMITTED&q=" + encoded(word), limit))
                            .isEqualTo(sorted(
                                    all,
                                    order,
                                    view -> view.state() == SUBMITTED
                                            && view.title().contains(word)));
                }
            }
        });
        assertThat(walk("sort=due&q=" + encoded("标题1"), 7))
                .containsExactlyInAnyOrderElementsOf(sorted(
                        all,
                        Comparator.comparing(TicketListTest::id),
                        view -> view.title().contains("标题1")));
        assertThat(walk("", 50))
                .as("the latest come first unless asked otherwise")
                .isEqualTo(sorted(
                        all,
                        Comparator.comparing(TicketView::submittedAt)
                                .thenComparing(TicketListTest::id)
                                .reversed(),
                        view -> true));
    }

    @Test
    void filtersAloneAndTogether() {
        List<TicketView> all = manyTickets(80);
        Instant middle = all.get(40).submittedAt();
        Map<String, Predicate<TicketView>> filters = new LinkedHashMap<>();
        filters.put("state=SUBMITTED", view -> view.state() == SUBMITTED);
        filters.put(
                "state=SUBMITTED&state=IN_PROGRESS", view -> view.state() == SUBMITTED || view.state() == IN_PROGRESS);
        filters.put("state=SUBMITTED,DISPATCHED", view -> view.state() == SUBMITTED || view.state() == DISPATCHED);
        filters.put("unit=unit-1", view -> new UnitId("unit-1").equals(view.lead()));
        filters.put(
                "unit=unit-1&unit=unit-2",
                view -> new UnitId("unit-1").equals(view.lead()) || new UnitId("unit-2").equals(view.lead()));
        filters.put("enterprise=enterprise-3", view -> view.enterprise().value().equals("enterprise-3"));
        filters.put("item=item-2", view -> view.item().value().equals("item-2"));
        filters.put("handler=handler-1", view -> new AccountId("handler-1").equals(view.handler()));
        filters.put("assisting=unit-5", view -> view.assistants().contains(new UnitId("unit-5")));
        filters.put(
                "assisting=unit-5&assisting=unit-6",
                view -> view.assistants().stream()
                        .anyMatch(Set.of(new UnitId("unit-5"), new UnitId("unit-6"))::contains));
        filters.put("formerly=unit-1", view -> view.formerLeads().contains(new UnitId("unit-1")));
        filters.put("filedBy=officer-1", view -> view.filedBy().value().equals("officer-1"));
        filters.put("chain=chain-1", view -> new ChainId("chain-1").equals(view.chain()));
        filters.put("place=place-1", view -> new PlaceId("place-1").equals(view.place()));
        filters.put("urgency=URGENT", view -> view.urgency() == Urgency.URGENT);
        filters.put("extensionPending=true", TicketView::extensionPending);
        filters.put("extensionPending=false", view -> !view.extensionPending());
        filters.put("imported=true", TicketView::imported);
        filters.put("imported=false", view -> !view.imported());
        filters.put("hard=true", TicketView::hard);
        filters.put("submittedFrom=" + middle, view -> !view.submittedAt().isBefore(middle));
        filters.put("submittedTo=" + middle, view -> view.submittedAt().isBefore(middle));
        filters.put(
                "submittedTo=" + middle.atOffset(ZoneOffset.ofHours(8)),
                view -> view.submittedAt().isBefore(middle));

        List<String> queries = new ArrayList<>(filters.keySet());
        filters.forEach((query, matches) -> assertList(all, query, matches));
        for (String one : queries) {
            for (String other : queries) {
                if (!one.split("=")[0].equals(other.split("=")[0])) {
                    assertList(
                            all,
                            one + "&" + other,
                            view -> always(filters.get(one)).test(view)
                                    && always(filters.get(other)).test(view));
                }
            }
        }
    }

    private static Predicate<TicketView> always(@org.jspecify.annotations.Nullable Predicate<TicketView> filter) {
        return filter == null ? view -> true : filter;
    }

    private void assertList(List<TicketView> all, String query, Predicate<TicketView> matches) {
        List<String> expected =
                sorted(all, Comparator.comparing(view -> view.number().value()), matches);
        JsonNode page = read(coordinator(), "/api/v1/tickets?limit=200&count=true&sort=number&" + query);
        assertThat(numbers(page)).as(query).isEqualTo(expected);
        assertThat(page.path("total").asString()).isEqualTo(Integer.toString(expected.size()));
        assertThat(page.has("next")).isFalse();
    }

    @Test
    void numbersSortByTheirCounterWhateverItsLength() {
        for (String number : List.of("-2023-1000000", "-2023-000042", "-2023-999999", "-2022-000043")) {
            tell(EventStory.of(new TicketNumber(district + number)).tells(Stories.submitted(), SUBMITTED));
        }
        assertThat(numbers(coordinator(), "sort=number"))
                .extracting(number -> number.substring(district.length()))
                .containsExactly("-2022-000043", "-2023-000042", "-2023-999999", "-2023-1000000");
    }

    @Test
    void whatIsNotUnderstoodIsRefusedWithASentence() {
        assertRefused(
                "stat=OPEN&page=2", "Unknown parameter 'page', 'stat'; known here: assisting, chain, count, cursor,");
        assertRefused("state=OPEN", "The parameter 'state' does not take 'OPEN'; it takes, for example, IN_PROGRESS.");
        assertRefused("limit=0", "The parameter 'limit' does not take '0'; it takes, for example, 50 (1 to 200).");
        assertRefused("limit=201", "'limit' does not take '201'");
        assertRefused("limit=many", "'limit' does not take 'many'");
        assertRefused(
                "sort=title", "'sort' does not take 'title'; it takes, for example, -submitted, updated, number, due.");
        assertRefused("hard=yes", "'hard' does not take 'yes'");
        assertRefused("count=1", "'count' does not take '1'");
        assertRefused("submittedFrom=yesterday", "'submittedFrom' does not take 'yesterday'");
        assertRefused("standing=LATE", "'standing' does not take 'LATE'; it takes, for example, OVERDUE.");
        assertRefused("warning=LOUD", "'warning' does not take 'LOUD'");
        assertRefused("dueFrom=soon", "'dueFrom' does not take 'soon'");
        assertRefused("unit=" + encoded("a'; drop table"), "'unit' does not take 'a'; drop table'");
        assertRefused("q=" + "x".repeat(201), "'q' does not take");
        assertRefused("q=" + encoded("a b c d e f g h i j k"), "up to 10 words in 200 characters");
        assertRefused("waitFor=abc", "'waitFor' does not take 'abc'");
        assertRefused("waitFor=018b9000-0000-7000-8000-000000000001@0", "'waitFor' does not take");
        assertRefused(
                "waitFor=018b9000-0000-7000-8000-000000000001@1&".repeat(21), "'waitFor' does not take '21 times'");
        assertRefused("cursor=abc", "The parameter 'cursor' is not one that this list gave out");
        assertRefused("cursor=" + encoded("ÄÖ%"), "The parameter 'cursor' is not one that this list gave out");
        for (String forged : List.of(
                "submitted\nnow\n018b9000-0000-7000-8000-000000000001",
                "submitted\n+999999999-01-01T00:00:00Z\n018b9000-0000-7000-8000-000000000001",
                "number\nx\n018b9000-0000-7000-8000-000000000001",
                "due\nsoon\n018b9000-0000-7000-8000-000000000001",
                "due\n\nx",
                "submitted\n\n018b9000-0000-7000-8000-000000000001",
                "number\nQT-2023-000000001\nx")) {
            assertRefused(
                    "cursor="
                            + java.util.Base64.getUrlEncoder()
                                    .encodeToString(forged.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                    "The parameter 'cursor' is not one that this list gave out");
        }
        assertThat(refusal(coordinator(), "/api/v1/tickets/x?atLeast=soon", 400))
                .contains("'atLeast'");
        assertThat(refusal(coordinator(), "/api/v1/tickets/x?q=1", 400)).contains("Unknown parameter 'q'");
        assertThat(refusal(coordinator(), "/api/v1/events/stream?from=1", 400)).contains("Unknown parameter 'from'");
    }

    @Test
    void aCursorBelongsToItsOrder() {
        manyTickets(4);
        String next = read(coordinator(), "/api/v1/tickets?sort=number&limit=2")
                .path("next")
                .asString();
        assertThat(numbers(coordinator(), "limit=2&cursor=" + next)).hasSize(2);
        assertThat(numbers(coordinator(), "limit=2&sort=number&cursor=" + next)).hasSize(2);
        assertRefused(
                "limit=2&sort=-number&cursor=" + next,
                "The parameter 'cursor' belongs to a list sorted by 'number', not by '-number'");
    }

    private void assertRefused(String query, String sentence) {
        assertThat(refusal(coordinator(), "/api/v1/tickets?" + query, 400)).contains(sentence);
    }

    private List<String> walk(String query, int limit) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = read(coordinator(), "/api/v1/tickets?limit=" + limit + "&" + query + cursor);
            assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
            seen.addAll(numbers(page));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!cursor.isEmpty());
        return seen;
    }

    private static List<String> sorted(
            List<TicketView> all, Comparator<TicketView> order, Predicate<TicketView> filter) {
        return all.stream()
                .filter(filter)
                .sorted(order)
                .map(view -> view.number().text())
                .toList();
    }

    /** As PostgreSQL compares them: unsigned. */
    private static String id(TicketView view) {
        return view.id().text();
    }

    private List<TicketView> manyTickets(int count) {
        List<EventStory> stories = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Few different times, so that the order often depends on the id.
            EventStory story = story().at(Stories.MONDAY.plusSeconds(random.nextInt(10) * 3600L))
                    .by(Callers.officer("officer-" + random.nextInt(3)));
            if (random.nextInt(4) == 0) {
                story.importedFrom(Specimens.sparse(Provenance.class));
            }
            story.tells(
                    new TicketEvent.Submitted(
                            new EnterpriseId("enterprise-" + random.nextInt(5)),
                            "标题" + i,
                            "内容",
                            new CatalogueItemId("item-" + random.nextInt(3)),
                            random.nextInt(3) == 0 ? Urgency.URGENT : Urgency.NORMAL,
                            null,
                            random.nextBoolean() ? new ChainId("chain-" + random.nextInt(3)) : null,
                            random.nextBoolean() ? new PlaceId("place-" + random.nextInt(3)) : null,
                            List.of()),
                    SUBMITTED);
            step(story, random.nextInt(6));
            stories.add(story);
        }
        tell(stories);
        return stories.stream().map(TicketListTest::fold).toList();
    }

    private void step(EventStory story, int steps) {
        if (steps >= 1) {
            story.tells(
                    Stories.dispatchedTo(
                            new UnitId("unit-" + random.nextInt(4)), new UnitId("unit-" + (4 + random.nextInt(4)))),
                    DISPATCHED);
        }
        if (steps >= 2) {
            story.tells(
                    new TicketEvent.Accepted(new UnitId("unit-1"), new AccountId("handler-" + random.nextInt(3)), null),
                    IN_PROGRESS);
        }
        if (steps >= 3) {
            story.tells(new TicketEvent.MarkedHard("历史遗留"), TicketState.IN_PROGRESS);
        }
        if (steps >= 4) {
            story.tells(
                    new TicketEvent.Redispatched(
                            new UnitId("unit-1"),
                            new UnitId("unit-" + (2 + random.nextInt(2))),
                            List.of(new UnitId("unit-5")),
                            "职责调整"),
                    IN_PROGRESS);
        }
        if (steps >= 5) {
            story.tells(
                    new TicketEvent.ExtensionRequested(Stories.MONDAY.plusSeconds(30L * 86_400), "需要会签"), IN_PROGRESS);
        }
    }

    private static TicketView fold(EventStory story) {
        TicketView view = TicketView.opened(story.messages().get(0));
        for (var message : story.messages().subList(1, story.messages().size())) {
            view = view.apply(message);
        }
        return view;
    }
}
