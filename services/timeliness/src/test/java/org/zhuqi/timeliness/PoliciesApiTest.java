package org.zhuqi.timeliness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.rule.PolicyAnnounced;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.timeliness.application.Announcing;
import org.zhuqi.timeliness.policy.Policies;
import tools.jackson.databind.JsonNode;

/** Timeliness policies through their door: to read, to publish, to try. */
final class PoliciesApiTest extends TestTimeliness {
    @Test
    void theCommonPoliciesAreThere() {
        JsonNode list = read(as(Role.ENTERPRISE), "/api/v1/policies");
        assertThat(texts(list, "version", "district")).containsExactly("135-staged@1 -", "135-tiered@1 -");
        assertThat(list.get(0).path("effectiveFrom").asString()).isEqualTo("1999-12-31T16:00:00Z");
        assertThat(list.get(1).has("effectiveFrom")).isFalse();
        JsonNode staged = read(handler(Life.LABOUR), "/api/v1/policies/135-staged@1");
        assertThat(staged.path("text").asString()).isEqualTo(Announcing.preset("135-staged"));
        assertThat(staged.path("policy").path("name").path("zh").asString()).isEqualTo("“135”分段时限");
        assertThat(staged.path("policy").path("publishedBy").asString()).isEqualTo("system");
        assertThat(refusal(coordinator(), "/api/v1/policies/135-staged@2", 404))
                .isEqualTo("not-found: There is no policy 135-staged@2 for your district.");
        assertThat(refusal(coordinator(), "/api/v1/policies?district=QT", 400))
                .contains("Unknown parameter 'district'");
    }

    @Test
    void theSchemaIsServedForEditors() {
        HttpResponse<String> schema = send(coordinator(), "GET", "/api/v1/policies/schema", null, 200);
        assertThat(schema.headers().firstValue("Content-Type").orElse("")).startsWith("application/schema+json");
        assertThat(json(schema).path("$schema").asString()).contains("2020-12");
    }

