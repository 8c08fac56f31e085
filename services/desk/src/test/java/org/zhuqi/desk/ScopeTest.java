package org.zhuqi.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.zhuqi.contracts.lifecycle.TicketState.DISPATCHED;
import static org.zhuqi.contracts.lifecycle.TicketState.IN_PROGRESS;
import static org.zhuqi.contracts.lifecycle.TicketState.OPEN_CALL;
import static org.zhuqi.contracts.lifecycle.TicketState.SUBMITTED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** Who sees what, at every door. */
final class ScopeTest extends TestDesk {
    private static final EnterpriseId OTHER = new EnterpriseId("other");
    private static final EnterpriseId THIRD = new EnterpriseId("third");
    private static final ChainId CHAIN = new ChainId("advanced-materials");
    private static final PlaceId PARK = new PlaceId("bay-park");

    @Test
    void everyRoleSeesItsOwnAndNothingElseAtEveryDoor() {
        Map<String, EventStory> stories = new LinkedHashMap<>();
        stories.put(
                "huacai's, filed by itself",
                story().by(Callers.enterprise("boss", Stories.HUACAI)).tells(Stories.submitted(), SUBMITTED));
        stories.put(
                "other's, filed by officer li.si",
                story().by(Callers.officer("li.si"))
                        .tells(Stories.submitted(OTHER, Stories.LABOUR_ITEM, "用地", "扩建用地"), SUBMITTED));
        stories.put(
                "led by labour, assisted by office",
                story().tells(otherSubmitted(), SUBMITTED)
                        .tells(Stories.dispatchedTo(Stories.LABOUR, Stories.OFFICE), DISPATCHED));
        stories.put(
                "once labour's, now land's",
                story().tells(otherSubmitted(), SUBMITTED)
                        .tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED)
                        .tells(
                                new TicketEvent.Redispatched(Stories.LABOUR, Stories.LAND, List.of(), "归口"),
                                DISPATCHED));
        stories.put(
                "land's",
                story().tells(otherSubmitted(), SUBMITTED).tells(Stories.dispatchedTo(Stories.LAND), DISPATCHED));
        stories.put(
                "an open call",
                story().tells(otherSubmitted(), SUBMITTED).tells(new TicketEvent.CallPublished("要求", null), OPEN_CALL));
        stories.put(
                "of a chain, in a park",
                story().by(coordinator()).tells(Stories.submitted(THIRD, CHAIN, PARK), SUBMITTED));
        tell(stories.values());
        Set<String> all = stories.keySet();

