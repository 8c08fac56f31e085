package org.zhuqi.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;

/** Answering from a mail. The engine is played by the test. */
final class LinkTest extends TestNotification {
    private String linkFor(EventStory story) {
        reachable("boss");
        tell(story);
        SOON.until(() -> mails("boss").size() == 1);
        return MailTest.link(mails("boss").getFirst());
    }

    private HttpResponse<String> look(String link) {
        return send(null, "GET", link, null, "Accept-Language", "en");
    }

    private HttpResponse<String> post(String link, String command, String text) {
        return send(
                null,
                "POST",
                link,
                "command=%s&text=%s".formatted(command, URLEncoder.encode(text, StandardCharsets.UTF_8)),
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Accept-Language",
                "en");
    }

    private static List<CommandMessage<?>> commands(EventStory story) {
        List<CommandMessage<?>> found = new ArrayList<>();
        try (Consumer<String, byte[]> reader = TestPlatform.kafka().reader("commands")) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.COMMANDS).stream()
                    .map(info -> new TopicPartition(Topics.COMMANDS, info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var ends = reader.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (story.ticket().text().equals(record.key())) {
                        found.add(Wire.readCommand(record));
                    }
                });
            }
        }
        return found;
    }

    private void decide(
            CommandMessage<?> command, CommandOutcome.Verdict verdict, Optional<CommandOutcome.Refusal> refusal) {
        write(List.of(Wire.outcome(new CommandOutcome(
                command.commandId(),
                command.ticketId(),
                command.district(),
                verdict,
                null,
                null,
                null,
                refusal.orElse(null),
                null,
                null,
                time.instant()))));
    }

    @Test
    void anEnterpriseConfirmsOnce() throws Exception {
        EventStory story = answered();
        String link = linkFor(story);
        // Whoever looks through mails follows links, more than once.
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> page = look(link);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains(story.number().text(), "已为企业对接招聘会。", "value=\"confirm\"", "value=\"dispute\"");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        }
        assertThat(send(null, "HEAD", link, null).statusCode()).isEqualTo(200);
        assertThat(commands(story)).isEmpty();

        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> post(link, "confirm", "谢谢"));
        SOON.until(() -> commands(story).size() == 1);
        CommandMessage<?> command = commands(story).getFirst();
        assertThat(command.command()).isEqualTo(new TicketCommand.Confirm("谢谢"));
        assertThat(command.actor().account()).isEqualTo(district.account("boss"));
        assertThat(command.actor().role()).isEqualTo(Role.ENTERPRISE);
        assertThat(command.actor().enterprise()).isEqualTo(district.huacai);
        assertThat(command.expectedVersion()).isEqualTo(story.version());
        decide(command, CommandOutcome.Verdict.ACCEPTED, Optional.empty());
        HttpResponse<String> answered = answer.get(60, TimeUnit.SECONDS);
        assertThat(answered.statusCode()).isIn(200, 202);

        HttpResponse<String> again = post(link, "confirm", "");
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.body()).contains("works only once");
        assertThat(post(link, "dispute", "还是不行").statusCode()).isEqualTo(410);
        assertThat(look(link).statusCode()).isEqualTo(410);
        assertThat(commands(story)).hasSize(1);
    }

    @Test
    void twoClicksAtOnceAreOne() {
        EventStory story = answered();
        String link = linkFor(story);
        List<CompletableFuture<HttpResponse<String>>> clicks = java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> post(link, i % 2 == 0 ? "confirm" : "dispute", "x")))
                .toList();
        clicks.forEach(CompletableFuture::join);
        SOON.until(() -> !commands(story).isEmpty());
        assertThat(commands(story)).hasSize(1);
        assertThat(clicks.stream().map(each -> each.join().statusCode()))
                .allMatch(status -> status == 202 || status == 410);
    }

    @Test
    void whatTheEngineRefusesIsSaid() throws Exception {
        EventStory story = answered();
        String link = linkFor(story);
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> post(link, "dispute", "还缺两人 <script>"));
        SOON.until(() -> commands(story).size() == 1);
        decide(
                commands(story).getFirst(),
                CommandOutcome.Verdict.REFUSED,
                Optional.of(new CommandOutcome.Refusal(
                        CommandOutcome.RefusalCode.STALE,
                        new Sentence("The ticket has moved on <since>.", "诉求单已变化。"))));
        HttpResponse<String> page = answer.get(60, TimeUnit.SECONDS);
        assertThat(page.statusCode()).isIn(409, 202);
        assertThat(page.body()).doesNotContain("<since>", "<script>");
    }

    @Test
    void informationIsGivenByALink() {
        EventStory story = accepted()
                .by(district.labourer())
                .tells(
                        new TicketEvent.Suspended(SuspensionReason.WAITING_FOR_ENTERPRISE, "请补充营业执照", null),
                        TicketState.SUSPENDED);
        String link = linkFor(story);
        assertThat(look(link).body())
                .contains("请补充营业执照", "value=\"provide-information\"")
                .doesNotContain("confirm");
        assertThat(post(link, "confirm", "").statusCode()).isEqualTo(400);
        HttpResponse<String> empty = post(link, "provide-information", "  ");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.body()).contains("Please write something.");
        assertThat(post(link, "provide-information", "字".repeat(5_001)).statusCode())
                .isEqualTo(400);
        assertThat(commands(story)).isEmpty();
        assertThat(post(link, "provide-information", "执照号 123").statusCode()).isEqualTo(202);
        SOON.until(() -> commands(story).size() == 1);
        assertThat(commands(story).getFirst().command())
                .isEqualTo(new TicketCommand.ProvideInformation("执照号 123", List.of()));
    }

    @Test
    void forgedAndOldLinksLeadNowhere() {
        EventStory story = answered();
        String link = linkFor(story);
        char last = link.charAt(link.length() - 1);
        String almost = link.substring(0, link.length() - 1) + (last == 'A' ? 'B' : 'A');
        for (String forged : List.of(almost, "/links/x", "/links/" + "A".repeat(43), "/links/%00", link + "A")) {
            assertThat(look(forged).statusCode()).as(forged).isIn(400, 404);
            assertThat(post(forged, "confirm", "").statusCode()).as(forged).isIn(400, 404);
        }
        // Another command than those that were offered, another way of asking, another address to go to.
        for (String command : List.of("rate", "withdraw", "answer", "CONFIRM", "confirm,dispute", "")) {
            assertThat(post(link, command, "x").statusCode()).as(command).isEqualTo(400);
        }
        assertThat(send(null, "POST", link, "{\"command\": \"confirm\"}").statusCode())
                .isEqualTo(415);
        HttpResponse<String> elsewhere = look(link + "?next=https://thief.example");
        assertThat(elsewhere.headers().firstValue("Location")).isEmpty();
        assertThat(elsewhere.body()).doesNotContain("thief.example");
        // The database knows no secret.
        assertThat(database.sql("select count(*) from notification.link l where l::text like '%' || ? || '%'")
                        .param(link.substring("/links/".length()))
                        .query(Long.class)
                        .single())
                .isZero();

        time.passes(Duration.ofDays(15));
        assertThat(look(link).statusCode()).isEqualTo(410);
        assertThat(post(link, "confirm", "").body()).contains("no longer valid");
        assertThat(commands(story)).isEmpty();
    }

    @Test
    void aLinkIsWorthNoMoreThanItsAccount() {
        EventStory story = answered();
        String link = linkFor(story);
        DirectoryEntry.Account boss =
                directory.account(district.account("boss")).orElseThrow();
        Directories.tell(
                directory,
                new DirectoryEntry.Account(
                        boss.account(),
                        boss.district(),
                        boss.role(),
                        null,
                        boss.enterprise(),
                        null,
                        null,
                        false,
                        List.of(),
                        false,
                        null,
                        List.of()));
        assertThat(look(link).statusCode()).isEqualTo(410);
        assertThat(post(link, "confirm", "").statusCode()).isEqualTo(410);
        assertThat(commands(story)).isEmpty();
    }
}
