package org.zhuqi.contracts.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files that are generated and committed, so that a change of the contract shows in the review. */
final class CommittedFiles {
    static final String COMMAND = "./mvnw -pl contracts test -Dzhuqi.regenerate=true";
    static final Path RESOURCES = Path.of("src/main/resources/org/zhuqi/contracts");
    static final Path LIFECYCLE = Path.of("../docs/lifecycle.md");

    private static final boolean REGENERATING = Boolean.getBoolean("zhuqi.regenerate");
    private static final String HOW = "To regenerate run: " + COMMAND;

    private CommittedFiles() {}

    /** The file follows from the code, byte for byte. */
    static void assertUpToDate(Path file, String text) {
        if (REGENERATING) {
            write(file, text);
        }
        assertThat(file).as("%s is missing. %s", file, HOW).exists();
        assertThat(read(file)).as("%s is stale. %s", file, HOW).isEqualTo(text);
    }

    /** The file is written once and never again: what was released stays readable. */
    static void assertReleased(Path file, Supplier<String> firstText) {
        if (REGENERATING && !Files.exists(file)) {
            write(file, firstText.get());
        }
        assertThat(file).as("%s is missing. %s", file, HOW).exists();
    }

    static void assertNothingElseIn(Path folder, Set<Path> wanted) {
        Set<Path> superfluous = filesIn(folder);
        superfluous.removeAll(wanted);
        assertThat(superfluous)
                .as("These files in %s belong to no message. Delete them, or bring back what they tell of.", folder)
                .isEmpty();
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Path> filesIn(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
