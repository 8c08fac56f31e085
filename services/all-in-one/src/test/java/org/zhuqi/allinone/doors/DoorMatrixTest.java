package org.zhuqi.allinone.doors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.doors.Samples.Sample;
import org.zhuqi.allinone.doors.World.Answered;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Door;
import org.zhuqi.platform.security.Doors;
import org.zhuqi.platform.security.Reach;
import tools.jackson.databind.JsonNode;

/**
 * Every operation of the OpenAPI document, with every role, about data of its own, of somebody else in the district, and of
 * another district: what the table of doors promises is what happens. Generated, so that a new endpoint cannot be forgotten.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorMatrixTest {
    private static final Doors DOORS = new Doors(Doors.TABLE);

    @SuppressWarnings("NullAway.Init") // made before all tests
    private World world;

    @SuppressWarnings("NullAway.Init") // made before all tests
    private List<Operation> operations;

    /** @param path as in the document, where each command has its own */
    private record Operation(String method, String path, JsonNode documented) {
        @Nullable
        Door door() {
            return DOORS.find(HttpMethod.valueOf(method), PathContainer.parsePath(path));
        }

        String name() {
            return method + " " + path;
        }
    }

    @BeforeAll
    void openTheWorld() {
        world = new World();
        JsonNode api = Json.MAPPER.readTree(
                world.send("GET", Request.of("/v3/api-docs"), null).body());
        operations = api.path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(method -> new Operation(
                                method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue())))
                .toList();
        assertThat(operations).hasSizeGreaterThan(40);
    }

    @TestFactory
    Stream<DynamicTest> everyRoleAtEveryDoor() {
        return operations.stream()
                .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> tryEverybody(operation)));
    }

    private void tryEverybody(Operation operation) {
        Door door = lineOf(operation);
        Sample sample = sampleFor(operation, door);
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Role role : World.ROLES) {
            for (Whose whose : Whose.values()) {
                Request request = sample.of(world, role, whose);
                if (request == null) {
                    continue;
                }
                tried++;
                Expected expected = Expected.of(door, operation.path(), role, whose);
                Answered answer = world.send(operation.method(), request, world.account(role));
                if (!expected.matches(answer.statusCode())) {
                    wrong.add("%s, %s: expected %s, was %d: %s"
                            .formatted(role, whose, expected, answer.statusCode(), answer.body()));
                }
                if (answer.statusCode() == 200) {
                    world.hiddenFrom(role).stream()
                            .filter(answer.body()::contains)
                            .forEach(leaked -> wrong.add("%s, %s: is shown %s".formatted(role, whose, leaked)));
                }
            }
        }
        assertThat(wrong).as(operation.name()).isEmpty();
        assertThat(tried)
                .isGreaterThanOrEqualTo(
                        door.reach() == Reach.OWN && operation.path().contains("{id}") ? 16 : World.ROLES.size());
    }

    @Test
    void withoutATokenEveryDoorIsClosed() {
        for (Operation operation : operations) {
            Request request = Request.of(operation.path().replaceAll("\\{\\w+}", "1"));
            Answered answer = world.send(operation.method(), request, null);
            assertThat(answer.statusCode()).as(operation.name()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate"))
                    .as(operation.name())
                    .isPresent();
        }
    }

    @Test
    void whatIsPublicIsReadWithoutAToken() {
        List<String> open = Doors.TABLE.stream()
                .filter(Door::isPublic)
                .map(door -> door.path().getPatternString())
                .toList();
        assertThat(open)
                .containsExactly(
                        "/actuator/health",
                        "/actuator/health/*",
                        "/v3/api-docs",
                        "/",
                        "/app",
                        "/app/**",
                        "/signed-in",
                        "/feeds/{file}",
                        "/links/{secret}",
                        "/links/{secret}",
                        "/api/v1/directory/addresses",
                        "/meeting-feeds/{file}",
                        "/open311/v2/discovery.{format}",
                        "/open311/v2/services.{format}",
                        "/open311/v2/services/{code}.{format}",
                        "/open311/v2/requests.{format}",
                        "/open311/v2/requests.{format}",
                        "/open311/v2/requests/{id}.{format}",
                        "/open311/v2/tokens/{token}.{format}");
        assertThat(List.of("/actuator/health", "/actuator/health/liveness", "/v3/api-docs", "/app", "/signed-in"))
                .allSatisfy(path -> assertThat(
                                world.send("GET", Request.of(path), null).statusCode())
                        .isEqualTo(200));
        assertThat(List.of("/links/unknown"))
                .allSatisfy(path -> assertThat(
                                world.send("GET", Request.of(path), null).statusCode())
                        .isEqualTo(404));
        assertThat(world.send("POST", Request.of("/api/v1/directory/addresses").json("{}"), null)
                        .statusCode())
                .isEqualTo(404);
        for (String feeds : List.of("/feeds", "/meeting-feeds")) {
            assertThat(world.send("GET", Request.of(feeds + "/unknown.ics"), null)
                            .statusCode())
                    .isEqualTo(404);
        }
        // What its programs learn without a key is the menu; for the rest of its doors a key takes the place of a
        // token.
        assertThat(world.send("GET", Request.of("/open311/v2/services.json?jurisdiction_id=QT"), null)
                        .statusCode())
                .isEqualTo(200);
        for (String what : List.of("requests.json", "requests/QT-2023-000001.json")) {
            assertThat(world.send("GET", Request.of("/open311/v2/" + what + "?jurisdiction_id=QT"), null)
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(world.send("POST", Request.of("/open311/v2/requests.json?jurisdiction_id=QT"), null)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void theListsShowWhatIsOnesOwn() {
        for (Role role : World.ROLES) {
            assertThat(world.send("GET", Request.of("/api/v1/tickets?limit=200"), world.account(role))
                            .body())
                    .as("%s", role)
                    .contains(world.ticket(role, Whose.OWN).id());
        }
    }

    /** A token is good in its own district only, whatever its role may do there. */
    @Test
    void aTokenOfAnotherDistrictFindsNothing() {
        String ticket = world.ticket(Role.COORDINATOR, Whose.OWN).id();
        for (Role role : List.of(Role.ENTERPRISE, Role.COORDINATOR, Role.HANDLER)) {
            Account other = Account.of(new DistrictId("SY"), role).orElseThrow();
            for (String what : List.of("", "/timeline", "/clocks")) {
                assertThat(world.send("GET", Request.of("/api/v1/tickets/" + ticket + what), other)
                                .statusCode())
                        .as("%s %s", role, what)
                        .isEqualTo(404);
            }
        }
        Account stranger = Account.of(new DistrictId("SY"), Role.COORDINATOR).orElseThrow();
        assertThat(world.send("POST", Samples.stale(ticket, CommandType.DISPATCH, stranger), stranger)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void everyOperationHasALineAndEveryLineAnOperation() {
        Set<Door> used = new TreeSet<>((a, b) -> name(a).compareTo(name(b)));
        operations.stream().map(Operation::door).filter(Objects::nonNull).forEach(used::add);
        assertThat(Doors.TABLE)
                .filteredOn(door -> !door.isPublic() && !used.contains(door))
                .as("lines of Doors.TABLE without an operation in the OpenAPI document: take them out, or if they are "
                        + "hidden there, name them in this test")
                .isEmpty();
        assertThat(Samples.doors())
                .as("samples without a line in Doors.TABLE")
                .isSubsetOf(Doors.TABLE.stream().map(DoorMatrixTest::name).toList());
    }

    @Test
    void theDocumentSaysWhoMayAndHowItIsRefused() {
        for (Operation operation : operations) {
            Door door = lineOf(operation);
            JsonNode documented = operation.documented();
            List<String> roles = World.ROLES.stream()
                    .filter(role -> Expected.mayUse(door, operation.path(), role))
                    .map(Role::name)
                    .toList();
            assertThat(Helpdesk.elements(documented.path("x-zhuqi-roles")).map(JsonNode::asString))
                    .as(operation.name())
                    .containsExactlyElementsOf(roles);
            assertThat(documented.path("x-zhuqi-reach").asString())
                    .as(operation.name())
                    .isEqualTo(door.reach().name());
            assertThat(documented.path("description").asString()).contains("Roles: ");
            assertThat(documented.path("security").toString()).contains("bearer");
            assertThat(documented.path("responses").propertyNames())
                    .as(operation.name())
                    .contains("401", "429");
            assertThat(documented.path("responses").has("403"))
                    .as(operation.name())
                    .isEqualTo(roles.size() < World.ROLES.size());
        }
    }

    private static Door lineOf(Operation operation) {
        Door door = operation.door();
        if (door == null) {
            throw new AssertionError(
                    ("%s is closed to everybody. Add a line to Doors.TABLE (platform/core) that says which roles may use it "
                                    + "and how far it reaches, and regenerate docs/security.md.")
                            .formatted(operation.name()));
        }
        return door;
    }

    private static Sample sampleFor(Operation operation, Door door) {
        if (door.reach() == Reach.LIFECYCLE) {
            CommandType command = CommandType.byWireName(
                            operation.path().substring(operation.path().lastIndexOf('/') + 1))
                    .orElseThrow();
            return (world, role, whose) ->
                    Samples.stale(world.ticket(role, whose).id(), command, world.account(role));
        }
        Sample sample = Samples.of(name(door));
        if (sample == null) {
            throw new AssertionError(
                    "%s is not tried. Add a line to Samples: how to ask for the caller's own data, and for others'."
                            .formatted(name(door)));
        }
        return sample;
    }

    private static String name(Door door) {
        return door.method() + " " + door.path().getPatternString();
    }
}
