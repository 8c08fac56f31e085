package org.zhuqi.allinone.doors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * For each line of the doors a request about the caller's own data, about another's of the same district, and about another
 * district's. What writes sends something that is refused, or changes nothing, once it has got through.
 */
final class Samples {
    /** How to ask. Null where the caller can have nothing of that kind, or the address names no data at all. */
    @FunctionalInterface
    interface Sample {
        @Nullable
        Request of(World world, Role role, Whose whose);
    }

    private static final String NOTHING = "{}";
    private static final String FORM =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nmatrix\r\n--b--\r\n";

    private static final Map<String, Sample> BY_DOOR = Map.ofEntries(
            line("GET /api/v1/tickets", same("/api/v1/tickets?limit=200")),
            line("POST /api/v1/tickets", Samples::submission),
            line("GET /api/v1/tickets/{idOrNumber}", (w, r, whose) -> ticket(w, r, whose, "")),
            line("GET /api/v1/tickets/{idOrNumber}/timeline", (w, r, whose) -> ticket(w, r, whose, "/timeline")),
            line("GET /api/v1/tickets/{idOrNumber}/clocks", (w, r, whose) -> ticket(w, r, whose, "/clocks")),
            line("GET /api/v1/commands/{id}", (world, role, whose) -> {
                String command = world.command(role, whose);
                return command == null ? null : Request.of("/api/v1/commands/" + command);
            }),
            line("GET /api/v1/events/stream", same("/api/v1/events/stream")),
            line("GET /api/v1/lifecycle", same("/api/v1/lifecycle")),
            line(
                    "POST /api/v1/attachments",
                    same(Request.of("/api/v1/attachments").body("multipart/form-data; boundary=b", FORM))),
            line(
                    "GET /api/v1/attachments/{id}",
                    (w, role, whose) -> Request.of("/api/v1/attachments/" + w.file(role, whose))),
            line(
                    "POST /api/v1/imports",
                    same(Request.of("/api/v1/imports").body("application/x-ndjson", NOTHING + "\n"))),
            line("GET /api/v1/due", unit("/api/v1/due?scope=UNIT&limit=200&unit=")),
            line("GET /api/v1/calendar-feeds", unit("/api/v1/calendar-feeds?unit=")),
            line("POST /api/v1/calendar-feeds", unit("/api/v1/calendar-feeds?unit=")),
            line(
                    "DELETE /api/v1/calendar-feeds/{id}",
                    (w, role, whose) -> Request.of("/api/v1/calendar-feeds/%s?unit=%s"
                            .formatted(
                                    role == Role.HANDLER || role == Role.COORDINATOR || role == Role.SUPERVISOR
                                            ? w.feed(whose)
                                            : UUID.randomUUID(),
                                    w.unit(whose)))),
            line("GET /api/v1/calendar", same("/api/v1/calendar")),
            line("GET /api/v1/calendar/working-days", same("/api/v1/calendar/working-days?from=2024-04-28&days=3")),
            line(
                    "GET /api/v1/calendar/due",
                    same("/api/v1/calendar/due?from=2024-04-28T10:00:00%2B08:00&within=5%20working%20days")),
            line(
                    "POST /api/v1/calendar/notices",
                    same(Request.of("/api/v1/calendar/notices?preview=true").json(NOTHING))),
            line(
                    "PUT /api/v1/calendar/days/{date}",
                    same(Request.of("/api/v1/calendar/days/2024-04-30?preview=true")
                            .json(NOTHING))),
            line("DELETE /api/v1/calendar/days/{date}", same("/api/v1/calendar/days/2024-04-30?preview=true")),
            line(
                    "PUT /api/v1/calendar/settings",
                    same(Request.of("/api/v1/calendar/settings?preview=true").json(NOTHING))),
            line("GET /api/v1/policies", same("/api/v1/policies")),
            line("GET /api/v1/policies/schema", same("/api/v1/policies/schema")),
            line(
                    "GET /api/v1/policies/{version}",
                    (world, role, whose) -> Request.of("/api/v1/policies/" + world.policy(whose))),
            line(
                    "POST /api/v1/policies",
                    same(Request.of("/api/v1/policies?check=true").body("application/yaml", "policy: x"))),
            line(
                    "POST /api/v1/policies/dry-run",
                    (world, role, whose) -> Request.of(
                            "/api/v1/policies/dry-run?from=2023-01-01T00:00:00Z&to=2023-01-02T00:00:00Z&version="
                                    + world.policy(whose))),
            line("GET /api/v1/dead-letters", same("/api/v1/dead-letters")),
            // No number: it is refused behind the door.
            line("POST /api/v1/dead-letters/{id}/redrive", same("/api/v1/dead-letters/none/redrive")),
            line(
                    "POST /api/v1/dead-letters/{id}/discard",
                    same(Request.of("/api/v1/dead-letters/none/discard").json(NOTHING))));

    private Samples() {}

    /** @param door method and path of a line of the table */
    static @Nullable Sample of(String door) {
        return BY_DOOR.get(door);
    }

    static Iterable<String> doors() {
        return BY_DOOR.keySet();
    }

    /** The command as the contracts' example has it, decided on a version that the ticket will never have. */
    static Request stale(String ticket, CommandType command) {
        return Request.of("/api/v1/tickets/%s/%s".formatted(ticket, command.wireName()))
                .json(example(command).toString())
                .with("If-Match", "\"999\"");
    }

    private static JsonNode example(CommandType command) {
        String name = "/org/zhuqi/contracts/examples/command/%s.v1.json".formatted(command.wireName());
        try (InputStream file = CommandType.class.getResourceAsStream(name)) {
            ObjectNode body = (ObjectNode)
                    Json.MAPPER.readTree(Objects.requireNonNull(file, name)).path("command");
            // Nobody here has uploaded the files of the example.
            return body.remove(List.of("attachments", "evidence"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For itself an enterprise forgets the title; for another it forgets nothing, and is refused all the same. */
    private static Request submission(World world, Role role, Whose whose) {
        boolean complete = role == Role.ENTERPRISE && whose != Whose.OWN;
        Map<String, Object> body = complete
                ? Map.of(
                        "enterprise", world.enterprise(whose),
                        "item", "qt-yd",
                        "title", "为其他企业点单",
                        "description", "不属于本企业的诉求，不应被接受。")
                : Map.of("enterprise", world.enterprise(whose));
        return Request.of("/api/v1/tickets").json(Json.MAPPER.writeValueAsString(body));
    }

    private static Request ticket(World world, Role role, Whose whose, String what) {
        return Request.of("/api/v1/tickets/" + world.ticket(role, whose).id() + what);
    }

    private static Sample unit(String path) {
        return (world, role, whose) -> Request.of(path + world.unit(whose));
    }

    /** Nothing in the request says whose data is meant. */
    private static Sample same(String path) {
        return same(Request.of(path));
    }

    private static Sample same(Request request) {
        return (world, role, whose) -> whose == Whose.OWN ? request : null;
    }

    private static Map.Entry<String, Sample> line(String door, Sample sample) {
        return Map.entry(door, sample);
    }
}
