package org.zhuqi.ticket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.zhuqi.contracts.command.CommandOutcome.Verdict;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatform;
import org.zhuqi.platform.testkit.TestPlatformInitializer;
import org.zhuqi.ticket.Helpdesk.TicketSteps;
import org.zhuqi.ticket.application.ProcessingCommands;
import tools.jackson.databind.JsonNode;

/** The log as analysts get it. */
@SpringBootTest(classes = EngineApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestPlatformInitializer.class)
class EventLogTest {
    private static final Caller AUDITOR = Callers.inRole("auditor", Role.AUDITOR);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** In which the helpdesk says that everything happens. */
    private static final String LATELY = "?from=2023-11-01&to=2023-11-03";

    private static Helpdesk desk;

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient db;

    @BeforeAll
    static void open(@Autowired ProcessingCommands engineRuns) {
        desk = new Helpdesk();
    }

    @AfterAll
    static void close() {
        desk.close();
    }

    private HttpRequest request(Caller caller, String what) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/event-log/" + what))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .build();
    }

    private HttpResponse<byte[]> get(Caller caller, String what) {
        try {
            return HTTP.send(request(caller, what), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private byte[] export(String what) {
        HttpResponse<byte[]> response = get(AUDITOR, what);
        assertThat(response.statusCode()).as(new String(response.body(), UTF_8)).isEqualTo(200);
        return response.body();
    }

    private static TicketSteps aTicket() {
        TicketSteps ticket = desk.ticket()
                .dispatchTo(Helpdesk.UNIT)
                .accept()
                .recordProgress("测绘成果已审核")
                .answer();
        assertThat(ticket.outcome().verdict()).isEqualTo(Verdict.ACCEPTED);
        return ticket;
    }

    /** The structure that the published JSON schema of OCEL 2.0 asks for, and that every reference leads somewhere. */
    @Test
    void objectCentric() {
        TicketSteps ticket = aTicket();
        byte[] body = export("ocel.json" + LATELY);
        JsonNode log = Json.MAPPER.readTree(body);
        assertThat(log.propertyNames()).containsExactlyInAnyOrder("objectTypes", "eventTypes", "events", "objects");
        Map<String, Map<String, String>> eventTypes = types(log.path("eventTypes"));
        Map<String, Map<String, String>> objectTypes = types(log.path("objectTypes"));
        assertThat(eventTypes.keySet())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(EventType.values())
                        .map(EventType::wireName)
                        .toList());
        Set<String> objects = new HashSet<>();
        for (JsonNode object : log.path("objects")) {
            assertThat(objects.add(object.path("id").asString()))
                    .as("ids are unique")
                    .isTrue();
            Map<String, String> known = objectTypes.get(object.path("type").asString());
            assertThat(known).isNotNull();
            object.path("attributes").forEach(attribute -> {
                assertThat(known).containsKey(attribute.path("name").asString());
                OffsetDateTime.parse(attribute.path("time").asString());
            });
        }
        Set<String> events = new HashSet<>();
        List<String> story = new ArrayList<>();
        for (JsonNode event : log.path("events")) {
            assertThat(events.add(event.path("id").asString())).isTrue();
            Instant.parse(event.path("time").asString());
            Map<String, String> known = eventTypes.get(event.path("type").asString());
            assertThat(known).isNotNull();
            event.path("attributes").forEach(attribute -> {
                JsonNode value = attribute.path("value");
                assertThat(
                                switch (known.getOrDefault(
                                        attribute.path("name").asString(), "")) {
                                    case "string" -> value.isString();
                                    case "integer" -> value.isIntegralNumber();
                                    case "boolean" -> value.isBoolean();
                                    case "time" -> Instant.parse(value.asString()) != null;
                                    default -> false;
                                })
                        .as("%s of %s", attribute, event.path("type"))
                        .isTrue();
            });
            event.path("relationships").forEach(relationship -> {
                assertThat(objects).contains(relationship.path("objectId").asString());
                assertThat(relationship.path("qualifier").asString()).isNotBlank();
            });
            if (event.path("id").asString().startsWith(ticket.id.text())) {
                story.add(event.path("type").asString());
            }
        }
        log.path("objects")
                .forEach(object -> object.path("relationships")
                        .forEach(relationship -> assertThat(objects)
                                .contains(relationship.path("objectId").asString())));
        assertThat(story).containsExactly("submitted", "dispatched", "accepted", "progress-recorded", "answered");
        assertThat(objects)
                .contains("ticket/" + ticket.id, "unit/" + Helpdesk.UNIT, "enterprise/" + Helpdesk.ENTERPRISE);
        tellsOfNobody(body);
    }

    private static Map<String, Map<String, String>> types(JsonNode types) {
        Map<String, Map<String, String>> known = new HashMap<>();
        for (JsonNode type : types) {
            Map<String, String> attributes = new HashMap<>();
            type.path("attributes")
                    .forEach(attribute -> attributes.put(
                            attribute.path("name").asString(),
                            attribute.path("type").asString()));
            known.put(type.path("name").asString(), attributes);
        }
        return known;
    }

    private static void tellsOfNobody(byte[] body) {
        assertThat(new String(body, UTF_8))
                .doesNotContain("acc-enterprise", "acc-coordinator", "acc-handler", "测绘成果已审核");
    }

    /** The order of elements that xes.xsd prescribes, and the attributes that its standard extensions define. */
    @Test
    void caseByCase() throws Exception {
        TicketSteps ticket = aTicket();
        byte[] body = export("log.xes" + LATELY);
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Element log = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(body))
                .getDocumentElement();
        assertThat(log.getNamespaceURI()).isEqualTo("http://www.xes-standard.org/");
        assertThat(log.getLocalName()).isEqualTo("log");
        assertThat(log.getAttribute("xes.version")).isEqualTo("1849.2016");
        List<String> order =
                children(log).stream().map(Element::getLocalName).distinct().toList();
        assertThat(order).containsExactly("extension", "global", "classifier", "string", "date", "trace");
        List<String> traces = new ArrayList<>();
        for (Element trace : children(log)) {
            if (!trace.getLocalName().equals("trace")) {
                continue;
            }
            String name = values(trace).get("concept:name");
            traces.add(name);
            List<Element> events = children(trace).stream()
                    .filter(child -> child.getLocalName().equals("event"))
                    .toList();
            assertThat(events).isNotEmpty();
            if (ticket.id.text().equals(name)) {
                assertThat(events.stream().map(event -> values(event).get("concept:name")))
                        .containsExactly("submitted", "dispatched", "accepted", "progress-recorded", "answered");
                Map<String, String> answered = values(events.getLast());
                assertThat(answered)
                        .containsEntry("lifecycle:transition", "complete")
                        .containsEntry("org:resource", Helpdesk.UNIT.text())
                        .containsEntry("org:role", "HANDLER")
                        .containsEntry("state", "ANSWERED")
                        .containsEntry("outcome", "SOLVED");
                Instant.parse(answered.getOrDefault("time:timestamp", ""));
            }
        }
        assertThat(traces).contains(ticket.id.text()).doesNotHaveDuplicates();
        tellsOfNobody(body);
    }

    private static List<Element> children(Node node) {
        return IntStream.range(0, node.getChildNodes().getLength())
                .mapToObj(index -> node.getChildNodes().item(index))
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }

    private static Map<String, String> values(Element of) {
        Map<String, String> values = new HashMap<>();
        children(of).stream()
                .filter(child -> child.hasAttribute("key"))
                .forEach(child -> values.put(child.getAttribute("key"), child.getAttribute("value")));
        return values;
    }

    @Test
    void lineByLine() {
        TicketSteps ticket = aTicket();
        byte[] body = export("events.csv" + LATELY);
        List<String> lines = new String(body, UTF_8).lines().toList();
        assertThat(lines.getFirst()).startsWith("case,number,sequence,activity,timestamp,");
        long commas = lines.getFirst().chars().filter(c -> c == ',').count();
        assertThat(lines).allMatch(line -> line.chars().filter(c -> c == ',').count() == commas);
        assertThat(lines.stream().filter(line -> line.startsWith(ticket.id.text())))
                .hasSize(5)
                .satisfies(of -> assertThat(of.get(1)).contains(",dispatched,").contains(",DISPATCHED,"));
        tellsOfNobody(body);
    }

    @Test
    void aPeriodIsWhatHappenedInItOrAllOfWhatCameInIt() {
        TicketSteps ticket = aTicket();
        Instant first = db.sql("select occurred_at from ticket.event where ticket_id = ? and sequence = 1")
                .param(ticket.id.value())
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        LocalDate day = LocalDate.ofInstant(first, ZoneId.of("Asia/Shanghai"));
        db.sql(
                        "update ticket.event set occurred_at = occurred_at + interval '40 days' where ticket_id = ? and sequence > 2")
                .param(ticket.id.value())
                .update();
        String period = "?from=" + day + "&to=" + day;
        assertThat(ofTicket(ticket, period)).isEqualTo(2);
        assertThat(ofTicket(ticket, period + "&cohort=HAPPENED")).isEqualTo(2);
        assertThat(ofTicket(ticket, period + "&cohort=RECEIVED")).isEqualTo(5);
        assertThat(ofTicket(ticket, "?from=2020-01-01&to=2020-12-31")).isZero();
    }

    private long ofTicket(TicketSteps ticket, String query) {
        return new String(export("events.csv" + query), UTF_8)
                .lines()
                .filter(line -> line.startsWith(ticket.id.text()))
                .count();
    }

    @Test
    void itIsOfTheOwnDistrictAndForThoseWhoWatch() {
        TicketSteps ticket = aTicket();
        assertThat(new String(
                        get(Callers.in("SY", AUDITOR), "events.csv" + LATELY).body(), UTF_8))
                .startsWith("case,")
                .doesNotContain(ticket.id.text());
        for (Role role : Role.values()) {
            if (role != Role.SYSTEM) {
                assertThat(get(Callers.inRole("a", role), "events.csv" + LATELY).statusCode())
                        .as("%s", role)
                        .isEqualTo(
                                Set.of(Role.AUDITOR, Role.SUPERVISOR, Role.ADMIN)
                                                .contains(role)
                                        ? 200
                                        : 403);
            }
        }
        Caller committee = Callers.of(new Jurisdiction(new ChainId("c"), null), Callers.inRole("s", Role.SUPERVISOR));
        assertThat(get(committee, "events.csv" + LATELY).statusCode()).isEqualTo(403);
        assertThat(get(AUDITOR, "events.parquet" + LATELY).statusCode()).isEqualTo(404);
        for (String wrong : new TreeSet<>(List.of(
                "",
                "?from=2023-01-01",
                "?from=2023-02-01&to=2023-01-01",
                "?from=x&to=2023-01-01",
                LATELY + "&cohort=ALL",
                LATELY + "&page=1",
                "?from=0001-01-01&to=2023-01-01"))) {
            assertThat(get(AUDITOR, "ocel.json" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    /** While nobody reads on, the cursor is still open: what was sent was not waiting in a memory. */
    @Test
    void itIsWrittenAsItIsReadAndAnEndThatIsNoneIsSeen() throws Exception {
        manyEvents("ZZ", 150_000);
        Caller auditor = Callers.in("ZZ", AUDITOR);
        HttpResponse<InputStream> slow =
                HTTP.send(request(auditor, "events.csv?from=2001-01-01&to=2001-12-31"), BodyHandlers.ofInputStream());
        try (InputStream in = slow.body()) {
            assertThat(new String(in.readNBytes(4), UTF_8)).isEqualTo("case");
            await().during(Duration.ofSeconds(1)).until(() -> exportsUnderWay() == 1);
            long left = in.readAllBytes().length;
            assertThat(left).isGreaterThan(15_000_000);
        }
        await().until(() -> exportsUnderWay() == 0);

        db.sql(
                        "update ticket.event set body = 'broken' where type = 'zhuqi.ticket.rated.v1' and recorded_at < '2002-01-01'")
                .update();
        assertThatThrownBy(() -> HTTP.send(
                        request(auditor, "events.csv?from=2001-01-01&to=2001-12-31"), BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
        db.sql("delete from ticket.event where recorded_at < '2002-01-01'").update();
        db.sql("delete from ticket.ticket where district = 'ZZ'").update();
    }

    private long exportsUnderWay() {
        return db.sql("""
                        select count(*) from pg_stat_activity
                        where state <> 'idle' and pid <> pg_backend_pid() and query like '%order by e.ticket_id, e.sequence%'
                        """).query(Long.class).single();
    }

    /** A ticket that was told of again and again, and rated at the very end. */
    private void manyEvents(String district, int count) {
        TicketSteps model = aTicket();
        db.sql("""
                insert into ticket.ticket
                select gen_random_uuid(), :district, :district || '-2001-000001', state, version, snapshot, last_hash, updated_at
                from ticket.ticket where id = :model
                """).param("district", district).param("model", model.id.value()).update();
        db.sql("""
                insert into ticket.event
                select t.id, n, e.type, gen_random_uuid(), null, '2001-06-01'::timestamptz + n * interval '1 second',
                    '2001-06-01'::timestamptz, e.body, e.previous_hash, e.hash
                from ticket.event e, ticket.ticket t, generate_series(1, :count) n
                where e.ticket_id = :model and e.sequence = 4 and t.district = :district
                """)
                .param("count", count)
                .param("model", model.id.value())
                .param("district", district)
                .update();
        db.sql("""
                update ticket.event e set type = 'zhuqi.ticket.rated.v1', body =
                    regexp_replace(body, '"event":.*', '"event":{"satisfaction":"SATISFIED"}}')
                from ticket.ticket t where e.ticket_id = t.id and t.district = :district and e.sequence = :count
                """).param("count", count).param("district", district).update();
    }
}
