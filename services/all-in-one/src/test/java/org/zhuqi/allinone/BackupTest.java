package org.zhuqi.allinone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.crash.Acknowledged;
import org.zhuqi.allinone.crash.Load;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.allinone.verify.Check;
import org.zhuqi.allinone.verify.Verification;
import org.zhuqi.contracts.Topics;
import org.zhuqi.platform.messaging.KafkaClients;
import tools.jackson.databind.JsonNode;

/** A copy is taken while people work, and another installation is made of it. */
class BackupTest {
    private static final int CALLERS = 4;

    private final DataFolder original = TestFolders.fresh("backed-up");
    private final DataFolder another = TestFolders.fresh("restored");
    private final Path backup = TestFolders.fresh("backup").path();

    @Test
    void whatWasAcknowledgedBeforeTheBackupIsInTheInstallationThatIsMadeOfIt() throws Exception {
        ByteArrayOutputStream diary = new ByteArrayOutputStream();
        Acknowledged acknowledged = new Acknowledged(new PrintStream(diary, true, UTF_8));
        Instant cutOff;
        JsonNode figures;
        String token;
        Path promises = another.path().resolveSibling("promises");
        Map<String, String> settings = new HashMap<>(WholeSystem.UNLIMITED);
        settings.put("zhuqi.metrics.look-every", "200ms");
        settings.put("zhuqi.metrics.keep-retired", "0s");
        try (Installation running = Installation.start(original, 0, settings)) {
            Helpdesk helpdesk = helpdesk(running);
            token = helpdesk.token(Helpdesk.ENTERPRISE);
            aMonthAgo(running, helpdesk);
            anotherBuildOfTheFigures(running, helpdesk);
            work(running, acknowledged, 50).end();
            cutOff = InstantSource.system().instant();

            Load load = work(running, acknowledged, acknowledged.count() + 50);
            Files.write(promises, diary.toByteArray());
            Captured taken = run("backup", "--data", original, "--to", backup);
            assertThat(taken.exitCode()).as(taken.err()).isZero();
            assertThat(taken.out()).startsWith("As of ").contains("zhuqi.ticket.commands", "of the login's keys");
            int then = acknowledged.count();
            await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged.count() > then + CALLERS);
            load.end();

            WholeSystem.assertSound(
                    Verification.of(running.servers(), original, Map.of()).whenCaughtUp());
            figures = figures(helpdesk, cutOff);
        }
        refusals();

