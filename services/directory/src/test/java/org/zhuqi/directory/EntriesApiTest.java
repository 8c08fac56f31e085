package org.zhuqi.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import tools.jackson.databind.JsonNode;

/** The directory's entries through their doors. */
final class EntriesApiTest extends TestDirectory {
    private String id(String name) {
        return district.toLowerCase(Locale.ROOT) + "-" + name;
    }

    private String unit(String name) {
        return post("units", """
                {"id": "%s", "name": "%s", "kind": "DEPARTMENT"}""".formatted(id(name), name)).path("id").asString();
    }

    private String enterprise(String name) {
        return post("enterprises", """
                {"id": "%s", "name": "%s"}""".formatted(id(name), name)).path("id").asString();
    }

    private JsonNode account(String name, String role, String more) {
        return post("accounts", """
                {"id": "%s", "login": "%s", "name": "王小明", "role": "%s"%s}""".formatted(id(name), id(name), role, more));
    }

    @Test
    void aUnitIsAddedChangedAndRetired() {
        JsonNode made = post("units", """
                {"name": " 人力资源和社会保障局 ", "shortName": "人社局", "kind": "DEPARTMENT"}""");
        String path = "units/" + made.path("id").asString();
        assertThat(made.path("id").asString()).matches("u-[0-9a-z]{13}");
        assertThat(made.path("name").asString()).isEqualTo("人力资源和社会保障局");
        assertThat(made.path("version").asLong()).isEqualTo(1);
        assertThat(made.path("changedBy").asString()).isEqualTo("boss");
        assertThat(read(as(Role.ENTERPRISE), path)).isEqualTo(made);

        assertThat(refusal(admin(), "PUT", path, made.toString(), 0, 428)).startsWith("version-required: ");
        time.passes(Duration.ofMinutes(1));
        assertThat(put(path, 1, made.toString()).path("version").asLong())
                .as("the same again is no change")
                .isEqualTo(1);
        JsonNode retired = put(path, 1, """
                {"name": "人社局", "kind": "DEPARTMENT", "active": false}""");
        assertThat(retired.path("version").asLong()).isEqualTo(2);
        assertThat(retired.has("shortName")).isFalse();
        assertThat(refusal(admin(), "PUT", path, made.toString(), 1, 412))
                .isEqualTo("stale: Somebody changed it meanwhile: it has version 2 now. Look at it again.");
        assertThat(texts(read(admin(), "units?active=true").path("items"), "id"))
                .isEmpty();
        assertThat(texts(read(admin(), "units?active=false").path("items"), "name"))
                .containsExactly("人社局");

        JsonNode changes = read(as(Role.AUDITOR), "changes?kind=unit").path("items");
        assertThat(texts(changes, "id", "version", "changedBy"))
                .containsExactly(
                        made.path("id").asString() + " 2 boss", made.path("id").asString() + " 1 boss");
        assertThat(changes.get(0).path("fields").toString()).isEqualTo("[\"active\",\"name\",\"shortName\"]");
        assertThat(changes.get(0).path("before").path("shortName").asString()).isEqualTo("人社局");
        assertThat(changes.get(0).path("after").path("active").asBoolean(true)).isFalse();
    }

