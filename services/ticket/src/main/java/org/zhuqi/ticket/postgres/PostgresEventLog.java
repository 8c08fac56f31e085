package org.zhuqi.ticket.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.ticket.application.export.EventLog;
import org.zhuqi.ticket.application.export.LogPeriod;
import org.zhuqi.ticket.application.export.LoggedEvent;
import org.zhuqi.ticket.application.export.LoggedTicket;

/**
 * {@code ticket.event} behind a cursor on the server, in the order of its primary key, so that nothing needs to be sorted
 * before the first row can go out.
 */
public final class PostgresEventLog implements EventLog {
    private static final int FETCHED_TOGETHER = 500;

    private static final String HAPPENED = "e.occurred_at >= :from and e.occurred_at < :to";
    private static final String RECEIVED = """
            exists (select from ticket.event r
                    where r.ticket_id = e.ticket_id and r.sequence = 1 and r.occurred_at >= :from and r.occurred_at < :to)
            """;

    private final JdbcClient db;
    private final TransactionTemplate oneMoment;

    public PostgresEventLog(JdbcClient db, PlatformTransactionManager transactions) {
        this.db = db;
        this.oneMoment = new TransactionTemplate(transactions);
        oneMoment.setReadOnly(true);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    @Override
    public void read(LogPeriod period, Consumer<Reading> look) {
        oneMoment.executeWithoutResult(status -> look.accept(new Cursors(period)));
    }

    private final class Cursors implements Reading {
        private final LogPeriod period;

        private Cursors(LogPeriod period) {
            this.period = period;
        }

        @Override
        public void events(Consumer<LoggedEvent> taker) {
            RowCallbackHandler each = row -> taker.accept(LoggedEvent.of(message(row)));
            asked("""
                    select e.type, e.body
                    from ticket.event e join ticket.ticket t on t.id = e.ticket_id
                    where t.district = :district and %s
                    order by e.ticket_id, e.sequence
                    """.formatted(chosen())).query(each);
        }

        @Override
        public void tickets(Consumer<LoggedTicket> taker) {
            RowCallbackHandler each = row -> {
                EventMessage<?> first = message(row);
                if (first.event() instanceof TicketEvent.Submitted submitted) {
                    taker.accept(new LoggedTicket(first.ticketId(), first.number(), first.occurredAt(), submitted));
                }
            };
            asked("""
                    select s.type, s.body
                    from ticket.ticket t join ticket.event s on s.ticket_id = t.id and s.sequence = 1
                    where t.district = :district
                      and exists (select from ticket.event e where e.ticket_id = t.id and %s)
                    order by t.id
                    """.formatted(chosen())).query(each);
        }

        private String chosen() {
            return switch (period.cohort()) {
                case HAPPENED -> HAPPENED;
                case RECEIVED -> RECEIVED;
            };
        }

        private JdbcClient.StatementSpec asked(String sql) {
            return db.sql(sql)
                    .withFetchSize(FETCHED_TOGETHER)
                    .param("district", period.district().text())
                    .param("from", period.from().atOffset(ZoneOffset.UTC))
                    .param("to", period.to().atOffset(ZoneOffset.UTC));
        }
    }

    private static EventMessage<?> message(ResultSet row) throws SQLException {
        String type = row.getString("type");
        return Wire.readEventBody(
                EventType.byCeType(type)
                        .orElseThrow(() -> new IllegalStateException("the log has an event of unknown type " + type)),
                row.getString("body").getBytes(StandardCharsets.UTF_8));
    }
}