        Captured restored = run("restore", backup, "--data", another);
        assertThat(restored.exitCode()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("./zhuqi up --data " + another.path());
        assertThat(another.path().resolveSibling(another.path().getFileName() + ".restoring"))
                .doesNotExist();
        try (Installation running = Installation.start(another, 0, WholeSystem.UNLIMITED)) {
            Verification verification = Verification.of(running.servers(), another, Map.of());
            WholeSystem.assertSound(verification.whenCaughtUp());
            List<Check> kept = Acknowledged.told(promises)
                    .checks(Database.of(another.running().orElseThrow()));
            WholeSystem.assertSound(kept);
            assertThat(kept).allSatisfy(check -> assertThat(check.looked()).isPositive());
            assertThat(kept.getFirst().looked()).isGreaterThanOrEqualTo(100);

            Helpdesk helpdesk = helpdesk(running);
            assertThat(figures(helpdesk, cutOff)).isEqualTo(figures);
            assertThat(figures.findValuesAsString("key")).contains("received", "on-time");
            assertThat(lettersOf(helpdesk))
                    .as("of what is gone and of what is there")
                    .hasSize(2);
            assertThat(new org.zhuqi.allinone.client.Api(
                                    org.zhuqi.allinone.client.Api.newClient(), running.address(), token)
                            .get("/api/v1/tickets")
                            .status())
                    .as("a token of the original is good: the keys are the same")
                    .isEqualTo(200);

            poison(running);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> lettersOf(helpdesk).size() == 3);
            helpdesk.ticket("恢复后提交")
                    .dispatchTo("qt-zrzy")
                    .accept()
                    .answer("已办结")
                    .confirm()
                    .rate("SATISFIED");
            WholeSystem.assertSound(verification.whenCaughtUp());
        }
        TestFolders.delete(original);
        TestFolders.delete(another);
        TestFolders.delete(new DataFolder(backup));
    }

    /** What changes nothing, and says why. */
    private void refusals() throws IOException {
        Captured again = run("backup", "--data", original, "--to", backup);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err())
                .isEqualTo("zhuqi: %s is not empty; a backup needs a folder of its own\n".formatted(backup));

        Captured taken = run("restore", backup, "--data", original);
        assertThat(taken.exitCode()).isEqualTo(1);
        assertThat(taken.err())
                .isEqualTo("zhuqi: %s is not empty; a backup is restored to a new folder\n".formatted(original.path()));

        Path manifest = backup.resolve("manifest.json");
        byte[] before = Files.readAllBytes(manifest);
        byte[] after = before.clone();
        after[before.length / 2] ^= 1;
        Files.write(manifest, after);
        Captured damaged = run("restore", backup, "--data", another);
        assertThat(damaged.exitCode()).isEqualTo(1);
        assertThat(damaged.err()).contains("manifest.json is not as it was when the backup was taken");
        assertThat(another.path()).doesNotExist();
        Files.write(manifest, before);

        Path list = backup.resolve("checksums.sha256");
        Files.move(list, list.resolveSibling("aside"));
        Captured half = run("restore", backup, "--data", another);
        assertThat(half.exitCode()).isEqualTo(1);
        assertThat(half.err()).contains("holds no backup, or one that was broken off");
        Files.move(list.resolveSibling("aside"), list);
    }

    /** Commands that nobody could read, one of which has left the topic since with all that came before. */
    private static void aMonthAgo(Installation running, Helpdesk helpdesk) throws Exception {
        helpdesk.ticket("一个月前提交").dispatchTo("qt-zrzy");
        poison(running);
        await().atMost(Duration.ofSeconds(20)).until(() -> lettersOf(helpdesk).size() == 1);
        try (Admin admin = Admin.create(kafka(running).common())) {
            Map<TopicPartition, OffsetSpec> all = new HashMap<>();
            admin.describeTopics(List.of(Topics.COMMANDS))
                    .allTopicNames()
                    .get()
                    .values()
                    .forEach(topic -> topic.partitions()
                            .forEach(part ->
                                    all.put(new TopicPartition(topic.name(), part.partition()), OffsetSpec.latest())));
            Map<TopicPartition, RecordsToDelete> gone = new HashMap<>();
            admin.listOffsets(all)
                    .all()
                    .get()
                    .forEach((part, end) -> gone.put(part, RecordsToDelete.beforeOffset(end.offset())));
            admin.deleteRecords(gone).all().get();
        }
        poison(running);
        await().atMost(Duration.ofSeconds(20)).until(() -> lettersOf(helpdesk).size() == 2);
    }

    /** After which the database has other tables of facts than a first start makes. */
    private static void anotherBuildOfTheFigures(Installation running, Helpdesk helpdesk) {
        Answer begun = helpdesk.post(Helpdesk.OPERATOR, "/api/v1/metrics/builds", Map.of(), Map.of());
        assertThat(begun.isSuccess()).as(String.valueOf(begun.body())).isTrue();
        Servers servers = running.servers();
        JdbcClient database = JdbcClient.create(Database.of(servers.jdbcUrl(), servers.username(), servers.password()));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database.sql(
                                "select to_regclass('metrics.story_1') is null and to_regclass('metrics.story_2') is not null")
                        .query(Boolean.class)
                        .single());
    }

    private static void poison(Installation running) throws Exception {
        try (Producer<String, byte[]> producer = kafka(running).producer("test", 0)) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, "无人认领", "没有头的消息".getBytes(UTF_8)))
                    .get();
        }
    }

    private static KafkaClients kafka(Installation running) {
        return WholeSystem.kafka(running.servers());
    }

    private static List<JsonNode> lettersOf(Helpdesk helpdesk) {
        return Helpdesk.elements(helpdesk.get(Helpdesk.OPERATOR, "/api/v1/dead-letters?limit=100")
                        .body()
                        .path("items"))
                .toList();
    }

    /** Callers at work, who have been promised so much in all. */
    private Load work(Installation running, Acknowledged acknowledged, int promises) throws Exception {
        Load load = Load.on(running.address(), original.developmentIssuer(), CALLERS, acknowledged, Load.Lost.FOR_GOOD);
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.count() >= promises);
        return load;
    }

    private static JsonNode figures(Helpdesk helpdesk, Instant cutOff) {
        LocalDate day = LocalDate.ofInstant(cutOff, ZoneId.of("Asia/Shanghai"));
        Answer answer = helpdesk.get(
                "qt-supervisor",
                "/api/v1/metrics?from=%s&to=%s&at=%s&by=unit".formatted(day.minusDays(1), day.plusDays(1), cutOff));
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(200);
        return answer.body();
    }

    private static Captured run(Object... arguments) {
        String[] texts = new String[arguments.length];
        for (int index = 0; index < arguments.length; index++) {
            texts[index] = arguments[index] instanceof DataFolder folder
                    ? folder.path().toString()
                    : String.valueOf(arguments[index]);
        }
        return Captured.run(texts);
    }

    private static Helpdesk helpdesk(Installation installation) {
        return new Helpdesk(installation.address(), installation::token);
    }
}
