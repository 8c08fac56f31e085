package org.zhuqi.allinone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.ForeignTools;
import org.zhuqi.allinone.testkit.ForeignTools.Said;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** What is told to others is read by programs that know nothing of ours. */
class ForeignReadersTest {
    private static final String ZEROS = "0".repeat(64);

    private final Helpdesk helpdesk = WholeSystem.helpdesk();

    @Test
    void kafkajsAndTheSdkOfCloudEventsReadAWholeStory() {
        String broker = WholeSystem.installation().servers().bootstrapServers();
        TicketSteps solved = helpdesk.ticket("外部系统读取一")
                .dispatchTo("qt-zrzy", "qt-zjj")
                .accept()
                .recordProgress("已约企业现场踏勘。")
                .signOff("qt-zjj", "消防验收资料已核对。")
                .answer("已办结。")
                .confirm()
                .rate("SATISFIED");
        TicketSteps begun = helpdesk.ticket("外部系统读取二").dispatchTo("qt-zrzy");

        Said said = ForeignTools.node(
                "events.mjs",
                broker,
                Topics.EVENTS,
                solved.id() + "=" + solved.version(),
                begun.id() + "=" + begun.version());

        assertThat(said.exit()).as(said.toString()).isZero();
        List<JsonNode> events = said.out().lines().map(Json.MAPPER::readTree).toList();
        assertThat(typesOf(solved, events))
                .startsWith("zhuqi.ticket.submitted.v1")
                .containsSubsequence(
                        "zhuqi.ticket.dispatched.v1",
                        "zhuqi.ticket.accepted.v1",
                        "zhuqi.ticket.progress-recorded.v1",
                        "zhuqi.ticket.part-signed-off.v1",
                        "zhuqi.ticket.answered.v1",
                        "zhuqi.ticket.confirmed.v1",
                        "zhuqi.ticket.rated.v1");
        assertThat(typesOf(begun, events)).contains("zhuqi.ticket.submitted.v1", "zhuqi.ticket.dispatched.v1");
        assertOneAfterTheOther(solved, events);
        assertOneAfterTheOther(begun, events);
    }

    @Test
    void aLibraryForProcessMiningReadsTheLogCaseByCase() throws Exception {
        TicketSteps ticket = helpdesk.ticket("流程挖掘：<b>“引号”</b> & 制表符")
                .dispatchTo("qt-zrzy", "qt-zjj")
                .accept()
                .signOff("qt-zjj", "消防资料已核对。")
                .answer("已办结。")
                .confirm();
        String xes = exported("log.xes");
        Schema schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(getClass().getResource("xes-1849-2016.xsd"));
        schema.newValidator().validate(new StreamSource(new StringReader(xes)));
        assertThatThrownBy(() -> schema.newValidator()
                        .validate(new StreamSource(new StringReader(
                                xes.replaceFirst("<date key=\"time:timestamp\" value=\"", "$0yesterday")))))
                .as("the schema would see a fault")
                .isInstanceOf(SAXException.class);

        JsonNode log = said(ForeignTools.node(xes, "log.mjs", new String[0]));

        assertThat(log.path("extensions").toString()).contains("Concept", "Time", "Lifecycle", "Organizational");
        assertThat(log.path("classifiers").toString()).contains("Activity");
        JsonNode trace = Helpdesk.elements(log.path("traces"))
                .filter(each -> each.path("name").asString().equals(ticket.id()))
                .findFirst()
                .orElseThrow();
        assertThat(trace.path("number").asString()).isEqualTo(ticket.number());
        assertThat(Helpdesk.elements(trace.path("events"))
                        .map(event -> event.path("name").asString()))
                .containsExactly("submitted", "dispatched", "accepted", "part-signed-off", "answered", "confirmed");
        assertThat(log.path("activities").path("submitted").asInt())
                .as("as it counts them")
                .isEqualTo(log.path("traces").size());
    }

