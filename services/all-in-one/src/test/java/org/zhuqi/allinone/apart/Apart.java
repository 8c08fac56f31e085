package org.zhuqi.allinone.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.testkit.Assembly;
import org.zhuqi.allinone.testkit.MailServer;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.desk.DeskApplication;
import org.zhuqi.directory.DirectoryApplication;
import org.zhuqi.dispatch.DispatchApplication;
import org.zhuqi.intake.IntakeApplication;
import org.zhuqi.metrics.MetricsApplication;
import org.zhuqi.notification.NotificationApplication;
import org.zhuqi.platform.ServiceApplication;
import org.zhuqi.platform.security.DevelopmentIssuer;
import org.zhuqi.platform.security.Sealing;
import org.zhuqi.portal.PortalApplication;
import org.zhuqi.ticket.TicketApplication;
import org.zhuqi.timeliness.TimelinessApplication;

/**
 * Every service as it runs alone: a context, a web server, a pool of connections and a role in the database of its own, which
 * can reach nobody else's schema. They meet over Kafka, as users of its own with the rights of a cluster, all of it over TLS,
 * and over HTTP only where tokens are checked.
 */
final class Apart implements Assembly, AutoCloseable {
    /** The login last, so that all others have to do without it for a while. */
    static final Map<String, Class<?>> APPLICATIONS = applications();

    private static final Map<String, String> SMALL = Map.of(
            "spring.datasource.hikari.maximum-pool-size", "4",
            "spring.datasource.hikari.minimum-idle", "1",
            "zhuqi.limits.enabled", "false");

    private final DataFolder folder;
    private final Guarded guarded;
    private final Servers servers;
    private final FrontDoor door;
    private final DevelopmentIssuer issuer;
    private final URI login;
    private final Path secretsKey;
    private final Path addressKey;
    private final MailServer mails = new MailServer();
    private final Map<String, List<ConfigurableApplicationContext>> running = new LinkedHashMap<>();

