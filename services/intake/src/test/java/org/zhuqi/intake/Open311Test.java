package org.zhuqi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.DeclineGround;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome.Refusal;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** Open311 GeoReport v2 as a client meets it. Each test has enterprises and keys of its own. */
@TestPropertySource(
        properties = {
            "zhuqi.security.accounts=DIRECTORY",
            "zhuqi.limits.enabled=true",
            "zhuqi.limits.account-burst=60",
            "zhuqi.limits.account-per-second=1",
            "zhuqi.limits.address-burst=10000"
        })
class Open311Test extends TestIntake {
    private static final DistrictId QT = Callers.QIANTANG;
    private static final DistrictId SY = new DistrictId("SY");
    private static final String V2 = "/open311/v2/";
    private static final UnitId UNIT = new UnitId("qt-rsj");
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Producer<String, byte[]> PRODUCER =
            TestPlatform.kafka().producer("open311-stories", 0);

    @Autowired
    private KnownDirectory directory;

    private final String mine = "e" + UUID.randomUUID();
    private final Caller admin = Callers.inRole("admin." + mine, Role.ADMIN);
    private final Caller boss = Callers.enterprise("boss." + mine, new EnterpriseId(mine));

    @BeforeEach
    void theDirectory() {
        Directories.tell(
                directory,
                new DirectoryEntry.District(QT, "钱塘区", "Qiantang", true),
                new DirectoryEntry.District(SY, "上虞区", "Shangyu", true),
                new DirectoryEntry.Unit(UNIT, QT, "人社局", null, UnitKind.DEPARTMENT, true),
                enterprise(mine, true),
                account(admin, true),
                account(boss, true));
    }

    private static DirectoryEntry.Enterprise enterprise(String id, boolean active) {
        return new DirectoryEntry.Enterprise(new EnterpriseId(id), QT, "华彩 " + id, null, null, null, null, active);
    }

    private static DirectoryEntry.Account account(Caller caller, boolean active) {
        return new DirectoryEntry.Account(
                caller.account(),
                caller.district(),
                caller.role(),
                caller.unit(),
                caller.enterprise(),
                null,
                null,
                false,
                List.copyOf(caller.looksAfter()),
                active,
                null,
                List.of());
    }

    private Answer issue(Caller by, AccountId account) {
        return post(
                by,
                "/api/v1/open311-keys",
                BodyPublishers.ofString(
                        Json.MAPPER.writeValueAsString(Map.of("account", account.text(), "label", "园区平台"))));
    }

    private String key(Caller of) {
        Answer answer = issue(admin, of.account());
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.text("key");
    }

    private Answer open(String what, String... headers) {
        return send(request(V2 + what), headers);
    }