        assertSees(stories, coordinator(), all);
        for (Role role : List.of(Role.SUPERVISOR, Role.AUDITOR, Role.ADMIN, Role.IMPORTER)) {
            assertSees(stories, here(Callers.inRole("someone", role)), all);
        }
        assertSees(stories, here(Callers.enterprise("boss", Stories.HUACAI)), Set.of("huacai's, filed by itself"));
        assertSees(stories, here(Callers.enterprise("boss", new EnterpriseId("nobody"))), Set.of());
        assertSees(stories, here(Callers.officer("li.si")), Set.of("other's, filed by officer li.si"));
        assertSees(stories, here(Callers.officer("another")), Set.of());
        assertSees(
                stories,
                here(Callers.officer("li.si", THIRD)),
                Set.of("other's, filed by officer li.si", "of a chain, in a park"));
        for (Caller narrowed : List.of(coordinator(), here(Callers.inRole("watcher", Role.SUPERVISOR)))) {
            assertSees(stories, Callers.of(new Jurisdiction(CHAIN, null), narrowed), Set.of("of a chain, in a park"));
            assertSees(stories, Callers.of(new Jurisdiction(null, PARK), narrowed), Set.of("of a chain, in a park"));
            assertSees(stories, Callers.of(new Jurisdiction(CHAIN, new PlaceId("elsewhere")), narrowed), Set.of());
            assertSees(stories, Callers.of(new Jurisdiction(new ChainId("another"), null), narrowed), Set.of());
        }
        assertSees(
                stories,
                here(Callers.handler("zhang.san", Stories.LABOUR)),
                Set.of("led by labour, assisted by office", "once labour's, now land's", "an open call"));
        assertSees(
                stories,
                here(Callers.handler("wang.wu", Stories.OFFICE)),
                Set.of("led by labour, assisted by office", "an open call"));
        assertSees(
                stories,
                here(Callers.handler("zhao.liu", Stories.LAND)),
                Set.of("once labour's, now land's", "land's", "an open call"));
        assertSees(stories, here(Callers.handler("new", new UnitId("new-team"))), Set.of("an open call"));
        for (Role role : Role.values()) {
            if (role != Role.SYSTEM) {
                assertSees(stories, Callers.in("ELSE", Callers.inRole("li.si", role)), Set.of());
            }
        }
        assertSees(stories, Callers.in("ELSE", Callers.enterprise("boss", Stories.HUACAI)), Set.of());
        assertSees(stories, Callers.in("ELSE", Callers.handler("zhang.san", Stories.LABOUR)), Set.of());
    }

    private void assertSees(Map<String, EventStory> stories, Caller caller, Set<String> expected) {
        Set<String> inLists = new TreeSet<>();
        Set<String> alone = new TreeSet<>();
        Set<String> timelines = new TreeSet<>();
        Set<String> inCode = new TreeSet<>();
        List<String> listed = numbers(caller, "limit=200");
        stories.forEach((name, story) -> {
            if (listed.contains(story.number().text())) {
                inLists.add(name);
            }
            if (isShown(caller, "/api/v1/tickets/" + story.ticket(), story)
                    && isShown(caller, "/api/v1/tickets/" + story.number(), story)) {
                alone.add(name);
            }
            if (isShown(caller, "/api/v1/tickets/" + story.ticket() + "/timeline", story)) {
                timelines.add(name);
            }
            var access = tickets.access(List.of(story.ticket())).get(story.ticket());
            if (access != null && access.isGrantedTo(caller)) {
                inCode.add(name);
            }
        });
        assertThat(listed).as("nothing else is listed").hasSize(expected.size());
        assertThat(inLists).as("in the list of %s", caller).isEqualTo(new TreeSet<>(expected));
        assertThat(alone).as("alone for %s", caller).isEqualTo(new TreeSet<>(expected));
        assertThat(timelines).as("timelines for %s", caller).isEqualTo(new TreeSet<>(expected));
        assertThat(inCode).as("TicketAccess for %s", caller).isEqualTo(new TreeSet<>(expected));
    }

    private boolean isShown(Caller caller, String path, EventStory story) {
        var answer = get(caller, path);
        if (answer.statusCode() == 404) {
            assertThat(answer.body())
                    .doesNotContain(story.messages().get(0).actor().account().text());
            return false;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return true;
    }

    @Test
    void aForeignTicketAndNoneAreTheSameAnswer() {
        EventStory story = story().tells(Stories.submitted(), SUBMITTED);
        tell(story);
        Caller stranger = here(Callers.enterprise("x", OTHER));
        String foreign = refusal(stranger, "/api/v1/tickets/" + story.ticket(), 404);
        String unknown = refusal(stranger, "/api/v1/tickets/018b9000-0000-7000-8000-0000000000ff", 404);
        assertThat(foreign.replace(story.ticket().text(), "X"))
                .isEqualTo(unknown.replace("018b9000-0000-7000-8000-0000000000ff", "X"));
        assertThat(refusal(stranger, "/api/v1/tickets/" + story.number(), 404)).startsWith("There is no ticket");
        assertThat(refusal(stranger, "/api/v1/tickets/" + "no%20such'%20--", 404))
                .isEqualTo("There is no ticket no such' -- that you may see.");
    }

    @Test
    void internalNotesAreNotForTheEnterprise() {
        EventStory story = story().tells(Stories.submitted(), SUBMITTED)
                .tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED)
                .tells(Stories.accepted(Stories.LABOUR), IN_PROGRESS)
                .tells(Stories.progress("内部：企业社保有欠缴", true), IN_PROGRESS)
                .tells(Stories.progress("已联系三家学校", false), IN_PROGRESS);
        tell(story);
        String path = "/api/v1/tickets/" + story.ticket() + "/timeline";

        JsonNode enterprise = read(here(Callers.enterprise("boss", Stories.HUACAI)), path);
        assertThat(enterprise.toString()).doesNotContain("欠缴").contains("已联系三家学校");
        assertThat(enterprise.path("items").findValuesAsString("sequence")).containsExactly("1", "2", "3", "5");
        JsonNode handler = read(here(Callers.handler("zhang.san", Stories.LABOUR)), path);
        assertThat(handler.toString()).contains("欠缴");
        assertThat(handler.path("items").get(3).path("internal").asBoolean()).isTrue();
    }

    @Test
    void everyoneIsToldWhatTheyMayDoNext() {
        EventStory story =
                story().tells(Stories.submitted(), SUBMITTED).tells(Stories.dispatchedTo(Stories.LABOUR), DISPATCHED);
        tell(story);
        String path = "/api/v1/tickets/" + story.ticket();
        assertThat(commands(here(Callers.handler("zhang.san", Stories.LABOUR)), path))
                .isEqualTo("[\"accept\",\"object\"]");
        assertThat(commands(here(Callers.enterprise("boss", Stories.HUACAI)), path))
                .isEqualTo("[\"withdraw\"]");
        assertThat(commands(coordinator(), path)).isEqualTo("[\"redispatch\",\"merge\",\"escalate\"]");
        assertThat(commands(here(Callers.inRole("audit", Role.AUDITOR)), path)).isEqualTo("[]");
    }

    private String commands(Caller caller, String path) {
        return read(caller, path).path("commands").toString();
    }

    private static TicketEvent.Submitted otherSubmitted() {
        return Stories.submitted(OTHER, Stories.LABOUR_ITEM, "用地", "扩建用地");
    }
}
