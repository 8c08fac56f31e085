package org.zhuqi.allinone.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs of others, by which the tests see that what is published can be used without ours: npm packages as the lock file
 * beside them pins them, run by Node.js. Without Node.js a test is left out and says so, but on a machine that builds for
 * all ({@code CI}) it fails.
 */
public final class ForeignTools {
    private static final Path FOLDER = Path.of("src", "test", "node").toAbsolutePath();
    private static final List<String> WHAT_IS_INSTALLED = List.of("package.json", "package-lock.json", ".npmrc");
    /** A machine that builds for many is slower than a person's. */
    private static final int PATIENCE_SECONDS = 300;

    private ForeignTools() {}

    /** What a program said, and how it ended. */
    public record Said(int exit, String out, String err) {
        @Override
        public String toString() {
            return "exit %d%n%s%n%s".formatted(exit, out, err);
        }
    }

    /** Runs one of the scripts. */
    public static Said node(String script, String... arguments) {
        return node("", script, arguments);
    }

    /** Runs one of the scripts with something to read. */
    public static Said node(String input, String script, String[] arguments) {
        List<String> command =
                new ArrayList<>(List.of("node", folder().resolve(script).toString()));
        command.addAll(List.of(arguments));
        return run(FOLDER, Map.of(), input, command);
    }

    /** Where the packages are, installed. */
    public static Path folder() {
        Installed.now();
        return FOLDER;
    }

    /** Runs any program. What it says is kept whole, however much it is. */
    public static Said run(Path in, Map<String, String> environment, String input, List<String> command) {
        try {
            Path talk = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "foreign-");
            Path asked = Files.writeString(talk.resolve("in"), input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectInput(asked.toFile())
                    .redirectOutput(talk.resolve("out").toFile())
                    .redirectError(talk.resolve("err").toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String err = Files.readString(talk.resolve("err"));
            return new Said(
                    process.exitValue(),
                    Files.readString(talk.resolve("out")),
                    ended ? err : err + "\nnot done after " + PATIENCE_SECONDS + " s");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Once for all tests of this JVM, and only if something else is pinned than the last time. */
    private static final class Installed {
        private static final boolean HAS_NODE = answers("node", "--version") && answers("npm", "--version");

        static {
            if (HAS_NODE) {
                install();
            }
        }

        static void now() {
            Assumptions.assumeTrue(
                    HAS_NODE || System.getenv("CI") != null,
                    "there is no Node.js: what others make of the contracts is not tried. Node.js 20.19 or newer, with npm, has what it needs");
            if (!HAS_NODE) {
                throw new AssertionError("there is no Node.js: what others make of the contracts cannot be tried");
            }
        }

        private static void install() {
            try {
                Path stamp = FOLDER.resolve("node_modules").resolve(".installed");
                String wanted = hash();
                if (Files.exists(stamp) && Files.readString(stamp).equals(wanted)) {
                    return;
                }
                Said said = run(FOLDER, Map.of(), "", List.of("npm", "ci", "--silent", "--no-progress"));
                if (said.exit() != 0) {
                    throw new IllegalStateException("npm ci in " + FOLDER + ": " + said);
                }
                Files.writeString(stamp, wanted);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String hash() throws IOException {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                for (String file : WHAT_IS_INSTALLED) {
                    digest.update(Files.readAllBytes(FOLDER.resolve(file)));
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean answers(String... command) {
            try {
                return run(FOLDER, Map.of(), "", List.of(command)).exit() == 0;
            } catch (UncheckedIOException e) {
                return false; // There is no such program.
            }
        }
    }
}
