package org.zhuqi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.intake.file.Samples;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;

/** A command names files that were uploaded. */
final class NamingAttachmentsTest extends TestIntake {
    private final Caller boss = Callers.enterprise("boss-" + UUID.randomUUID(), new EnterpriseId("huacai"));

    @Test
    void theIdIsEnough() {
        Attachment file = upload(boss, "执照.pdf", Samples.pdf());
        assertThat(isClaimed(file.id())).isFalse();
        Answer answer = submit(boss, naming(Map.of("id", file.id()))).isAccepted();
        assertThat(submitted(answer).attachments()).containsExactly(file);
        assertThat(isClaimed(file.id())).isTrue();
    }

    @Test
    void nobodyCanLieAboutAFile() {
        Attachment file = upload(boss, "执照.pdf", Samples.pdf());
        Answer answer = submit(
                        boss,
                        naming(Map.of(
                                "id",
                                file.id(),
                                "name",
                                "../x.exe",
                                "mediaType",
                                "text/html",
                                "size",
                                1,
                                "sha256",
                                "0".repeat(64))))
                .isAccepted();
        assertThat(submitted(answer).attachments()).containsExactly(file);
    }

    @Test
    void whateverTheFieldIsCalled() {
        Caller handler = Callers.handler("handler-" + UUID.randomUUID(), new UnitId("qt-rsj"));
        Attachment file = upload(handler, "evidence.png", Samples.picture("png"));
        String body = Json.MAPPER.writeValueAsString(
                Map.of("outcome", "SOLVED", "text", "已办结", "evidence", List.of(Map.of("id", file.id()))));
        Answer answer = command(handler, CommandType.ANSWER, newTicket(), body).isAccepted();
        var command = (TicketCommand.Answer) Wire.readCommand(
                        engine().awaitRecordsOf(answer.text("ticketId"), 1).getFirst())
                .command();
        assertThat(command.evidence()).containsExactly(file);
    }

    @Test
    void colleaguesMayNameIt() {
        Attachment file = upload(boss, "a.pdf", Samples.pdf());
        submit(Callers.enterprise("colleague", new EnterpriseId("huacai")), naming(Map.of("id", file.id())))
                .isAccepted();
        Attachment units = upload(Callers.handler("h1", new UnitId("qt-rsj")), "a.pdf", Samples.pdf());
        command(
                        Callers.handler("h2", new UnitId("qt-rsj")),
                        CommandType.RECORD_PROGRESS,
                        newTicket(),
                        Json.MAPPER.writeValueAsString(Map.of(
                                "note", "x", "internal", true, "attachments", List.of(Map.of("id", units.id())))))
                .isAccepted();
    }

    @Test
    void nobodyElseMay() {
        Attachment file = upload(boss, "a.pdf", Samples.pdf());
        int before = engine().recordCount();
        for (Caller foreigner : List.of(
                Callers.enterprise("boss", new EnterpriseId("other")),
                Callers.in("SY", boss),
                Callers.in("SY", Callers.enterprise("colleague", new EnterpriseId("huacai"))))) {
            isUnknown(submit(foreigner, naming(Map.of("id", file.id()))), "/attachments/0/id");
        }
        assertThat(engine().recordCount()).as("nothing was sent").isEqualTo(before);
        assertThat(isClaimed(file.id())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000000000000000", "att-1", "", "a\\u0000b", "\\ud83c", "' or 1=1 --"})
    void guessed(String id) {
        String json = naming(Map.of("id", "ID")).replace("\"ID\"", "\"" + id + "\"");
        isUnknown(submit(boss, json), "/attachments/0/id");
        Answer chinese = submit(boss, json, "Accept-Language", "zh-CN");
        assertThat(chinese.text("detail")).isEqualTo("有 1 个附件不存在。");
    }

    @Test
    void oneUnknownAndNoneIsClaimed() {
        Attachment file = upload(boss, "a.pdf", Samples.pdf());
        isUnknown(
                submit(boss, naming(Map.of("id", file.id()), Map.of("name", "no id"), Map.of("id", "0".repeat(32)))),
                "/attachments/1/id",
                "/attachments/2/id");
        assertThat(isClaimed(file.id())).isFalse();
    }

    @Test
    void aFormWithOtherFaultsClaimsNothing() {
        Attachment file = upload(boss, "a.pdf", Samples.pdf());
        submit(boss, submission(Map.of("title", " ", "attachments", List.of(Map.of("id", file.id())))))
                .isProblem(400, "bad-request");
        assertThat(isClaimed(file.id())).isFalse();
    }

    @Test
    void noMoreThanTheContractAllows() {
        Attachment file = upload(boss, "a.txt", "x".getBytes(UTF_8));
        Answer answer = submit(
                        boss,
                        submission(Map.of("attachments", java.util.Collections.nCopies(21, Map.of("id", file.id())))))
                .isProblem(400, "bad-request");
        assertThat(answer.body().path("errors").size()).isEqualTo(1);
        assertThat(answer.body().path("errors").get(0).path("pointer").asString())
                .isEqualTo("/attachments");
    }

    @Test
    void theSameKeyIsTheSameCommandWithItsFiles() {
        Attachment file = upload(boss, "a.pdf", Samples.pdf());
        String key = UUID.randomUUID().toString();
        Answer first = submit(boss, naming(Map.of("id", file.id())), "Idempotency-Key", key);
        Answer again = submit(boss, naming(Map.of("id", file.id(), "name", "other")), "Idempotency-Key", key);
        assertThat(again.isAccepted().text("commandId")).isEqualTo(first.text("commandId"));
        var records = engine().awaitRecordsOf(first.text("ticketId"), 2);
        assertThat(Wire.readCommand(records.get(0)).fingerprint())
                .isEqualTo(Wire.readCommand(records.get(1)).fingerprint());
    }

    private static void isUnknown(Answer answer, String... pointers) {
        answer.isProblem(400, "unknown-attachment");
        assertThat(answer.body()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("pointer").asString()))
                .containsExactly(pointers);
    }

    private static String naming(Object... files) {
        return submission(Map.of("attachments", List.of(files)));
    }

    private static TicketCommand.Submit submitted(Answer answer) {
        return (TicketCommand.Submit) engine().commandOf(org.zhuqi.contracts.id.TicketId.of(answer.text("ticketId")))
                .command();
    }

    private boolean isClaimed(String id) {
        return database.sql("select claimed_at is not null from intake.attachment where id = ?")
                .param(id)
                .query(Boolean.class)
                .single();
    }
}
