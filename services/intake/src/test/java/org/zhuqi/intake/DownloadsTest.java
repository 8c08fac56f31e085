package org.zhuqi.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.Attachment;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.intake.file.Samples;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;

/** A file goes out to whoever may see a ticket that names it. */
final class DownloadsTest extends TestIntake {
    private static final EnterpriseId HUACAI = new EnterpriseId("huacai");
    private static final UnitId LEAD = new UnitId("lead-unit");
    private static final UnitId FORMER = new UnitId("former-unit");
    private static final UnitId ASSISTANT = new UnitId("assisting-unit");
    private static final Caller BOSS = Callers.enterprise("boss", HUACAI);
    private static final Caller OFFICER = Callers.officer("officer");
    private static final Producer<String, byte[]> PRODUCER =
            TestPlatform.kafka().producer("stories", 0);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @Autowired
    private HealthIndicator intakeProjection;

    private final Caller uploader = Callers.enterprise("u" + UUID.randomUUID(), HUACAI);

    @Test
    void untilATicketNamesItOnlyWhoUploadedIt() {
        Attachment file = upload(uploader, "a.pdf", Samples.pdf());
        assertThat(status(uploader, file)).isEqualTo(200);
        submit(uploader, submission(java.util.Map.of("attachments", List.of(file))))
                .isAccepted();
        assertThat(status(uploader, file)).as("before the event has come").isEqualTo(200);
        for (Caller other : List.of(
                BOSS,
                COORDINATOR,
                Callers.in("SY", uploader),
                Callers.inRole("admin", Role.ADMIN),
                Callers.handler("x", LEAD))) {
            assertThat(status(other, file)).as("%s", other).isEqualTo(404);
        }
    }

    static Stream<Arguments> callers() {
        return Stream.of(
                Arguments.of(BOSS, true, false),
                Arguments.of(Callers.enterprise("colleague", HUACAI), true, false),
                Arguments.of(Callers.enterprise("stranger", new EnterpriseId("other")), false, false),
                Arguments.of(Callers.handler("h", LEAD), true, true),
                Arguments.of(Callers.handler("h", FORMER), true, true),
                Arguments.of(Callers.handler("h", ASSISTANT), true, true),
                Arguments.of(Callers.handler("h", new UnitId("other-unit")), false, false),
                Arguments.of(OFFICER, true, true),
                Arguments.of(Callers.officer("another"), false, false),
                Arguments.of(COORDINATOR, true, true),
                Arguments.of(Callers.inRole("s", Role.SUPERVISOR), true, true),
                Arguments.of(Callers.inRole("a", Role.AUDITOR), true, true),
                Arguments.of(Callers.inRole("a", Role.ADMIN), true, true),
                Arguments.of(Callers.in("SY", COORDINATOR), false, false),
                Arguments.of(Callers.in("SY", BOSS), false, false));
    }

