package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Helpdesk.TicketSteps;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;

/** A person worked here, and asks to be forgotten: nothing says any more who it was, and nothing else has changed. */
final class ErasureTest {
    private static final String DIRECTORY = "/api/v1/directory/";
    private static final String NAME = "独孤求知";
    private static final String PHONE = "13688776655";
    private static final String MAIL = "dugu.qiuzhi@example.cn";
    private static final String LOGIN = "dugu.qiuzhi";

    private final Helpdesk helpdesk = WholeSystem.helpdesk();
    private final JdbcClient database = WholeSystem.database();

    @Test
    void whoIsErasedIsFoundNowhereAndNothingElseChanges() throws Exception {
        String id = made(
                "accounts",
                Map.of(
                        "login", LOGIN, "name", NAME, "phone", PHONE, "mail", MAIL, "role", "HANDLER", "unit",
                        "qt-rsj"));
        assertThat(helpdesk.post(
                                Helpdesk.ADMIN, DIRECTORY + "accounts/" + id + "/one-time-password", Map.of(), Map.of())
                        .status())
                .isEqualTo(200);
        String contact = made(
                "enterprises/qt-ent-001/contacts", Map.of("name", NAME, "phone", PHONE, "mail", MAIL, "first", true));
        TicketSteps ticket = workedOnBy(id);
        assertThat(tablesWith(NAME)).as("the search finds what is there").containsExactly("directory.person");
        String hashes = hashes();
        String shown = timeline(ticket);

        for (String person : List.of(id, contact)) {
            assertThat(helpdesk.post(
                                    Helpdesk.ADMIN,
                                    DIRECTORY + "persons/" + person + "/erase",
                                    Map.of("reason", "本人要求", "confirm", person),
                                    Map.of())
                            .status())
                    .isEqualTo(204);
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(me(id).status()).as("its token").isEqualTo(401));
        for (String gone : List.of(NAME, PHONE, MAIL, LOGIN)) {
            assertThat(tablesWith(gone)).as(gone).isEmpty();
            assertThat(topicsWith(gone)).as(gone).isEmpty();
            assertThat(Files.readString(WholeSystem.folder().logFile())).doesNotContain(gone);
        }
        assertThat(hashes()).isEqualTo(hashes);
        assertThat(timeline(ticket)).as("what was done, and under which id").isEqualTo(shown);
        WholeSystem.assertEverythingAgrees();
    }

    private TicketSteps workedOnBy(String id) {
        await().atMost(Duration.ofSeconds(10)).until(() -> me(id).status() == 200);
        TicketSteps ticket = helpdesk.ticket("请人社局协助招工").dispatchTo("qt-rsj").accept();
        Answer answer = helpdesk.post(
                handler(id),
                "/api/v1/tickets/" + ticket.id() + "/record-progress",
                Map.of("note", "已联系企业", "internal", false),
                Map.of());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return helpdesk.known(ticket.id());
    }

    private static Account handler(String id) {
        return new Account(new AccountId(id), Role.HANDLER, new DistrictId("QT"), null, new UnitId("qt-rsj"), "");
    }

    private Answer me(String id) {
        return helpdesk.get(handler(id), "/api/v1/me");
    }

    private String made(String kind, Map<String, Object> body) {
        Answer answer = helpdesk.post(Helpdesk.ADMIN, DIRECTORY + kind, body, Map.of());
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.text("id");
    }

    private String timeline(TicketSteps ticket) {
        return helpdesk.get(Helpdesk.COORDINATOR, "/api/v1/tickets/" + ticket.id() + "/timeline?atLeast=4")
                .body()
                .toString();
    }

    private String hashes() {
        return database.sql(
                        "select md5(string_agg(encode(hash, 'hex'), ',' order by ticket_id, sequence)) from ticket.event")
                .query(String.class)
                .single();
    }

    /** The tables of all services in which a text stands, in whatever column. */
    private List<String> tablesWith(String text) {
        List<String> tables =
                database.sql("""
                        select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
                        where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'
                        """).query((row, index) -> row.getString(1)).list();
        assertThat(tables).as("of every service").hasSizeGreaterThan(30);
        // Bytes are looked into as what they say in UTF-8, too.
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        return tables.stream()
                .filter(table -> database.sql("select exists(select 1 from " + table
                                + " t where strpos(lower(t::text), lower(:text)) > 0 or strpos(t::text, :hex) > 0)")
                        .param("text", text)
                        .param("hex", hex)
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    private static List<String> topicsWith(String text) {
        List<String> found = new ArrayList<>();
        for (String topic : Topics.ALL) {
            boolean there = WholeSystem.topics().all(topic).stream()
                    .flatMap(record -> Stream.of(String.valueOf(record.key()), text(record.value())))
                    .anyMatch(part -> part.contains(text) || part.contains(Json.MAPPER.writeValueAsString(text)));
            if (there) {
                found.add(topic);
            }
        }
        return found;
    }

    private static String text(byte[] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
