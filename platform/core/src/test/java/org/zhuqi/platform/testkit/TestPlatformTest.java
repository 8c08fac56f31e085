package org.zhuqi.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

final class TestPlatformTest {
    @Test
    void runsADatabaseAndABroker() throws Exception {
        var properties = TestPlatform.properties();
        try (var connection = DriverManager.getConnection(
                        String.valueOf(properties.get("spring.datasource.url")),
                        String.valueOf(properties.get("spring.datasource.username")),
                        String.valueOf(properties.get("spring.datasource.password")));
                var statement = connection.createStatement();
                var answer = statement.executeQuery("select 1");
                var admin = TestPlatform.kafkaAdmin()) {
            assertThat(answer.next()).isTrue();
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
        assertThat(TestPlatform.token(Callers.coordinator("li.lei"))).contains(".");
    }
}