    @ParameterizedTest
    @MethodSource("callers")
    void whoMaySeeTheTicketMayHaveTheFile(Caller caller, boolean open, boolean internal) {
        Attachment submitted = upload(OFFICER, "submitted.pdf", Samples.pdf());
        Attachment note = upload(Callers.handler("h", LEAD), "note.pdf", Samples.pdf());
        Attachment evidence = upload(Callers.handler("h", LEAD), "evidence.pdf", Samples.pdf());
        EventStory story = story(submitted)
                .by(COORDINATOR)
                .tells(new TicketEvent.Dispatched(FORMER, List.of(), null, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.Redispatched(FORMER, LEAD, List.of(ASSISTANT), "x"), TicketState.DISPATCHED)
                .by(Callers.handler("h", LEAD))
                .tells(new TicketEvent.ProgressRecorded("x", true, List.of(note)), TicketState.IN_PROGRESS)
                .tells(
                        new TicketEvent.Answered(LEAD, AnswerOutcome.SOLVED, "x", null, List.of(evidence)),
                        TicketState.ANSWERED);
        tell(story, story.records());
        assertThat(status(caller, submitted)).isEqualTo(open ? 200 : 404);
        assertThat(status(caller, evidence)).isEqualTo(open ? 200 : 404);
        assertThat(status(caller, note)).isEqualTo(internal ? 200 : 404);
    }

    @Test
    void anOpenCallIsOpenToEveryUnit() {
        Attachment file = upload(uploader, "a.pdf", Samples.pdf());
        EventStory story =
                story(file).by(COORDINATOR).tells(new TicketEvent.CallPublished("x", null), TicketState.OPEN_CALL);
        tell(story, story.records());
        assertThat(status(Callers.handler("h", new UnitId("any")), file)).isEqualTo(200);
    }

    @Test
    void whatIsInternalOnOneTicketMayBeOpenOnAnother() {
        Attachment file = upload(Callers.handler("h", LEAD), "a.pdf", Samples.pdf());
        EventStory noted = story().by(Callers.handler("h", LEAD))
                .tells(new TicketEvent.ProgressRecorded("x", true, List.of(file)), TicketState.IN_PROGRESS);
        tell(noted, noted.records());
        assertThat(status(BOSS, file)).isEqualTo(404);
        EventStory told = story().by(Callers.handler("h", LEAD))
                .tells(new TicketEvent.ProgressRecorded("x", false, List.of(file)), TicketState.IN_PROGRESS);
        tell(told, told.records());
        assertThat(status(BOSS, file)).isEqualTo(200);
    }

    @Test
    void aTicketThatNamesItKeepsIt() {
        Attachment file = upload(OFFICER, "a.pdf", Samples.pdf());
        EventStory story = story(file);
        tell(story, story.records());
        assertThat(database.sql("select claimed_at is not null from intake.attachment where id = ?")
                        .param(file.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void eventsThatComeAgainChangeNothing() {
        Attachment file = upload(uploader, "a.pdf", Samples.pdf());
        EventStory story = story(file)
                .by(COORDINATOR)
                .tells(new TicketEvent.Dispatched(LEAD, List.of(), null, null), TicketState.DISPATCHED);
        tell(story, story.records());
        List<String> before = rows(story);
        EventStory.write(PRODUCER, story.records());
        EventStory after = story();
        tell(after, after.records());
        assertThat(rows(story)).isEqualTo(before);
    }

    @Test
    void aGapStopsWithAnAlarm() {
        EventStory story = story().by(COORDINATOR)
                .tells(new TicketEvent.Dispatched(LEAD, List.of(), null, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.Redispatched(LEAD, FORMER, List.of(), "x"), TicketState.DISPATCHED);
        EventStory.write(PRODUCER, List.of(story.record(1), story.record(3)));
        await().untilAsserted(() -> {
            var health = Objects.requireNonNull(intakeProjection.health());
            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.getDetails().toString()).contains("expected event 2", "but found 3");
        });
        tell(story, List.of(story.record(2), story.record(3)));
        await().untilAsserted(() -> assertThat(
                        Objects.requireNonNull(intakeProjection.health()).getStatus())
                .isEqualTo(Status.UP));
    }

    @Test
    void headersThatLetNothingRun() {
        byte[] content = "金额;1\n".getBytes(UTF_8);
        Attachment file = upload(uploader, "报销 \"单\".csv", content);
        Answer answer = get(uploader, path(file));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().body()).isEqualTo(content);
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(content.length));
        assertThat(answer.header("Content-Disposition"))
                .isEqualTo(
                        "attachment; filename=\"__ ___.csv\"; filename*=UTF-8''%E6%8A%A5%E9%94%80%20_%E5%8D%95_.csv");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.response().headers().allValues("Content-Security-Policy"))
                .containsExactly("sandbox; default-src 'none'");
        assertThat(answer.header("Cache-Control")).contains("private").contains("no-cache");
        assertThat(answer.header("ETag")).isEqualTo("\"" + file.sha256() + "\"");
    }

    @Test
    void headAndWhatTheCallerHasAlready() {
        Attachment file = upload(uploader, "a.pdf", Samples.pdf());
        Answer head = send(request(path(file))
                .header("Authorization", "Bearer " + TestPlatform.token(uploader))
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(file.size()));
        assertThat(head.header("ETag")).isEqualTo("\"" + file.sha256() + "\"");
        assertThat(head.response().body()).isEmpty();
        Answer same = get(uploader, path(file), "If-None-Match", "\"" + file.sha256() + "\"");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.response().body()).isEmpty();
        assertThat(get(BOSS, path(file), "If-None-Match", "\"" + file.sha256() + "\"")
                        .status())
                .as("who may not have it is not even told that it is the same")
                .isEqualTo(404);
        assertThat(get(uploader, path(file), "If-None-Match", "\"other\"").status())
                .isEqualTo(200);
    }

    @Test
    void inlineOnlyWhatRunsNothing() {
        Attachment picture = upload(uploader, "a.png", Samples.picture("png"));
        Attachment text = upload(uploader, "a.txt", "x".getBytes(UTF_8));
        assertThat(get(uploader, path(picture) + "?disposition=inline").header("Content-Disposition"))
                .startsWith("inline;");
        assertThat(get(uploader, path(picture)).header("Content-Disposition")).startsWith("attachment;");
        assertThat(get(uploader, path(text) + "?disposition=inline").header("Content-Disposition"))
                .startsWith("attachment;");
        get(uploader, path(text) + "?disposition=run").isProblem(400, "bad-request");
        get(uploader, path(text) + "?download=1").isProblem(400, "bad-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000000000000000000000000000", "1", "0000000000000000000000000000000G", "x"})
    void guessed(String id) {
        get(uploader, "/api/v1/attachments/" + id).isProblem(404, "not-found");
    }

    private static EventStory story(Attachment... files) {
        return EventStory.of(new TicketNumber("QT-2024-%06d".formatted(NUMBERS.incrementAndGet())))
                .by(OFFICER)
                .tells(
                        new TicketEvent.Submitted(
                                HUACAI,
                                "招工难",
                                "缺口五十人。",
                                new CatalogueItemId("labour"),
                                Urgency.NORMAL,
                                null,
                                null,
                                null,
                                List.of(files)),
                        TicketState.SUBMITTED);
    }

    private void tell(EventStory story, List<ProducerRecord<String, byte[]>> records) {
        EventStory.write(PRODUCER, records);
        await().until(() -> database.sql("select version from intake.ticket_access where ticket_id = ?")
                        .param(story.ticket().value())
                        .query(Long.class)
                        .optional()
                        .orElse(0L)
                == story.version());
    }

    private List<String> rows(EventStory story) {
        return Stream.of("ticket_access", "attachment_use")
                .flatMap(table -> database
                        .sql("select t::text from intake.%s t where ticket_id = ?".formatted(table))
                        .param(story.ticket().value())
                        .query((row, index) -> row.getString(1))
                        .list()
                        .stream())
                .toList();
    }

    private int status(Caller caller, Attachment file) {
        Answer answer = get(caller, path(file));
        if (answer.status() == 404) {
            answer.isProblem(404, "not-found");
        }
        return answer.status();
    }

    private static String path(Attachment file) {
        return "/api/v1/attachments/" + file.id();
    }
}
