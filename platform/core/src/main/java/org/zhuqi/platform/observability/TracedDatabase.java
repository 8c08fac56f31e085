package org.zhuqi.platform.observability;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * In a trace that is recorded, one span for each use of a connection: the wait for it, the transaction, and its commit.
 * Statements are not in it, and so nothing that a ticket says.
 */
final class TracedDatabase extends DelegatingDataSource {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");

    private final Supplier<Tracer> tracer;

    TracedDatabase(DataSource database, Supplier<Tracer> tracer) {
        super(database);
        this.tracer = tracer;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (!Span.current().getSpanContext().isSampled()) {
            return super.getConnection();
        }
        Span span = tracer.get()
                .spanBuilder("PostgreSQL")
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SYSTEM, "postgresql")
                .startSpan();
        Connection connection;
        try {
            connection = super.getConnection();
        } catch (SQLException | RuntimeException e) {
            span.recordException(e).setStatus(StatusCode.ERROR);
            span.end();
            throw e;
        }
        span.addEvent("connected");
        return (Connection) Proxy.newProxyInstance(
                TracedDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        span.setStatus(StatusCode.ERROR);
                        throw e.getCause();
                    } finally {
                        switch (method.getName()) {
                            case "commit", "rollback" -> span.addEvent(method.getName());
                            case "close" -> span.end();
                            default -> {}
                        }
                    }
                });
    }
}
