package org.zhuqi.allinone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.zhuqi.platform.security.DevelopmentIssuer;

/** The whole system in this JVM, on one data folder. */
public final class Installation implements AutoCloseable {
    /** How browsers reach it, if not at its port on the loopback address; part of every token. */
    public static final String PUBLIC_ADDRESS = "zhuqi.public-address";

    private static final String ISSUER = "zhuqi.security.issuer";
    private static final String PUBLIC_KEY = "zhuqi.security.public-key";

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
        // The address is in every token, so it must be known before the web server is asked for it.
        int webPort = port == 0 ? freePort(data) : port;
        String publicAddress = settings.getOrDefault(PUBLIC_ADDRESS, "http://127.0.0.1:" + webPort);
        DevelopmentIssuer issuer = DevelopmentIssuer.in(data.keys(), publicAddress);
        Servers servers = Servers.start(data, settings);
        try {
            // Only now: until here the folder may be another's.
            data.issues(publicAddress);
            Map<String, Object> properties = new HashMap<>(servers.asProperties());
            properties.put("server.port", webPort);
            properties.put("zhuqi.attachments.folder", data.attachments().toString());
            properties.putAll(login(data, issuer, publicAddress));
            properties.put("zhuqi.portal.sign-in-links", isLoopback(publicAddress));
            if (settings.containsKey(ISSUER)) {
                // Somebody else's tokens are not checked with the key of ours.
                properties.remove(PUBLIC_KEY);
            }
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
        } catch (RuntimeException | IOException e) {
            servers.close();
            throw e;
        }
    }

    /** The links of {@code zhuqi link} are for whoever sits before this machine. */
    private static boolean isLoopback(String address) {
        return "127.0.0.1".equals(URI.create(address).getHost());
    }

    /** The one of the last time if it can be had: its address is in tokens that are still about. */
    private static int freePort(DataFolder data) throws IOException {
        int before = data.lastPort();
        return before != 0 && FreePort.isFree(before) ? before : FreePort.any();
    }

    private static Map<String, String> login(DataFolder data, DevelopmentIssuer issuer, String publicAddress)
            throws IOException {
        return Map.of(
                ISSUER,
                publicAddress,
                PUBLIC_KEY,
                issuer.publicKey().toUri().toString(),
                "zhuqi.login.signing-key",
                issuer.privateKey().toUri().toString(),
                "zhuqi.login.secrets-key",
                data.secondFactorKey().toUri().toString());
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

    /** What runs in this JVM. */
    public ApplicationContext context() {
        return application;
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
