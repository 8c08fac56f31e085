package org.zhuqi.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * As whom PostgreSQL runs. It refuses to run as root, so an application of root starts it in a user namespace in which
 * it is nobody (files stay root's, and nothing need be given away), or else, where namespaces are forbidden as in many
 * containers, as the user {@code postgres} or {@code nobody}, to whom the data directory is then given.
 */
sealed interface ServerAccount {

    /** The command that runs the given program under this account. */
    List<String> running(List<String> program);

    /** Makes the files of the directory accessible to this account. */
    void own(Path directory);

    /** The account of the application itself, which is not root. */
    record Ours() implements ServerAccount {
        @Override
        public List<String> running(List<String> program) {
            return program;
        }

        @Override
        public void own(Path directory) {}

        @Override
        public String toString() {
            return "the user of the application";
        }
    }

    /** Root, seen as an unknown user from within a user namespace. */
    record Namespaced() implements ServerAccount {
        @Override
        public List<String> running(List<String> program) {
            return prepend(List.of("unshare", "--user", "--"), program);
        }

        @Override
        public void own(Path directory) {
            FileTree.own(directory, 0, 0);
        }

        @Override
        public String toString() {
            return "root in a user namespace (unshare)";
        }
    }

    /** A user without privileges. */
    record Other(String name, int uid, int gid) implements ServerAccount {
        @Override
        public List<String> running(List<String> program) {
            return prepend(
                    List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups", "--no-new-privs", "--"),
                    program);
        }

        @Override
        public void own(Path directory) {
            FileTree.own(directory, uid, gid);
        }

        @Override
        public String toString() {
            return "the user " + name + " (setpriv)";
        }
    }

    /** The first account under which the server's programs can run and write the directory, which is given to it. */
    static ServerAccount ableToServe(Path directory, PostgresBinaries binaries) {
        return ableToServe(directory, binaries, candidates(directory));
    }

    static ServerAccount ableToServe(Path directory, PostgresBinaries binaries, List<ServerAccount> candidates) {
        Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
        var refusals = new ArrayList<String>();
        for (ServerAccount candidate : candidates) {
            candidate.own(directory);
            Programs.Result trial = Programs.run(candidate.running(List.of(
                    "sh",
                    "-c",
                    "test $(id -u) != 0 || { echo is still root; exit 1; }; "
                            + "test -w \"$1\" || { echo cannot write \"$1\"; exit 1; }; exec \"$2\" --version",
                    "sh",
                    directory.toString(),
                    binaries.program("initdb"))));
            if (trial.succeeded()) {
                log.debug("PostgreSQL runs as {}", candidate);
                return candidate;
            }
            refusals.add(candidate + ": " + trial.output());
        }
        throw new EmbeddedServerException("Expected an account under which PostgreSQL can run, but found none; "
                + String.join("; ", refusals)
                + ". Start the application as a user other than root, with data and binaries where that user may go");
    }

    private static List<ServerAccount> candidates(Path directory) {
        if (ownUid(directory) != 0) {
            return List.of(new Ours());
        }
        var candidates = new ArrayList<ServerAccount>();
        candidates.add(new Namespaced());
        for (String name : List.of("postgres", "nobody")) {
            Programs.Result uid = Programs.run(List.of("id", "-u", name));
            Programs.Result gid = Programs.run(List.of("id", "-g", name));
            if (uid.succeeded() && gid.succeeded()) {
                candidates.add(new Other(name, Integer.parseInt(uid.output()), Integer.parseInt(gid.output())));
            }
        }
        return candidates;
    }

    /** Java tells no uid of its own process; a file just made has it. */
    private static int ownUid(Path directory) {
        try {
            Path probe = Files.createTempFile(directory, "owner", null);
            try {
                return (Integer) Files.getAttribute(probe, "unix:uid", LinkOption.NOFOLLOW_LINKS);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> prepend(List<String> launcher, List<String> program) {
        var command = new ArrayList<>(launcher);
        command.addAll(program);
        return command;
    }
}
