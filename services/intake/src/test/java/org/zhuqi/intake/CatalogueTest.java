package org.zhuqi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.intake.application.StartingCatalogue;
import org.zhuqi.intake.domain.ItemChecks;
import org.zhuqi.intake.postgres.CatalogueRows;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;
import tools.jackson.databind.JsonNode;

/** The menu over its own API. Each test has a district of its own. */
class CatalogueTest extends TestIntake {
    private static final String MENU = "/api/v1/catalogue";
    private static final AtomicInteger DISTRICTS = new AtomicInteger();

    @Autowired
    private KnownCatalogue known;

    @Autowired
    private KnownDirectory directory;

    @Autowired
    private StartingCatalogue starting;

    private final String district =
            "C" + (char) ('A' + DISTRICTS.getAndIncrement() % 26) + (char) ('A' + DISTRICTS.get() / 26);
    private final Caller admin = Callers.in(district, Callers.inRole("wang.admin", Role.ADMIN));
    private final Caller enterprise = Callers.in(district, ENTERPRISE);

    @BeforeEach
    void theUnits() {
        DistrictId here = new DistrictId(district);
        Directories.tell(
                directory,
                new DirectoryEntry.Unit(new UnitId(district + "-land"), here, "规资局", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Unit(new UnitId(district + "-build"), here, "住建局", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Unit(new UnitId(district + "-gone"), here, "旧局", null, UnitKind.DEPARTMENT, false));
    }

    private Map<String, Object> item(Map<String, ?> different) {
        Map<String, Object> item = new LinkedHashMap<>(Map.of(
                "item", "yd",
                "kind", "PROBLEM",
                "category", "用地",
                "name", "厂房办证",
                "nameEn", "Plant certificates",
                "defaultUnit", district + "-land",
                "assistants", List.of(district + "-build"),
                "keywords", List.of("产权证", "规划"),
                "fields",
                        List.of(
                                field(Map.of("unit", "平方米", "min", 1, "max", 9.5)),
                                Map.of(
                                        "key", "use",
                                        "label", "用途",
                                        "kind", "CHOICE",
                                        "required", true,
                                        "choices", List.of(Map.of("value", "a", "label", "生产"))))));
        item.putAll(different);
        item.values().removeIf(Optional.empty()::equals);
        return item;
    }

    private static Map<String, Object> field(Map<String, ?> different) {
        Map<String, Object> field = new LinkedHashMap<>(Map.of("key", "area", "label", "面积", "kind", "NUMBER"));
        field.putAll(different);
        return field;
    }

    private Answer add(Map<String, ?> different) {
        return post(admin, MENU, BodyPublishers.ofString(Json.MAPPER.writeValueAsString(item(different))));
    }

    private Answer put(String id, Object body, String... headers) {
        return send(
                request(MENU + "/" + id)
                        .header("Authorization", "Bearer " + org.zhuqi.platform.testkit.TestPlatform.token(admin))
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body))),
                headers);
    }

    private List<String> menu(Caller caller, String query) {
        return ids(get(caller, MENU + query));
    }

    private static List<String> ids(Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.body().path("items").forEach(item -> ids.add(item.path("item").asString()));
        return ids;
    }

    private static List<String> errors(Answer answer) {
        List<String> errors = new ArrayList<>();
        answer.body()
                .path("errors")
                .forEach(error -> errors.add(error.path("pointer").asString() + ": "
                        + error.path("detail").asString()));
        return errors;
    }

    @Test
    void anItemIsAddedShownFoundAndToldToEverybody() {
        Answer added = add(Map.of("position", 20));
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        assertThat(added.header("ETag")).isEqualTo("\"1\"");
        assertThat(added.header("Location")).isEqualTo(MENU + "/yd");
        assertThat(added.text("changedBy")).isEqualTo("wang.admin");
        assertThat(added.text("dispatch")).isEqualTo("BY_HAND");
        assertThat(added.body().path("active").asBoolean()).isTrue();
        assertThat(add(Map.of(
                                "item",
                                "jz",
                                "kind",
                                "SERVICE",
                                "category",
                                "讲座",
                                "name",
                                "政策讲座",
                                "nameEn",
                                Optional.empty(),
                                "keywords",
                                List.of("宣讲"),
                                "position",
                                10,
                                "fields",
                                List.of()))
                        .status())
                .isEqualTo(201);

        Answer shown = get(enterprise, MENU + "/yd");
        assertThat(shown.body()).isEqualTo(added.body());
        assertThat(menu(enterprise, "")).containsExactly("jz", "yd");
        assertThat(menu(enterprise, "?kind=SERVICE")).containsExactly("jz");
        assertThat(menu(enterprise, "?category=%E7%94%A8%E5%9C%B0")).containsExactly("yd");
        assertThat(menu(enterprise, "?q=%E4%BA%A7%E6%9D%83"))
                .as("part of a keyword")
                .containsExactly("yd");
        assertThat(menu(enterprise, "?q=%E5%AE%A3%E8%AE%B2%E3%80%80%E6%94%BF%E7%AD%96"))
                .containsExactly("jz");
        assertThat(menu(enterprise, "?q=PLANT")).containsExactly("yd");
        assertThat(menu(enterprise, "?q=nothing")).isEmpty();
        assertThat(menu(Callers.in("ZZ", ENTERPRISE), ""))
                .as("another district's")
                .isEmpty();
        get(Callers.in("ZZ", ENTERPRISE), MENU + "/yd").isProblem(404, "not-found");
        get(enterprise, MENU + "?colour=red").isProblem(400, "bad-request");
        get(enterprise, MENU + "?kind=MEAL").isProblem(400, "bad-request");

        CatalogueEntry told = await().atMost(Duration.ofSeconds(20))
                .until(() -> known.item(new DistrictId(district), new CatalogueItemId("yd")), Optional::isPresent)
                .orElseThrow();
        assertThat(told).isEqualTo(Json.MAPPER.treeToValue(shown.body(), CatalogueEntry.class));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> known.items(new DistrictId(district)).size() == 2);
        assertThat(known.items(new DistrictId(district)))
                .extracting(entry -> entry.item().text())
                .containsExactly("jz", "yd");
    }

    @Test
    void everyChangeIsAVersionThatStays() {
        add(Map.of());
        String menuBefore = get(enterprise, MENU).header("ETag");
        assertThat(get(enterprise, MENU, "If-None-Match", menuBefore).status()).isEqualTo(304);
        put("yd", item(Map.of("name", "x"))).isProblem(428, "version-required");
        Answer changed = put("yd", item(Map.of("name", "用地办证", "active", false)), "If-Match", "\"1\"");
        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(get(enterprise, MENU, "If-None-Match", menuBefore).status()).isEqualTo(200);
        assertThat(put("yd", item(Map.of("name", "别的")), "If-Match", "\"1\"")
                        .isProblem(412, "stale")
                        .body()
                        .path("version")
                        .asLong())
                .isEqualTo(2);
        Answer again = put("yd", changed.body(), "If-Match", "\"2\"");
        assertThat(again.header("ETag"))
                .as("what is shown can be sent, and the same again is nothing new")
                .isEqualTo("\"2\"");
        put("nothing", item(Map.of("item", "nothing")), "If-Match", "\"1\"").isProblem(404, "not-found");
        put("other", item(Map.of()), "If-Match", "\"1\"").isProblem(400, "bad-request");
        add(Map.of()).isProblem(409, "in-the-way");

        assertThat(menu(enterprise, "?active=true")).isEmpty();
        assertThat(menu(enterprise, "?active=false")).containsExactly("yd");
        Caller coordinator = Callers.in(district, COORDINATOR);
        Answer versions = get(coordinator, MENU + "/yd/versions");
        assertThat(Stream.of(0, 1)
                        .map(index ->
                                versions.body().at("/items/" + index + "/name").asString()))
                .containsExactly("用地办证", "厂房办证");
        assertThat(versions.body().path("items").size()).isEqualTo(2);
        Answer first = get(enterprise, MENU + "/yd/versions/1");
        assertThat(first.text("name")).isEqualTo("厂房办证");
        assertThat(first.header("ETag")).isEqualTo("\"1\"");
        for (String none : List.of("3", "0", "-1", "x", "1".repeat(30))) {
            get(enterprise, MENU + "/yd/versions/" + none).isProblem(404, "not-found");
        }
        get(enterprise, MENU + "/yd/versions").isProblem(403, "forbidden");
        get(coordinator, MENU + "/nothing/versions").isProblem(404, "not-found");
        post(enterprise, MENU, BodyPublishers.ofString("{}")).isProblem(403, "forbidden");
    }

    static List<Arguments> faults() {
        List<Object> fifty = new ArrayList<>();
        for (int i = 0; i <= 50; i++) {
            fifty.add(field(Map.of("key", "f" + i)));
        }
        List<Map<String, String>> choices =
                List.of(Map.of("value", "a", "label", "甲"), Map.of("value", "a", "label", "乙"));
        return List.of(
                fault("no name", Map.of("name", Optional.empty()), 400, "/name", "必填"),
                fault("a blank name", Map.of("name", " "), 400, "/name", "空白"),
                fault("no kind", Map.of("kind", "MEAL"), 400, "/kind", "PROBLEM"),
                fault("a field that is none", Map.of("colour", "red"), 400, "/colour", "colour"),
                fault("a field's field that is none", one(Map.of("colour", "red")), 400, "/fields/0/colour", "colour"),
                fault("too many fields", Map.of("fields", fifty), 400, "/fields", "50"),
                fault("a label is too long", one(Map.of("label", "长".repeat(101))), 400, "/fields/0/label", "100"),
                fault("a field without a kind", one(Map.of("kind", "COLOUR")), 400, "/fields/0/kind", "TEXT"),
                fault("half a character", Map.of("description", "a\u0000"), 400, "/description", "U+0000"),
                fault("no such unit", Map.of("defaultUnit", "nowhere"), 422, "/defaultUnit", "nowhere"),
                fault("another district's unit", Map.of("defaultUnit", "XX-land"), 422, "/defaultUnit", "XX-land"),
                fault("a closed unit", Map.of("defaultUnit", "HERE-gone"), 422, "/defaultUnit", "旧局"),
                fault("the lead assists", Map.of("assistants", List.of("HERE-land")), 422, "/assistants/0", "主办"),
                fault(
                        "an assistant twice",
                        Map.of("assistants", List.of("HERE-build", "HERE-build")),
                        422,
                        "/assistants/1",
                        "重复"),
                fault("a policy with its version", Map.of("policy", "135-tiered@1"), 422, "/policy", "135-tiered"),
                fault("a word twice", Map.of("keywords", List.of("a", "a")), 422, "/keywords/1", "重复"),
                fault("a blank word", Map.of("keywords", List.of(" ")), 422, "/keywords/0", "40"),
                fault("a key with blanks", one(Map.of("key", "the area")), 422, "/fields/0/key", "字母"),
                fault(
                        "a key twice",
                        Map.of("fields", List.of(field(Map.of()), field(Map.of()))),
                        422,
                        "/fields/1/key",
                        "area"),
                fault("nothing to choose", one(Map.of("kind", "CHOICES")), 422, "/fields/0/choices", "面积"),
                fault(
                        "a number with choices",
                        one(Map.of("choices", choices.subList(0, 1))),
                        422,
                        "/fields/0/choices",
                        "单选"),
                fault(
                        "a choice twice",
                        one(Map.of("kind", "CHOICE", "choices", choices)),
                        422,
                        "/fields/0/choices/1/value",
                        "a"),
                fault("the most is less", one(Map.of("min", 2, "max", 1)), 422, "/fields/0/max", "小于"),
                fault("a date with bounds", one(Map.of("kind", "DATE", "min", 2)), 422, "/fields/0/min", "日期"),
                fault("a text of half a length", one(Map.of("kind", "TEXT", "max", 2.5)), 422, "/fields/0/max", "整数"),
                fault("a text too long", one(Map.of("kind", "LONG_TEXT", "max", 5001)), 422, "/fields/0/max", "5000"),
                fault(
                        "more than there are",
                        one(Map.of("kind", "CHOICES", "choices", choices.subList(0, 1), "max", 2)),
                        422,
                        "/fields/0/max",
                        "1"),
                fault(
                        "a text in square metres",
                        one(Map.of("kind", "TEXT", "unit", "平方米")),
                        422,
                        "/fields/0/unit",
                        "数字"));
    }

    private static Map<String, Object> one(Map<String, ?> different) {
        return Map.of("fields", List.of(field(different)));
    }

    private static Arguments fault(
            String what, Map<String, ?> different, int status, String pointer, String wordInChinese) {
        return Arguments.of(what, different, status, pointer, wordInChinese);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void faults(String what, Map<String, ?> different, int status, String pointer, String wordInChinese) {
        String body = Json.MAPPER.writeValueAsString(item(different)).replace("HERE-", district + "-");
        Answer english = post(admin, MENU, BodyPublishers.ofString(body))
                .isProblem(status, status == 400 ? "bad-request" : "faulty-entry");
        assertThat(errors(english))
                .as(english.body().toString())
                .hasSize(1)
                .first()
                .asString()
                .startsWith(pointer + ": ");
        Answer chinese = post(admin, MENU, BodyPublishers.ofString(body), "Accept-Language", "zh-CN");
        assertThat(chinese.status()).isEqualTo(status);
        assertThat(chinese.body().toString()).contains(wordInChinese);
        assertThat(chinese.text("detail")).matches("(?s).*\\p{IsHan}.*");
        assertThat(menu(admin, "")).isEmpty();
    }

    @Test
    void aRetiredItemMayKeepAClosedUnitAndAnIdIsMadeUpIfNoneIsGiven() {
        Answer added = add(Map.of("item", Optional.empty(), "active", false, "defaultUnit", district + "-gone"));
        assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
        assertThat(added.text("item")).matches("i-[0-9a-f]{12}");
        post(admin, MENU, BodyPublishers.ofString("[]")).isProblem(400, "bad-request");
        add(Map.of("item", "a b")).isProblem(400, "bad-request");
    }

    @Test
    void whatShipsIsPutInOnceAndKeepsTheRules() {
        assertThat(StartingCatalogue.shipped())
                .allSatisfy(entry -> assertThat(ItemChecks.of(
                                entry,
                                unit -> Optional.of(new DirectoryEntry.Unit(
                                        unit, entry.district(), unit.text(), null, UnitKind.DEPARTMENT, true))))
                        .as(entry.key())
                        .isEmpty());
        for (String of : List.of("qt", "sy", "yh", "xs")) {
            Stream.of(
                            "yd", "yg", "sb", "rc", "zn", "rz", "sf", "zc", "jg", "kj", "zz", "hp", "aq", "dl", "sqr",
                            "wl", "wm", "fl", "sp", "qt")
                    .forEach(category -> assertThat(StartingCatalogue.shipped())
                            .extracting(entry -> entry.item().text())
                            .contains(of + "-" + category));
        }
        assertThat(menu(Callers.in("QT", ENTERPRISE), "?kind=SERVICE"))
                .containsExactly(
                        "qt-technology-contract",
                        "qt-rd-expense",
                        "qt-innovation-points",
                        "qt-expert-visit",
                        "qt-university-match");
        CatalogueRows rows = new CatalogueRows(database);
        int before = rows.all().size();
        database.sql("update intake.catalogue_item set body = replace(body, '其他', '别的') where item = 'xs-qt'")
                .update();

        starting.start();

        assertThat(rows.all()).hasSize(before);
        assertThat(get(Callers.in("XS", ENTERPRISE), MENU + "/xs-qt").text("name"))
                .isEqualTo("别的");
    }

    @Test
    void whatIsOursToSayIsNotTakenFromACaller() {
        Answer answer = submit(
                        ENTERPRISE,
                        submission(Map.of(
                                "policy",
                                "135-tiered",
                                "itemVersion",
                                7,
                                "answers",
                                List.of(Map.of("field", "people", "value", "60")))))
                .isAccepted();
        TicketCommand sent = Wire.readCommand(
                        engine().awaitRecordsOf(answer.text("ticketId"), 1).getFirst())
                .command();
        assertThat(sent).isInstanceOfSatisfying(TicketCommand.Submit.class, submit -> {
            assertThat(submit.policy()).isNull();
            assertThat(submit.itemVersion()).isNull();
            assertThat(submit.answers()).hasSize(1);
        });
        JsonNode schema = get(ENTERPRISE, "/v3/api-docs")
                .body()
                .at("/paths/~1api~1v1~1tickets/post/requestBody/content/application~1json/schema/properties");
        assertThat(schema.has("answers")).as(schema.toString()).isTrue();
        assertThat(schema.at("/answers/items/properties").has("field")).isTrue();
        assertThat(schema.has("policy")).isFalse();
    }
}
