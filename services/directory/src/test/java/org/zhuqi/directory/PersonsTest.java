package org.zhuqi.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.access.TicketAccessRows;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** The one door behind which personal data stands whole, the record of who went through it, and being forgotten. */
final class PersonsTest extends TestDirectory {
    private static final String NAME = "欧阳青山";
    private static final String PHONE = "13906512345";
    private static final String MAIL = "ouyang@example.cn";

    @Autowired
    private TicketAccessRows directoryTicketAccess;

    @Autowired
    private KafkaClients kafka;

    private String enterprise = "";
    private String unit = "";
    private String contact = "";

    @BeforeEach
    void anEnterpriseWithAContact() {
        enterprise = post("enterprises", """
                {"name": "甲公司"}""").path("id").asString();
        unit = post("units", """
                {"name": "人社局", "kind": "DEPARTMENT"}""").path("id").asString();
        contact = post("enterprises/" + enterprise + "/contacts", """
                        {"name": "%s", "phone": "%s", "mail": "%s"}""".formatted(NAME, PHONE, MAIL))
                .path("id")
                .asString();
        awaitTold();
        SOON.until(() -> known.enterprise(new EnterpriseId(enterprise)).isPresent());
    }

    private Caller itself() {
        return Callers.in(district, Callers.enterprise("its-clerk", new EnterpriseId(enterprise)));
    }

    private Caller handler() {
        return Callers.in(district, Callers.handler("li.si", new UnitId(unit)));
    }

    private JsonNode reveal(Caller caller, String body, int status) {
        return send(caller, "POST", ROOT + "persons/" + contact + "/reveal", body, 0, status);
    }

    @Test
    void whoMayKnowOfAPersonSeesStars() {
        assertThat(texts(read(as(Role.AUDITOR), "persons?ids=" + contact + ",nobody"), "id", "name", "phone", "mail"))
                .containsExactly(contact + " 欧*** 139****2345 o***@example.cn");
        assertThat(read(
                        Callers.in(district, Callers.enterprise("x", new EnterpriseId("another"))),
                        "persons?ids=" + contact))
                .isEmpty();
        assertThat(read(Callers.in("ELSE", Callers.inRole("x", Role.ADMIN)), "persons?ids=" + contact))
                .isEmpty();
    }

    @Test
    void wholeIsForAReasonWhichIsWrittenDownFirst() {
        Caller coordinator = as(Role.COORDINATOR);
        assertThat(reveal(coordinator, "{}", 422).path("detail").asString())
                .isEqualTo("Please say why you need the contact data; it is written down.");
        assertThat(reveal(coordinator, "{\"reason\": \"回访\"}", 200)
                        .path("phone")
                        .asString())
                .isEqualTo(PHONE);
        assertThat(reveal(itself(), "{}", 200).path("name").asString()).isEqualTo(NAME);
        reveal(as(Role.AUDITOR), "{\"reason\": \"看看\"}", 422);
        reveal(Callers.in("ELSE", Callers.inRole("x", Role.ADMIN)), "{\"reason\": \"看看\"}", 404);

        JsonNode record = read(as(Role.AUDITOR), "personal-data-access").path("items");
        assertThat(texts(record, "account", "role", "door", "reason"))
                .containsExactly("its-clerk ENTERPRISE own work -", "someone COORDINATOR reveal 回访");
        assertThat(read(Callers.in(district, Callers.inRole(contact, Role.OFFICER)), "personal-data-access")
                        .path("items"))
                .as("everybody learns who looked at themselves")
                .hasSize(2);
        assertThat(read(handler(), "personal-data-access").path("items")).isEmpty();
    }

