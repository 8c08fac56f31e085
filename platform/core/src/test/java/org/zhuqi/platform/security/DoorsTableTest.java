package org.zhuqi.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.POST;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.Scope;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Rights.Sendable;
import org.zhuqi.platform.testkit.Callers;

/** The table itself, and what is read off it. */
class DoorsTableTest {
    private static final Doors DOORS = new Doors(Doors.TABLE);

    private static String found(HttpMethod method, String path) {
        Door door = DOORS.find(method, PathContainer.parsePath(path));
        return door == null ? "nothing" : door.path().getPatternString();
    }

    @Test
    void theMostSpecificLineIsFound() {
        assertThat(found(GET, "/api/v1/policies/schema")).isEqualTo("/api/v1/policies/schema");
        assertThat(found(GET, "/api/v1/policies/135-staged@1")).isEqualTo("/api/v1/policies/{version}");
        assertThat(found(HEAD, "/api/v1/policies/schema")).isEqualTo("/api/v1/policies/schema");
        assertThat(found(POST, "/api/v1/tickets/7/accept")).isEqualTo("/api/v1/tickets/{id}/{command}");
        assertThat(found(GET, "/feeds/abc.ics")).isEqualTo("/feeds/{file}");
        assertThat(found(GET, "/")).isEqualTo("/");
        assertThat(found(GET, "/app/tickets/QT-2026-000001")).isEqualTo("/app/**");
    }

    @Test
    void whatNoLineNamesIsNotFound() {
        assertThat(found(DELETE, "/api/v1/policies/135-staged@1")).isEqualTo("nothing");
        assertThat(found(GET, "/api/v1/tickets/")).isEqualTo("nothing");
        assertThat(found(GET, "/api/v1/tickets/7/timeline/8")).isEqualTo("nothing");
        assertThat(found(GET, "/API/v1/tickets")).isEqualTo("nothing");
        assertThat(found(GET, "/actuator/env")).isEqualTo("nothing");
        assertThat(found(GET, "/actuator/health/a/b")).isEqualTo("nothing");
        assertThat(found(HttpMethod.valueOf("FROBNICATE"), "/api/v1/tickets")).isEqualTo("nothing");
        assertThat(found(POST, "/")).isEqualTo("nothing");
        assertThat(found(GET, "/application.yaml")).isEqualTo("nothing");
        assertThat(found(GET, "")).isEqualTo("nothing");
    }

    @Test
    void noTwoLinesAreForTheSameAddress() {
        assertThat(Doors.TABLE)
                .extracting(door ->
                        door.method() + " " + door.path().getPatternString().replaceAll("\\{\\w+}", "{}"))
                .doesNotHaveDuplicates();
    }

    @Test
    void nobodyIsTheSystem() {
        assertThat(Doors.TABLE).noneMatch(door -> door.roles().contains(Role.SYSTEM));
        assertThat(Doors.of(Role.SYSTEM)).isEmpty();
        assertThat(Rights.of(Role.SYSTEM).doors()).isEmpty();
    }

    @Test
    void aLineMustMakeSense() {
        assertThatThrownBy(() -> Door.door(GET, "/x", Set.of(), Reach.DISTRICT, "x", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Door.door(GET, "/x", Set.of(Role.ADMIN), Reach.PUBLIC, "x", "x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Door.door(POST, "/x/{id}", Set.of(Role.ADMIN), Reach.LIFECYCLE, "x", "x"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theRightsOfARoleAreItsLinesAndItsCommands() {
        for (Role role : Role.values()) {
            Rights rights = Rights.of(role);
            assertThat(rights.doors()).hasSameSizeAs(Doors.of(role));
            assertThat(rights.commands().stream().map(Sendable::command).distinct())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(CommandType.values())
                            .filter(command -> TicketLifecycle.mayEverSend(role, command))
                            .map(CommandType::wireName)
                            .toList());
        }
        assertThat(Rights.of(Role.HANDLER).commands())
                .contains(
                        new Sendable("claim", Scope.ANY_UNIT, List.of(TicketState.OPEN_CALL)),
                        new Sendable("accept", Scope.LEAD_UNIT, List.of(TicketState.DISPATCHED)),
                        new Sendable("record-progress", Scope.INVOLVED_UNIT, List.of(TicketState.IN_PROGRESS)));
        assertThat(Rights.of(Role.ADMIN).doors())
                .contains(new Rights.Address("PUT", "/api/v1/calendar/settings", Reach.DISTRICT));
        assertThat(Rights.of(Role.COORDINATOR).doors())
                .noneMatch(door -> door.path().startsWith("/api/v1/dead-letters"));
    }

    @Test
    void theRightsAreADocument() {
        assertThat(Json.MAPPER.writeValueAsString(Rights.of(Role.IMPORTER)))
                .startsWith("{\"doors\":[{\"method\":\"GET\",\"path\":\"/api/v1/tickets\",\"reach\":\"TICKETS\"},")
                .endsWith("],\"commands\":[]}");
        assertThat(Json.MAPPER.writeValueAsString(Rights.of(Role.ENTERPRISE)))
                .contains("{\"command\":\"confirm\",\"scope\":\"OWN_ENTERPRISE\",\"states\":[\"ANSWERED\"]}");
    }

    @Test
    void whatConcernsAllDistrictsIsForThoseWhoLookAfterAll() {
        Caller ofTheDistrict = Callers.inRole("a", Role.ADMIN);
        Caller ofAll = Callers.ofAllDistricts(ofTheDistrict);
        PathContainer path = PathContainer.parsePath("/api/v1/dead-letters");
        Door door = Objects.requireNonNull(DOORS.find(GET, path));
        assertThat(door.refusal(ofAll, path)).isNull();
        assertThat(Objects.requireNonNull(door.refusal(ofTheDistrict, path))
                        .sentence()
                        .en())
                .isEqualTo("Only an account that looks after all districts may look after dead letters.");
        assertThat(Rights.of(ofAll).doors()).anyMatch(right -> right.path().equals("/api/v1/dead-letters"));
        assertThat(Rights.of(ofTheDistrict).doors())
                .noneMatch(right -> right.path().equals("/api/v1/dead-letters"));
    }
}
