package org.zhuqi.allinone.doors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.Installation;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.platform.json.Json;
import org.zhuqi.timeliness.policy.PolicyReader;

/**
 * A caller in every role in Qiantang, and what is theirs and what is not: a ticket of one enterprise with one unit, a
 * ticket that the officer filed for another enterprise with another unit, a ticket in Shangyu.
 */
final class World {
    static final Set<Role> ROLES = EnumSet.complementOf(EnumSet.of(Role.SYSTEM));
    private static final DistrictId QIANTANG = new DistrictId("QT");
    private static final DistrictId SHANGYU = new DistrictId("SY");
    private static final Account SY_ADMIN =
            new Account(new AccountId("sy-admin"), Role.ADMIN, SHANGYU, null, null, "上虞 · 管理员");

    private final Installation installation = WholeSystem.installation();
    private final Helpdesk helpdesk = WholeSystem.helpdesk();
    private final HttpClient http = Api.newClient();
    private final Map<Role, Account> callers = new EnumMap<>(Role.class);
    private final Map<Account, String> tokens = new ConcurrentHashMap<>();
    private final String spareAccount;
    /** By enterprise. */
    private final Map<String, String> contacts = new HashMap<>();

    /** By ticket. */
    private final Map<String, String> meetings = new HashMap<>();

    private final Map<String, String> hardProblems = new HashMap<>();
    private final String round;

    private final TicketSteps ofTheEnterprise;
    private final TicketSteps ofTheOfficer;
    private final TicketSteps ofShangyu;
    private final String fileOfTheEnterprise;
    private final String fileOfTheOfficer;
    private final String fileOfShangyu;
    /** By enterprise. */
    private final Map<String, String> visits = new HashMap<>();
    /** By enterprise: in a chain of its own, and shown to that chain alone. */
    private final Map<String, String> listings = new HashMap<>();
    /** By one of the two enterprises. */
    private final Map<String, String> introductions = new HashMap<>();

    /** By district. */
    private final Map<String, String> recomputations = new ConcurrentHashMap<>();

    private final String problemOfQiantang;
    private final String problemOfShangyu;
    private final String proposal;

    World() {
        for (Role role : ROLES) {
            callers.put(role, Account.of(QIANTANG, role).orElseThrow());
        }
        callers.put(Role.OFFICER, anOfficerOf(enterprise(Whose.SAME_DISTRICT)));
        ofTheEnterprise = helpdesk.ticket("矩阵：本企业").dispatchTo(unit(Whose.OWN)).accept();
        ofTheOfficer = helpdesk.known(filed())
                .take(Helpdesk.COORDINATOR, "dispatch", Map.of("lead", unit(Whose.SAME_DISTRICT)))
                .take(Helpdesk.handlerOf(unit(Whose.SAME_DISTRICT)), "accept", Map.of());
        Answer submitted = helpdesk.post(
                "sy-enterprise",
                "/api/v1/tickets",
                Map.of("item", "sy-yd", "title", "矩阵：上虞", "description", "竣工半年，仍不能办证。"),
                Map.of());
        ofShangyu = helpdesk.known(submitted.text("ticketId"))
                .take("sy-coordinator", "dispatch", Map.of("lead", unit(Whose.OTHER_DISTRICT)))
                .take("sy-handler", "accept", Map.of());
        spareAccount = made("accounts", "{\"login\": \"matrix-spare\", \"name\": \"备用\", \"role\": \"AUDITOR\"}");
        for (Whose whose : Whose.values()) {
            contacts.put(
                    enterprise(whose),
                    made(whose, "enterprises/" + enterprise(whose) + "/contacts", "{\"name\": \"矩阵\"}"));
        }
        fileOfTheEnterprise = attach(ofTheEnterprise, Helpdesk.handlerOf(unit(Whose.OWN)));
        fileOfTheOfficer = attach(ofTheOfficer, Helpdesk.handlerOf(unit(Whose.SAME_DISTRICT)));
        fileOfShangyu = attach(ofShangyu, "sy-handler");
        visitEverybody();
        bringTogether();
        publishAPolicyOfShangyu();
        awaitEverythingShown();
        for (TicketSteps ticket : List.of(ofTheEnterprise, ofTheOfficer, ofShangyu)) {
            meetings.put(ticket.id(), about(ticket, "meetings", """
                    {"kind": "INDIVIDUAL", "title": "矩阵协调会", "agenda": ["%1$s"], "enterprises": ["%3$s"],
                     "startsAt": "2023-06-05T14:00:00+08:00", "endsAt": "2023-06-05T15:00:00+08:00"}"""));
            hardProblems.put(ticket.id(), about(ticket, "hard-problems", """
                    {"title": "矩阵难题", "difficulty": "涉及多个部门", "tickets": ["%s"], "leadUnit": "%s"}"""));
        }
        round = opened();
        problemOfQiantang = commonProblem(account(Role.COORDINATOR));
        problemOfShangyu = commonProblem(Account.of(SHANGYU, Role.COORDINATOR).orElseThrow());
        proposal = proposal();
    }

