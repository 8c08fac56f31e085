package org.zhuqi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import tools.jackson.databind.JsonNode;

/** Every command has its address, and comes onto the topic as what was asked, by whom, of which ticket. */
final class CommandsTest extends TestIntake {
    /** But for the command that only the system sends: nobody's door leads to it. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RELAY_ANSWER")
    void reachesTheTopic(CommandType type) {
        JsonNode example = example(type);
        Actor actor = Json.MAPPER.treeToValue(example.path("actor"), Actor.class);
        Caller caller = new Caller(
                actor.account(),
                actor.role() == Role.SYSTEM ? Role.COORDINATOR : actor.role(),
                new DistrictId("SY"),
                actor.enterprise(),
                actor.unit());
        JsonNode expected = withKeptFiles(caller, example.path("command"));
        Instant before = Instant.now();

        Answer answer = command(caller, type, newTicket(), expected.toString(), "If-Match", "\"41\"");

        assertThat(answer.status()).isEqualTo(type == CommandType.SUBMIT ? 201 : 200);
        String ticket = answer.text("ticketId");
        ConsumerRecord<String, byte[]> record =
                engine().awaitRecordsOf(ticket, 1).getFirst();
        CommandMessage<?> message = Wire.readCommand(record);
        assertThat(withoutOrigin(message.command())).isEqualTo(Json.MAPPER.treeToValue(expected, type.recordType()));
        assertThat(message.actor()).isEqualTo(caller.asActor());
        assertThat(message.district()).isEqualTo(caller.district());
        assertThat(message.ticketId()).hasToString(ticket);
        assertThat(message.commandId()).hasToString(answer.text("commandId"));
        assertThat(message.receivedAt()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(message.occurredAt())
                .as("only an import may tell another time")
                .isNull();
        assertThat(message.provenance()).isNull();
        assertThat(message.expectedVersion()).isEqualTo(type == CommandType.SUBMIT ? null : Long.valueOf(41));
        assertThat(message.fingerprint()).matches("[0-9a-f]{64}");

        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, CloudEventHeaders.ID)).isEqualTo(answer.text("commandId"));
        assertThat(header(record, CloudEventHeaders.TYPE)).isEqualTo(type.ceType());
        assertThat(header(record, CloudEventHeaders.SOURCE)).isEqualTo("/zhuqi/intake");
        assertThat(header(record, CloudEventHeaders.SUBJECT)).isEqualTo(ticket);
        assertThat(Instant.parse(header(record, CloudEventHeaders.TIME))).isEqualTo(message.receivedAt());
        assertThat(header(record, "content-type")).isEqualTo("application/json");
    }

    /** What came with it is asked of {@link OriginTest}. */
    private static TicketCommand withoutOrigin(TicketCommand command) {
        return switch (command) {
            case TicketCommand.Confirm confirm -> confirm.stamped(null);
            case TicketCommand.Rate rate -> rate.stamped(null);
            default -> command;
        };
    }

