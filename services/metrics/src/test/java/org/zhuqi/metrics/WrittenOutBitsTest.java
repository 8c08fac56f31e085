package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.zhuqi.metrics.domain.ClockFact;
import org.zhuqi.metrics.domain.Fact;
import org.zhuqi.metrics.domain.MomentFact;
import org.zhuqi.metrics.domain.TicketFact;

/** Indexes and columns that are worked out have the bits of facts as numbers. */
final class WrittenOutBitsTest extends TestMetrics {
    @Test
    void theStockIsOfTheFactsThatMakeIt() {
        assertThat(index("ticket_in_stock"))
                .contains("& '%d'::bigint) <> 0".formatted(mask(TicketFact.OPEN, TicketFact.OVERDUE)));
    }

    @Test
    void ticketsThatAreNotInStockAreCountedInDays() {
        assertThat(database.sql(
                                "select pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'metrics.ticket'::regclass")
                        .query(String.class)
                        .list())
                .hasSize(3)
                .allMatch(it -> String.valueOf(it)
                        .contains("facts & %d = 0".formatted(mask(TicketFact.OPEN, TicketFact.OVERDUE))));
    }

    @Test
    void stepsAreOrderedByTheirKinds() {
        assertThat(index("moment_by_kind")).contains("facts & (%d)::bigint".formatted(MomentFact.KINDS));
    }

    @Test
    void aSettledClockHasTheFactsOfItsEnd() {
        assertThat(database.sql("""
                                select pg_get_expr(d.adbin, d.adrelid)
                                from pg_attrdef d
                                join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
                                where d.adrelid = 'metrics.clock'::regclass and a.attname = 'settled_facts'
                                """).query(String.class).single())
                .contains("'M'::\"char\" THEN %d".formatted(mask(ClockFact.JUDGED, ClockFact.DONE)))
                .contains("'L'::\"char\" THEN %d".formatted(mask(ClockFact.JUDGED, ClockFact.LATE, ClockFact.DONE)))
                .contains("ELSE %d".formatted(mask(ClockFact.EXTENDED)));
    }

    private String index(String name) {
        return database.sql("select indexdef from pg_indexes where schemaname = 'metrics' and indexname = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private static long mask(Fact... facts) {
        return Stream.of(facts).mapToLong(Fact::mask).reduce(0, (one, other) -> one | other);
    }
}
