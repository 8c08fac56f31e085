package org.zhuqi.platform.observability;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingSettings.class)
class TracingConfiguration {
    /** By the OpenTelemetry resource conventions. */
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");

    private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("service.instance.id");

    @Bean
    @ConditionalOnMissingBean
    OpenTelemetry openTelemetry(
            TracingSettings settings,
            @Value("${spring.application.name:zhuqi}") String service,
            @Value("${zhuqi.instance:#{null}}") @Nullable String instance) {
        SdkTracerProviderBuilder provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(
                                Attributes.of(SERVICE, service, INSTANCE, instance == null ? service : instance))));
        if (settings.endpoint() == null) {
            provider.setSampler(Sampler.alwaysOff());
        } else {
            provider.setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.share())))
                    .addSpanProcessor(BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                                    .setEndpoint(settings.endpoint().toString())
                                    .build())
                            .build());
        }
        return OpenTelemetrySdk.builder()
                .setTracerProvider(provider.build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }

    @Bean
    Tracer tracer(OpenTelemetry telemetry) {
        return telemetry.getTracer("org.zhuqi");
    }

    @Bean
    Traces traces(Tracer tracer) {
        return new Traces(tracer);
    }

    @Bean
    TracedRequests tracedRequests(Tracer tracer, TracingSettings settings) {
        return new TracedRequests(tracer, settings.trustCallers());
    }

    @Bean
    @ConditionalOnProperty("zhuqi.tracing.endpoint")
    static BeanPostProcessor tracedDatabase(ObjectProvider<Tracer> tracer) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource database ? new TracedDatabase(database, tracer::getObject) : bean;
            }
        };
    }
}
