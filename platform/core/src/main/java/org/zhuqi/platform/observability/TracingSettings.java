package org.zhuqi.platform.observability;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where traces go.
 *
 * @param endpoint of an OpenTelemetry collector, OTLP over HTTP, such as {@code http://collector:4318/v1/traces}; without it
 *     nothing is recorded, but every request still has a trace id, in its log lines and in what it is refused with
 * @param share of the requests that are recorded, from 0 to 1
 * @param trustCallers whether a {@code traceparent} that comes with a request is taken over: only behind a gateway that
 *     makes it itself, because whoever may send one decides what is recorded
 */
@ConfigurationProperties("zhuqi.tracing")
public record TracingSettings(
        @Nullable URI endpoint,
        @DefaultValue("0.1") double share,
        @DefaultValue("false") boolean trustCallers) {
    public TracingSettings {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("zhuqi.tracing.share is from 0 to 1, not " + share);
        }
    }
}
