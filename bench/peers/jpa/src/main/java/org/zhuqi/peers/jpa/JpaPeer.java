package org.zhuqi.peers.jpa;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.hibernate.Version;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * Says on standard output at which port it answers, and ends with its standard input. The environment names the database:
 * {@code PEER_URL}, {@code PEER_USERNAME}, {@code PEER_PASSWORD}.
 */
@SpringBootApplication
public class JpaPeer {

    /** @param arguments how many connections to the database there may be */
    public static void main(String[] arguments) throws IOException {
        var application = new SpringApplicationBuilder(JpaPeer.class)
                .properties(Map.of(
                        "spring.datasource.url", "${PEER_URL}",
                        "spring.datasource.username", "${PEER_USERNAME}",
                        "spring.datasource.password", "${PEER_PASSWORD}",
                        "server.port", "0",
                        "server.address", "127.0.0.1",
                        "spring.jpa.hibernate.ddl-auto", "create",
                        "spring.jpa.open-in-view", "false",
                        "spring.datasource.hikari.maximum-pool-size", arguments[0],
                        "spring.main.banner-mode", "off",
                        "logging.level.root", "warn"))
                .run();
        try (application) {
            System.out.printf(
                    "ready %s Spring Boot %s, Hibernate %s%n",
                    application.getEnvironment().getRequiredProperty("local.server.port"),
                    SpringBootVersion.getVersion(),
                    Version.getVersionString());
            System.out.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