    @Test
    void aDistrictPublishesItsOwn() {
        Life older = life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
        tell(older);
        String text = own(1, "2023-04-10");
        JsonNode check = json(send(admin(), "POST", "/api/v1/policies?check=true", text, 200));
        assertThat(check.path("good").asBoolean()).isTrue();
        assertThat(read(admin(), "/api/v1/policies").size()).isEqualTo(2);

        HttpResponse<String> created = send(admin(), "POST", "/api/v1/policies", text, 201);
        String version = name() + "@1";
        String location = created.headers().firstValue("Location").orElse("");
        assertThat(location).isEqualTo("/api/v1/policies/" + version);
        assertThat(json(created).path("effectiveFrom").asString()).isEqualTo("2023-04-09T16:00:00Z");
        assertThat(json(created).path("publishedBy").asString()).isEqualTo("someone");
        assertThat(read(coordinator(), location).path("text").asString()).isEqualTo(text);
        assertThat(texts(read(coordinator(), "/api/v1/policies"), "version", "district"))
                .containsExactly(version + " " + district, "135-staged@1 -", "135-tiered@1 -");
        Caller neighbour = Callers.in(anotherDistrict(), Callers.coordinator("han.meimei"));
        refusal(neighbour, location, 404);

        var announced = rules("policy/" + version);
        assertThat(announced).hasSize(1);
        assertThat(Json.MAPPER.readValue(announced.getFirst().value(), PolicyAnnounced.class))
                .isEqualTo(new PolicyAnnounced(
                        version,
                        new org.zhuqi.contracts.id.DistrictId(district),
                        MovableTime.china("2023-04-10 00:00")));

        // Whatever the engine stamps holds; a ticket without a stamp has what is in force; older ones keep theirs.
        Life stamped = life().under(version).submitted("2023-04-10 09:30").dispatched("2023-04-10 10:00", Life.LABOUR);
        Life unstamped = life().submitted("2023-04-10 09:30").dispatched("2023-04-10 10:00", Life.LABOUR);
        Life before = life().submitted("2023-04-09 09:30").dispatched("2023-04-10 10:00", Life.LABOUR);
        Life unknown = life().under("nobodys@7").submitted("2023-04-10 09:30");
        tell(stamped, unstamped, before, unknown);
        tell(older.accepted("2023-04-10 11:00"));
        assertThat(told(stamped)).extracting(ClockMessage::policyVersion).containsOnly(version);
        assertThat(told(unstamped)).extracting(ClockMessage::policyVersion).containsOnly(version);
        assertThat(told(unknown)).extracting(ClockMessage::policyVersion).containsOnly(version);
        assertThat(told(before)).extracting(ClockMessage::policyVersion).containsOnly("135-staged@1");
        assertThat(told(older)).extracting(ClockMessage::policyVersion).containsOnly("135-staged@1");
        assertThat(reading(stamped, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2023-04-12 17:30"));
        assertThat(reading(before, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2023-04-17 17:30"));
    }

    @Test
    void theTieredOneIsThereForWhoeverAsksForIt() {
        var announced = rules("policy/135-tiered@1");
        assertThat(announced).isNotEmpty();
        assertThat(Json.MAPPER.readValue(announced.getLast().value(), PolicyAnnounced.class))
                .isEqualTo(
                        new PolicyAnnounced("135-tiered@1", null, MovableTime.china("2000-01-01 00:00"), true, null));
        Life asked =
                life().under("135-tiered@1").submitted("2023-04-10 09:30").dispatched("2023-04-10 10:00", Life.LABOUR);
        tell(asked);
        assertThat(told(asked)).extracting(ClockMessage::policyVersion).containsOnly("135-tiered@1");
        assertThat(reading(asked, "1/answer/TICKET").due()).isEqualTo(MovableTime.china("2023-04-13 17:30"));
    }

    @Test
    void everyFaultIsToldWithItsLine() {
        String faulty = own(1, "2023-04-10")
                .replace("within: 1 working day", "within: 1 fortnight")
                .replace("cap: 20 working days", "cape: 20 working days");
        JsonNode check = json(send(admin(), "POST", "/api/v1/policies?check=true", faulty, 200));
        assertThat(check.path("good").asBoolean()).isFalse();
        List<String> faults = each(check.path("faults"), JsonNode::asString);
        int within = line(faulty, "within: 1 fortnight");
        int cape = line(faulty, "cape:");
        assertThat(faults)
                .anySatisfy(fault ->
                        assertThat(fault).contains("the body line " + within).contains("fortnight"));
        assertThat(faults)
                .anySatisfy(fault ->
                        assertThat(fault).contains("the body line " + cape).contains("cape"));

        HttpResponse<String> refused = send(admin(), "POST", "/api/v1/policies", faulty, 422);
        assertThat(json(refused).path("type").asString()).isEqualTo("urn:zhuqi:problem:faulty-policy");
        assertThat(each(json(refused).path("faults"), JsonNode::asString)).isEqualTo(faults);
        assertThat(json(refused).path("detail").asString()).startsWith("The policy was not taken: ");
        assertThat(read(admin(), "/api/v1/policies").size()).isEqualTo(2);
    }

    private static int line(String text, String part) {
        return (int) text.substring(0, text.indexOf(part)).lines().count();
    }

    @Test
    void aVersionNeverChangesAndTheLaterComesLater() {
        send(admin(), "POST", "/api/v1/policies", own(1, "2023-01-01"), 201);
        assertRefused(own(1, "2023-05-01"), name() + "@1 was published at 2023-04-10T00:00:00Z and never changes");
        assertRefused(own(2, "2023-01-01"), "it must come into force later than the one before");
        assertRefused(own(2, "2022-12-31"), "it must come into force later than the one before");
        assertRefused(own(2, "2023-04-09"), "it cannot come into force in the past");
        send(admin(), "POST", "/api/v1/policies", own(2, "2023-04-10"), 201);
        send(admin(), "POST", "/api/v1/policies", own(3, "2023-05-01"), 201);
        assertRefused(own(4, "2023-04-20"), "it must come into force later than the one before");
        assertThat(texts(read(admin(), "/api/v1/policies"), "version"))
                .containsExactly(name() + "@3", name() + "@2", name() + "@1", "135-staged@1", "135-tiered@1");
        Life now = life().submitted("2023-04-10 09:00");
        Life later = life().submitted("2023-05-01 09:00");
        tell(now, later);
        assertThat(told(now)).extracting(ClockMessage::policyVersion).containsExactly(name() + "@2");
        assertThat(told(later)).extracting(ClockMessage::policyVersion).containsExactly(name() + "@3");
    }

    @Test
    void nobodyPublishesForAnotherDistrict() {
        String sentence = "a district publishes its own policy only: it must say 'district: " + district + "'";
        assertRefused(own(1, "2023-04-10").replace("district: " + district, "district: QT"), sentence);
        assertRefused(own(1, "2023-04-10").replace("district: " + district + "\n", ""), sentence);
    }

    private void assertRefused(String text, String sentence) {
        assertThat(refusal(admin(), "POST", "/api/v1/policies", text, 422)).contains(sentence);
        JsonNode check = json(send(admin(), "POST", "/api/v1/policies?check=true", text, 200));
        assertThat(check.path("good").asBoolean()).isFalse();
        assertThat(check.path("faults").toString()).contains(sentence);
    }

    @Test
    void onlyAnAdminPublishes() {
        for (Role role : List.of(Role.ENTERPRISE, Role.COORDINATOR, Role.HANDLER, Role.SUPERVISOR, Role.AUDITOR)) {
            assertThat(refusal(as(role), "POST", "/api/v1/policies", own(1, "2023-04-10"), 403))
                    .isEqualTo("forbidden: Only ADMIN may publish a policy; you are " + role + ".");
            refusal(as(role), "POST", "/api/v1/policies?check=true", own(1, "2023-04-10"), 403);
        }
        for (Role role : List.of(Role.ENTERPRISE, Role.OFFICER, Role.HANDLER)) {
            refusal(as(role), "POST", PERIOD + "&version=135-tiered@1", null, 403);
        }
    }

    private static final String PERIOD =
            "/api/v1/policies/dry-run?from=2023-04-01T00:00:00%2B08:00&to=2023-05-01T00:00:00%2B08:00";

    @Test
    void aDryRunShowsVerdictsSideBySideAndChangesNothing() {
        // Three working days are enough for one of them, five for two.
        Life fast = life().submitted("2023-04-03 09:00")
                .dispatched("2023-04-03 10:00", Life.LABOUR)
                .accepted("2023-04-03 11:00")
                .answered("2023-04-04 10:00")
                .confirmed("2023-04-04 11:00");
        Life slow = life().submitted("2023-04-03 09:00")
                .dispatched("2023-04-03 10:00", Life.LABOUR)
                .accepted("2023-04-03 11:00")
                .answered("2023-04-10 10:00")
                .confirmed("2023-04-10 11:00");
        Life open = life().submitted("2023-04-10 09:00").dispatched("2023-04-10 10:00", Life.LABOUR);
        Life outside = life().submitted("2023-03-31 09:00").dispatched("2023-04-03 10:00", Life.LABOUR);
        Life elsewhere = lifeIn(anotherDistrict()).submitted("2023-04-03 09:00");
        time.is("2023-04-14 12:00");
        tell(fast, slow, open, outside, elsewhere);
        settle();
        List<Object> before = everything();

        JsonNode result = json(send(coordinator(), "POST", PERIOD + "&version=135-tiered@1", null, 200));
        assertThat(result.path("policy").asString()).isEqualTo("135-tiered@1");
        assertThat(result.path("tickets").asInt()).isEqualTo(3);
        assertThat(result.path("changedTickets").asInt()).isEqualTo(3);
        assertThat(texts(result.path("stages"), "stage", "changed", "before", "after"))
                .isNotEmpty();
        JsonNode answer = stage(result, "answer");
        assertThat(answer.path("before").toString()).isEqualTo("{\"ON_TIME\":2,\"OPEN\":1}");
        assertThat(answer.path("after").toString()).isEqualTo("{\"ON_TIME\":1,\"LATE\":1,\"OVERDUE\":1}");
        assertThat(answer.path("changed").asInt()).isEqualTo(2);
        assertThat(stage(result, "progress").path("after").toString()).isEqualTo("{\"NOT_ASKED\":3}");
        JsonNode slowOne = each(result.path("examples"), each -> each).stream()
                .filter(each ->
                        each.path("number").asString().equals(slow.number().text()))
                .findFirst()
                .orElseThrow();
        assertThat(texts(slowOne.path("stages"), "round", "stage", "before", "dueBefore", "after", "dueAfter"))
                .contains("1 answer ON_TIME 2023-04-11T09:30:00Z LATE 2023-04-07T09:30:00Z");
        assertThat(everything()).isEqualTo(before);

        String written = own(1, "2023-04-10");
        JsonNode another = json(send(as(Role.AUDITOR), "POST", PERIOD, written, 200));
        assertThat(another.path("policy").asString()).isEqualTo(name() + "@1");
        assertThat(stage(another, "answer").path("changed").asInt()).isEqualTo(2);
        JsonNode same = json(send(admin(), "POST", PERIOD + "&version=135-staged@1", null, 200));
        assertThat(same.path("changedTickets").asInt()).isZero();
        assertThat(everything()).isEqualTo(before);
        assertThat(read(admin(), "/api/v1/policies").size()).isEqualTo(2);
    }

    @Test
    void aDryRunNeedsAPeriodAndAPolicy() {
        assertThat(refusal(coordinator(), "POST", "/api/v1/policies/dry-run?version=135-tiered@1", null, 400))
                .contains("'from' and 'to' must name a period");
        assertThat(refusal(
                        coordinator(),
                        "POST",
                        "/api/v1/policies/dry-run?from=2023-05-01T00:00:00Z&to=2023-04-01T00:00:00Z&version=135-tiered@1",
                        null,
                        400))
                .contains("the earlier time first");
        assertThat(refusal(coordinator(), "POST", PERIOD, null, 400)).contains("Say which policy to try");
        assertThat(refusal(coordinator(), "POST", PERIOD + "&version=135-tiered@9", null, 404))
                .contains("There is no policy 135-tiered@9");
        assertThat(refusal(coordinator(), "POST", PERIOD, "policy: 135", 422)).startsWith("faulty-policy: ");
    }

    private static JsonNode stage(JsonNode result, String stage) {
        return each(result.path("stages"), each -> each).stream()
                .filter(each -> each.path("stage").asString().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    private String name() {
        return "own-" + Objects.requireNonNull(district).toLowerCase(java.util.Locale.ROOT);
    }

    /** Like the default one, but two working days to answer. */
    private String own(int version, String from) {
        String text = Announcing.preset("135-staged");
        text = Policies.replaced(text, "policy: 135-staged", "policy: " + name() + "\ndistrict: " + district);
        text = Policies.replaced(text, "version: 1", "version: " + version);
        text = Policies.replaced(text, "within: 5 working days", "within: 2 working days");
        return Policies.replaced(text, "effective-from: 2000-01-01", "effective-from: " + from);
    }
}
