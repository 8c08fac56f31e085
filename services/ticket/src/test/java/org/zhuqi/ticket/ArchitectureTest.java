package org.zhuqi.ticket;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What depends on what in this service. Each rule was seen to fail before it was trusted. */
class ArchitectureTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.zhuqi.ticket");

    @Test
    void onlyOnePackageKnowsTheStateMachineLibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.zhuqi.ticket.machine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.statemachine..", "reactor..")
                .check(ENGINE);
    }

    @Test
    void theDomainIsPlainJava() {
        noClasses()
                .that()
                .resideInAPackage("org.zhuqi.ticket.domain")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.apache.kafka..",
                        "java.sql..",
                        "tools.jackson..",
                        "org.zhuqi.platform..",
                        "org.zhuqi.ticket.application..",
                        "org.zhuqi.ticket.machine..")
                .check(ENGINE);
    }

    @Test
    void theDomainHasNoClock() {
        noClasses()
                .that()
                .resideInAPackage("org.zhuqi.ticket.domain")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(ENGINE);
    }

    @Test
    void adaptersDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("org.zhuqi.ticket.web")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.zhuqi.ticket.postgres", "org.zhuqi.ticket.kafka")
                .check(ENGINE);
    }
}
