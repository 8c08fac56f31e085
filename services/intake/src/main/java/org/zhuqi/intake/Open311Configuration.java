package org.zhuqi.intake;

import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Topics;
import org.zhuqi.intake.application.TakingCommands;
import org.zhuqi.intake.application.open311.ApiKeys;
import org.zhuqi.intake.application.open311.FilingRequests;
import org.zhuqi.intake.application.open311.FollowingDue;
import org.zhuqi.intake.application.open311.FollowingRequests;
import org.zhuqi.intake.application.open311.KeepingRefusals;
import org.zhuqi.intake.application.open311.Services;
import org.zhuqi.intake.postgres.open311.ApiKeyRows;
import org.zhuqi.intake.postgres.open311.ExpectedDueRows;
import org.zhuqi.intake.postgres.open311.FilingRows;
import org.zhuqi.intake.postgres.open311.ServiceRequestRows;
import org.zhuqi.intake.web.open311.ApiKeyFilter;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.limits.RateLimits;
import org.zhuqi.platform.messaging.KafkaClients;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionContainer;
import org.zhuqi.platform.projection.ProjectionHealth;
import org.zhuqi.platform.security.Doors;

/** Open311 GeoReport v2: its doors, its keys, and what it keeps of tickets to tell of them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Open311Settings.class)
class Open311Configuration {
    private static final int BATCH = 500;

    @Bean
    ApiKeys apiKeys(JdbcClient db, KnownDirectory directory, InstantSource now) {
        return new ApiKeys(new ApiKeyRows(db), directory, now);
    }

    @Bean
    FilingRows filingRows(JdbcClient db) {
        return new FilingRows(db);
    }

    @Bean
    ServiceRequestRows serviceRequestRows(JdbcClient db) {
        return new ServiceRequestRows(db);
    }

    @Bean
    Services open311Services(KnownCatalogue catalogue) {
        return new Services(catalogue);
    }

    @Bean
    FilingRequests filingRequests(TakingCommands taking, FilingRows filings, ServiceRequestRows requests) {
        return new FilingRequests(taking, filings, requests);
    }

    /** Who comes here has a key, or none, but never a token of the login. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 30)
    SecurityFilterChain open311Doors(HttpSecurity http, ApiKeys keys, RateLimits limits, Doors doors) throws Exception {
        return http.securityMatcher("/open311", "/open311/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(new ApiKeyFilter(keys, limits, doors), AuthorizationFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // A key travels with each request; no browser sends it by itself.
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .build();
    }

    @Bean
    ProjectionAlarm serviceRequestAlarm() {
        return new ProjectionAlarm("open311 requests");
    }

    @Bean
    HealthIndicator serviceRequestProjection(@Qualifier("serviceRequestAlarm") ProjectionAlarm alarm) {
        return new ProjectionHealth(alarm);
    }

    /** Starts with the application, once the schema is there. */
    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> serviceRequestEvents(
            KafkaClients kafka,
            Open311Settings settings,
            ServiceRequestRows rows,
            TransactionTemplate transaction,
            @Qualifier("serviceRequestAlarm") ProjectionAlarm alarm,
            SchemaMigrations migrated) {
        FollowingRequests following = new FollowingRequests(rows, transaction, alarm);
        return ProjectionContainer.of(
                kafka, "zhuqi-intake-requests", Topics.EVENTS, settings.threads(), BATCH, following::project, alarm);
    }

    @Bean
    ProjectionAlarm expectedDueAlarm() {
        return new ProjectionAlarm("open311 due dates");
    }

    @Bean
    HealthIndicator expectedDueProjection(@Qualifier("expectedDueAlarm") ProjectionAlarm alarm) {
        return new ProjectionHealth(alarm);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> expectedDueEvents(
            KafkaClients kafka,
            JdbcClient db,
            Open311Settings settings,
            TransactionTemplate transaction,
            @Qualifier("expectedDueAlarm") ProjectionAlarm alarm,
            SchemaMigrations migrated) {
        FollowingDue following = new FollowingDue(new ExpectedDueRows(db), transaction, alarm);
        return ProjectionContainer.of(
                kafka, "zhuqi-intake-due", Topics.CLOCKS, settings.threads(), BATCH, following::project, alarm);
    }

    @Bean
    ConcurrentMessageListenerContainer<String, byte[]> filingOutcomes(
            KafkaClients kafka, FilingRows filings, SchemaMigrations migrated) {
        KeepingRefusals keeping = new KeepingRefusals(filings);
        return kafka.container("zhuqi-intake-refusals", Topics.OUTCOMES, 1, BATCH, keeping::arrived);
    }
}