    @Test
    void aHandlerReachesThePeopleOfATicketWhileTheUnitHasIt() {
        EventStory story = EventStory.of(TicketNumber.of(district + "-2026-000001"))
                .by(itself())
                .tells(
                        new TicketEvent.Submitted(
                                new EnterpriseId(enterprise),
                                "用工",
                                "缺人",
                                new CatalogueItemId("qt-yg"),
                                Urgency.NORMAL,
                                null,
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED)
                .tells(new TicketEvent.Dispatched(new UnitId(unit), List.of(), null, null), TicketState.DISPATCHED);
        tell(story);
        String ticket = "{\"ticket\": \"" + story.ticket() + "\"}";

        reveal(handler(), "{\"reason\": \"想看\"}", 422);
        assertThat(reveal(handler(), ticket, 200).path("phone").asString()).isEqualTo(PHONE);
        reveal(Callers.in(district, Callers.handler("x", new UnitId("another"))), ticket, 422);

        tell(story.tells(
                new TicketEvent.Redispatched(new UnitId(unit), new UnitId("another"), List.of(), "归口"),
                TicketState.DISPATCHED));
        reveal(handler(), ticket, 422);
        assertThat(read(as(Role.AUDITOR), "personal-data-access?person=" + contact)
                        .path("items"))
                .singleElement()
                .satisfies(look -> assertThat(look.path("ticket").asString())
                        .isEqualTo(story.ticket().text()));
    }

    private void tell(EventStory story) {
        try (var producer = kafka.producer("tests-persons", 0)) {
            // What was written before comes once more, which must change nothing.
            EventStory.write(producer, story.records());
        }
        SOON.until(() -> directoryTicketAccess.find(Set.of(story.ticket())).values().stream()
                .anyMatch(record -> record.version() == story.version()));
    }

    @Test
    void whoIsErasedLeavesAnIdAndNothingElse() {
        String login = "zhuge.mingyue";
        String name = "诸葛明月";
        String phone = "13700001111";
        String mail = "zhuge@example.cn";
        String account = post("accounts", """
                        {"login": "%s", "name": "%s", "phone": "%s", "mail": "%s", "role": "HANDLER", "unit": "%s"}""".formatted(login, name, phone, mail, unit))
                .path("id")
                .asString();
        String alsoContact = post("enterprises/" + enterprise + "/contacts", """
                        {"name": "%s", "phone": "%s", "mail": "%s", "first": true}""".formatted(name, phone, mail))
                .path("id")
                .asString();
        assertThat(tablesWith(name)).as("the search finds what is there").containsExactly("person");
        for (String person : List.of(account, alsoContact)) {
            String door = "persons/" + person + "/erase";
            assertThat(refusal(admin(), "POST", door, "{\"confirm\": \"" + person + "\"}", 0, 400))
                    .contains("say why");
            assertThat(refusal(admin(), "POST", door, "{\"reason\": \"本人要求\"}", 0, 400))
                    .contains("cannot be taken back");
            String sure = "{\"reason\": \"本人要求\", \"confirm\": \"" + person + "\"}";
            send(Callers.in("ELSE", Callers.inRole("x", Role.ADMIN)), "POST", ROOT + door, sure, 0, 404);
            send(admin(), "POST", ROOT + door, sure, 0, 204);
            send(admin(), "POST", ROOT + door, sure, 0, 204);
        }
        refusal(admin(), "PUT", "accounts/" + account, """
                        {"name": "%s", "role": "HANDLER", "unit": "%s", "active": true}""".formatted(name, unit), 2, 409);
        refusal(
                admin(),
                "PUT",
                "enterprises/" + enterprise + "/contacts/" + alsoContact,
                "{\"name\": \"" + name + "\"}",
                2,
                409);
        awaitTold();

        for (String gone : List.of(name, phone, mail, login)) {
            assertThat(tablesWith(gone)).as(gone).isEmpty();
        }
        assertThat(texts(read(as(Role.AUDITOR), "persons?ids=" + account), "id", "name", "phone"))
                .containsExactly(account + " 已注销 -");
        SOON.until(() -> known.account(new AccountId(account)).stream().noneMatch(it -> it.active()));
        assertThat(texts(read(as(Role.AUDITOR), "personal-data-access").path("items"), "door", "reason"))
                .containsExactly("erase 本人要求", "erase 本人要求");
    }

    @Test
    void whoLooksAfterAllDistrictsIsNotErasedByTheAdministratorOfOne() {
        Caller qt = Callers.inRole("qt-admin", Role.ADMIN);
        assertThat(refusal(
                        qt,
                        "POST",
                        "persons/zhuqi-admin/erase",
                        "{\"reason\": \"x\", \"confirm\": \"zhuqi-admin\"}",
                        0,
                        409))
                .contains("Only an ADMIN of all districts");
    }

    @Test
    void nobodyErasesThemselves() {
        Caller boss = admin();
        String id = boss.account().text();
        assertThat(refusal(
                        boss,
                        "POST",
                        "persons/" + id + "/erase",
                        "{\"reason\": \"x\", \"confirm\": \"" + id + "\"}",
                        0,
                        409))
                .contains("Nobody erases themselves");
    }

    /** The tables of this service in which a text stands anywhere. */
    private List<String> tablesWith(String text) {
        return database
                .sql("select table_name from information_schema.tables where table_schema = 'directory' order by 1")
                .query((row, index) -> row.getString(1))
                .list()
                .stream()
                .filter(table -> database.sql("select exists(select 1 from directory.\"" + table
                                + "\" t where strpos(lower(t::text), lower(?)) > 0)")
                        .param(text)
                        .query(Boolean.class)
                        .single())
                .toList();
    }
}