    private Answer file(String format, Map<String, ?> parameters, String... headers) {
        String form = parameters.entrySet().stream()
                .flatMap(parameter -> (parameter.getValue() instanceof List<?> list
                                ? list
                                : List.of(parameter.getValue()))
                        .stream().map(value -> encoded(parameter.getKey()) + "=" + encoded(String.valueOf(value))))
                .collect(Collectors.joining("&"));
        return send(
                request(V2 + "requests." + format)
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .POST(BodyPublishers.ofString(form)),
                headers);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private Map<String, Object> submission(String key, Map<String, ?> different) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of(
                "api_key", key,
                "jurisdiction_id", "QT",
                "service_code", "qt-yg",
                "lat", "30.3012345",
                "long", "120.3987",
                "description", "缺口六十人\n请协助招聘。"));
        all.putAll(different);
        return all;
    }

    private static Element xml(Answer answer) throws Exception {
        assertThat(answer.header("Content-Type").toLowerCase(Locale.ROOT)).isEqualTo("text/xml;charset=utf-8");
        assertThat(new String(answer.response().body(), UTF_8))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.response().body()))
                .getDocumentElement();
    }

    private static List<Element> children(Node node) {
        return IntStream.range(0, node.getChildNodes().getLength())
                .mapToObj(index -> node.getChildNodes().item(index))
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    /** XML and JSON say the same, apart from types. */
    private static void assertSame(JsonNode json, Element xml) {
        if (json.isArray()) {
            assertThat(children(xml)).as(xml.getTagName()).hasSize(json.size());
            for (int index = 0; index < json.size(); index++) {
                assertSame(json.get(index), children(xml).get(index));
            }
        } else if (json.isObject()) {
            assertThat(children(xml).stream().map(Element::getTagName)).containsExactlyElementsOf(json.propertyNames());
            children(xml).forEach(child -> assertSame(json.path(child.getTagName()), child));
        } else {
            assertThat(xml.getTextContent()).isEqualTo(json.isNull() ? "" : json.asString());
        }
    }

    private static void isError(Answer answer, int status, String said) {
        assertThat(answer.status())
                .as(new String(answer.response().body(), UTF_8))
                .isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.body().isArray()).isTrue();
        assertThat(answer.body().get(0).path("code").asInt()).isEqualTo(status);
        assertThat(answer.body().toString()).contains(said);
    }

    @Test
    void whatCanBeAskedForIsToldInBothFormats() throws Exception {
        for (String what : List.of("discovery.", "services.", "services/qt-yd.")) {
            Answer json = open(what + "json?jurisdiction_id=QT&extensions=true");
            assertThat(json.status()).as(what).isEqualTo(200);
            assertThat(json.header("Content-Type").toLowerCase(Locale.ROOT))
                    .isEqualTo("application/json;charset=utf-8");
            assertSame(json.body(), xml(open(what + "xml?jurisdiction_id=QT")));
        }
        JsonNode endpoint = open("discovery.json").body().path("endpoints").get(0);
        assertThat(endpoint.path("specification").asString()).isEqualTo("http://wiki.open311.org/GeoReport_v2");
        assertThat(endpoint.path("url").asString()).startsWith("http://").endsWith("/open311/v2");
        assertThat(endpoint.path("formats").toString()).isEqualTo("[\"text/xml\",\"application/json\"]");
        JsonNode services = open("services.json?jurisdiction_id=QT").body();
        JsonNode land = children(services, "service_code", "qt-yd");
        assertThat(land.path("service_name").asString()).isEqualTo("Land and plant certificates");
        assertThat(land.path("metadata").asBoolean()).isTrue();
        assertThat(land.path("type").asString()).isEqualTo("realtime");
        assertThat(land.path("keywords").asString()).startsWith("土地, 地块");
        assertThat(land.path("group").asString()).isEqualTo("用地");
        assertThat(children(
                                open("services.json?jurisdiction_id=QT", "Accept-Language", "zh-CN")
                                        .body(),
                                "service_code",
                                "qt-yd")
                        .path("service_name")
                        .asString())
                .isEqualTo("用地与厂房办证");
    }

    private static JsonNode children(JsonNode list, String member, String value) {
        for (JsonNode each : list) {
            if (each.path(member).asString().equals(value)) {
                return each;
            }
        }
        throw new AssertionError("no %s %s in %s".formatted(member, value, list));
    }

    @Test
    void aDefinitionIsTheItemsFormWithoutItsFiles() {
        JsonNode attributes =
                open("services/qt-yd.json?jurisdiction_id=QT").body().path("attributes");
        List<String> said = new ArrayList<>();
        attributes.forEach(each -> said.add("%s %s %s %s"
                .formatted(
                        each.path("order").asInt(),
                        each.path("code").asString(),
                        each.path("datatype").asString(),
                        each.path("required").asBoolean())));
        assertThat(said).containsExactly("1 parcel string false", "2 area number false", "3 use singlevaluelist false");
        assertThat(attributes.get(2).path("values").get(0).toString())
                .isEqualTo("{\"key\":\"production\",\"name\":\"Production\"}");
        assertThat(attributes.get(1).path("datatype_description").asString()).contains("平方米");
    }

    @Test
    void whatIsNotThereIsSaidAsTheSpecificationWantsIt() throws Exception {
        isError(open("services.json"), 400, "jurisdiction_id");
        isError(open("services.json?jurisdiction_id=nowhere.gov"), 404, "jurisdiction_id");
        isError(open("services/none.json?jurisdiction_id=QT"), 404, "service_code");
        isError(open("services.yaml?jurisdiction_id=QT"), 404, ".json");
        isError(open("nothing.json"), 404, "nothing");
        isError(open("requests.json?jurisdiction_id=QT"), 403, "api_key");
        isError(open("requests/QT-2024-000001.json?jurisdiction_id=QT"), 403, "api_key");
        isError(open("requests.json?jurisdiction_id=QT&api_key=zqk_none"), 403, "Invalid api_key");
        isError(open("tokens/none.json?jurisdiction_id=QT"), 404, "token");
        isError(file("json", Map.of("service_code", "qt-yg", "jurisdiction_id", "QT")), 403, "api_key");
        Answer answer = open("requests.xml?jurisdiction_id=QT", "Accept-Language", "zh-CN");
        assertThat(answer.status()).isEqualTo(403);
        Element errors = xml(answer);
        assertThat(errors.getTagName()).isEqualTo("errors");
        Element error = children(errors).getFirst();
        assertThat(error.getTagName()).isEqualTo("error");
        assertThat(children(error).stream().map(Element::getTagName)).containsExactly("code", "description");
        assertThat(error.getTextContent()).startsWith("403").contains("密钥");
    }

    @Test
    void aRequestGoesTheWayOfEveryCommand() {
        Answer answer = file(
                "json",
                submission(
                        key(boss),
                        Map.of(
                                "address_string", "2 号大街 8 号",
                                "media_url", "https://example.org/a.jpg",
                                "email", "wang@example.org",
                                "first_name", "王小明",
                                "phone", "13800000000",
                                "attribute[job]", "装配工",
                                "attribute[people]", "60",
                                "attribute[from]", "2026-05-05T20:00:00Z",
                                "attribute[wage]", "")));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        JsonNode filed = answer.body().get(0);
        assertThat(filed.path("service_request_id").asString()).isEqualTo(EngineDouble.NUMBER.text());
        assertThat(filed.has("token")).isFalse();
        assertThat(filed.path("service_notice").asString()).contains("were not kept");

        CommandMessage<?> message = commandOf(boss);
        assertThat(message.actor().role()).isEqualTo(Role.ENTERPRISE);
        TicketCommand.Submit submit = (TicketCommand.Submit) message.command();
        assertThat(submit.enterprise().text()).isEqualTo(mine);
        assertThat(submit.title()).isEqualTo("缺口六十人");
        assertThat(submit.description())
                .isEqualTo("缺口六十人\n请协助招聘。\n\n地点：2 号大街 8 号（30.3012345, 120.3987）\n\n附件链接：https://example.org/a.jpg");
        assertThat(submit.itemVersion()).isNotNull();
        assertThat(String.valueOf(submit.answers()))
                .contains("field=job, value=装配工", "field=people, value=60", "field=from, value=2026-05-06")
                .doesNotContain("wage");
        assertThat(message.toString()).doesNotContain("wang@example.org", "王小明", "13800000000");
        assertThat(database.sql("select string_agg(f::text, '') from intake.open311_filing f")
                        .query(String.class)
                        .single())
                .doesNotContain("wang@example.org", "王小明", "13800000000");
    }

    /** The only command of this account. */
    private CommandMessage<?> commandOf(Caller caller) {
        UUID ticket = database.sql("""
                        select f.ticket_id from intake.open311_filing f join intake.open311_key k on k.id = f.key_id
                        where k.account = ?
                        """)
                .param(caller.account().text())
                .query(UUID.class)
                .single();
        return engine().commandOf(new TicketId(ticket));
    }

    @Test
    void whatDoesNotFitIsRefusedWithEveryFault() {
        String key = key(boss);
        isError(file("json", submission(key, Map.of("service_code", ""))), 400, "service_code");
        isError(file("json", submission(key, Map.of("service_code", "none"))), 404, "service_code");
        isError(file("json", submission(key, Map.of("lat", "", "long", ""))), 400, "address_string");
        isError(file("json", submission(key, Map.of("long", ""))), 400, "together");
        Answer faults = file(
                "json",
                submission(
                        key,
                        Map.of(
                                "lat", "91",
                                "media_url", "javascript:alert(1)",
                                "description", "长".repeat(4001),
                                "attribute", "x")));
        isError(faults, 400, "4000");
        assertThat(faults.body()).hasSize(3);
        isError(file("json", submission(key, Map.of("attribute[people]", "many"))), 400, "is a number");
        isError(file("json", submission(key, Map.of("attribute[nothing]", "x"))), 400, "no field");
        isError(file("json", submission(key, Map.of("jurisdiction_id", "SY"))), 403, "not of SY");
        isError(
                send(request(V2 + "requests.json?api_key=" + key)
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.ofString("--b--"))),
                400,
                "cannot be read");
        isError(file("json", submission(key, Map.of("attribute[job]", "a\u0000b"))), 400, "cannot be read");
        engine().refuses(RefusalCode.RULE, message -> new Sentence("it is one too many", "诉求过多"));
        isError(file("json", submission(key, Map.of())), 400, "it is one too many");
    }

    @Test
    void sentTwiceWithOneKeyItIsOneTicket() {
        String key = key(boss);
        for (int time = 0; time < 2; time++) {
            assertThat(file("json", submission(key, Map.of()), "Idempotency-Key", "k" + mine)
                            .status())
                    .isEqualTo(201);
        }
        commandOf(boss);
    }

    @Test
    void aPlatformFilesForTheEnterprisesThatItLooksAfter() {
        EnterpriseId other = new EnterpriseId("o" + mine);
        Caller platform = Callers.officer("platform." + mine, new EnterpriseId(mine), other);
        Directories.tell(directory, enterprise(other.text(), true), account(platform, true));
        String key = key(platform);
        isError(file("json", submission(key, Map.of())), 400, "account_id");
        isError(file("json", submission(key, Map.of("account_id", "stranger"))), 400, "account_id");
        assertThat(file("json", submission(key, Map.of("account_id", other.text())))
                        .status())
                .isEqualTo(201);
        assertThat(((TicketCommand.Submit) commandOf(platform).command()).enterprise())
                .isEqualTo(other);
    }

    @Test
    void whileTheEngineIsSilentATokenStandsForTheRequest() {
        engine().isSilent();
        Answer answer = file("json", submission(key(boss), Map.of()));
        assertThat(answer.status()).isEqualTo(202);
        String token = answer.body().get(0).path("token").asString();
        assertThat(answer.body().get(0).has("service_request_id")).isFalse();
        String asked = "tokens/" + token + ".json?jurisdiction_id=QT";
        assertThat(open(asked).body().get(0).toString()).isEqualTo("{\"token\":\"" + token + "\"}");
        isError(open("tokens/" + token + ".json?jurisdiction_id=SY"), 404, "token");
        CommandMessage<?> message = commandOf(boss);
        engine().tell(EngineDouble.refused(
                message, new Refusal(RefusalCode.RULE, new Sentence("it is one too many", "诉求过多"))));
        await().untilAsserted(() -> isError(open(asked), 400, "it is one too many"));
    }

    private EventStory story(EnterpriseId enterprise, Instant at) {
        return EventStory.of(new TicketNumber("QT-2025-%06d".formatted(NUMBERS.incrementAndGet())))
                .at(at)
                .by(Callers.enterprise("somebody", enterprise))
                .tells(
                        new TicketEvent.Submitted(
                                enterprise,
                                "招工难",
                                "缺口五十人。",
                                new CatalogueItemId("qt-yg"),
                                Urgency.NORMAL,
                                null,
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    private void tell(EventStory story) {
        EventStory.write(PRODUCER, story.records());
        await().until(() -> database.sql("select version from intake.service_request where ticket_id = ?")
                        .param(story.ticket().value())
                        .query(Long.class)
                        .optional()
                        .orElse(0L)
                == story.version());
    }

    @Test
    void aRequestIsFollowedToItsEnd() throws Exception {
        Instant at = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(3_600);
        EventStory story = story(new EnterpriseId(mine), at)
                .by(COORDINATOR)
                .tells(new TicketEvent.Dispatched(UNIT, List.of(), null, "内部批注"), TicketState.DISPATCHED)
                .by(HANDLER)
                .tells(new TicketEvent.Accepted(UNIT, HANDLER.account(), null), TicketState.IN_PROGRESS)
                .tells(
                        new TicketEvent.Answered(UNIT, AnswerOutcome.SOLVED, "已推送六十人。", null, List.of()),
                        TicketState.ANSWERED);
        tell(story);
        Instant due = at.plusSeconds(432_000);
        tellClocks(story, due);
        String key = key(boss);
        String asked = "requests/" + story.number() + ".json?jurisdiction_id=QT&api_key=" + key;
        await().until(() -> !open(asked).body().get(0).path("expected_datetime").isNull());
        JsonNode told = open(asked).body().get(0);
        assertThat(told.path("status").asString()).isEqualTo("open");
        assertThat(told.path("status_notes").asString()).endsWith("waiting for the enterprise: 已推送六十人。");
        assertThat(told.path("agency_responsible").asString()).isEqualTo("人社局");
        assertThat(told.path("service_name").asString()).isEqualTo("Recruiting");
        assertThat(told.path("description").asString()).isEqualTo("缺口五十人。");
        assertThat(OffsetDateTime.parse(told.path("expected_datetime").asString())
                        .toInstant())
                .isEqualTo(due);
        assertThat(told.path("requested_datetime").asString()).endsWith("+08:00");
        assertThat(told.toString()).doesNotContain(HANDLER.account().text(), "内部批注");
        assertSame(
                open(asked).body(),
                xml(open("requests/" + story.number() + ".xml?jurisdiction_id=QT", "X-Api-Key", key)));

        story.by(boss).tells(new TicketEvent.Confirmed(null), TicketState.CLOSED);
        story.tells(new TicketEvent.Rated(Satisfaction.SATISFIED, "好"), TicketState.CLOSED);
        tell(story);
        JsonNode closed = open(asked).body().get(0);
        assertThat(closed.path("status").asString()).isEqualTo("closed");
        assertThat(OffsetDateTime.parse(closed.path("updated_datetime").asString())
                        .toInstant())
                .as("when it was closed, not when it was rated")
                .isEqualTo(story.messages().get(4).occurredAt());
    }

    private static void tellClocks(EventStory story, Instant due) {
        var answer = new ClockReading(
                "1/answer/TICKET",
                "answer",
                "办结",
                ClockScope.TICKET,
                1,
                UNIT,
                ClockState.RUNNING,
                due.minusSeconds(10),
                due,
                due,
                due,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                List.of(ClockMilestone.ANSWERED));
        var closing = new ClockReading(
                "1/confirm/TICKET",
                "confirm",
                "确认",
                ClockScope.TICKET,
                1,
                UNIT,
                ClockState.RUNNING,
                due,
                due.plusSeconds(9),
                due.plusSeconds(9),
                due.plusSeconds(9),
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                List.of(ClockMilestone.CLOSED));
        try {
            PRODUCER.send(Wire.clock(new ClockMessage<>(
                            story.ticket(),
                            story.number(),
                            1,
                            QT,
                            story.version(),
                            "135-staged@1",
                            "2026@1",
                            due,
                            due,
                            new ClockEvent.ClocksChanged(List.of(answer, closing)))))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aListIsOfThoseThatTheKeyMaySee() {
        EnterpriseId own = new EnterpriseId(mine);
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        EventStory open = story(own, now.minus(10, ChronoUnit.DAYS));
        EventStory declined = story(own, now.minus(20, ChronoUnit.DAYS))
                .by(COORDINATOR)
                .tells(new TicketEvent.Declined(DeclineGround.NOT_WITHIN_COMPETENCE, "不属于受理范围。"), TicketState.DECLINED);
        EventStory old = story(own, now.minus(100, ChronoUnit.DAYS));
        EventStory foreign = story(new EnterpriseId("other." + mine), now.minus(5, ChronoUnit.DAYS));
        List.of(open, declined, old, foreign).forEach(this::tell);
        String key = key(boss);
        assertThat(ids(key, ""))
                .containsExactly(open.number().text(), declined.number().text());
        assertThat(ids(key, "&status=closed")).containsExactly(declined.number().text());
        assertThat(ids(key, "&status=open")).containsExactly(open.number().text());
        assertThat(ids(key, "&status=open,closed")).hasSize(2);
        assertThat(ids(key, "&service_code=qt-yd")).isEmpty();
        assertThat(ids(key, "&service_code=qt-yd,qt-yg")).hasSize(2);
        assertThat(ids(key, "&page=2&page_size=1"))
                .containsExactly(declined.number().text());
        assertThat(ids(key, "&start_date=" + now.minus(110, ChronoUnit.DAYS)))
                .containsExactly(declined.number().text(), old.number().text());
        assertThat(ids(key, "&end_date=" + now.minus(50, ChronoUnit.DAYS)))
                .containsExactly(old.number().text());
        assertThat(ids(key, "&service_request_id=" + old.number() + "," + foreign.number() + ",x&status=closed"))
                .as("these override everything else, but not whose they are")
                .containsExactly(old.number().text());
        isError(
                open("requests/" + foreign.number() + ".json?jurisdiction_id=QT&api_key=" + key),
                404,
                "service_request_id");
        isError(list(key, "&start_date=2024-01-01T00:00:00Z&end_date=2024-06-01T00:00:00Z"), 400, "90 days");
        isError(list(key, "&start_date=yesterday"), 400, "start_date");
        isError(list(key, "&status=lost"), 400, "status");
        isError(list(key, "&page_size=1001"), 400, "page_size");
    }

    private Answer list(String key, String further) {
        return open("requests.json?jurisdiction_id=QT&api_key=" + key + further);
    }

    private List<String> ids(String key, String further) {
        Answer answer = list(key, further);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        answer.body().forEach(each -> ids.add(each.path("service_request_id").asString()));
        return ids;
    }

    @Test
    void aKeyIsShownOnceAndGoodUntilItIsRevokedOrItsAccountClosed() {
        issue(admin, new AccountId("nobody")).isProblem(422, "unknown-name");
        issue(admin, admin.account()).isProblem(422, "unknown-name");
        String key = key(boss);
        Answer list = get(admin, "/api/v1/open311-keys");
        JsonNode listed = children(list.body(), "account", boss.account().text());
        assertThat(list.body().toString()).doesNotContain(key);
        assertThat(database.sql("select string_agg(k::text, '') from intake.open311_key k")
                        .query(String.class)
                        .single())
                .doesNotContain(key);
        assertThat(list(key, "").status()).isEqualTo(200);
        assertThat(children(
                                get(admin, "/api/v1/open311-keys").body(),
                                "id",
                                listed.path("id").asString())
                        .path("lastUsedOn")
                        .isNull())
                .isFalse();

        Directories.tell(directory, account(boss, false));
        isError(list(key, ""), 403, "Invalid api_key");
        Directories.tell(directory, account(boss, true));
        Directories.tell(directory, enterprise(mine, false));
        isError(list(key, ""), 403, "Invalid api_key");
        Directories.tell(directory, enterprise(mine, true));
        assertThat(list(key, "").status()).isEqualTo(200);

        String path = "/api/v1/open311-keys/" + listed.path("id").asString();
        Caller elsewhere = Callers.in("SY", Callers.inRole("sy." + mine, Role.ADMIN));
        Directories.tell(directory, account(elsewhere, true));
        assertThat(delete(elsewhere, path).status()).isEqualTo(404);
        assertThat(delete(admin, path).status()).isEqualTo(204);
        isError(list(key, ""), 403, "Invalid api_key");
    }

    private Answer delete(Caller caller, String path) {
        return send(request(path)
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .DELETE());
    }

    @Test
    void aKeyIsCountedByItself() {
        String busy = key(boss);
        Answer last = list(busy, "");
        for (int asked = 0; asked < 100 && last.status() == 200; asked++) {
            last = list(busy, "");
        }
        isError(last, 429, "too much");
        assertThat(last.header("Retry-After")).isNotEmpty();
        assertThat(list(key(boss), "").status()).as("another key").isEqualTo(200);
    }
}
