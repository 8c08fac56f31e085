package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhuqi.allinone.testkit.ForeignTools;
import org.zhuqi.allinone.testkit.ForeignTools.Said;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;

/**
 * {@code docs/integration.md} is followed to the letter, as somebody would who connects a system: its shell blocks in one
 * shell from top to bottom, its programs under the names in their first lines. Only what stands around them is made here: the
 * launcher, Kafka's own consumer on the path, and the packages that the page asks for.
 */
class IntegrationPageTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "integration.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern NAMED = Pattern.compile("\\A// (\\S+)\\n");
    private static final Pattern KIND = Pattern.compile("HttpStatus\\.\\w+,\\s*\"([a-z-]+)\"");

    @Test
    void whoFollowsItGetsThere(@TempDir Path folder) throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/bin/bash")) && Files.isExecutable(Path.of("/usr/bin/curl")),
                "the page is for a shell with curl");
        Files.createSymbolicLink(
                folder.resolve("node_modules"), ForeignTools.folder().resolve("node_modules"));
        Installation installation = WholeSystem.installation();
        program(
                folder.resolve("zhuqi"),
                "[ \"$1 $2\" = 'token qt-enterprise' ] && echo '%s'"
                        .formatted(installation.token(
                                Account.named("qt-enterprise").orElseThrow())));
        program(
                folder.resolve("bin").resolve("kafka-console-consumer.sh"),
                "exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' org.apache.kafka.tools.consumer.ConsoleConsumer \"$@\""
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path")));

        StringBuilder shell = new StringBuilder("set -euo pipefail\n");
        List<String> shown = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            switch (blocks.group(1)) {
                case "bash" -> shell.append(blocks.group(2)).append("echo\n");
                case "js" -> Files.writeString(folder.resolve(name(blocks.group(2))), blocks.group(2));
                default -> shown.add(blocks.group(1));
            }
        }
        assertThat(shown).as("what is no program").containsOnly("json");

        Said said = ForeignTools.run(
                folder,
                Map.of(
                        "ZHUQI", installation.address(),
                        "BROKER", installation.servers().bootstrapServers(),
                        "PATH", folder.resolve("bin") + ":" + System.getenv("PATH")),
                "",
                List.of("/bin/bash", "-c", shell.toString()));

        assertThat(said.exit()).as(said.toString()).isZero();
        assertThat(said.out())
                .contains("\"account\":\"qt-enterprise\"")
                .contains("\"verdict\":\"ACCEPTED\"", "\"state\":\"SUBMITTED\"", "\"state\":\"WITHDRAWN\"")
                .contains("\"type\":\"urn:zhuqi:problem:wrong-state\"")
                .contains("ce_type:zhuqi.ticket.submitted.v1", "ce_type:zhuqi.ticket.withdrawn.v1")
                .containsPattern(
                        "1 zhuqi\\.ticket\\.submitted\\.v1 SUBMITTED\\R2 zhuqi\\.ticket\\.withdrawn\\.v1 WITHDRAWN");
    }

    @Test
    void theProblemsThatItNamesAreThere() throws IOException {
        Set<String> known = Stream.of(RefusalCode.values())
                .map(code -> code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
                .collect(Collectors.toCollection(TreeSet::new));
        for (Path sources : sources()) {
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    KIND.matcher(Files.readString(file)).results().forEach(kind -> known.add(kind.group(1)));
                }
            }
        }
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("| status |"), page.indexOf("An operation may know further types"));
        Set<String> named = Pattern.compile("(?m)^\\| [0-9 /]+ \\| ([^|]+) \\|")
                .matcher(table)
                .results()
                .flatMap(row ->
                        Pattern.compile("`([a-z-]+)`").matcher(row.group(1)).results())
                .map(kind -> kind.group(1))
                .collect(Collectors.toSet());
        assertThat(named).hasSizeGreaterThan(10).isSubsetOf(known);
    }

    private static List<Path> sources() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String above : List.of("services", "platform")) {
            try (Stream<Path> modules = Files.list(Path.of("..", "..", above))) {
                modules.map(module -> module.resolve(Path.of("src", "main", "java")))
                        .filter(Files::isDirectory)
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static String name(String program) {
        Matcher named = NAMED.matcher(program);
        assertThat(named.find()).as("the first line names the file: " + program).isTrue();
        return named.group(1);
    }

    private static void program(Path file, String does) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + does + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
