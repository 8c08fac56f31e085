package org.zhuqi.allinone.cli;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Database;
import picocli.CommandLine.Option;

/** How the servers are reached on which services run apart. */
class ApartOptions {
    @Option(names = "--kafka", required = true, paramLabel = "BROKERS", description = "HOST:PORT,… of the brokers.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String brokers;

    @Option(
            names = "--kafka-settings",
            paramLabel = "FILE",
            description = {
                "Further settings of Kafka's clients, one in a line: security.protocol=SASL_SSL, ssl.truststore.location=…",
                "as Kafka's own tools take them."
            })
    private @Nullable Path kafkaSettings;

    @Option(names = "--jdbc", required = true, paramLabel = "URL", description = "Of the database.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String jdbcUrl;

    @Option(names = "--user", description = "To the database: verifier to verify, postgres to back up and restore.")
    private @Nullable String user;

    @Option(names = "--password-file", required = true, paramLabel = "FILE", description = "Holds its password.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path passwordFile;

    Map<String, Object> kafka() throws IOException {
        Map<String, Object> settings = new HashMap<>();
        if (kafkaSettings != null) {
            Properties properties = new Properties();
            try (Reader file = Files.newBufferedReader(kafkaSettings)) {
                properties.load(file);
            }
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        }
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        return settings;
    }

    /** @param usually as whom, if nothing was said */
    DataSource database(String usually) throws IOException {
        return Database.of(
                jdbcUrl,
                user == null ? usually : user,
                Files.readString(passwordFile).strip());
    }
}