    private Apart(DataFolder folder, Guarded guarded) throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.guarded = guarded;
        this.servers = guarded.servers();
        this.door = new FrontDoor();
        this.issuer = DevelopmentIssuer.in(folder.keys(), door.address());
        this.login = URI.create("http://127.0.0.1:" + TestFolders.freePort());
        this.secretsKey = Files.writeString(folder.keys().resolve("second-factor.key"), Sealing.newKey());
        this.addressKey = Files.writeString(folder.keys().resolve("address.key"), Sealing.newKey());
    }

    private static Map<String, Class<?>> applications() {
        Map<String, Class<?>> applications = new LinkedHashMap<>();
        applications.put("portal", PortalApplication.class);
        applications.put("notification", NotificationApplication.class);
        applications.put("metrics", MetricsApplication.class);
        applications.put("dispatch", DispatchApplication.class);
        applications.put("desk", DeskApplication.class);
        applications.put("ticket", TicketApplication.class);
        applications.put("intake", IntakeApplication.class);
        applications.put("timeliness", TimelinessApplication.class);
        applications.put("directory", DirectoryApplication.class);
        return applications;
    }

    /** PostgreSQL, Kafka and a front door, and no service yet. */
    static Apart withoutServices(String purpose) {
        DataFolder folder = TestFolders.fresh(purpose);
        Guarded guarded;
        try {
            guarded = Guarded.start(folder);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot start the servers", e);
        }
        try {
            Apart apart = new Apart(folder, guarded);
            apart.makeRoles();
            return apart;
        } catch (IOException | GeneralSecurityException e) {
            guarded.close();
            throw new IllegalStateException("cannot prepare the services", e);
        }
    }

    /**
     * As an administrator of the database does it: a role for each service, which owns the schema that it makes and can look
     * into no other. Who looks at the whole from outside may read all of them.
     */
    private void makeRoles() throws IOException {
        String superuser =
                Files.readString(folder.postgres().resolve("postgres.password")).strip();
        JdbcClient db = JdbcClient.create(Database.of(servers.jdbcUrl(), "postgres", superuser));
        for (String service : APPLICATIONS.keySet()) {
            String role = role(service);
            db.sql("create role %s login password '%s'".formatted(role, servers.password()))
                    .update();
            db.sql("grant create on database zhuqi to " + role).update();
            db.sql("grant %s to %s".formatted(role, servers.username())).update();
        }
    }

    private static String role(String service) {
        return "zhuqi_" + service;
    }

    /** One instance more. */
    ConfigurableApplicationContext start(String service) {
        return start(service, Map.of());
    }

    /** One instance more, with settings that win. */
    ConfigurableApplicationContext start(String service, Map<String, String> settings) {
        return start(service, running.getOrDefault(service, List.of()).size() + 1, settings);
    }

    /** An instance goes and comes back under its name, as in an upgrade. */
    ConfigurableApplicationContext replace(String service, ConfigurableApplicationContext old) {
        int number =
                Integer.parseInt(Objects.requireNonNull(old.getEnvironment().getProperty("zhuqi.instance"))
                        .substring(service.length() + 1));
        stop(service, old);
        return start(service, number, Map.of());
    }

    private ConfigurableApplicationContext start(String service, int number, Map<String, String> settings) {
        List<ConfigurableApplicationContext> instances = running.computeIfAbsent(service, any -> new ArrayList<>());
        SpringApplication application =
                ServiceApplication.of(service, Objects.requireNonNull(APPLICATIONS.get(service), service));
        application.setRegisterShutdownHook(false);
        ConfigurableApplicationContext context = application.run(arguments(service, number, settings));
        instances.add(context);
        door.leadTo(service, address(context));
        return context;
    }

    private String[] arguments(String service, int instance, Map<String, String> more) {
        Map<String, String> settings = new TreeMap<>(SMALL);
        settings.put("server.port", service.equals("directory") ? Integer.toString(login.getPort()) : "0");
        settings.putAll(guarded.settingsOf(service));
        settings.put("spring.datasource.username", role(service));
        settings.put("spring.datasource.password", servers.password());
        settings.put("zhuqi.instance", service + "-" + instance);
        settings.put("zhuqi.public-address", door.address());
        if (service.equals("directory")) {
            settings.put("zhuqi.login.signing-key", issuer.privateKey().toUri().toString());
            settings.put("zhuqi.login.secrets-key", secretsKey.toUri().toString());
            settings.put("zhuqi.directory.address-key", addressKey.toUri().toString());
        } else {
            settings.put(
                    "zhuqi.security.jwk-set-uri", login.resolve("/oauth2/jwks").toString());
        }
        if (service.equals("notification")) {
            settings.put("zhuqi.webhooks.secrets-key", secretsKey.toUri().toString());
            settings.put("zhuqi.notification.directory", login.toString());
            settings.put("zhuqi.notification.directory-key", addressKey.toUri().toString());
            settings.put("zhuqi.notification.back-off", "1s");
            settings.putAll(mails.settings());
        }
        if (service.equals("intake")) {
            settings.putAll(attachmentSettings());
        }
        settings.putAll(more);
        return settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
    }

    /** With another way to the server. */
    String jdbcUrl(int port) {
        return guarded.jdbcUrl().replace(":" + databasePort() + "/", ":" + port + "/");
    }

    int databasePort() {
        return URI.create(servers.jdbcUrl().substring("jdbc:".length())).getPort();
    }

    /** Where intake keeps files. */
    Map<String, String> attachmentSettings() {
        return Map.of("zhuqi.attachments.folder", folder.attachments().toString());
    }

    /** Where notification hands mails over. */
    MailServer mails() {
        return mails;
    }

    Guarded guarded() {
        return guarded;
    }

    static URI address(ConfigurableApplicationContext context) {
        var server = Objects.requireNonNull(
                ((WebServerApplicationContext) context).getWebServer(), "a service has a web server");
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** As a process that is told to end. */
    void stop(String service, ConfigurableApplicationContext instance) {
        door.forget(service, address(instance));
        running.getOrDefault(service, List.of()).remove(instance);
        instance.close();
    }

    List<ConfigurableApplicationContext> instances(String service) {
        return List.copyOf(running.getOrDefault(service, List.of()));
    }

    /** The first instance of each service. */
    Map<String, ConfigurableApplicationContext> services() {
        Map<String, ConfigurableApplicationContext> services = new TreeMap<>();
        running.forEach((service, instances) -> services.put(service, instances.getFirst()));
        return services;
    }

    @Override
    public String address() {
        return door.address();
    }

    @Override
    public String token(Account account) {
        return issuer.token(account.caller(), Clock.systemUTC().instant(), Account.TOKEN_LIFE);
    }

    @Override
    public Optional<Inside> inside() {
        return Optional.of(new Inside(servers, folder));
    }

    @Override
    public void close() {
        door.close();
        running.values().forEach(instances -> instances.forEach(ConfigurableApplicationContext::close));
        servers.close();
        try {
            mails.close();
            TestFolders.delete(folder);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalStateException("something still writes into " + folder.path(), e);
        }
    }
}
