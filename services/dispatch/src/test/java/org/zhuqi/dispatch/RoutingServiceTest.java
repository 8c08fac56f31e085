package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ChainKind;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.ObjectionGround;
import org.zhuqi.contracts.PlaceKind;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.application.Following;
import org.zhuqi.dispatch.application.routing.Routing;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** Routing through its doors: rules, suggestions, what is done without a coordinator, and whose desk has what. */
final class RoutingServiceTest extends TestDispatch {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TITLE = "二期厂房不动产权证";
    private static final String RULES_PATH = "/api/v1/routing/rules";

    @Autowired
    KnownDirectory directory;

    @Autowired
    Routing routing;

    private UnitId planning = new UnitId("x");
    private UnitId housing = new UnitId("x");
    private ChainId materials = new ChainId("x");
    private PlaceId park = new PlaceId("x");
    private EnterpriseId firm = new EnterpriseId("x");

    @BeforeEach
    void fillTheDirectory() {
        DistrictId here = new DistrictId(district);
        planning = new UnitId(district + "-planning");
        housing = new UnitId(district + "-housing");
        UnitId committee = new UnitId(district + "-committee");
        UnitId office = new UnitId(district + "-office");
        materials = new ChainId(district + "-materials");
        park = new PlaceId(district + "-park");
        firm = new EnterpriseId(district + "-firm");
        Directories.tell(
                directory,
                new DirectoryEntry.District(here, "试区", "Test", true),
                new DirectoryEntry.Unit(planning, here, "规划和自然资源分局", "规资分局", UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Unit(housing, here, "住房和城乡建设局", "住建局", UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Unit(committee, here, "新材料联合党委", null, UnitKind.COMMITTEE, true),
                new DirectoryEntry.Unit(office, here, "园区管委会", null, UnitKind.TOWN_OFFICE, true),
                new DirectoryEntry.Unit(new UnitId(district + "-gone"), here, "撤销的局", null, UnitKind.DEPARTMENT, false),
                new DirectoryEntry.Chain(materials, here, "新材料", ChainKind.ESTABLISHED, committee, null, true),
                new DirectoryEntry.Place(park, here, "高科园", PlaceKind.PARK, office, true),
                new DirectoryEntry.Enterprise(firm, here, "某厂", null, EnterpriseSize.SMALL, materials, park, true));
    }

    // -- rules ----------------------------------------------------------------------------------------------------

    @Test
    void everyVersionOfTheRulesIsKept() {
        assertThat(json(send(as(Role.ADMIN), "GET", RULES_PATH, null))
                        .path("version")
                        .asLong())
                .isZero();
        replaceRules(0, rule("land", planning, 60));
        replaceRules(1, rule("land", housing, 60));
        HttpResponse<String> stale = put(as(Role.ADMIN), RULES_PATH, 1, rules(rule("land", planning, 60)));
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(json(stale).path("version").asLong()).isEqualTo(2);
        assertThat(send(as(Role.ADMIN), "PUT", RULES_PATH, rules()).statusCode())
                .isEqualTo(428);

        JsonNode versions = json(send(as(Role.COORDINATOR), "GET", RULES_PATH + "/versions", null));
        assertThat(each(
                        versions,
                        version -> version.path("version").asString() + " "
                                + version.path("rules").path(0).path("unit").asString() + " "
                                + version.path("changedBy").asString()))
                .containsExactly("2 " + housing + " someone", "1 " + planning + " someone");
        HttpResponse<String> last = send(as(Role.COORDINATOR), "GET", RULES_PATH, null);
        assertThat(last.headers().firstValue("ETag")).contains("\"2\"");
    }

    @Test
    void rulesAreTakenAsYamlToo() {
        String yaml = "rules:\n  - {id: land, when: {keywords: [产权证]}, unit: %s}\n".formatted(planning);
        HttpResponse<String> answer = put(as(Role.ADMIN), RULES_PATH, 0, yaml);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("rules").path(0).path("weight").asInt()).isEqualTo(50);
    }

    @Test
    void rulesThatContainThemselvesAreRefused() {
        HttpResponse<String> answer = put(as(Role.ADMIN), RULES_PATH, 0, "rules: &all\n  - {id: land, when: *all}\n");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).path("detail").asString()).startsWith("The body contains itself");
    }

    @Test
    void faultyRulesAreRefusedWithASentenceForEachFault() {
        HttpResponse<String> answer = put(as(Role.ADMIN), RULES_PATH, 0, """
                {"rules": [
                  {"id": "a", "unit": "nobody", "weight": 0},
                  {"id": "a", "unit": "%s-gone", "when": {"places": ["nowhere"], "keywords": [" "]}},
                  {"when": {}}]}""".formatted(district));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(each(
                        json(answer).path("errors"),
                        fault -> fault.path("pointer").asString() + ": "
                                + fault.path("detail").asString()))
                .containsExactly(
                        "/rules/0/unit: there is no unit 'nobody' in this district",
                        "/rules/0/weight: the weight 0 is not between 1 and 100",
                        "/rules/1/id: the id 'a' stands twice",
                        "/rules/1/unit: the unit '%s-gone' takes nothing any more".formatted(district),
                        "/rules/1/when/places/0: there is no place 'nowhere' in this district",
                        "/rules/1/when/keywords/0: a word has 1 to 40 characters",
                        "/rules/2/id: a rule has an id of letters, digits, '.', '_' and '-'",
                        "/rules/2/unit: a rule names the unit that leads");
        assertThat(json(answer)
                        .path("faults")
                        .path(0)
                        .path("sentence")
                        .path("zh")
                        .asString())
                .isEqualTo("本区没有单位“nobody”");
    }

    @Test
    void settingsAreChangedWholeAndByVersion() {
        String path = "/api/v1/routing/settings";
        JsonNode usual = json(send(as(Role.COORDINATOR), "GET", path, null)).path("settings");
        assertThat(usual.path("escalateAfterBounces").asInt()).isEqualTo(3);
        assertThat(put(as(Role.ADMIN), path, 0, "{\"ladder\": [\"CITY\", \"DISTRICT_OFFICE\"]}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(put(as(Role.ADMIN), path, 0, "{\"automaticFrom\": 1.2}").statusCode())
                .isEqualTo(422);
        assertThat(put(as(Role.ADMIN), path, 0, "{\"escalateAfterBounces\": 2}").statusCode())
                .isEqualTo(200);
        assertThat(put(as(Role.ADMIN), path, 0, "{}").statusCode()).isEqualTo(412);
    }

    // -- suggestions ----------------------------------------------------------------------------------------------

    @Test
    void whatHappenedToTicketsIsLearnedAndSaid() {
        replaceRules(0, rule("land", planning, 40));
        List<EventStory> past = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            past.add(solved(upheld(dispatched(submitted(TITLE), planning), planning), housing));
        }
        tell(past.toArray(EventStory[]::new));
        // The same again changes nothing.
        tell(past.toArray(EventStory[]::new));
        EventStory asked = submitted(TITLE);
        tell(asked);

        JsonNode suggestions = suggestions(as(Role.COORDINATOR), asked);
        assertThat(each(suggestions, each -> each.path("unit").asString())).containsExactly(housing.text());
        JsonNode first = suggestions.path(0);
        double points = 0;
        for (JsonNode reason : first.path("reasons")) {
            points += reason.path("points").asDouble();
        }
        assertThat(points).isEqualTo(first.path("points").asDouble(), org.assertj.core.api.Assertions.within(1e-9));
        assertThat(each(
                        first.path("reasons"),
                        reason -> reason.path("sentence").path("zh").asString()))
                .contains("事项“qt-yd”的诉求共16件，住建局解决8件")
                .anyMatch(sentence -> sentence.startsWith("相似诉求%s-2023-".formatted(district)));
        assertThat(first.path("load").path("turns").asLong()).isEqualTo(8);
        assertThat(first.path("load").path("bounceShare").asDouble()).isZero();
        JsonNode loads = json(send(as(Role.COORDINATOR), "GET", "/api/v1/routing/loads", null));
        assertThat(each(
                        loads,
                        load -> load.path("name").asString() + " "
                                + load.path("bounceShare").asString()))
                .containsExactly("住建局 0.0", "规资分局 1.0");
    }

    @Test
    void whatWasTakenBackIsForgotten() {
        EventStory ticket = solved(dispatched(submitted(TITLE), housing), null);
        tell(ticket);
        assertThat(count("solved")).isEqualTo(1);
        ticket.inRound(2).tells(new TicketEvent.Disputed("没有解决"), TicketState.IN_PROGRESS);
        tell(ticket);
        assertThat(count("solved")).isZero();
        EventStory asked = submitted(TITLE);
        tell(asked);
        assertThat(suggestions(as(Role.COORDINATOR), asked)).isEmpty();
    }

    private long count(String column) {
        return database.sql(
                        "select coalesce(sum(%s), 0) from dispatch.routing_count where district = ? and kind = 'ITEM'"
                                .formatted(column))
                .param(district)
                .query(Long.class)
                .single();
    }

    @Test
    void aNarrowedCoordinatorIsToldOfNoTicketOfOthers() {
        tell(solved(dispatched(submitted(TITLE, null, null), housing), null));
        EventStory mine = submitted(TITLE);
        EventStory others = submitted(TITLE, null, null);
        tell(mine, others);
        Caller committee = Callers.of(new Jurisdiction(materials, null), as(Role.COORDINATOR));
        assertThat(suggestions(as(Role.COORDINATOR), mine).toString()).contains(district + "-2023-000001");
        assertThat(suggestions(committee, mine).toString())
                .contains(housing.text())
                .doesNotContain(district + "-2023-000001");
        assertThat(send(committee, "GET", suggestionsPath(others), null).statusCode())
                .isEqualTo(404);
        assertThat(send(Callers.in("ZZ", committee), "GET", suggestionsPath(mine), null)
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(as(Role.HANDLER), "GET", suggestionsPath(mine), null).statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsNotFiledYetIsSuggestedForToo() {
        replaceRules(0, """
                {"id": "park", "unit": "%s-office", "when": {"places": ["%s"], "sizes": ["SMALL"]}, "weight": 80}""".formatted(district, park));
        String draft = "{\"item\": \"qt-yd\", \"title\": \"园区道路\", \"enterprise\": \"%s\"}";
        HttpResponse<String> answer =
                send(as(Role.COORDINATOR), "POST", "/api/v1/routing/suggestions", draft.formatted(firm));
        assertThat(json(answer)
                        .path("items")
                        .path(0)
                        .path("reasons")
                        .path(0)
                        .path("sentence")
                        .path("en")
                        .asString())
                .isEqualTo("size SMALL, place 高科园, whose office it is → 园区管委会");
        assertThat(send(as(Role.COORDINATOR), "POST", "/api/v1/routing/suggestions", draft.formatted("nobody"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void otherRulesAreTriedAgainstThePast() {
        replaceRules(0, rule("land", planning, 40));
        tell(solved(dispatched(submitted(TITLE), housing), null));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String path = RULES_PATH + "/dry-run?from=%s&to=%s".formatted(now.minusSeconds(3600), now.plusSeconds(3600));
        JsonNode tried = json(send(as(Role.ADMIN), "POST", path, rules(rule("land", housing, 40))));
        assertThat(tried.path("tickets").asLong()).isEqualTo(1);
        assertThat(tried.path("changed").asLong()).isEqualTo(1);
        assertThat(tried.path("before").path("share").asDouble()).isZero();
        assertThat(tried.path("after").path("share").asDouble()).isEqualTo(1);
        assertThat(tried.path("examples").path(0).path("wouldBe").asString()).isEqualTo(housing.text());
    }

    // -- without a coordinator ------------------------------------------------------------------------------------

    private static final String AUTOMATIC = """
            {"id": "auto", "unit": "%s", "when": {"items": ["qt-yd"]}, "weight": 90, "automatic": true}""";

    @Test
    void aSureTicketGoesToItsUnitByItself() {
        replaceRules(0, AUTOMATIC.formatted(planning));
        EventStory ticket = submitted(TITLE);
        tell(ticket);
        tell(ticket);
        List<CommandMessage<?>> asked = awaitAsked(ticket);
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().actor()).isEqualTo(Actor.SYSTEM);
        TicketCommand.Dispatch dispatch =
                (TicketCommand.Dispatch) asked.getFirst().command();
        assertThat(dispatch.lead()).isEqualTo(planning);
        assertThat(dispatch.note()).startsWith("自动派单（0.").contains("事项“qt-yd” → 规资分局");
    }

    @Test
    void whatAPersonMustDecideStaysWithThePerson() {
        replaceRules(0, AUTOMATIC.formatted(planning));
        EventStory imported = story().importedFrom(new Provenance("旧系统", "1", 1L, false, new AccountId("importer")));
        imported.tells(submission(TITLE, materials, park), TicketState.SUBMITTED);
        EventStory upheld = upheld(dispatched(submitted(TITLE), planning), planning);
        EventStory old = story().at(Instant.now().minus(30, ChronoUnit.DAYS));
        old.tells(submission(TITLE, materials, park), TicketState.SUBMITTED);
        tell(imported, upheld, old);
        replaceRules(1, rule("land", planning, 90));
        EventStory plain = submitted(TITLE);
        tell(plain);
        EventStory last = submittedWith(2, AUTOMATIC.formatted(housing));
        // What is asked is told in order: before this one nothing was.
        assertThat(awaitAsked(last)).hasSize(1);
        for (EventStory story : List.of(imported, old, plain)) {
            assertThat(asked(story)).isEmpty();
        }
        // Should its submission have come in a batch of its own, it was asked of the ticket as it was then, and no
        // more.
        assertThat(asked(upheld))
                .allSatisfy(command -> assertThat(command.expectedVersion()).isEqualTo(1));
    }

    private EventStory submittedWith(int version, String rule) {
        replaceRules(version, rule);
        EventStory story = submitted(TITLE);
        tell(story);
        return story;
    }

    @Test
    void theThirdBounceEscalatesAndSoDoesTheThirdDispute() {
        EventStory ticket = submitted(TITLE);
        for (int bounce = 0; bounce < 3; bounce++) {
            dispatched(ticket, planning);
            upheld(ticket, planning);
        }
        dispatched(ticket, housing)
                .tells(new TicketEvent.Accepted(housing, new AccountId("handler"), null), TicketState.IN_PROGRESS);
        tell(ticket);
        tell(ticket);
        assertThat(awaitAsked(ticket)).hasSize(1);
        assertThat(escalation(ticket, 0).level()).isEqualTo(EscalationLevel.DISTRICT_OFFICE);
        assertThat(escalation(ticket, 0).reason()).isEqualTo("已被退单、改派3次，自动提级。 It came back from units 3 times.");

        ticket.tells(new TicketEvent.Escalated(EscalationLevel.DISTRICT_OFFICE, "自动"), TicketState.IN_PROGRESS);
        for (int round = 2; round <= 4; round++) {
            ticket.inRound(round - 1)
                    .tells(
                            new TicketEvent.Answered(housing, AnswerOutcome.SOLVED, "已办", null, List.of()),
                            TicketState.ANSWERED);
            ticket.inRound(round).tells(new TicketEvent.Disputed("没有解决"), TicketState.IN_PROGRESS);
        }
        tell(ticket);
        SOON.until(() -> asked(ticket).size() == 2);
        assertThat(escalation(ticket, 1).level()).isEqualTo(EscalationLevel.DISTRICT_LEADER);
    }

    private static TicketCommand.Escalate escalation(EventStory ticket, int index) {
        return (TicketCommand.Escalate) asked(ticket).get(index).command();
    }

    // -- whoever dies in between ----------------------------------------------------------------------------------

    @Test
    void whatWasNotCommittedIsCountedOnceWhenItComesAgain() {
        replaceRules(0, AUTOMATIC.formatted(planning));
        EventStory ticket = submitted(TITLE);
        List<ConsumerRecord<String, byte[]>> batch =
                ticket.records().stream().map(EventStory::received).toList();
        Following dying = new Following(
                tickets,
                List.of(routing, steps -> {
                    throw new IllegalStateException("killed before the commit");
                }),
                telling,
                transaction,
                new ProjectionAlarm("test"));
        assertThatThrownBy(() -> dying.project(batch)).hasMessageContaining("killed");
        assertThat(version(ticket.ticket())).isZero();

        tell(ticket);
        following.project(batch);
        assertThat(awaitAsked(ticket)).hasSize(1);
    }

    /** Thrown away and gone through again, in pieces of another size, it is the same. */
    @Test
    void whatWasLearnedCanBeRebuilt() {
        EventStory bounced = solved(upheld(dispatched(submitted(TITLE), planning), planning), housing);
        EventStory disputed = solved(dispatched(submitted(TITLE), housing), null)
                .inRound(2)
                .tells(new TicketEvent.Disputed("没有解决"), TicketState.IN_PROGRESS);
        tell(bounced, disputed);
        List<String> before = learned();
        assertThat(before).hasSizeGreaterThan(6);

        for (String table : List.of("ticket", "routing_count", "routing_case", "routing_turn")) {
            database.sql("delete from dispatch.%s where district = ?".formatted(table))
                    .param(district)
                    .update();
        }
        for (EventStory story : List.of(disputed, bounced)) {
            story.records().forEach(record -> following.project(List.of(EventStory.received(record))));
        }
        assertThat(learned()).isEqualTo(before);
    }

    private List<String> learned() {
        List<String> rows = new ArrayList<>();
        rows.addAll(database.sql("""
                        select concat_ws(' ', kind, key, unit, solved, bounced, solved_worth > 0, bounced_worth > 0)
                        from dispatch.routing_count
                        where district = ? and (solved <> 0 or bounced <> 0) order by 1
                        """).param(district).query(String.class).list());
        rows.addAll(database.sql("""
                        select concat_ws(' ', ticket_id, sequence, unit, since, came_back)
                        from dispatch.routing_turn where district = ? order by 1
                        """).param(district).query(String.class).list());
        return rows;
    }

    // -- whose desk -----------------------------------------------------------------------------------------------

    @Test
    void eachDeskSeesItsQueue() {
        replaceRules(0, """
                {"id": "park", "unit": "%s-office", "when": {"places": ["%s"]}}""".formatted(district, park));
        tell(
                submitted(TITLE, materials, park),
                submitted(TITLE, null, park),
                submitted(TITLE, null, null),
                objected(dispatched(submitted(TITLE, null, null), planning)),
                dispatched(submitted(TITLE, null, null), planning));
        String path = "/api/v1/routing/queues";
        assertThat(queues(json(send(as(Role.COORDINATOR), "GET", path, null))))
                .containsExactly("CHAIN 新材料 1 0", "PLACE 高科园 1 0", "DISTRICT 试区 1 1");
        Caller committee = Callers.of(new Jurisdiction(materials, null), as(Role.COORDINATOR));
        assertThat(queues(json(send(committee, "GET", path, null)))).containsExactly("CHAIN 新材料 1 0");
        Caller office = Callers.of(new Jurisdiction(null, park), as(Role.COORDINATOR));
        assertThat(queues(json(send(office, "GET", path, null))))
                .as("the chain's ticket is the committee's")
                .containsExactly("CHAIN 新材料 1 0", "PLACE 高科园 1 0");
        JsonNode loads = json(send(as(Role.SUPERVISOR), "GET", "/api/v1/routing/loads", null));
        assertThat(loads.path(0).path("byState").toString()).isEqualTo("{\"DISPATCHED\":1,\"OBJECTED\":1}");
        assertThat(json(send(committee, "GET", "/api/v1/routing/loads", null))).isEmpty();
    }

    private static List<String> queues(JsonNode queues) {
        return each(
                queues,
                queue -> "%s %s %s %s"
                        .formatted(
                                queue.path("desk").asString(),
                                queue.path("name").asString(),
                                queue.path("submitted").asString(),
                                queue.path("objected").asString()));
    }

    @Test
    void anItemTellsItsCasesAndEnterprises() {
        EventStory closed = solved(upheld(dispatched(submitted(TITLE), planning), planning), housing)
                .tells(new TicketEvent.Confirmed(null), TicketState.CLOSED);
        tell(closed, submitted(TITLE));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String period = "?from=%s&to=%s".formatted(now.minusSeconds(3600), now.plusSeconds(3600));
        JsonNode items = json(send(as(Role.AUDITOR), "GET", "/api/v1/routing/items" + period, null));
        assertThat(items).hasSize(1);
        assertThat(items.path(0).path("figures").toString())
                .isEqualTo("{\"item\":\"qt-yd\",\"tickets\":2,\"enterprises\":1,\"closed\":1,\"solved\":1,"
                        + "\"confirmed\":1,\"bounced\":1}");
        assertThat(send(as(Role.AUDITOR), "GET", "/api/v1/routing/items", null).statusCode())
                .isEqualTo(400);
    }

    // -- stories --------------------------------------------------------------------------------------------------

    private TicketEvent.Submitted submission(String title, @Nullable ChainId chain, @Nullable PlaceId place) {
        return new TicketEvent.Submitted(
                firm,
                title,
                "竣工半年，仍不能办证。",
                new CatalogueItemId("qt-yd"),
                Urgency.NORMAL,
                new AccountId("contact"),
                chain,
                place,
                List.of());
    }

    private EventStory submitted(String title) {
        return submitted(title, materials, park);
    }

    private EventStory submitted(String title, @Nullable ChainId chain, @Nullable PlaceId place) {
        return story().tells(submission(title, chain, place), TicketState.SUBMITTED);
    }

    private static EventStory dispatched(EventStory story, UnitId lead) {
        return story.tells(new TicketEvent.Dispatched(lead, List.of(), null, null), TicketState.DISPATCHED);
    }

    private EventStory objected(EventStory story) {
        return story.tells(
                new TicketEvent.Objected(planning, ObjectionGround.NOT_COMPETENT, "不归我局", null), TicketState.OBJECTED);
    }

    private EventStory upheld(EventStory story, UnitId unit) {
        return objected(story).tells(new TicketEvent.ObjectionUpheld(unit, null), TicketState.SUBMITTED);
    }

    /** @param lead null if it is dispatched already */
    private EventStory solved(EventStory story, @Nullable UnitId lead) {
        UnitId by = lead == null ? housing : lead;
        EventStory dispatched = lead == null ? story : dispatched(story, lead);
        return dispatched
                .tells(new TicketEvent.Accepted(by, new AccountId("handler"), null), TicketState.IN_PROGRESS)
                .tells(new TicketEvent.Answered(by, AnswerOutcome.SOLVED, "已办", null, List.of()), TicketState.ANSWERED);
    }

    // -- what is asked of tickets ---------------------------------------------------------------------------------

    private static List<CommandMessage<?>> asked(EventStory story) {
        return ASKED.of(story.ticket());
    }

    private static List<CommandMessage<?>> awaitAsked(EventStory story) {
        SOON.until(() -> !asked(story).isEmpty());
        return asked(story);
    }

    private static final AskedOfTickets ASKED = new AskedOfTickets();

    // -- how it is asked ------------------------------------------------------------------------------------------

    private Caller as(Role role) {
        return Callers.in(district, Callers.inRole("someone", role));
    }

    private static String rule(String id, UnitId unit, int weight) {
        return "{\"id\": \"%s\", \"unit\": \"%s\", \"when\": {\"items\": [\"qt-yd\"]}, \"weight\": %d}"
                .formatted(id, unit, weight);
    }

    private static String rules(String... rules) {
        return "{\"rules\": [%s]}".formatted(String.join(", ", rules));
    }

    private void replaceRules(int version, String... rules) {
        HttpResponse<String> answer = put(as(Role.ADMIN), RULES_PATH, version, rules(rules));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String suggestionsPath(EventStory story) {
        return "/api/v1/routing/suggestions?ticket=" + story.number();
    }

    private JsonNode suggestions(Caller caller, EventStory story) {
        HttpResponse<String> answer = send(caller, "GET", suggestionsPath(story), null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).path("items");
    }

    private HttpResponse<String> put(Caller caller, String path, long version, String body) {
        return send(caller, "PUT", path, body, "If-Match", "\"" + version + "\"");
    }

    private HttpResponse<String> send(
            Caller caller, String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TestPlatform.token(caller));
        if (body != null) {
            request.header("Content-Type", body.startsWith("{") ? "application/json" : "application/yaml");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.body()).as("%s", answer).isNotEmpty();
        return Json.MAPPER.readTree(answer.body());
    }

    private static <T> List<T> each(JsonNode list, java.util.function.Function<JsonNode, T> what) {
        return StreamSupport.stream(list.spliterator(), false).map(what).toList();
    }
}
