package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.WholeSystem;

/** The launcher's commands: what they print, and their exit codes (0 done, 1 could not, 2 wrong usage). */
class CommandLineTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up",
                "demo",
                "token",
                "account",
                "import",
                "verify",
                "backup",
                "restore",
                "dead-letters",
                "torture",
                "fuzz"
            })
    void everyCommandHasHelp(String command) {
        Captured help = Captured.run(command, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: zhuqi " + command).contains("--data=DIR");
        assertThat(Captured.run("--help").out()).contains("  " + command + " ");
    }

    @Test
    void thereAreTwoStoriesAndNoThird() {
        Captured unknown = Captured.run("demo", "qiantang-2024");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).startsWith("There is no story 'qiantang-2024': states or qiantang-2023.");
    }

    @Test
    void saysItsVersion() {
        assertThat(Captured.run("--version").out()).startsWith("Zhuqi 助企通 ");
    }

    @Test
    void wrongUsage() {
        Captured unknown = Captured.run("explode");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("Unmatched argument at index 0: 'explode'");
        Captured none = Captured.run();
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).startsWith("Please name a command.");
        assertThat(Captured.run("up", "--port", "many").exitCode()).isEqualTo(2);
        assertThat(Captured.run("token").exitCode()).isEqualTo(2);
    }

    @Test
    void aTokenOpensTheDoorOfItsInstallation() throws Exception {
        Path data = sharedFolder();
        Captured token = Captured.run("token", "qt-coordinator", "--data", data.toString());
        assertThat(token.exitCode()).isZero();
        assertThat(status(token.out().strip())).isEqualTo(200);

        Captured foreign = Captured.run("token", "qt-coordinator", "--data", directory.toString());
        assertThat(foreign.out().strip()).contains(".");
        assertThat(status(foreign.out().strip()))
                .as("a token of another installation")
                .isEqualTo(401);
        assertThat(Files.getPosixFilePermissions(directory.resolve("keys/development-signing-key.pem")))
                .hasToString("[OWNER_READ, OWNER_WRITE]");
    }

    @Test
    void anUnknownAccountIsToldWhichThereAre() {
        Captured token = Captured.run("token", "nobody", "--data", directory.toString());
        assertThat(token.exitCode()).isEqualTo(1);
        assertThat(token.err()).startsWith("zhuqi: there is no account 'nobody'; there are: qt-enterprise, ");
    }

    @Test
    void verifiesWhatRuns() throws Exception {
        WholeSystem.helpdesk().ticket();
        Captured verify = Captured.run("verify", "--data", sharedFolder().toString());
        assertThat(verify.exitCode()).as(verify.out()).isZero();
        assertThat(verify.out())
                .contains("✓ engine has decided every command")
                .contains("✓ hashes chain")
                .contains("✓ read side shows every ticket")
                .endsWith("Everything agrees.\n");
    }

    @Test
    void whereNothingIsThereIsNothingToVerify() {
        Path nowhere = directory.resolve("mistyped");
        Captured verify = Captured.run("verify", "--data", nowhere.toString());
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.err()).isEqualTo("zhuqi: there is no installation in " + nowhere + "\n");
        assertThat(nowhere).doesNotExist();
    }

    @Test
    void deadLettersAreListedAndSettled() throws Exception {
        Helpdesk helpdesk = WholeSystem.helpdesk();
        String ticket = helpdesk.ticket().id();
        WholeSystem.topics()
                .write(new org.apache.kafka.clients.producer.ProducerRecord<>(
                        org.zhuqi.contracts.Topics.COMMANDS, ticket, new byte[] {'?'}));
        helpdesk.known(ticket).dispatchTo("qt-rsj");
        String data = sharedFolder().toString();
        Captured list = Captured.run("dead-letters", "list", "--data", data);
        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out()).contains("OPEN").contains("the record has no header 'ce_type'");
        String id = list.out().strip().split("\\s+")[0];

        assertThat(Captured.run("dead-letters", "discard", id, "--data", data).exitCode())
                .as("needs a note")
                .isEqualTo(2);
        Captured discarded = Captured.run("dead-letters", "discard", id, "--note", "测试", "--data", data);
        assertThat(discarded.out()).isEqualTo("dead letter " + id + ": DISCARDED\n");
        Captured again = Captured.run("dead-letters", "redrive", id, "--data", data);
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.err()).contains("is DISCARDED already");
    }

    @Test
    void whatNeedsARunningInstallationSaysHowToStartIt() {
        Captured list = Captured.run("dead-letters", "list", "--data", directory.toString());
        assertThat(list.exitCode()).isEqualTo(1);
        assertThat(list.err())
                .isEqualTo("zhuqi: nothing runs on %s; start it with: ./zhuqi up --data %s\n"
                        .formatted(directory, directory));
    }

    @Test
    void aTakenPortIsSaidBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Captured up = Captured.run(
                    "up",
                    "--port",
                    String.valueOf(taken.getLocalPort()),
                    "--data",
                    directory.resolve("x").toString());
            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.err())
                    .isEqualTo(
                            "zhuqi: port %d on 127.0.0.1 is taken by another program; choose one with --port, or --port 0 for any\n"
                                    .formatted(taken.getLocalPort()));
            assertThat(directory.resolve("x")).doesNotExist();
        }
    }

    @Test
    void everyAccountHasWhatItsRoleNeeds() {
        assertThat(Account.all()).extracting(Account::name).doesNotHaveDuplicates();
        assertThat(Account.all()).allSatisfy(account -> {
            switch (account.role()) {
                case ENTERPRISE -> assertThat(account.enterprise()).isNotNull();
                case HANDLER -> assertThat(account.unit()).isNotNull();
                default -> assertThat(account.about()).isNotBlank();
            }
            assertThat(WholeSystem.helpdesk()
                            .get(account.name().text(), "/api/v1/tickets")
                            .status())
                    .as(account.name().text())
                    .isEqualTo(200);
        });
    }

    @Test
    void aNoteOfADeadProcessIsNoOwner() throws Exception {
        DataFolder folder = new DataFolder(directory);
        ProcessHandle process = ProcessHandle.current();
        Instant began = process.info().startInstant().orElseThrow();
        folder.announce(note(1L << 40, began));
        assertThat(folder.running()).isEmpty();
        folder.announce(note(process.pid(), began.minusSeconds(60)));
        assertThat(folder.running())
                .as("in a container the next one has the same number")
                .isEmpty();
        folder.announce(note(process.pid(), began));
        assertThat(folder.running()).isPresent();
        assertThat(Files.getPosixFilePermissions(directory.resolve("running.json")))
                .as("it holds a password")
                .hasToString("[OWNER_READ, OWNER_WRITE]");
        folder.withdraw();
        assertThat(folder.running()).isEmpty();
    }

    private static DataFolder.Running note(long pid, Instant began) {
        return new DataFolder.Running(pid, began, "http://127.0.0.1:1", "", "", "", "");
    }

    private static Path sharedFolder() {
        return WholeSystem.folder().path();
    }

    private static int status(String token) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(
                                            WholeSystem.installation().address() + "/api/v1/tickets"))
                                    .headers("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