    /** Dispatch learns of a ticket a little later than the desk does. */
    private String about(TicketSteps ticket, String kind, String body) {
        boolean elsewhere = ticket.equals(ofShangyu);
        Account coordinator =
                elsewhere ? Account.of(SHANGYU, Role.COORDINATOR).orElseThrow() : account(Role.COORDINATOR);
        Whose whose = ticket.equals(ofTheOfficer) ? Whose.SAME_DISTRICT : elsewhere ? Whose.OTHER_DISTRICT : Whose.OWN;
        String request = body.formatted(ticket.id(), unit(whose), enterprise(whose));
        Answered answer = await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> send("POST", Request.of("/api/v1/" + kind).json(request), coordinator),
                        sent -> sent.statusCode() == 201);
        return Json.MAPPER.readTree(answer.body()).path("id").asString();
    }

    private String opened() {
        Answered answer = send(
                "POST",
                Request.of("/api/v1/hard-problems/rounds").json("{\"heldOn\": \"2023-06-30\"}"),
                account(Role.COORDINATOR));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body()).path("number").asString();
    }

    /** About that ticket. */
    String meeting(Role role, Whose whose) {
        return Objects.requireNonNull(meetings.get(ticket(role, whose).id()));
    }

    /** With that ticket. */
    String hardProblem(Role role, Whose whose) {
        return Objects.requireNonNull(hardProblems.get(ticket(role, whose).id()));
    }

    /** Of Qiantang, open. */
    String round() {
        return round;
    }

    /** The officers who ship look after the enterprise that asks here, too. */
    private Account anOfficerOf(String enterprise) {
        AccountId id = new AccountId("matrix-officer");
        made("accounts", """
                {"id": "%s", "login": "%s", "name": "矩阵助企员", "role": "OFFICER", "looksAfter": ["%s"]}""".formatted(id, id, enterprise));
        Account officer = new Account(id, Role.OFFICER, QIANTANG, null, null, "");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send("GET", Request.of("/api/v1/me"), officer).statusCode() == 200);
        return officer;
    }

    private String made(String kind, String body) {
        return made(Whose.OWN, kind, body);
    }

    private String made(Whose whose, String kind, String body) {
        Answered answer = send("POST", Request.of("/api/v1/directory/" + kind).json(body), admin(whose));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body()).path("id").asString();
    }

    private Account admin(Whose whose) {
        return whose == Whose.OTHER_DISTRICT ? SY_ADMIN : account(Role.ADMIN);
    }

    String district(Whose whose) {
        return whose == Whose.OTHER_DISTRICT ? "SY" : "QT";
    }

    String chain(Whose whose) {
        return whose == Whose.OTHER_DISTRICT ? "sy-advanced-materials" : "qt-semiconductors";
    }

    String place(Whose whose) {
        return whose == Whose.OTHER_DISTRICT ? "sy-baiguan" : "qt-xiasha";
    }

    /** Of nobody who asks here. */
    String spareAccount(Whose whose) {
        return whose == Whose.OTHER_DISTRICT ? SY_ADMIN.name().text() : spareAccount;
    }

    /** The enterprise for which that role speaks, or which it looks after. */
    String enterprise(Role role, Whose whose) {
        boolean other = role == Role.OFFICER && whose != Whose.OTHER_DISTRICT;
        return enterprise(other ? (whose == Whose.OWN ? Whose.SAME_DISTRICT : Whose.OWN) : whose);
    }

    /** Whom to ask for there. */
    String contact(Role role, Whose whose) {
        return Objects.requireNonNull(contacts.get(enterprise(role, whose)));
    }

    /** A list of units that was brought in to be looked at; it has a fault, so that nobody can apply it. */
    String listed(Whose whose) {
        Answered answer = send(
                "POST",
                Request.of("/api/v1/directory/imports?kind=units").body("text/csv", "单位名称,类型\n矩阵局,没有的类型\n"),
                admin(whose));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body()).path("id").asString();
    }

    private String attach(TicketSteps ticket, String handler) {
        try {
            String file = helpdesk.as(handler)
                    .upload("a.txt", "matrix".getBytes(StandardCharsets.UTF_8))
                    .text("id");
            ticket.take(
                    handler,
                    "record-progress",
                    Map.of("note", "见附件", "internal", false, "attachments", List.of(Map.of("id", file))));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The handler's unit came along to the enterprise that asks here, the officer went to the other one. */
    private void visitEverybody() {
        visits.put(
                enterprise(Whose.OWN),
                dispatched(
                        account(Role.COORDINATOR),
                        "visits",
                        Map.of(
                                "enterprise", enterprise(Whose.OWN),
                                "visitedOn", "2023-04-06",
                                "officers", List.of("qt-officer"),
                                "units", List.of(unit(Whose.OWN)))));
        visits.put(
                enterprise(Whose.SAME_DISTRICT),
                dispatched(
                        account(Role.OFFICER),
                        "visits",
                        Map.of("enterprise", enterprise(Whose.SAME_DISTRICT), "visitedOn", "2023-04-06")));
        visits.put(
                enterprise(Whose.OTHER_DISTRICT),
                dispatched(
                        Account.of(SHANGYU, Role.OFFICER).orElseThrow(),
                        "visits",
                        Map.of("enterprise", enterprise(Whose.OTHER_DISTRICT), "visitedOn", "2023-04-06")));
    }

    /** Each enterprise with one of its own chain, which there is none of to begin with. */
    private void bringTogether() {
        for (Whose whose : Whose.values()) {
            Account coordinator = whose == Whose.OTHER_DISTRICT
                    ? Account.of(SHANGYU, Role.COORDINATOR).orElseThrow()
                    : account(Role.COORDINATOR);
            String chain = switch (whose) {
                case OWN -> "qt-advanced-materials";
                case SAME_DISTRICT -> "qt-smart-vehicles";
                case OTHER_DISTRICT -> "sy-life-health";
            };
            String partner = made(whose, "enterprises", "{\"name\": \"矩阵伙伴有限公司\", \"chain\": \"%s\"}".formatted(chain));
            String id = dispatched(coordinator, "listings", listing("OFFER", "矩阵树脂", enterprise(whose)));
            // The directory's word takes a moment to get round.
            String need = await().atMost(Duration.ofSeconds(20))
                    .until(
                            () -> post(coordinator, "listings", listing("NEED", "矩阵树脂", partner)),
                            answer -> answer.statusCode() == 201)
                    .body();
            listings.put(enterprise(whose), id);
            introductions.put(
                    enterprise(whose),
                    dispatched(
                            coordinator,
                            "listings/%s/matches/%s/introduce"
                                    .formatted(
                                            id,
                                            Json.MAPPER
                                                    .readTree(need)
                                                    .path("id")
                                                    .asString()),
                            Map.of()));
        }
    }

    static Map<String, Object> listing(String kind, String title, String enterprise) {
        return Map.of(
                "enterprise",
                enterprise,
                "kind",
                kind,
                "title",
                title,
                "description",
                "矩阵：只在本链可见。",
                "category",
                "矩阵树脂",
                "validUntil",
                LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(30).toString(),
                "visible",
                "CHAIN");
    }

    private Answered post(Account account, String what, Map<String, Object> body) {
        return send("POST", Request.of("/api/v1/" + what).json(Json.MAPPER.writeValueAsString(body)), account);
    }

    private String dispatched(Account account, String what, Map<String, Object> body) {
        Answered answer = post(account, what, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body()).path("id").asString();
    }

    /** A visit to that enterprise. */
    String visit(Role role, Whose whose) {
        return Objects.requireNonNull(visits.get(enterprise(role, whose)));
    }

    /** An offer of that enterprise, shown to its chain alone. */
    String listing(Role role, Whose whose) {
        return Objects.requireNonNull(listings.get(enterprise(role, whose)));
    }

    /** That enterprise with another of its chain. */
    String introduction(Role role, Whose whose) {
        return Objects.requireNonNull(introductions.get(enterprise(role, whose)));
    }

    private String filed() {
        Answered answer = send(
                "POST",
                Request.of("/api/v1/tickets")
                        .json(Json.MAPPER.writeValueAsString(Map.of(
                                "enterprise", enterprise(Whose.SAME_DISTRICT),
                                "item", "qt-fl",
                                "title", "矩阵：助企员代报",
                                "description", "走访中记录的诉求，由助企员代报。"))),
                account(Role.OFFICER));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body()).path("ticketId").asString();
    }

    private String commonProblem(Account coordinator) {
        Answered answer = send("POST", Request.of("/api/v1/common-problems").json("""
                        {"title": "矩阵：停电", "description": "正在排查。", "published": true, "tickets": []}"""), coordinator);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body()).path("id").asString();
    }

    /** Three requests of two enterprises that look as if they had one cause. */
    private String proposal() {
        for (String enterprise :
                List.of(enterprise(Whose.OWN), enterprise(Whose.SAME_DISTRICT), enterprise(Whose.SAME_DISTRICT))) {
            Answered answer = send(
                    "POST",
                    Request.of("/api/v1/tickets")
                            .json(Json.MAPPER.writeValueAsString(Map.of(
                                    "enterprise", enterprise,
                                    "item", "qt-yd",
                                    "title", "矩阵：路口红绿灯",
                                    "description", "矩阵路口没有红绿灯，上下班拥堵。"))),
                    account(Role.COORDINATOR));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> Helpdesk.elements(Json.MAPPER.readTree(send(
                                                "GET",
                                                Request.of("/api/v1/common-problems/proposals"),
                                                account(Role.COORDINATOR))
                                        .body()))
                                .filter(found -> found.toString().contains("矩阵：路口红绿灯"))
                                .filter(found -> found.path("tickets").size() >= 3)
                                .map(found -> found.path("id").asString())
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    private void publishAPolicyOfShangyu() {
        String text;
        try (InputStream preset = PolicyReader.class.getResourceAsStream("135-staged.yaml")) {
            text = new String(Objects.requireNonNull(preset, "135-staged.yaml").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Request publishing = Request.of("/api/v1/policies")
                .body(
                        "application/yaml",
                        text.replace("policy: 135-staged", "policy: matrix-of-shangyu\ndistrict: SY")
                                .replace("effective-from: 2000-01-01", "effective-from: 2099-01-01"));
        Answered answer = send("POST", publishing, SY_ADMIN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** Of clocks there is no version to wait for. */
    private void awaitEverythingShown() {
        ofTheEnterprise.onTheListOf(Helpdesk.COORDINATOR);
        ofTheOfficer.onTheListOf(Helpdesk.COORDINATOR);
        ofShangyu.onTheListOf("sy-coordinator");
        // Each is the last thing that happened to its ticket.
        Map.of(
                        fileOfTheEnterprise,
                        Helpdesk.COORDINATOR,
                        fileOfTheOfficer,
                        Helpdesk.COORDINATOR,
                        fileOfShangyu,
                        "sy-coordinator")
                .forEach((file, account) -> await().atMost(Duration.ofSeconds(20))
                        .until(() -> helpdesk.as(account)
                                        .download("/api/v1/attachments/" + file)
                                        .statusCode()
                                == 200));
        for (TicketSteps ticket : List.of(ofTheEnterprise, ofTheOfficer)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/routing/suggestions?ticket=" + ticket.id())
                                    .status()
                            == 200);
        }
        Map<String, TicketSteps> shownTo = Map.of(
                Helpdesk.handlerOf(unit(Whose.OWN)),
                ofTheEnterprise,
                Helpdesk.handlerOf(unit(Whose.SAME_DISTRICT)),
                ofTheOfficer,
                "sy-handler",
                ofShangyu);
        shownTo.forEach((account, ticket) -> await().atMost(Duration.ofSeconds(60))
                .until(() -> helpdesk.get(account, "/api/v1/due?scope=UNIT&limit=200")
                        .body()
                        .toString()
                        .contains(ticket.id())));
    }

    Account account(Role role) {
        return Objects.requireNonNull(callers.get(role), role.name());
    }

    /** In Qiantang the ticket of that caller, of somebody else there, or the one in Shangyu. */
    TicketSteps ticket(Role role, Whose whose) {
        if (whose == Whose.OTHER_DISTRICT) {
            return ofShangyu;
        }
        boolean filedByOfficer = role == Role.OFFICER;
        return filedByOfficer == (whose == Whose.OWN) ? ofTheOfficer : ofTheEnterprise;
    }

    /** A file on that ticket. */
    String file(Role role, Whose whose) {
        TicketSteps named = ticket(role, whose);
        if (named.equals(ofShangyu)) {
            return fileOfShangyu;
        }
        return named.equals(ofTheOfficer) ? fileOfTheOfficer : fileOfTheEnterprise;
    }

    String commonProblem(Whose whose) {
        return whose == Whose.OTHER_DISTRICT ? problemOfShangyu : problemOfQiantang;
    }

    /** In Shangyu none. */
    String proposal(Whose whose) {
        return whose == Whose.OTHER_DISTRICT ? UUID.randomUUID().toString() : proposal;
    }

    /** Of the handler, of another one in Qiantang, in Shangyu. */
    String unit(Whose whose) {
        return switch (whose) {
            case OWN -> Objects.requireNonNull(account(Role.HANDLER).unit()).text();
            case SAME_DISTRICT -> "qt-rsj";
            case OTHER_DISTRICT -> "sy-jxj";
        };
    }

    String enterprise(Whose whose) {
        return switch (whose) {
            case OWN ->
                Objects.requireNonNull(account(Role.ENTERPRISE).enterprise()).text();
            case SAME_DISTRICT -> "qt-ent-002";
            case OTHER_DISTRICT -> "sy-ent-001";
        };
    }

    String item(Whose whose) {
        return whose == Whose.OTHER_DISTRICT ? "sy-yd" : "qt-yd";
    }

    String policy(Whose whose) {
        return whose == Whose.OTHER_DISTRICT ? "matrix-of-shangyu@1" : "135-staged@1";
    }

    /** Of the district of these data. */
    String recomputation(Whose whose) {
        return recomputations.computeIfAbsent(district(whose), any -> {
            Answered answer = send(
                    "POST",
                    Request.of("/api/v1/metrics/recomputations")
                            .json("{\"from\": \"2023-01-01\", \"to\": \"2023-12-31\", \"under\": {\"decimals\": 2}}"),
                    admin(whose));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            return Json.MAPPER.readTree(answer.body()).path("id").asString();
        });
    }

    /** A new feed of that unit. */
    String feed(Whose whose) {
        Account owner = whose == Whose.OTHER_DISTRICT
                ? Account.of(SHANGYU, Role.COORDINATOR).orElseThrow()
                : account(Role.COORDINATOR);
        Answered answer = send("POST", Request.of("/api/v1/calendar-feeds?unit=" + unit(whose)), owner);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body()).path("id").asString();
    }

    /** A new feed of that caller's meetings; of a role that may have none, an id of nothing. */
    String meetingFeed(Role role) {
        return made("/api/v1/meeting-feeds", "{}", role);
    }

    /** A new key for Open311 of an enterprise of that district. */
    String open311Key(Whose whose) {
        boolean other = whose == Whose.OTHER_DISTRICT;
        Account admin = other ? SY_ADMIN : account(Role.ADMIN);
        Account enterprise = Account.of(admin.district(), Role.ENTERPRISE).orElseThrow();
        Answered answer = send(
                "POST",
                Request.of("/api/v1/open311-keys")
                        .json("{\"account\": \"%s\", \"label\": \"矩阵\"}".formatted(enterprise.name())),
                admin);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Json.MAPPER.readTree(answer.body()).path("id").asString();
    }

    /** A new export of that caller; of a role that may have none, an id of nothing. */
    String export(Role role) {
        return made("/api/v1/metrics/exports", "{\"format\": \"CSV\"}", role);
    }

    /** A new schedule of that caller; of a role that may have none, an id of nothing. */
    String schedule(Role role) {
        return made(
                "/api/v1/metrics/schedules",
                "{\"name\": \"矩阵\", \"cadence\": \"MONTHLY\", \"day\": 1, \"time\": \"07:30\", \"formats\": [\"CSV\"]}",
                role);
    }

    private String made(String path, String body, Role role) {
        Answered answer = send("POST", Request.of(path).json(body), account(role));
        assertThat(answer.statusCode()).as(answer.body()).isIn(201, 202, 403);
        return Json.MAPPER
                .readTree(answer.body())
                .path("id")
                .asString(UUID.randomUUID().toString());
    }

    /** A command of that caller, decided, that changed nothing; null for a role that sends none. */
    @Nullable
    String command(Role role, Whose whose) {
        Role sender = whose == Whose.OWN
                ? role
                : role == Role.COORDINATOR && whose == Whose.SAME_DISTRICT ? Role.SUPERVISOR : Role.COORDINATOR;
        CommandType some = Arrays.stream(CommandType.values())
                .filter(type -> type != CommandType.SUBMIT && TicketLifecycle.mayEverSend(sender, type))
                .findFirst()
                .orElse(null);
        if (some == null) {
            return null;
        }
        boolean elsewhere = whose == Whose.OTHER_DISTRICT;
        String ticket = (elsewhere ? ofShangyu : ticket(sender, Whose.OWN)).id();
        Account account = elsewhere ? Account.of(SHANGYU, sender).orElseThrow() : account(sender);
        Answered answer = send("POST", Samples.stale(ticket, some, account), account);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(412);
        return Json.MAPPER.readTree(answer.body()).path("commandId").asString();
    }

    /** Ids and numbers of what this role must not even hear of. */
    List<String> hiddenFrom(Role role) {
        return Arrays.stream(Whose.values())
                .filter(whose -> !Expected.sees(role, whose))
                .map(whose -> ticket(role, whose))
                .flatMap(ticket -> List.of(ticket.id(), ticket.number()).stream())
                .toList();
    }

    record Answered(int statusCode, HttpHeaders headers, String body) {}

    Answered send(String method, Request request, @Nullable Account caller) {
        HttpRequest.Builder building = HttpRequest.newBuilder(URI.create(installation.address() + request.path()))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(request.body()));
        request.headers().forEach(building::header);
        if (caller != null) {
            building.header("Authorization", "Bearer " + tokens.computeIfAbsent(caller, installation::token));
        }
        try {
            return answered(http.send(building.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException("%s %s".formatted(method, request.path()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A stream does not end: that it began is all that is read of it. */
    private static Answered answered(HttpResponse<InputStream> answer) throws IOException {
        try (InputStream body = answer.body()) {
            boolean stream =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
            byte[] bytes = stream ? body.readNBytes("retry:".length()) : body.readAllBytes();
            return new Answered(answer.statusCode(), answer.headers(), new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
