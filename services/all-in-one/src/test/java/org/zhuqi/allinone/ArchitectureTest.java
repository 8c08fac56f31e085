package org.zhuqi.allinone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What depends on what across the services. Each rule was seen to fail before it was trusted. */
class ArchitectureTest {
    private static final List<String> SERVICES = List.of(
            "ticket", "intake", "desk", "timeliness", "directory", "dispatch", "metrics", "notification", "portal");
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.zhuqi");

    @Test
    void everyServiceIsLookedAt() {
        assertThat(SERVICES)
                .allSatisfy(service -> assertThat(ALL.stream()
                                .filter(type -> type.getPackageName().startsWith("org.zhuqi." + service)))
                        .hasSizeGreaterThan(5));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void servicesMeetOnlyOverTopics(String service) {
        String[] others = Stream.concat(SERVICES.stream(), Stream.of("allinone"))
                .filter(other -> !other.equals(service))
                .map(other -> "org.zhuqi." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.zhuqi." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(ALL);
    }

    @Test
    void onlyTheAssemblyComposes() {
        String[] services =
                SERVICES.stream().map(service -> "org.zhuqi." + service + "..").toArray(String[]::new);
        noClasses()
                .that()
                .resideInAnyPackage("org.zhuqi.contracts..", "org.zhuqi.platform..", "org.zhuqi.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(services)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.zhuqi.allinone..")
                .check(ALL);
    }

    @Test
    void servicesDoNotKnowThatTheirServersAreEmbedded() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.zhuqi.allinone..", "org.zhuqi.embedded..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.zhuqi.embedded..")
                .check(ALL);
    }

    @Test
    void aDomainKnowsNoAdapter() {
        noClasses()
                .that()
                .resideInAPackage("org.zhuqi.*.domain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.zhuqi.*.web..",
                        "org.zhuqi.*.postgres..",
                        "org.zhuqi.*.kafka..",
                        "org.zhuqi.*.application..",
                        "org.springframework..",
                        "org.apache.kafka..",
                        "java.sql..")
                .check(ALL);
    }

    @Test
    void whatIsBehindDoesNotKnowTheWeb() {
        noClasses()
                .that()
                .resideInAnyPackage("org.zhuqi.*.application..", "org.zhuqi.*.postgres..", "org.zhuqi.*.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVICES.stream()
                        .map(service -> "org.zhuqi." + service + ".web..")
                        .toArray(String[]::new))
                .check(ALL);
    }

    @Test
    void theContractsDependOnNothing() {
        noClasses()
                .that()
                .resideInAPackage("org.zhuqi.contracts..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("org.zhuqi.contracts..", "java..", "org.jspecify..")
                .check(ALL);
    }
}
