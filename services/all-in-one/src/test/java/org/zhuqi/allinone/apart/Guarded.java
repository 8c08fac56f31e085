package org.zhuqi.allinone.apart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.testkit.TestFolders;

/**
 * PostgreSQL and Kafka as in a cluster: who connects does so over TLS and says who they are, and may do what the users of
 * {@code infra/k8s/kafka} may. The topics are those of that folder, too; no service could make one.
 */
final class Guarded implements AutoCloseable {
    private static final Path KAFKA = Path.of("../../infra/k8s/kafka");
    private static final String PARTITIONS = "4";

    private final Servers servers;
    private final Certificate certificate;
    private final String brokers;
    private final Map<String, String> passwords = new LinkedHashMap<>();

    private Guarded(Servers servers, Certificate certificate, String brokers) {
        this.servers = servers;
        this.certificate = certificate;
        this.brokers = brokers;
    }

    static Guarded start(DataFolder folder) throws IOException, GeneralSecurityException {
        // The server's own folder: whoever it runs as can read the key there, and nobody else.
        Certificate certificate = Certificate.in(folder.postgres().resolve("tls"));
        String brokers = "127.0.0.1:" + TestFolders.freePort();
        Servers servers = Servers.start(
                folder,
                Map.of(
                        "ssl", "on",
                        "ssl_cert_file", certificate.chain().toString(),
                        "ssl_key_file", certificate.key().toString()),
                Map.ofEntries(
                        Map.entry("listeners", "GUARDED://" + brokers),
                        Map.entry("advertised.listeners", "GUARDED://" + brokers),
                        Map.entry("listener.security.protocol.map", "GUARDED:SASL_SSL"),
                        Map.entry("sasl.enabled.mechanisms", "SCRAM-SHA-512"),
                        Map.entry(
                                "listener.name.guarded.scram-sha-512.sasl.jaas.config",
                                "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                        Map.entry("ssl.keystore.type", "PKCS12"),
                        Map.entry("ssl.keystore.location", certificate.store().toString()),
                        Map.entry("ssl.keystore.password", certificate.password()),
                        Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                        // The plain listener on loopback, by which this test looks at everything.
                        Map.entry("super.users", "User:ANONYMOUS")));
        Guarded guarded = new Guarded(servers, certificate, brokers);
        try {
            guarded.prepare();
            return guarded;
        } catch (ExecutionException e) {
            servers.close();
            throw new IOException("the brokers are not prepared", e);
        } catch (InterruptedException e) {
            servers.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private void prepare() throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers.bootstrapServers()))) {
            admin.createTopics(documents("topics.yaml").stream()
                            .map(topic -> topic(text(topic, "metadata", "name"), within(topic, "spec")))
                            .toList())
                    .all()
                    .get();
            List<UserScramCredentialAlteration> credentials = new ArrayList<>();
            List<AclBinding> rights = new ArrayList<>();
            for (Map<String, Object> user : documents("users.yaml")) {
                String name = text(user, "metadata", "name");
                String password = UUID.randomUUID().toString();
                passwords.put(name, password);
                credentials.add(new UserScramCredentialUpsertion(
                        name, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), password));
                rights.addAll(rights(name, within(within(user, "spec"), "authorization")));
            }
            admin.alterUserScramCredentials(credentials).all().get();
            admin.createAcls(rights).all().get();
        }
    }

    /** As it is there, but for what takes three brokers. */
    private static NewTopic topic(String name, Map<String, Object> spec) {
        Map<String, String> configs = new LinkedHashMap<>();
        within(spec, "config").forEach((key, value) -> configs.put(key, String.valueOf(value)));
        configs.remove("min.insync.replicas");
        int partitions = Math.min(Integer.parseInt(PARTITIONS), (Integer) spec.getOrDefault("partitions", 1));
        return new NewTopic(name, partitions, (short) 1).configs(configs);
    }

    private static List<AclBinding> rights(String user, Map<String, Object> authorization) {
        List<AclBinding> rights = new ArrayList<>();
        for (Object one : (List<?>) authorization.getOrDefault("acls", List.of())) {
            Map<String, Object> acl = map(one);
            Map<String, Object> resource = within(acl, "resource");
            ResourceType type = ResourceType.fromString((String) resource.get("type"));
            ResourcePattern pattern = new ResourcePattern(
                    type,
                    type == ResourceType.CLUSTER ? Resource.CLUSTER_NAME : (String) resource.get("name"),
                    "prefix".equals(resource.get("patternType")) ? PatternType.PREFIXED : PatternType.LITERAL);
            for (Object operation : (List<?>) acl.getOrDefault("operations", List.of())) {
                rights.add(new AclBinding(
                        pattern,
                        new AccessControlEntry(
                                "User:" + user, "*", operation((String) operation), AclPermissionType.ALLOW)));
            }
        }
        return rights;
    }

    /** {@code IdempotentWrite} → {@code IDEMPOTENT_WRITE}. */
    private static AclOperation operation(String name) {
        return AclOperation.fromString(name.replaceAll("(?<=[a-z])(?=[A-Z])", "_"));
    }

    Servers servers() {
        return servers;
    }

    /** As a service's pod is told by {@code infra/k8s/base/settings.env} and its secrets. */
    Map<String, String> settingsOf(String service) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", jdbcUrl());
        settings.put("spring.kafka.bootstrap-servers", brokers);
        settings.put("spring.kafka.security.protocol", "SASL_SSL");
        settings.put("spring.kafka.ssl.trust-store-type", "PEM");
        settings.put(
                "spring.kafka.ssl.trust-store-location",
                certificate.chain().toUri().toString());
        settings.put("spring.kafka.properties.sasl.mechanism", "SCRAM-SHA-512");
        settings.put("spring.kafka.properties.sasl.jaas.config", jaas("kafka-" + service));
        settings.put("zhuqi.topics.partitions", PARTITIONS);
        return settings;
    }

    /** As Kafka's own tools take them. */
    Map<String, Object> clientSettings(String user) {
        return Map.of(
                "bootstrap.servers",
                brokers,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                certificate.chain().toString(),
                "sasl.jaas.config",
                jaas(user));
    }

    private String jaas(String user) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(
                        user,
                        Optional.ofNullable(passwords.get(user))
                                .orElseThrow(() -> new IllegalArgumentException("no user " + user)));
    }

    String jdbcUrl() {
        String plain = servers.jdbcUrl();
        return plain + (plain.contains("?") ? "&" : "?") + "sslmode=verify-full&sslrootcert=" + certificate.chain();
    }

    private static List<Map<String, Object>> documents(String file) {
        List<Map<String, Object>> documents = new ArrayList<>();
        try (InputStream in = Files.newInputStream(KAFKA.resolve(file))) {
            new Yaml().loadAll(in).forEach(document -> documents.add(map(document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    private static String text(Map<String, Object> document, String part, String key) {
        return (String) Objects.requireNonNull(within(document, part).get(key), key);
    }

    private static Map<String, Object> within(Map<String, Object> document, String key) {
        return map(document.get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object yaml) {
        return yaml == null ? Map.of() : (Map<String, Object>) yaml;
    }

    @Override
    public void close() {
        servers.close();
    }
}
