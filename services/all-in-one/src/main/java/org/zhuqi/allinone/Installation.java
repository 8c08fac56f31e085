package org.zhuqi.allinone;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.zhuqi.platform.security.DevelopmentIssuer;

/** The whole system in this JVM, on one data folder. */
public final class Installation implements AutoCloseable {
    private final DataFolder data;
    private final Servers servers;
    private final ConfigurableApplicationContext application;
    private final DevelopmentIssuer issuer;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Installation(
            DataFolder data, Servers servers, ConfigurableApplicationContext application, DevelopmentIssuer issuer) {
        this.data = data;
        this.servers = servers;
        this.application = application;
        this.issuer = issuer;
    }

    /**
     * Starts everything and returns when it takes requests.
     *
     * @param port of the web server on the loopback address; 0 for a free one
     * @param settings further properties, which win over the built-in ones
     */
    public static Installation start(DataFolder data, int port, Map<String, String> settings)
            throws IOException, GeneralSecurityException {
        logInto(data);
        DevelopmentIssuer issuer = DevelopmentIssuer.in(data.keys());
        Servers servers = Servers.start(data);
        try {
            Map<String, Object> properties = new HashMap<>(servers.asProperties());
            properties.put("server.port", port);
            properties.put("zhuqi.security.issuer", DevelopmentIssuer.ISSUER);
            properties.put(
                    "zhuqi.security.public-key", issuer.publicKey().toUri().toString());
            properties.put("zhuqi.attachments.folder", data.attachments().toString());
            properties.putAll(settings);
            SpringApplication spring = new SpringApplicationBuilder(AllInOne.class)
                    .registerShutdownHook(false)
                    .properties(properties)
                    .build();
            ConfigurableApplicationContext application = spring.run();
            Installation installation = new Installation(data, servers, application, issuer);
            ProcessHandle process = ProcessHandle.current();
            data.announce(new DataFolder.Running(
                    process.pid(),
                    process.info().startInstant().orElseGet(InstantSource.system()::instant),
                    installation.address(),
                    servers.bootstrapServers(),
                    servers.jdbcUrl(),
                    servers.username(),
                    servers.password()));
            return installation;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /** Must come before the first logger is asked for. */
    private static void logInto(DataFolder data) throws IOException {
        Files.createDirectories(data.path());
        System.setProperty("zhuqi.log.file", data.logFile().toString());
        System.setProperty("zhuqi.logging", "logging-to-data-folder.xml");
    }

    public String address() {
        WebServerApplicationContext web = (WebServerApplicationContext) application;
        if (web.getWebServer() == null) {
            throw new IllegalStateException("the web server is not running");
        }
        return "http://127.0.0.1:" + web.getWebServer().getPort();
    }

    public Servers servers() {
        return servers;
    }

    /** A token for one of the development accounts. */
    public String token(Account account) {
        return issuer.token(account.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE);
    }

    /** The services first, so that nothing loses its database or broker under its hands. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                data.withdraw();
                application.close();
            } finally {
                servers.close();
            }
        }
    }
}