    @Test
    void listsHavePagesAndFilters() {
        for (int i = 1; i <= 5; i++) {
            unit("x" + i);
        }
        post("units", """
                {"name": "100%_银行", "kind": "BANK"}""");
        List<String> names = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = read(as(Role.HANDLER), "units?limit=2" + next);
            names.addAll(texts(page.path("items"), "name"));
            next = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!next.isEmpty());
        assertThat(names).hasSize(6).doesNotHaveDuplicates();
        assertThat(texts(read(admin(), "units?kind=BANK").path("items"), "name"))
                .containsExactly("100%_银行");
        assertThat(texts(read(admin(), "units?q=" + encoded("%_")).path("items"), "name"))
                .containsExactly("100%_银行");
        assertThat(refusal(admin(), "units?colour=red", 400)).contains("Unknown parameter 'colour'");
        assertThat(refusal(admin(), "units?kind=PUB", 400)).contains("'kind'");
        assertThat(refusal(admin(), "units?cursor=!", 400)).contains("'cursor'");
        assertThat(refusal(admin(), "units?cursor=AAAKAAA", 400)).contains("'cursor'");
        for (String kind : List.of("units", "enterprises", "accounts", "persons")) {
            assertThat(refusal(admin(), kind + (kind.equals("persons") ? "?ids=" : "?q=") + "%00", 400))
                    .startsWith("bad-request: ");
        }
    }

    @Test
    void whatIsSentMustBeUnderstood() {
        assertThat(refusal(admin(), "POST", "units", "{\"name\": \"x\"}", 0, 400))
                .contains("/kind is not right: is missing");
        assertThat(refusal(admin(), "POST", "units", "{\"name\": \"x\", \"kind\": \"PUB\"}", 0, 400))
                .contains("/kind")
                .contains("'PUB' is none of");
        assertThat(refusal(admin(), "POST", "units", "{\"nmae\": \"x\"}", 0, 400))
                .contains("There is no field 'nmae' here");
        assertThat(refusal(admin(), "POST", "units", "{\"id\": \"a b\", \"name\": \"x\"}", 0, 400))
                .contains("/id");
        for (String unfit : List.of("\\u0000", "\\ud800")) {
            assertThat(refusal(
                            admin(),
                            "POST",
                            "units",
                            "{\"name\": \"%s\", \"kind\": \"BANK\"}".formatted(unfit),
                            0,
                            400))
                    .contains("/name")
                    .contains("half a character");
        }
        assertThat(refusal(admin(), "POST", "units", "{\"name\": [], \"kind\": \"BANK\"}", 0, 400))
                .contains("a text is expected here");
        assertThat(refusal(admin(), "POST", "units", "[", 0, 400)).contains("not JSON");
        assertThat(refusal(admin(), "POST", "units", null, 0, 400)).contains("body is missing");
        unit("x");
        assertThat(refusal(
                        admin(),
                        "PUT",
                        "units/" + id("x"),
                        "{\"id\": \"other\", \"name\": \"x\", \"kind\": \"BANK\"}",
                        1,
                        400))
                .contains("the address says");
        assertThat(refusal(
                        admin(),
                        "POST",
                        "units",
                        "{\"id\": \"%s\", \"name\": \"y\", \"kind\": \"BANK\"}".formatted(id("x")),
                        0,
                        409))
                .isEqualTo("in-the-way: id: Another entry has the id already.");
        assertThat(refusal(admin(), "POST", "units", "{\"name\": \"x\", \"kind\": \"BANK\"}", 0, 409))
                .isEqualTo("in-the-way: name: Another entry has the name already.");
        assertThat(refusal(
                        admin(),
                        "POST",
                        "chains",
                        "{\"name\": \"x\", \"kind\": \"FUTURE\", \"committee\": \"nobody\"}",
                        0,
                        422))
                .isEqualTo("faulty-entry: committee: There is no unit nobody in district %s.".formatted(district));
    }

    @Test
    void anotherDistrictsRowsDoNotExist() {
        String unit = unit("u");
        String firm = enterprise("e");
        String account = account("a", "AUDITOR", "").path("id").asString();
        String chain = post("chains", "{\"name\": \"c\", \"kind\": \"FUTURE\"}")
                .path("id")
                .asString();
        String place = post("places", "{\"name\": \"p\", \"kind\": \"PARK\"}")
                .path("id")
                .asString();
        String contact = post("enterprises/" + firm + "/contacts", "{\"name\": \"李雷\"}")
                .path("id")
                .asString();
        Caller neighbour = Callers.in(anotherDistrict(), Callers.inRole("boss", Role.ADMIN));
        Map<String, String> bodies = Map.of(
                "units/" + unit, "{\"name\": \"x\", \"kind\": \"BANK\"}",
                "chains/" + chain, "{\"name\": \"x\", \"kind\": \"FUTURE\"}",
                "places/" + place, "{\"name\": \"x\", \"kind\": \"PARK\"}",
                "enterprises/" + firm, "{\"name\": \"x\"}",
                "accounts/" + account, "{\"role\": \"AUDITOR\"}",
                "enterprises/" + firm + "/contacts/" + contact, "{\"name\": \"x\"}",
                "districts/" + district, "{\"name\": \"x\"}");
        bodies.forEach((path, body) -> {
            assertThat(read(admin(), path).path("version").asLong()).isEqualTo(1);
            assertThat(refusal(neighbour, path, 404)).startsWith("not-found: ");
            refusal(neighbour, "PUT", path, body, 1, 404);
        });
        for (String path : List.of("enterprises/" + firm + "/contacts", "enterprises/" + firm + "/officers")) {
            refusal(neighbour, path, 404);
        }
        refusal(neighbour, "POST", "enterprises/" + firm + "/contacts", "{\"name\": \"x\"}", 0, 404);
        refusal(neighbour, "DELETE", "enterprises/" + firm + "/contacts/" + contact, null, 1, 404);
        refusal(neighbour, "PUT", "accounts/" + account + "/looks-after", "{\"enterprises\": []}", 1, 404);
        for (String list : List.of("units", "chains", "places", "enterprises", "accounts", "changes")) {
            JsonNode items = read(neighbour, list).path("items");
            assertThat(items.toString()).as(list).doesNotContain(unit, chain, place, firm, account, contact);
        }
        // What belongs to another district cannot be named either.
        assertThat(refusal(
                        neighbour,
                        "POST",
                        "places",
                        "{\"name\": \"x\", \"kind\": \"PARK\", \"office\": \"%s\"}".formatted(unit),
                        0,
                        422))
                .contains("There is no unit " + unit);
        assertThat(read(admin(), "districts").path("items").size()).isEqualTo(1);
    }

    @Test
    void rolesSeeAndChangeWhatIsTheirs() {
        String mine = enterprise("mine");
        String others = enterprise("others");
        account("officer", "OFFICER", ", \"looksAfter\": [\"%s\"]".formatted(mine));
        Caller firm = Callers.in(district, Callers.enterprise("x", new EnterpriseId(mine)));
        Caller officer = Callers.in(district, Callers.officer(id("officer")));
        for (Caller one : List.of(firm, officer)) {
            assertThat(texts(read(one, "enterprises").path("items"), "id")).containsExactly(mine);
            read(one, "enterprises/" + mine);
            assertThat(texts(read(one, "enterprises/" + mine + "/officers"), "id", "name"))
                    .containsExactly(id("officer") + " 王小明");
            read(one, "enterprises/" + mine + "/contacts");
            refusal(one, "enterprises/" + others, 404);
            refusal(one, "enterprises/" + others + "/contacts", 404);
            refusal(one, "enterprises/" + others + "/officers", 404);
        }
        for (Role role : List.of(Role.HANDLER, Role.COORDINATOR, Role.SUPERVISOR, Role.AUDITOR)) {
            assertThat(texts(read(as(role), "enterprises").path("items"), "id")).containsExactly(mine, others);
        }
        refusal(as(Role.IMPORTER), "enterprises", 403);
        for (Role role : Roles.ALL_BUT_ADMIN) {
            refusal(as(role), "accounts", 403);
            refusal(as(role), "accounts/" + id("officer"), 403);
            for (String list :
                    List.of("districts", "units", "chains", "places", "enterprises", "accounts", "imports")) {
                HttpAnswer.of(this, as(role), "POST", list).is(403);
            }
            refusal(as(role), "PUT", "units/x", "{}", 1, 403);
            refusal(as(role), "PUT", "accounts/x/looks-after", "{}", 1, 403);
            refusal(as(role), "POST", "enterprises/" + mine + "/contacts", "{}", 0, 403);
            refusal(as(role), "imports/" + new UUID(1, 1), 403);
            if (role != Role.AUDITOR) {
                refusal(as(role), "changes", 403);
            }
            for (String list : List.of("districts", "units", "chains", "places")) {
                read(as(role), list);
            }
        }
    }

    /** A request whose body would suit any door. */
    private record HttpAnswer(int status) {
        static HttpAnswer of(TestDirectory test, Caller caller, String method, String path) {
            boolean file = path.equals("imports");
            return new HttpAnswer(test.raw(
                            caller,
                            method,
                            ROOT + path + (file ? "?kind=units" : ""),
                            "{}".getBytes(StandardCharsets.UTF_8),
                            "Content-Type",
                            file ? "text/csv" : "application/json")
                    .statusCode());
        }

        void is(int expected) {
            assertThat(status).isEqualTo(expected);
        }
    }

    private static final class Roles {
        static final List<Role> ALL_BUT_ADMIN = List.of(
                Role.ENTERPRISE,
                Role.OFFICER,
                Role.COORDINATOR,
                Role.HANDLER,
                Role.SUPERVISOR,
                Role.AUDITOR,
                Role.IMPORTER);
    }

    @Test
    void nothingIsRetiredWhileItIsNeeded() {
        String unit = unit("u");
        String firm = enterprise("e");
        String chain = post(
                        "chains",
                        "{\"id\": \"%s\", \"name\": \"c\", \"kind\": \"ESTABLISHED\", \"committee\": \"%s\", \"leadEnterprise\": \"%s\"}"
                                .formatted(id("c"), unit, firm))
                .path("id")
                .asString();
        String place = post(
                        "places",
                        "{\"id\": \"%s\", \"name\": \"p\", \"kind\": \"PARK\", \"office\": \"%s\"}"
                                .formatted(id("p"), unit))
                .path("id")
                .asString();
        post("enterprises", "{\"name\": \"f\", \"chain\": \"%s\", \"place\": \"%s\"}".formatted(chain, place));
        account("h1", "HANDLER", ", \"unit\": \"%s\"".formatted(unit));
        account("h2", "HANDLER", ", \"unit\": \"%s\"".formatted(unit));
        account("firm", "ENTERPRISE", ", \"enterprise\": \"%s\"".formatted(firm));
        account("co", "COORDINATOR", ", \"chain\": \"%s\"".formatted(chain));
        account("po", "COORDINATOR", ", \"place\": \"%s\"".formatted(place));
        assertThat(counts("units/" + unit, "{\"name\": \"u\", \"kind\": \"DEPARTMENT\", \"active\": false}"))
                .isEqualTo("{\"accounts\":2,\"chains\":1,\"places\":1}");
        assertThat(counts("enterprises/" + firm, "{\"name\": \"e\", \"active\": false}"))
                .isEqualTo("{\"accounts\":1,\"chains\":1}");
        assertThat(counts("chains/" + chain, "{\"name\": \"c\", \"kind\": \"ESTABLISHED\", \"active\": false}"))
                .isEqualTo("{\"accounts\":1,\"enterprises\":1}");
        assertThat(counts("places/" + place, "{\"name\": \"p\", \"kind\": \"PARK\", \"active\": false}"))
                .isEqualTo("{\"accounts\":1,\"enterprises\":1}");
        assertThat(counts("districts/" + district, "{\"name\": \"d\", \"active\": false}"))
                .isEqualTo("{\"accounts\":5}");
        put(
                "accounts/" + id("po"),
                1,
                "{\"role\": \"COORDINATOR\", \"place\": \"%s\", \"active\": false}".formatted(place));
        assertThat(counts("places/" + place, "{\"name\": \"p\", \"kind\": \"PARK\", \"active\": false}"))
                .isEqualTo("{\"enterprises\":1}");
    }

    private String counts(String path, String body) {
        JsonNode problem = send(admin(), "PUT", ROOT + path, body, 1, 409);
        assertThat(problem.path("type").asString()).isEqualTo("urn:zhuqi:problem:in-the-way");
        return problem.path("counts").toString();
    }

    @Test
    void aDistrictKeepsItsLastAdmin() {
        account("first", "ADMIN", "");
        String sentence = "in-the-way: role: This is the last active ADMIN of district %s: make another one first."
                .formatted(district);
        Caller first = Callers.in(district, Callers.inRole(id("first"), Role.ADMIN));
        assertThat(refusal(first, "PUT", "accounts/" + id("first"), "{\"role\": \"AUDITOR\"}", 1, 409))
                .isEqualTo(sentence);
        assertThat(refusal(first, "PUT", "accounts/" + id("first"), "{\"role\": \"ADMIN\", \"active\": false}", 1, 409))
                .isEqualTo(sentence);
        account("second", "ADMIN", "");
        put("accounts/" + id("first"), 1, "{\"role\": \"AUDITOR\"}");
        assertThat(refusal(admin(), "PUT", "accounts/" + id("second"), "{\"role\": \"AUDITOR\"}", 1, 409))
                .isEqualTo(sentence);
    }

    @Test
    void whoseRightsChangeIsSignedOutEverywhere() {
        String unit = unit("u");
        JsonNode made = account("h", "HANDLER", ", \"unit\": \"%s\"".formatted(unit));
        assertThat(made.has("tokensFrom")).isFalse();
        time.passes(Duration.ofMinutes(1));
        String path = "accounts/" + id("h");
        JsonNode renamed = put(path, 1, "{\"role\": \"HANDLER\", \"unit\": \"%s\", \"name\": \"王大明\"}".formatted(unit));
        assertThat(renamed.has("tokensFrom")).as("a name is no right").isFalse();
        JsonNode promoted = put(path, 2, "{\"role\": \"COORDINATOR\"}");
        assertThat(promoted.path("tokensFrom").asString())
                .isEqualTo(time.instant().toString());
        time.passes(Duration.ofMinutes(1));
        JsonNode retired = put(path, 3, "{\"role\": \"COORDINATOR\", \"active\": false}");
        assertThat(retired.path("tokensFrom").asString())
                .isEqualTo(time.instant().toString());
        SOON.until(() -> known.account(new AccountId(id("h")))
                .filter(account -> time.instant().equals(account.tokensFrom()) && !account.active())
                .isPresent());
    }

    @Test
    void personalDataIsWrittenButNeverGivenWhole() {
        String firm = enterprise("e");
        String more = ", \"phone\": \"138 1234 5678\", \"mail\": \"xiaoming@example.cn\", \"title\": \"科长\"";
        JsonNode official = account("official", "SUPERVISOR", more);
        JsonNode speaker = account("speaker", "ENTERPRISE", more + ", \"enterprise\": \"%s\"".formatted(firm));
        assertThat(official.path("name").asString()).isEqualTo("王小明");
        assertThat(speaker.path("name").asString()).isEqualTo("王**");
        JsonNode contact = post("enterprises/" + firm + "/contacts", "{\"name\": \"李雷\"%s}".formatted(more));
        assertThat(contact.path("name").asString()).isEqualTo("李*");
        assertThat(contact.path("first").asBoolean()).isTrue();
        for (JsonNode each : List.of(official, speaker, contact)) {
            assertThat(each.path("phone").asString()).isEqualTo("138****5678");
            assertThat(each.path("mail").asString()).isEqualTo("x***@example.cn");
        }
        // What was shown comes back as it was shown: no change. Absent: none either. Empty: removed.
        String path = "accounts/" + id("speaker");
        assertThat(put(path, 1, speaker.toString()).path("version").asLong()).isEqualTo(1);
        JsonNode changed = put(
                path,
                1,
                "{\"role\": \"ENTERPRISE\", \"enterprise\": \"%s\", \"phone\": \"\", \"mail\": \"b@example.cn\"}"
                        .formatted(firm));
        assertThat(changed.has("phone")).isFalse();
        assertThat(changed.path("mail").asString()).isEqualTo("b***@example.cn");
        assertThat(person(id("speaker"))).isEqualTo("王小明 - b@example.cn 科长");
        assertThat(refusal(
                        admin(),
                        "PUT",
                        path,
                        "{\"role\": \"ENTERPRISE\", \"enterprise\": \"%s\", \"phone\": \"12\"}".formatted(firm),
                        2,
                        422))
                .startsWith("faulty-entry: phone: This is neither a mobile number");

        String everything = read(admin(), "accounts").toString()
                + read(admin(), "changes?limit=200")
                + read(admin(), "enterprises/" + firm + "/contacts")
                + read(admin(), "enterprises/" + firm + "/officers");
        assertThat(everything).doesNotContain("13812345678", "xiaoming", "b@example.cn", "李雷");
        assertThat(read(admin(), "changes?kind=account&id=" + id("speaker"))
                        .path("items")
                        .get(0)
                        .path("fields")
                        .toString())
                .isEqualTo("[\"mail\",\"phone\"]");
        String log = database.sql("select string_agg(c::text, '') from directory.change c where district = ?")
                .param(district)
                .query(String.class)
                .single();
        assertThat(log).doesNotContain("13812345678", "xiaoming", "王小明", "李雷", "科长");
    }

    private String person(String id) {
        return database.sql(
                        "select concat_ws(' ', name, coalesce(phone, '-'), coalesce(mail, '-'), title) from directory.person where id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    void contactsComeInOrderAndGo() {
        String path = "enterprises/" + enterprise("e") + "/contacts";
        String first = post(path, "{\"name\": \"甲甲\"}").path("id").asString();
        String second =
                post(path, "{\"name\": \"乙乙\", \"first\": true}").path("id").asString();
        assertThat(texts(read(admin(), path), "id", "first")).containsExactly(second + " true", first + " false");
        put(path + "/" + first, 1, "{\"first\": true, \"phone\": \"0571-86911234\"}");
        assertThat(texts(read(admin(), path), "id", "first", "phone"))
                .containsExactly(first + " true 0571-****234", second + " false -");
        refusal(admin(), "PUT", path + "/" + first, "{\"phone\": \"\"}", 1, 412);
        refusal(admin(), "DELETE", path + "/" + first, null, 0, 428);
        refusal(admin(), "DELETE", path + "/" + first, null, 1, 412);
        send(admin(), "DELETE", ROOT + path + "/" + first, null, 2, 204);
        assertThat(texts(read(admin(), path), "id")).containsExactly(second);
        refusal(admin(), "DELETE", path + "/" + first, null, 2, 404);
        assertThat(texts(read(admin(), "changes?kind=contact").path("items"), "id"))
                .containsExactly(first, first, second, first);
    }

    @Test
    void officersArePairedWithEnterprises() {
        String a = enterprise("a");
        String b = enterprise("b");
        account("o", "OFFICER", "");
        String path = "accounts/" + id("o") + "/looks-after";
        JsonNode paired = put(path, 1, "{\"enterprises\": [\"%s\", \"%s\", \"%s\"]}".formatted(b, a, b));
        assertThat(paired.path("looksAfter").toString()).isEqualTo("[\"%s\",\"%s\"]".formatted(a, b));
        assertThat(paired.has("tokensFrom")).isFalse();
        assertThat(put(path, 2, "{\"enterprises\": [\"%s\", \"%s\"]}".formatted(a, b))
                        .path("version")
                        .asLong())
                .isEqualTo(2);
        assertThat(refusal(admin(), "PUT", path, "{\"enterprises\": [\"nobody\"]}", 2, 422))
                .contains("There is no enterprise nobody");
        assertThat(refusal(admin(), "PUT", path, "{}", 2, 400)).contains("/enterprises");
        put("enterprises/" + a, 1, "{\"name\": \"a\", \"active\": false}");
        assertThat(put("accounts/" + id("o"), 2, "{\"role\": \"OFFICER\", \"title\": \"主任\"}")
                        .path("looksAfter")
                        .size())
                .isEqualTo(2);
        account("h", "AUDITOR", "");
        assertThat(refusal(
                        admin(),
                        "PUT",
                        "accounts/" + id("h") + "/looks-after",
                        "{\"enterprises\": [\"%s\"]}".formatted(b),
                        1,
                        422))
                .contains("Only an OFFICER looks after enterprises");
        SOON.until(() ->
                known.account(new AccountId(id("o"))).orElseThrow().looksAfter().size() == 2);
    }

    @Test
    void accountsOfAllDistrictsAreNotForEverybody() {
        assertThat(refusal(
                        admin(),
                        "POST",
                        "accounts",
                        "{\"login\": \"%s\", \"name\": \"x\", \"role\": \"ADMIN\", \"allDistricts\": true}"
                                .formatted(id("x")),
                        0,
                        403))
                .contains("Only an ADMIN of all districts");
        assertThat(refusal(admin(), "POST", "districts", "{\"id\": \"NEWONE\", \"name\": \"新区\"}", 0, 403))
                .contains("Only an account that looks after all districts may add districts.");
        Caller qt = Callers.inRole("qt-admin", Role.ADMIN);
        assertThat(refusal(qt, "PUT", "accounts/zhuqi-admin", "{\"role\": \"AUDITOR\"}", 1, 403))
                .contains("Only an ADMIN of all districts");
        Caller all = Callers.ofAllDistricts(Callers.inRole("zhuqi-admin", Role.ADMIN));
        JsonNode made = send(all, "POST", ROOT + "districts", "{\"id\": \"NEWONE\", \"name\": \"新区\"}", 0, 201);
        assertThat(made.path("version").asLong()).isEqualTo(1);
        assertThat(texts(read(all, "districts?limit=200").path("items"), "id"))
                .contains("NEWONE", "QT", "SY", district);
        assertThat(texts(read(qt, "districts").path("items"), "id")).containsExactly("QT");
        send(all, "PUT", ROOT + "districts/NEWONE", "{\"name\": \"新新区\", \"nameEn\": \"Very New\"}", 1, 200);
        assertThat(refusal(Callers.inRole("zhuqi-admin", Role.HANDLER), "districts/NEWONE", 404))
                .contains("not-found");
    }

    @Test
    void loginsAndCreditCodesAreTakenOnce() {
        account("a", "AUDITOR", "");
        assertThat(refusal(
                        admin(),
                        "POST",
                        "accounts",
                        "{\"login\": \"%s\", \"name\": \"x\", \"role\": \"AUDITOR\"}".formatted(id("A")),
                        0,
                        409))
                .isEqualTo("in-the-way: login: Another entry has the login already.");
        post("enterprises", "{\"name\": \"x\", \"creditCode\": \"91350100m000100y43\"}");
        assertThat(refusal(
                        admin(),
                        "POST",
                        "enterprises",
                        "{\"name\": \"y\", \"creditCode\": \"91350100M000100Y43\"}",
                        0,
                        409))
                .isEqualTo("in-the-way: creditCode: Another entry has the credit code already.");
        assertThat(texts(read(admin(), "enterprises?q=m000100").path("items"), "creditCode"))
                .containsExactly("91350100M000100Y43");
        String other = anotherDistrict();
        send(
                Callers.in(other, Callers.inRole("boss", Role.ADMIN)),
                "POST",
                ROOT + "enterprises",
                "{\"name\": \"y\", \"creditCode\": \"91350100M000100Y43\"}",
                0,
                201);
    }

    @Test
    void everyProblemIsInBothLanguages() {
        for (String body : List.of(
                "{\"nmae\": \"x\"}",
                "{\"name\": \"x\"}",
                "{\"name\": \"x\", \"kind\": \"PUB\"}",
                "{\"name\": \" \", \"kind\": \"BANK\"}")) {
            var answer = raw(
                    admin(),
                    "POST",
                    ROOT + "units",
                    body.getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    "application/json",
                    "Accept-Language",
                    "zh-CN");
            JsonNode problem = Json.MAPPER.readTree(new String(answer.body(), StandardCharsets.UTF_8));
            assertThat(problem.path("detail").asString()).containsPattern("[\u4e00-\u9fa5]");
            assertThat(problem.path("errors").size()).isEqualTo(1);
        }
    }
}
