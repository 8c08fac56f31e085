package org.zhuqi.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** An application in a JVM of its own that starts a server, does something, and is then killed with SIGKILL. */
final class KilledApplication {
    private static final String READY = "ready ";

    private KilledApplication() {}

    /** Runs the application to its violent end; what it said last is returned. */
    static String startedOn(Path directory, Class<?> application) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        application.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            String last = output.lines()
                    .filter(line -> line.startsWith(READY))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("The application ended by itself"));
            process.destroyForcibly().waitFor();
            return last.substring(READY.length());
        }
    }

    private static void waitToBeKilled(Object words) throws IOException {
        System.out.println(READY + words);
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    /** Leaves a PostgreSQL server behind. */
    static final class OfPostgres {
        private OfPostgres() {}

        public static void main(String[] directory) throws IOException {
            var postgres = EmbeddedPostgres.start(EmbeddedPostgresTest.settings(Path.of(directory[0])));
            waitToBeKilled(postgres.pid());
        }
    }

    /** Leaves a log directory behind as a power failure would, with one record acknowledged. */
    static final class OfKafka {
        private OfKafka() {}

        public static void main(String[] directory) throws IOException, ExecutionException, InterruptedException {
            var kafka = EmbeddedKafka.start(EmbeddedKafka.Settings.in(Path.of(directory[0])));
            var client = new KafkaClient(kafka);
            client.createTopic("requests");
            client.produce("requests", "惠企政策");
            waitToBeKilled(kafka.clusterId());
        }
    }
}
