package org.zhuqi.allinone.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** {@code docs/settings.md}: every setting that is ours, of which service, with what its source says of it. */
final class SettingsDocument {
    static final Path FILE = Path.of("..", "..", "docs", "settings.md");
    static final String COMMAND = "./mvnw -pl services/all-in-one -am test -Dtest=SettingsDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dzhuqi.regenerate=true";

    private static final Path ROOT = Path.of("..", "..");
    private static final String EVERY = "every service";
    private static final Pattern PARAMETER =
            Pattern.compile("@param\\s+(?<name>\\w+)\\s+(?<text>.+?)(?=@param|@return|@throws|$)", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\{@(code|link|linkplain) ([^}]+)}");

    /** What a service by itself has in place of what its source says. */
    private static final Properties SHIPPED = shipped();

    private SettingsDocument() {}

    private static Properties shipped() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("zhuqi-service.yaml"));
        return Objects.requireNonNull(yaml.getObject());
    }

    private record Setting(String name, String byDefault, String meaning) {
        String environment() {
            return name.toUpperCase(Locale.ROOT).replace("-", "").replace('.', '_');
        }
    }

    static String text() {
        StringBuilder text = new StringBuilder("""
                # Settings

                Generated from the services' settings; do not edit, run

                    %s

                A service takes them, the later winning, from what it ships with, from files under `/run/secrets` that are named as the setting is (`/run/secrets/spring.datasource.password`), from `zhuqi-service.yaml` or `zhuqi-SERVICE.yaml` in its working directory, from the environment, and from its arguments (`--zhuqi.ticket.threads=4`). Everything in one JVM takes them with `--set`. Times are told as `30s`, `10m`, `7d`, sizes as `20MB`.

                What belongs to Spring is set as [Spring Boot](https://docs.spring.io/spring-boot/appendix/application-properties/index.html) says, above all:

                | setting | environment | of a service by itself |
                | --- | --- | --- |
                | `server.address` / `server.port` | `SERVER_ADDRESS` / `SERVER_PORT` | `127.0.0.1` / 8080; in a container `0.0.0.0` |
                | `server.forward-headers-strategy` | `SERVER_FORWARDHEADERSSTRATEGY` | `native`: the proxy before it, if it has a private address, says who asks |
                | `spring.datasource.url`, `.username`, `.password` | `SPRING_DATASOURCE_URL`, … | `jdbc:postgresql://127.0.0.1:5432/zhuqi`; the role may create a schema, or owns the service's; the portal has none |
                | `spring.datasource.hikari.maximum-pool-size` | `SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE` | 16 connections |
                | `spring.datasource.hikari.initialization-fail-timeout` | `SPRING_DATASOURCE_HIKARI_INITIALIZATIONFAILTIMEOUT` | 60000 ms: for so long it waits for the database before it gives up |
                | `spring.kafka.bootstrap-servers` | `SPRING_KAFKA_BOOTSTRAPSERVERS` | `127.0.0.1:9092`; `spring.kafka.security.*`, `spring.kafka.ssl.*` for how to connect |
                | `spring.kafka.admin.operation-timeout` | `SPRING_KAFKA_ADMIN_OPERATIONTIMEOUT` | `60s`: for so long it waits for the brokers before it gives up |
                | `zhuqi.public-address` | `ZHUQI_PUBLICADDRESS` | `http://127.0.0.1:8080`; how browsers reach the whole system, and by default the issuer of tokens |
                | `zhuqi.instance` | `ZHUQI_INSTANCE` | the host's name; kept over restarts, another one for each instance: with it a process that was killed takes its partitions back at once |
                | `zhuqi.time.ahead` | `ZHUQI_TIME_AHEAD` | `PT0S`; a clock that runs ahead, to rehearse, never where real tickets are |
                | `zhuqi.schemas.migrate` | `ZHUQI_SCHEMAS_MIGRATE` | `true`; `false` leaves the schema as it is, for a rehearsed start without a database |
                """.formatted(COMMAND));
        settings()
                .forEach((service, settings) -> text.append("""

                        ## %s

                        | setting | environment | default | meaning |
                        | --- | --- | --- | --- |
                        %s
                        """.formatted(
                                service,
                                settings.stream()
                                        .map(it -> "| `%s` | `%s` | %s | %s |"
                                                .formatted(it.name(), it.environment(), it.byDefault(), it.meaning()))
                                        .collect(Collectors.joining("\n")))));
        return text.toString();
    }

    private static SortedMap<String, List<Setting>> settings() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        SortedMap<String, List<Setting>> settings = new TreeMap<>();
        scan.findCandidateComponents("org.zhuqi").stream()
                .map(found -> type(Objects.requireNonNull(found.getBeanClassName())))
                .sorted((one, other) -> prefix(one).compareTo(prefix(other)))
                .forEach(type -> add(
                        settings.computeIfAbsent(service(type), any -> new ArrayList<>()),
                        prefix(type) + ".",
                        type,
                        source(type)));
        return settings;
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String prefix(Class<?> type) {
        return Objects.requireNonNull(type.getAnnotation(ConfigurationProperties.class))
                .value();
    }

    private static String service(Class<?> type) {
        String name = type.getPackageName().split("\\.")[2];
        return name.equals("platform") ? EVERY : name;
    }

    private static void add(List<Setting> settings, String prefix, Class<?> type, String source) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + kebab(component.getName());
            if (component.getType().isRecord() && component.getType().getEnclosingClass() == type) {
                add(settings, name + ".", component.getType(), source);
            } else {
                String shipped = SHIPPED.getProperty(name);
                settings.add(new Setting(
                        name,
                        shipped == null ? byDefault(type, component) : "`" + shipped + "`",
                        meaning(type, component.getName(), source)));
            }
        }
    }

    private static String byDefault(Class<?> type, RecordComponent component) {
        for (var parameter : type.getDeclaredConstructors()[0].getParameters()) {
            DefaultValue value = parameter.getAnnotation(DefaultValue.class);
            if (value != null && parameter.getName().equals(component.getName())) {
                return value.value().length == 0 ? "none" : "`" + String.join(", ", value.value()) + "`";
            }
        }
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? "none" : "must be set";
    }

    /** What the javadoc of the record that has it says. */
    private static String meaning(Class<?> type, String component, String source) {
        Matcher record = Pattern.compile(
                        "/\\*\\*(?<text>(?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]+\\s*)*(?:public )?record %s\\("
                                .formatted(type.getSimpleName()),
                        Pattern.DOTALL)
                .matcher(source);
        if (!record.find()) {
            return "";
        }
        String text = record.group("text").replaceAll("\\n\\s*\\* ?", "\n");
        Matcher parameter = PARAMETER.matcher(text);
        while (parameter.find()) {
            if (parameter.group("name").equals(component)) {
                return LINK.matcher(parameter.group("text").strip().replaceAll("\\s+", " "))
                        .replaceAll("`$2`");
            }
        }
        return "";
    }

    private static String source(Class<?> type) {
        Path inside = Path.of("src", "main", "java", type.getName().replace('.', '/') + ".java");
        for (String folder : List.of("platform", "services")) {
            try (Stream<Path> modules = Files.list(ROOT.resolve(folder))) {
                Path file = modules.map(module -> module.resolve(inside))
                        .filter(Files::exists)
                        .findFirst()
                        .orElse(null);
                if (file != null) {
                    return Files.readString(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        throw new IllegalStateException("there is no source of " + type);
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
