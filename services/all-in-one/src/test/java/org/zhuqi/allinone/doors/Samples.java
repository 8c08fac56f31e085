package org.zhuqi.allinone.doors;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Account;
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
            line(
                    "PUT /api/v1/tickets/{idOrNumber}/presence",
                    (w, r, whose) -> ticket(w, r, whose, "/presence").json(NOTHING)),
            line("DELETE /api/v1/tickets/{idOrNumber}/presence", (w, r, whose) -> ticket(w, r, whose, "/presence")),
            line(
                    "GET /api/v1/audit/tickets/{idOrNumber}",
                    (w, r, whose) -> Request.of(
                            "/api/v1/audit/tickets/" + w.ticket(r, whose).id())),
            line("GET /api/v1/me/preferences/{key}", same("/api/v1/me/preferences/matrix")),
            line(
                    "PUT /api/v1/me/preferences/{key}",
                    same(Request.of("/api/v1/me/preferences/matrix").json(NOTHING))),
            line("DELETE /api/v1/me/preferences/{key}", same("/api/v1/me/preferences/matrix")),
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
            line("GET /api/v1/catalogue", same("/api/v1/catalogue")),
            line("GET /api/v1/catalogue/{item}", item("")),
            line("GET /api/v1/catalogue/{item}/versions", item("/versions")),
            line("GET /api/v1/catalogue/{item}/versions/{version}", item("/versions/1")),
            line("POST /api/v1/catalogue", empty("/api/v1/catalogue")),
            line(
                    "PUT /api/v1/catalogue/{item}",
                    (world, role, whose) -> Request.of("/api/v1/catalogue/" + world.item(whose))
                            .json(NOTHING)
                            .with("If-Match", "\"999\"")),
            line("GET /api/v1/notifications", same("/api/v1/notifications?limit=200")),
            line("GET /api/v1/notifications/unread-count", same("/api/v1/notifications/unread-count")),
            line("GET /api/v1/notifications/stream", same("/api/v1/notifications/stream")),
            // No id: it is refused behind the door.
            line(
                    "POST /api/v1/notifications/{id}/read",
                    (w, role, whose) -> Request.of("/api/v1/notifications/%s/read"
                                    .formatted(whose == Whose.OWN ? "none" : UUID.randomUUID()))
                            .json(NOTHING)),
            line("POST /api/v1/notifications/read-all", empty("/api/v1/notifications/read-all")),
            line("GET /api/v1/notifications/preferences", same("/api/v1/notifications/preferences")),
            line(
                    "PUT /api/v1/notifications/preferences",
                    same(Request.of("/api/v1/notifications/preferences")
                            .json(NOTHING)
                            .with("If-Match", "\"999\""))),
            line("GET /api/v1/notifications/deliveries", same("/api/v1/notifications/deliveries")),
            line(
                    "POST /api/v1/notifications/deliveries/{id}/retry",
                    same(Request.of("/api/v1/notifications/deliveries/none/retry")
                            .json(NOTHING))),
            line("GET /api/v1/notification-rules", same("/api/v1/notification-rules")),
            line(
                    "PUT /api/v1/notification-rules",
                    same(Request.of("/api/v1/notification-rules").json(NOTHING).with("If-Match", "\"999\""))),
            line("GET /api/v1/notification-rules/versions", same("/api/v1/notification-rules/versions")),
            line("GET /api/v1/notification-rules/versions/{version}", same("/api/v1/notification-rules/versions/0")),
            line("POST /api/v1/notification-rules/preview", empty("/api/v1/notification-rules/preview")),
            line("GET /api/v1/notification-robots", same("/api/v1/notification-robots")),
            line(
                    "PUT /api/v1/notification-robots/{group}",
                    same(Request.of("/api/v1/notification-robots/district").json(NOTHING))),
            // No group of that form: it is refused behind the door.
            line("DELETE /api/v1/notification-robots/{group}", same("/api/v1/notification-robots/a%20b")),
            line("GET /api/v1/metrics/definitions", same("/api/v1/metrics/definitions")),
            line("GET /api/v1/metrics", same("/api/v1/metrics?from=2000-01-01&by=enterprise")),
            line(
                    "GET /api/v1/metrics/{key}/tickets",
                    same("/api/v1/metrics/received/tickets?from=2000-01-01&limit=200")),
            line("GET /api/v1/metrics/exclusions", same("/api/v1/metrics/exclusions?limit=200")),
            line("POST /api/v1/metrics/exclusions", empty("/api/v1/metrics/exclusions")),
            line(
                    "POST /api/v1/metrics/exclusions/{id}/approve",
                    empty("/api/v1/metrics/exclusions/%s/approve".formatted(UUID.randomUUID()))),
            line(
                    "POST /api/v1/metrics/exclusions/{id}/refuse",
                    empty("/api/v1/metrics/exclusions/%s/refuse".formatted(UUID.randomUUID()))),
            line(
                    "POST /api/v1/metrics/exclusions/{id}/revoke",
                    empty("/api/v1/metrics/exclusions/%s/revoke".formatted(UUID.randomUUID()))),
            line("GET /api/v1/metrics/signals", same("/api/v1/metrics/signals?from=2000-01-01")),
            line(
                    "GET /api/v1/metrics/signals/{key}/tickets",
                    same("/api/v1/metrics/signals/closed-without-word/tickets?from=2000-01-01&limit=200")),
            line("GET /api/v1/metrics/builds", same("/api/v1/metrics/builds")),
            line("POST /api/v1/metrics/builds", empty("/api/v1/metrics/builds")),
            // No number: it is refused behind the door.
            line("DELETE /api/v1/metrics/builds/{build}", same("/api/v1/metrics/builds/none")),
            line("GET /api/v1/metrics/{key}/series", same("/api/v1/metrics/open/series?from=2000-01-01&step=year")),
            line("GET /api/v1/metrics/{key}/ranking", same("/api/v1/metrics/received/ranking?by=enterprise")),
            line("GET /api/v1/metrics/times", same("/api/v1/metrics/times")),
            line("GET /api/v1/metrics/times/{key}", same("/api/v1/metrics/times/age?by=enterprise")),
            line("GET /api/v1/metrics/times/{key}/tickets", same("/api/v1/metrics/times/age/tickets?limit=200")),
            line("GET /api/v1/metrics/flow", same("/api/v1/metrics/flow?from=2000-01-01")),
            line(
                    "GET /api/v1/metrics/flow/tickets",
                    same("/api/v1/metrics/flow/tickets?from=2000-01-01&firstOf=qt-yd&target=qt-zrzy")),
            line("GET /api/v1/metrics/settings", same("/api/v1/metrics/settings")),
            line("GET /api/v1/metrics/settings/versions", same("/api/v1/metrics/settings/versions")),
            line(
                    "PUT /api/v1/metrics/settings",
                    same(Request.of("/api/v1/metrics/settings").json(NOTHING).with("If-Match", "\"999\""))),
            line("GET /api/v1/metrics/export.xlsx", same("/api/v1/metrics/export.xlsx?from=2000-01-01")),
            line("GET /api/v1/metrics/export.csv", same("/api/v1/metrics/export.csv?from=2000-01-01&figure=tickets")),
            line("GET /api/v1/metrics/export.pdf", same("/api/v1/metrics/export.pdf?from=2000-01-01")),
            line("GET /api/v1/metrics/exports", same("/api/v1/metrics/exports")),
            line("POST /api/v1/metrics/exports", empty("/api/v1/metrics/exports")),
            line("GET /api/v1/metrics/exports/{id}", export("")),
            line("GET /api/v1/metrics/exports/{id}/file", export("/file")),
            line("DELETE /api/v1/metrics/exports/{id}", export("")),
            line("GET /api/v1/metrics/schedules", same("/api/v1/metrics/schedules")),
            line("POST /api/v1/metrics/schedules", empty("/api/v1/metrics/schedules")),
            line("GET /api/v1/metrics/schedules/{id}", schedule()),
            line("PUT /api/v1/metrics/schedules/{id}", schedule()),
            line("DELETE /api/v1/metrics/schedules/{id}", schedule()),
            line("POST /api/v1/metrics/recomputations", empty("/api/v1/metrics/recomputations")),
            line("GET /api/v1/metrics/recomputations", same("/api/v1/metrics/recomputations?limit=200")),
            line(
                    "GET /api/v1/metrics/recomputations/{id}",
                    (w, role, whose) -> Request.of("/api/v1/metrics/recomputations/" + w.recomputation(whose))),
            line(
                    "GET /api/v1/metrics/recomputations/{id}/tickets",
                    (w, role, whose) -> Request.of("/api/v1/metrics/recomputations/%s/tickets?figure=received"
                            .formatted(w.recomputation(whose)))),
            line("GET /api/v1/due", unit("/api/v1/due?scope=UNIT&limit=200&unit=")),
            line("GET /api/v1/event-log/{file}", same("/api/v1/event-log/events.csv?from=2023-01-01&to=2023-01-31")),
            line("GET /api/v1/open311-keys", same("/api/v1/open311-keys")),
            line("POST /api/v1/open311-keys", empty("/api/v1/open311-keys")),
            line(
                    "DELETE /api/v1/open311-keys/{id}",
                    (w, role, whose) -> Request.of("/api/v1/open311-keys/"
                            + (role == Role.ADMIN
                                    ? w.open311Key(whose)
                                    : UUID.randomUUID().toString()))),
            line("GET /api/v1/meeting-feeds", same("/api/v1/meeting-feeds")),
            line("POST /api/v1/meeting-feeds", same("/api/v1/meeting-feeds")),
            line(
                    "DELETE /api/v1/meeting-feeds/{id}",
                    (w, role, whose) -> Request.of("/api/v1/meeting-feeds/"
                            + (whose == Whose.OWN
                                    ? w.meetingFeed(role)
                                    : UUID.randomUUID().toString()))),
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
            line(
                    "POST /api/v1/similar",
                    same(Request.of("/api/v1/similar").json("{\"title\": \"矩阵\", \"description\": \"竣工半年，仍不能办证。\"}"))),
            line("GET /api/v1/similar", (w, role, whose) -> similar(w, role, whose, "")),
            line("GET /api/v1/similar/merged", (w, role, whose) -> similar(w, role, whose, "/merged")),
            line("GET /api/v1/common-problems", same("/api/v1/common-problems")),
            line("POST /api/v1/common-problems", empty("/api/v1/common-problems")),
            line("GET /api/v1/common-problems/proposals", same("/api/v1/common-problems/proposals")),
            line(
                    "POST /api/v1/common-problems/proposals/{id}/dismiss",
                    (w, role, whose) -> Request.of(
                                    "/api/v1/common-problems/proposals/" + w.proposal(whose) + "/dismiss")
                            .json(NOTHING)),
            line("GET /api/v1/common-problems/{id}", common("")),
            line("PUT /api/v1/common-problems/{id}", common("")),
            line("POST /api/v1/common-problems/{id}/tickets", common("/tickets")),
            line(
                    "DELETE /api/v1/common-problems/{id}/tickets/{ticket}",
                    (w, role, whose) -> Request.of("/api/v1/common-problems/%s/tickets/%s"
                            .formatted(w.commonProblem(whose), UUID.randomUUID()))),
            line("POST /api/v1/common-problems/{id}/join", common("/join")),
            line("POST /api/v1/common-problems/{id}/merge", common("/merge")),
            line("POST /api/v1/common-problems/{id}/close", common("/close")),
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
            line("GET /api/v1/visits", same("/api/v1/visits?limit=200")),
            line("POST /api/v1/visits", Samples::visiting),
            line("GET /api/v1/visits/summary", same("/api/v1/visits/summary?from=2023-01-01&to=2023-12-31")),
            line("GET /api/v1/visits/overdue", same("/api/v1/visits/overdue?days=30")),
            line("GET /api/v1/visits/{id}", (w, role, whose) -> visit(w, role, whose, "")),
            line(
                    "PUT /api/v1/visits/{id}",
                    (w, role, whose) -> visit(w, role, whose, "").json(NOTHING).with("If-Match", "\"999\"")),
            // Who is named is none, so nobody joins.
            line(
                    "POST /api/v1/visits/{id}/join",
                    (w, role, whose) -> visit(w, role, whose, "/join").json("{\"unit\": \"nowhere\"}")),
            line(
                    "POST /api/v1/visits/{id}/tickets",
                    (w, role, whose) -> visit(w, role, whose, "/tickets").json(NOTHING)),
            line(
                    "POST /api/v1/visits/{id}/strike-out",
                    (w, role, whose) -> visit(w, role, whose, "/strike-out").json(NOTHING)),
            line("GET /api/v1/listings", same("/api/v1/listings?limit=200")),
            line("POST /api/v1/listings", Samples::advertisement),
            line("GET /api/v1/listings/summary", same("/api/v1/listings/summary")),
            line("GET /api/v1/listings/{id}", (w, role, whose) -> listing(w, role, whose, "")),
            line(
                    "PUT /api/v1/listings/{id}",
                    (w, role, whose) ->
                            listing(w, role, whose, "").json(NOTHING).with("If-Match", "\"999\"")),
            line(
                    "POST /api/v1/listings/{id}/close",
                    (w, role, whose) -> listing(w, role, whose, "/close").json(NOTHING)),
            line("GET /api/v1/listings/{id}/matches", (w, role, whose) -> listing(w, role, whose, "/matches")),
            // The form comes first: nobody is brought together.
            line(
                    "POST /api/v1/listings/{id}/matches/{other}/introduce",
                    (w, role, whose) -> listing(w, role, whose, "/matches/" + UUID.randomUUID() + "/introduce")
                            .json("{\"note\": 1, \"no\": 2}")),
            line("GET /api/v1/introductions", same("/api/v1/introductions?limit=200")),
            line("GET /api/v1/introductions/{id}", (w, role, whose) -> introduction(w, role, whose, "")),
            line(
                    "POST /api/v1/introductions/{id}/accept",
                    (w, role, whose) -> introduction(w, role, whose, "/accept").json("{\"no\": 1}")),
            line(
                    "POST /api/v1/introductions/{id}/decline",
                    (w, role, whose) -> introduction(w, role, whose, "/decline").json(NOTHING)),
            line(
                    "POST /api/v1/introductions/{id}/conclude",
                    (w, role, whose) ->
                            introduction(w, role, whose, "/conclude").json(NOTHING)),
            line("GET /api/v1/dead-letters", same("/api/v1/dead-letters")),
            line(
                    "GET /api/v1/routing/suggestions",
                    (w, role, whose) -> Request.of("/api/v1/routing/suggestions?ticket="
                            + w.ticket(role, whose).id())),
            line("POST /api/v1/routing/suggestions", empty("/api/v1/routing/suggestions")),
            line("GET /api/v1/routing/queues", same("/api/v1/routing/queues")),
            line("GET /api/v1/routing/loads", same("/api/v1/routing/loads")),
            line(
                    "GET /api/v1/routing/items",
                    same("/api/v1/routing/items?from=2023-01-01T00:00:00Z&to=2024-01-01T00:00:00Z")),
            line("GET /api/v1/routing/rules", same("/api/v1/routing/rules")),
            line("GET /api/v1/routing/rules/versions", same("/api/v1/routing/rules/versions")),
            line(
                    "PUT /api/v1/routing/rules",
                    same(Request.of("/api/v1/routing/rules").json(NOTHING).with("If-Match", "\"999\""))),
            line(
                    "POST /api/v1/routing/rules/dry-run",
                    same(Request.of("/api/v1/routing/rules/dry-run?from=2023-01-01T00:00:00Z&to=2023-01-02T00:00:00Z")
                            .json("{\"rules\": []}"))),
            line("GET /api/v1/routing/settings", same("/api/v1/routing/settings")),
            line(
                    "PUT /api/v1/routing/settings",
                    same(Request.of("/api/v1/routing/settings").json(NOTHING).with("If-Match", "\"999\""))),
            line("GET /api/v1/me", same("/api/v1/me")),
            line("GET /api/v1/directory/districts", same("/api/v1/directory/districts")),
            line("POST /api/v1/directory/districts", empty("/api/v1/directory/districts")),
            line("GET /api/v1/directory/districts/{id}", entry("districts", World::district)),
            line("PUT /api/v1/directory/districts/{id}", change("districts", World::district)),
            line("GET /api/v1/directory/units", same("/api/v1/directory/units")),
            line("POST /api/v1/directory/units", empty("/api/v1/directory/units")),
            line("GET /api/v1/directory/units/{id}", entry("units", World::unit)),
            line("PUT /api/v1/directory/units/{id}", change("units", World::unit)),
            line("GET /api/v1/directory/chains", same("/api/v1/directory/chains")),
            line("POST /api/v1/directory/chains", empty("/api/v1/directory/chains")),
            line("GET /api/v1/directory/chains/{id}", entry("chains", World::chain)),
            line("PUT /api/v1/directory/chains/{id}", change("chains", World::chain)),
            line("GET /api/v1/directory/places", same("/api/v1/directory/places")),
            line("POST /api/v1/directory/places", empty("/api/v1/directory/places")),
            line("GET /api/v1/directory/places/{id}", entry("places", World::place)),
            line("PUT /api/v1/directory/places/{id}", change("places", World::place)),
            line("GET /api/v1/directory/enterprises", same("/api/v1/directory/enterprises")),
            line("POST /api/v1/directory/enterprises", empty("/api/v1/directory/enterprises")),
            line("GET /api/v1/directory/enterprises/{id}", enterprise("")),
            line("PUT /api/v1/directory/enterprises/{id}", change("enterprises", World::enterprise)),
            line("GET /api/v1/directory/enterprises/{id}/officers", enterprise("/officers")),
            line("GET /api/v1/directory/enterprises/{enterprise}/contacts", enterprise("/contacts")),
            line(
                    "POST /api/v1/directory/enterprises/{enterprise}/contacts",
                    (w, role, whose) -> contacts(w, role, whose, "").json(NOTHING)),
            line(
                    "GET /api/v1/directory/enterprises/{enterprise}/contacts/{id}",
                    (w, role, whose) -> contacts(w, role, whose, "/" + w.contact(role, whose))),
            line(
                    "PUT /api/v1/directory/enterprises/{enterprise}/contacts/{id}",
                    (w, role, whose) -> contacts(w, role, whose, "/" + w.contact(role, whose))
                            .json(NOTHING)),
            line(
                    "DELETE /api/v1/directory/enterprises/{enterprise}/contacts/{id}",
                    (w, role, whose) -> contacts(w, role, whose, "/" + w.contact(role, whose))),
            line("GET /api/v1/webhooks", same("/api/v1/webhooks")),
            line("POST /api/v1/webhooks", empty("/api/v1/webhooks")),
            line("GET /api/v1/webhooks/{id}", webhook("")),
            line("PUT /api/v1/webhooks/{id}", webhook("")),
            line("DELETE /api/v1/webhooks/{id}", webhook("")),
            line("POST /api/v1/webhooks/{id}/rotate", webhook("/rotate")),
            line("POST /api/v1/webhooks/{id}/test", webhook("/test")),
            line("POST /api/v1/webhooks/{id}/replay", webhook("/replay")),
            line("GET /api/v1/webhooks/{id}/deliveries", webhook("/deliveries")),
            line("POST /api/v1/webhooks/{id}/deliveries/{delivery}/retry", webhook("/deliveries/1/retry")),
            line("GET /api/v1/directory/accounts", same("/api/v1/directory/accounts")),
            line("POST /api/v1/directory/accounts", empty("/api/v1/directory/accounts")),
            line("GET /api/v1/directory/accounts/{id}", entry("accounts", World::spareAccount)),
            line("PUT /api/v1/directory/accounts/{id}", change("accounts", World::spareAccount)),
            line(
                    "PUT /api/v1/directory/accounts/{id}/looks-after",
                    (w, role, whose) -> Request.of(
                                    "/api/v1/directory/accounts/" + w.spareAccount(whose) + "/looks-after")
                            .json("{\"enterprises\": []}")
                            .with("If-Match", "\"999\"")),
            line(
                    "GET /api/v1/directory/accounts/{id}/foreign-identities",
                    (w, role, whose) ->
                            Request.of("/api/v1/directory/accounts/" + w.spareAccount(whose) + "/foreign-identities")),
            line(
                    "PUT /api/v1/directory/accounts/{id}/foreign-identities",
                    (w, role, whose) -> Request.of(
                                    "/api/v1/directory/accounts/" + w.spareAccount(whose) + "/foreign-identities")
                            .json("{\"identities\": []}")
                            .with("If-Match", "\"999\"")),
            line("POST /api/v1/directory/accounts/{id}/one-time-password", care("one-time-password")),
            line("POST /api/v1/directory/accounts/{id}/unlock", care("unlock")),
            line("POST /api/v1/directory/accounts/{id}/reset-second-factor", care("reset-second-factor")),
            line("POST /api/v1/directory/accounts/{id}/sign-out", care("sign-out")),
            line("GET /api/v1/directory/changes", same("/api/v1/directory/changes")),
            line(
                    "POST /api/v1/directory/imports",
                    same(Request.of("/api/v1/directory/imports?kind=units").body("text/csv", "x\n"))),
            line(
                    "GET /api/v1/directory/imports/{id}",
                    (w, role, whose) -> Request.of("/api/v1/directory/imports/" + w.listed(whose))),
            line(
                    "POST /api/v1/directory/imports/{id}/apply",
                    (w, role, whose) -> Request.of("/api/v1/directory/imports/" + w.listed(whose) + "/apply")),
            line(
                    "DELETE /api/v1/directory/imports/{id}",
                    (w, role, whose) -> Request.of("/api/v1/directory/imports/" + w.listed(whose))),
            line(
                    "GET /api/v1/directory/imports/templates/{file}",
                    same("/api/v1/directory/imports/templates/units.xlsx")),
            line("GET /api/v1/directory/persons", same("/api/v1/directory/persons?ids=nobody")),
            line(
                    "POST /api/v1/directory/persons/{id}/reveal",
                    (w, role, whose) -> Request.of("/api/v1/directory/persons/" + w.contact(role, whose) + "/reveal")
                            .json(NOTHING)),
            line("POST /api/v1/directory/persons/{id}/erase", Samples::erasure),
            line("GET /api/v1/directory/personal-data-access", same("/api/v1/directory/personal-data-access")),
            line("GET /api/v1/meetings", same("/api/v1/meetings?limit=200")),
            line("POST /api/v1/meetings", empty("/api/v1/meetings")),
            line("GET /api/v1/meetings/decisions", unit("/api/v1/meetings/decisions?limit=200&unit=")),
            line("GET /api/v1/meetings/{id}", meeting("")),
            line("GET /api/v1/meetings/{id}/calendar.ics", meeting("/calendar.ics")),
            line("PUT /api/v1/meetings/{id}", stale(meeting(""))),
            line("POST /api/v1/meetings/{id}/minutes", stale(meeting("/minutes"))),
            line("POST /api/v1/meetings/{id}/cancel", stale(meeting("/cancel"))),
            line("POST /api/v1/meetings/{id}/decisions/{number}/done", stale(meeting("/decisions/1/done"))),
            line("GET /api/v1/hard-problems", same("/api/v1/hard-problems?limit=200")),
            line("POST /api/v1/hard-problems", empty("/api/v1/hard-problems")),
            line("GET /api/v1/hard-problems/{id}", hardProblem("")),
            line("PUT /api/v1/hard-problems/{id}", stale(hardProblem(""))),
            line("POST /api/v1/hard-problems/{id}/write-off", stale(hardProblem("/write-off"))),
            line("POST /api/v1/hard-problems/{id}/relist", stale(hardProblem("/relist"))),
            line("POST /api/v1/hard-problems/{id}/remove", stale(hardProblem("/remove"))),
            line("GET /api/v1/hard-problems/rounds", same("/api/v1/hard-problems/rounds")),
            line("POST /api/v1/hard-problems/rounds", empty("/api/v1/hard-problems/rounds")),
            line(
                    "GET /api/v1/hard-problems/rounds/{number}",
                    (w, r, whose) ->
                            whose == Whose.OWN ? Request.of("/api/v1/hard-problems/rounds/" + w.round()) : null),
            line(
                    "POST /api/v1/hard-problems/rounds/{number}/results",
                    (w, r, whose) -> whose == Whose.OWN
                            ? Request.of("/api/v1/hard-problems/rounds/%s/results".formatted(w.round()))
                                    .json(NOTHING)
                            : null),
            // Problems of the matrix have no result in it, so it stays open.
            line(
                    "POST /api/v1/hard-problems/rounds/{number}/close",
                    (w, r, whose) -> whose == Whose.OWN
                            ? Request.of("/api/v1/hard-problems/rounds/%s/close".formatted(w.round()))
                            : null),
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
    static Request stale(String ticket, CommandType command, Account caller) {
        return Request.of("/api/v1/tickets/%s/%s".formatted(ticket, command.wireName()))
                .json(example(command, caller).toString())
                .with("If-Match", "\"999\"");
    }

    /** The example, about units, colleagues and items that there are in the caller's district. */
    private static JsonNode example(CommandType command, Account caller) {
        String name = "/org/zhuqi/contracts/examples/command/%s.v1.json".formatted(command.wireName());
        try (InputStream file = CommandType.class.getResourceAsStream(name)) {
            ObjectNode body = (ObjectNode)
                    Json.MAPPER.readTree(Objects.requireNonNull(file, name)).path("command");
            String unit = caller.unit() == null
                    ? caller.district().text().equals("SY") ? "sy-jxj" : "qt-zrzy"
                    : caller.unit().text();
            for (String field : List.of("lead", "unit", "proposedUnit")) {
                if (body.has(field)) {
                    body.put(field, unit);
                }
            }
            if (body.has("handler")) {
                body.put("handler", caller.name().text());
            }
            if (body.has("item")) {
                body.put("item", caller.district().text().equals("SY") ? "sy-yd" : "qt-yd");
            }
            // Nobody here has uploaded the files of the example.
            return body.remove(List.of("attachments", "evidence", "assistants", "parts"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it may be filed the title is forgotten; where not, nothing is, and it is refused all the same. */
    private static Request submission(World world, Role role, Whose whose) {
        boolean mayBeFiled = whose == Whose.OWN || (role == Role.COORDINATOR && whose == Whose.SAME_DISTRICT);
        Map<String, Object> body = mayBeFiled
                ? Map.of("enterprise", world.enterprise(role, whose))
                : Map.of(
                        "enterprise", world.enterprise(role, whose),
                        "item", "qt-yd",
                        "title", "为其他企业点单",
                        "description", "不属于本企业的诉求，不应被接受。");
        return Request.of("/api/v1/tickets").json(Json.MAPPER.writeValueAsString(body));
    }

    /** Where it may be written down the day is forgotten; where not, nothing is, and it is refused all the same. */
    private static Request visiting(World world, Role role, Whose whose) {
        boolean mayBe = whose == Whose.OWN || (role != Role.OFFICER && whose == Whose.SAME_DISTRICT);
        Map<String, Object> body = mayBe
                ? Map.of("enterprise", world.enterprise(role, whose))
                : Map.of(
                        "enterprise", world.enterprise(role, whose),
                        "visitedOn", "2023-04-06",
                        "officers", List.of("qt-officer"));
        return Request.of("/api/v1/visits").json(Json.MAPPER.writeValueAsString(body));
    }

    private static Request advertisement(World world, Role role, Whose whose) {
        boolean mayBe = whose == Whose.OWN || (role == Role.COORDINATOR && whose == Whose.SAME_DISTRICT);
        Map<String, Object> body = mayBe
                ? Map.of("enterprise", world.enterprise(role, whose))
                : World.listing("OFFER", "为其他企业发布", world.enterprise(role, whose));
        return Request.of("/api/v1/listings").json(Json.MAPPER.writeValueAsString(body));
    }

    private static Request visit(World world, Role role, Whose whose, String what) {
        return Request.of("/api/v1/visits/" + world.visit(role, whose) + what);
    }

    private static Request listing(World world, Role role, Whose whose, String what) {
        return Request.of("/api/v1/listings/" + world.listing(role, whose) + what);
    }

    private static Request introduction(World world, Role role, Whose whose, String what) {
        return Request.of("/api/v1/introductions/" + world.introduction(role, whose) + what);
    }

    private static Request ticket(World world, Role role, Whose whose, String what) {
        return Request.of("/api/v1/tickets/" + world.ticket(role, whose).id() + what);
    }

    private static Request similar(World world, Role role, Whose whose, String what) {
        return Request.of("/api/v1/similar%s?ticket=%s"
                .formatted(what, world.ticket(role, whose).id()));
    }

    /** It does not say what it changes, so whoever gets through is told that. */
    private static Sample common(String what) {
        return (world, role, whose) -> Request.of("/api/v1/common-problems/" + world.commonProblem(whose) + what)
                .json(NOTHING)
                .with("If-Match", "\"999\"");
    }

    @FunctionalInterface
    private interface Id {
        String of(World world, Whose whose);
    }

    private static Sample entry(String kind, Id id) {
        return (world, role, whose) -> Request.of("/api/v1/directory/" + kind + "/" + id.of(world, whose));
    }

    /** It does not say what it changes, so whoever gets through is told that. */
    private static Sample change(String kind, Id id) {
        return (world, role, whose) -> Request.of("/api/v1/directory/" + kind + "/" + id.of(world, whose))
                .json(NOTHING)
                .with("If-Match", "\"999\"");
    }

    private static Sample item(String what) {
        return (world, role, whose) -> Request.of("/api/v1/catalogue/" + world.item(whose) + what);
    }

    private static Sample empty(String path) {
        return same(Request.of(path).json(NOTHING));
    }

    private static Sample webhook(String what) {
        return (world, role, whose) -> Request.of("/api/v1/webhooks/" + world.webhook(whose) + what)
                .json(NOTHING)
                .with("If-Match", "\"999\"");
    }

    private static Sample export(String what) {
        return (world, role, whose) ->
                whose == Whose.OWN ? Request.of("/api/v1/metrics/exports/" + world.export(role) + what) : null;
    }

    private static Sample schedule() {
        return (world, role, whose) -> whose == Whose.OWN
                ? Request.of("/api/v1/metrics/schedules/" + world.schedule(role))
                        .json(NOTHING)
                        .with("If-Match", "\"999\"")
                : null;
    }

    private static Sample enterprise(String what) {
        return (world, role, whose) ->
                Request.of("/api/v1/directory/enterprises/" + world.enterprise(role, whose) + what);
    }

    private static Request contacts(World world, Role role, Whose whose, String what) {
        return Request.of("/api/v1/directory/enterprises/" + world.enterprise(role, whose) + "/contacts" + what);
    }

    private static Sample care(String what) {
        return (world, role, whose) ->
                Request.of("/api/v1/directory/accounts/" + world.spareAccount(whose) + "/" + what);
    }

    /** Of the own district it says no reason, so nobody is erased. */
    private static Request erasure(World world, Role role, Whose whose) {
        String person = world.contact(role, whose);
        return Request.of("/api/v1/directory/persons/" + person + "/erase")
                .json(
                        whose == Whose.OTHER_DISTRICT
                                ? "{\"reason\": \"x\", \"confirm\": \"%s\"}".formatted(person)
                                : NOTHING);
    }

    private static Sample meeting(String what) {
        return (world, role, whose) -> Request.of("/api/v1/meetings/" + world.meeting(role, whose) + what);
    }

    private static Sample hardProblem(String what) {
        return (world, role, whose) -> Request.of("/api/v1/hard-problems/" + world.hardProblem(role, whose) + what);
    }

    /** Decided on a version that there will never be. */
    private static Sample stale(Sample sample) {
        return (world, role, whose) -> {
            Request request = sample.of(world, role, whose);
            return request == null ? null : request.json(NOTHING).with("If-Match", "\"999\"");
        };
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