    @ParameterizedTest
    @EnumSource(names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void areOpenToTheRolesOfTheTableOnly(Role role) {
        Caller caller = Callers.inRole("somebody", role);
        for (CommandType type : CommandType.values()) {
            int before = engine().recordCount();
            Answer answer = command(
                    caller,
                    type,
                    newTicket(),
                    withKeptFiles(caller, example(type).path("command")).toString());
            if (TicketLifecycle.mayEverSend(role, type)) {
                answer.isAccepted();
            } else {
                answer.isProblem(403, "forbidden");
                assertThat(answer.text("detail"))
                        .endsWith(" may %s; you are %s."
                                .formatted(
                                        type == CommandType.SUBMIT
                                                ? "submit a ticket"
                                                : "send the command '%s'".formatted(type.wireName()),
                                        role));
                assertThat(engine().recordCount()).as("nothing was sent").isEqualTo(before);
            }
        }
    }

    @Test
    void sayInBothLanguagesThatTheRoleDoesNotReach() {
        Caller auditor = Callers.inRole("auditor", Role.AUDITOR);
        assertThat(command(auditor, CommandType.DISPATCH, newTicket(), "{\"lead\":\"x\"}")
                        .isProblem(403, "forbidden")
                        .text("detail"))
                .isEqualTo("Only COORDINATOR may send the command 'dispatch'; you are AUDITOR.");
        assertThat(command(auditor, CommandType.DISPATCH, newTicket(), "{}", "Accept-Language", "zh-CN")
                        .isProblem(403, "forbidden")
                        .text("detail"))
                .isEqualTo("只有派单员可以执行“派单”，您的角色是审计。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explode", "SUBMIT", "submit", "Dispatch", "dispatch.v1", "timeline"})
    void unknown(String name) {
        int before = engine().recordCount();
        Answer answer = post(COORDINATOR, "/api/v1/tickets/" + newTicket() + "/" + name, BodyPublishers.ofString("{}"));
        answer.isProblem(404, "not-found");
        assertThat(answer.text("detail"))
                .isEqualTo("There is no command '" + name + "'; GET /api/v1/lifecycle lists them.");
        assertThat(engine().recordCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QT-2023-000042", "42", "not-a-uuid", "018b9000-0000-7000-8000-00000000000g"})
    void ofATicketThatIsNoId(String id) {
        Answer answer = command(COORDINATOR, CommandType.UPHOLD, id, "{}");
        answer.isProblem(404, "not-found");
        assertThat(answer.text("detail"))
                .isEqualTo(
                        "There is no ticket with the id '" + id + "'; commands take the ticket's id, not its number.");
    }

    @Test
    void needAToken() {
        send(request("/api/v1/tickets")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(submission())))
                .isProblem(401, "unauthenticated");
        send(request("/api/v1/imports")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString("{}")))
                .isProblem(401, "unauthenticated");
    }

    @Test
    void anEnterpriseSubmitsForItself() {
        Answer answer = submit(ENTERPRISE, submission());
        assertThat(Wire.readCommand(engine().awaitRecordsOf(answer.text("ticketId"), 1)
                                .getFirst())
                        .command())
                .hasFieldOrPropertyWithValue("enterprise", ENTERPRISE.enterprise());
        submit(Callers.officer("officer"), submission())
                .isProblem(400, "bad-request")
                .body()
                .path("errors")
                .forEach(error -> assertThat(error.path("pointer").asString()).isEqualTo("/enterprise"));
    }

    @ParameterizedTest
    @EnumSource
    void standInTheDocumentWithTheirBody(CommandType type) {
        JsonNode api = api();
        JsonNode operation = api.path("paths").path(path(type, "{id}")).path("post");
        assertThat(operation.path("operationId").asString()).isEqualTo(type.wireName());
        JsonNode documented = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        JsonNode schema = Json.MAPPER.readTree(org.zhuqi.intake.application.CommandBodies.schemaText(type));
        assertThat(documented.path("properties").propertyNames())
                .as("all but what is ours to say")
                .containsExactlyElementsOf(schema.path("properties").propertyNames().stream()
                        .filter(name ->
                                !List.of("itemVersion", "policy", "origin").contains(name))
                        .toList());
        assertThat(documented.path("required"))
                .map(JsonNode::asString)
                .containsExactlyInAnyOrderElementsOf(schema.path("required")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList());
        assertThat(documented.path("properties").properties())
                .allSatisfy(property -> assertThat(
                                property.getValue().path("description").asString(""))
                        .isNotBlank());
        assertThat(operation.path("responses").propertyNames())
                .contains(type == CommandType.SUBMIT ? "201" : "200", "202", "400", "403", "409", "412", "413", "422");
    }

    @Test
    void sayInTheDocumentThatAFileIsNamedByItsId() {
        JsonNode file = api().path("paths")
                .path(path(CommandType.ANSWER, "{id}"))
                .path("post")
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema")
                .path("properties")
                .path("evidence")
                .path("items");
        assertThat(file.path("required")).map(JsonNode::asString).containsExactly("id");
        assertThat(file.path("properties").propertyNames()).containsExactly("id");
    }

    @Test
    void standInTheDocumentOnceEach() {
        JsonNode paths = api().path("paths");
        List<String> commands = Arrays.stream(CommandType.values())
                .map(type -> path(type, "{id}"))
                .toList();
        Stream<String> documented = paths.propertyNames().stream()
                .filter(path -> path.startsWith("/api/v1/tickets"))
                .filter(path -> paths.path(path).has("post"));
        assertThat(documented).containsExactlyInAnyOrderElementsOf(commands);
        assertThat(paths.propertyNames()).contains("/api/v1/imports");
        assertThat(api().path("openapi").asString()).startsWith("3.");
    }

    private JsonNode api() {
        Answer answer = send(request("/v3/api-docs").GET());
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return Objects.requireNonNull(CloudEventHeaders.text(record.headers(), name), name);
    }
}