    /** There is no library for Java or Node.js that reads OCEL 2.0; the rules of the standard stand in a schema. */
    @Test
    void theObjectCentricLogIsWhatTheStandardSays() {
        TicketSteps ticket = helpdesk.ticket("对象中心日志")
                .dispatchTo("qt-zrzy", "qt-zjj")
                .accept()
                .signOff("qt-zjj", "消防资料已核对。")
                .answer("已办结。")
                .confirm();
        JsonNode log = Json.MAPPER.readTree(exported("ocel.json"));

        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(getClass().getResourceAsStream("ocel-2.0.schema.json"))
                        .validate(
                                log,
                                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true))))
                .isEmpty();
        Map<String, Map<String, String>> objectTypes = declared(log.path("objectTypes"));
        Map<String, Map<String, String>> eventTypes = declared(log.path("eventTypes"));
        Set<String> objects = new HashSet<>();
        Helpdesk.elements(log.path("objects")).forEach(object -> {
            assertThat(objects.add(object.path("id").asString()))
                    .as("%s is there once", object)
                    .isTrue();
            assertIsOfItsType(object, objectTypes);
        });
        Set<String> events = new HashSet<>();
        Helpdesk.elements(log.path("events")).forEach(event -> {
            assertThat(events.add(event.path("id").asString()))
                    .as("%s is there once", event)
                    .isTrue();
            assertThat(objects)
                    .as("an id names one thing")
                    .doesNotContain(event.path("id").asString());
            assertIsOfItsType(event, eventTypes);
        });
        Stream.concat(Helpdesk.elements(log.path("events")), Helpdesk.elements(log.path("objects")))
                .flatMap(each -> Helpdesk.elements(each.path("relationships")))
                .forEach(related ->
                        assertThat(objects).contains(related.path("objectId").asString()));
        assertThat(events)
                .containsAll(IntStream.rangeClosed(1, (int) ticket.version())
                        .mapToObj(sequence -> ticket.id() + "/" + sequence)
                        .toList());
    }

    /** Of each type the types of its attributes. */
    private static Map<String, Map<String, String>> declared(JsonNode types) {
        return Helpdesk.elements(types)
                .collect(Collectors.toMap(
                        type -> type.path("name").asString(),
                        type -> Helpdesk.elements(type.path("attributes"))
                                .collect(Collectors.toMap(
                                        attribute -> attribute.path("name").asString(),
                                        attribute -> attribute.path("type").asString()))));
    }

    private static void assertIsOfItsType(JsonNode one, Map<String, Map<String, String>> types) {
        Map<String, String> attributes = types.get(one.path("type").asString());
        assertThat(attributes).as("the type of %s", one).isNotNull();
        Helpdesk.elements(one.path("attributes")).forEach(attribute -> {
            JsonNode value = attribute.path("value");
            boolean fits =
                    switch (attributes.getOrDefault(attribute.path("name").asString(), "none")) {
                        case "string" -> value.isString();
                        case "time" ->
                            value.isString() && !Instant.parse(value.asString()).equals(Instant.MIN);
                        case "integer" -> value.isIntegralNumber();
                        case "float" -> value.isNumber();
                        case "boolean" -> value.isBoolean();
                        default -> false;
                    };
            assertThat(fits).as("%s of %s", attribute, one).isTrue();
        });
    }

    /** All of the district's log up to today. */
    private String exported(String file) {
        LocalDate today = LocalDate.now(CalendarRules.CHINA);
        String path = "/api/v1/event-log/%s?from=%s&to=%s".formatted(file, today.minusDays(1), today);
        try {
            HttpResponse<byte[]> answer = helpdesk.as("qt-auditor").download(path);
            assertThat(answer.statusCode()).isEqualTo(200);
            return new String(answer.body(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void icalJsReadsTheDueDatesOfAUnit() {
        TicketSteps ticket = helpdesk.ticket("日历订阅到期").dispatchTo("qt-zrzy").accept();
        String feed = subscribed("qt-handler-zrzy", "/api/v1/calendar-feeds");

        JsonNode calendar = asReadByIcalJs(feedWith(ticket.number(), feed));

        assertThat(calendar.path("version").asString()).isEqualTo("2.0");
        JsonNode due = Helpdesk.elements(calendar.path("events"))
                .filter(event -> event.path("summary").asString().contains(ticket.number()))
                .findFirst()
                .orElseThrow();
        assertThat(due.path("uid").asString()).startsWith(ticket.id()).endsWith("@zhuqi");
        assertThat(Instant.parse(due.path("start").asString())).isAfter(Instant.now());
    }

    @Test
    void icalJsReadsTheMeetingsOfAPerson() {
        TicketSteps ticket = helpdesk.ticket("日历订阅会议").dispatchTo("qt-zrzy").accept();
        String feed = subscribed("qt-handler-zrzy", "/api/v1/meeting-feeds");
        OffsetDateTime begins =
                LocalDate.now(ZoneOffset.UTC).plusDays(7).atTime(14, 0).atOffset(ZoneOffset.ofHours(8));
        JsonNode meeting = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> helpdesk.post(
                                Helpdesk.COORDINATOR,
                                "/api/v1/meetings",
                                Map.of(
                                        "kind", "INDIVIDUAL",
                                        "title", "厂房办证协调会",
                                        "place", "区行政中心 3 号会议室; 东楼, 二层",
                                        "startsAt", written(begins),
                                        "endsAt", written(begins.plusMinutes(90)),
                                        "chair", "qt-supervisor",
                                        "units", List.of("qt-zrzy"),
                                        "enterprises", List.of("qt-ent-001"),
                                        "agenda", List.of(ticket.number())),
                                Map.of()),
                        answer -> answer.status() == 201)
                .body();

        JsonNode calendar = asReadByIcalJs(feedWith(meeting.path("id").asString(), feed));

        assertThat(calendar.path("name").asString()).isEqualTo("助企通 会议");
        assertThat(Helpdesk.elements(calendar.path("events")))
                .filteredOn(event -> event.path("uid")
                        .asString()
                        .equals("meeting-" + meeting.path("id").asString() + "@zhuqi"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(Instant.parse(event.path("start").asString())).isEqualTo(begins.toInstant());
                    assertThat(Instant.parse(event.path("end").asString()))
                            .isEqualTo(begins.plusMinutes(90).toInstant());
                    assertThat(event.path("location").asString()).isEqualTo("区行政中心 3 号会议室; 东楼, 二层");
                    assertThat(event.path("description").asString()).isEqualTo(ticket.number());
                    assertThat(event.path("status").asString()).isEqualTo("CONFIRMED");
                });
    }

    @Test
    void anOpen311ClientFilesAndFollows() {
        Answer issued = helpdesk.post(
                Helpdesk.ADMIN,
                "/api/v1/open311-keys",
                Map.of("account", Helpdesk.ENTERPRISE, "label", "园区 App"),
                Map.of());
        assertThat(issued.status()).as(String.valueOf(issued.body())).isEqualTo(201);
        String[] whereAndWho = {
            helpdesk.address() + "/open311/v2/discovery.json", "QT", issued.text("key"),
        };

        JsonNode filed = said(ForeignTools.node("""
                {"service_code": "qt-yg", "lat": 30.3, "long": 120.39, "description": "缺口六十人，请协助招聘。",
                 "attributes": {"people": 60}}""", "open311.mjs", with("file", whereAndWho)));

        assertThat(filed.path("endpoint").asString()).endsWith("/open311/v2/");
        assertThat(Helpdesk.elements(filed.path("services"))
                        .map(service -> service.path("service_code").asString()))
                .contains("qt-yg");
        assertThat(Helpdesk.elements(filed.path("definition").path("attributes"))
                        .map(attribute -> attribute.path("code").asString()))
                .contains("people");
        String number = filed.path("answer").path(0).path("service_request_id").asString();
        TicketSteps ticket = helpdesk.known(await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + number),
                        answer -> answer.status() == 200)
                .text("id"));
        assertThat(followed(whereAndWho, number).path("status").asString()).isEqualTo("open");

        ticket.dispatchTo("qt-rsj").accept().answer("已推送六十人。").confirm();

        JsonNode closed = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> followed(whereAndWho, number),
                        request -> request.path("status").asString().equals("closed"));
        assertThat(closed.path("service_code").asString()).isEqualTo("qt-yg");
        assertThat(closed.path("description").asString()).isEqualTo("缺口六十人，请协助招聘。");
        assertThat(closed.path("status_notes").asString()).contains("已推送六十人。");
    }

    /** With its seconds, which the short form leaves out where there are none. */
    private static String written(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static String[] with(String what, String... others) {
        return Stream.concat(Stream.of(what), Stream.of(others)).toArray(String[]::new);
    }

    private static JsonNode followed(String[] whereAndWho, String number) {
        String[] arguments = Stream.concat(Stream.of(with("follow", whereAndWho)), Stream.of(number))
                .toArray(String[]::new);
        JsonNode found = said(ForeignTools.node("", "open311.mjs", arguments));
        assertThat(found.path("one")).hasSize(1).isEqualTo(found.path("listed"));
        return found.path("one").path(0);
    }

    private static JsonNode said(Said said) {
        assertThat(said.exit()).as(said.toString()).isZero();
        return Json.MAPPER.readTree(said.out());
    }

    /** The secret address. */
    private String subscribed(String account, String feeds) {
        Answer subscribed = helpdesk.post(account, feeds, Map.of(), Map.of());
        assertThat(subscribed.status()).as(String.valueOf(subscribed.body())).isEqualTo(201);
        return helpdesk.address() + subscribed.text("address");
    }

    /** As whoever knows the address gets it, once it tells of that. */
    private static String feedWith(String what, String address) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> http.send(request, HttpResponse.BodyHandlers.ofString())
                                    .body(),
                            feed -> feed.replace("\r\n ", "").contains(what));
        }
    }

    private static JsonNode asReadByIcalJs(String feed) {
        return said(ForeignTools.node(feed, "calendar.mjs", new String[0]));
    }

    private static List<JsonNode> of(TicketSteps ticket, List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.path("key").asString().equals(ticket.id()))
                .toList();
    }

    private static List<String> typesOf(TicketSteps ticket, List<JsonNode> events) {
        return of(ticket, events).stream()
                .map(event -> event.path("type").asString())
                .toList();
    }

    private static void assertOneAfterTheOther(TicketSteps ticket, List<JsonNode> all) {
        List<JsonNode> events = of(ticket, all);
        assertThat(events).hasSize((int) ticket.version()).allSatisfy(event -> {
            assertThat(event.path("subject").asString()).isEqualTo(ticket.id());
            assertThat(event.path("source").asString()).isEqualTo("/zhuqi/ticket");
            assertThat(event.path("datacontenttype").asString()).isEqualTo("application/json");
            assertThat(event.path("id").asString())
                    .isEqualTo(ticket.id() + "/" + event.path("sequence").asLong());
            assertThat(event.path("data").path("ticketId").asString()).isEqualTo(ticket.id());
            assertThat(event.path("data").path("number").asString()).isEqualTo(ticket.number());
        });
        assertThat(events.stream().map(event -> event.path("sequence").asInt()))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, events.size()).boxed().toList());
        String before = ZEROS;
        for (JsonNode event : events) {
            assertThat(event.path("previous").asString()).isEqualTo(before);
            before = event.path("hash").asString();
        }
    }
}
