package org.zhuqi.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.application.routing.CaseLibrary;
import org.zhuqi.dispatch.application.routing.Routing;
import org.zhuqi.dispatch.application.routing.Rulebook;
import org.zhuqi.dispatch.application.routing.Suggesting;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.routing.MemoryEvidence;
import org.zhuqi.dispatch.domain.routing.Menu;
import org.zhuqi.dispatch.domain.routing.Names;
import org.zhuqi.dispatch.domain.routing.Ranking;
import org.zhuqi.dispatch.domain.routing.Replay;
import org.zhuqi.dispatch.domain.routing.Replay.Past;
import org.zhuqi.dispatch.postgres.EventRows;
import org.zhuqi.dispatch.postgres.TicketFactRows;
import org.zhuqi.dispatch.postgres.routing.AskedRows;
import org.zhuqi.dispatch.postgres.routing.CaseRows;
import org.zhuqi.dispatch.postgres.routing.CountRows;
import org.zhuqi.dispatch.postgres.routing.RoutingDocumentRows;
import org.zhuqi.dispatch.postgres.routing.RoutingFigures;
import org.zhuqi.dispatch.postgres.routing.TurnRows;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.persistence.SchemaMigrations;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.telling.OutgoingRows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "routing",
        mixinStandardHelpOptions = true,
        description = {
            "How good the suggestions are, and how fast.",
            "A year with planted patterns is gone through in the order of time: suggested for as each ticket comes in,",
            "learned from when it is answered; beside it the plain table of categories on the same tickets.",
            "Then a service with many tickets in PostgreSQL is asked."
        })
final class RoutingBench implements Callable<Integer> {
    private static final DistrictId DISTRICT = new DistrictId("QT");
    private static final int TOP = 3;
    private static final int REMEMBERED = 10_000;
    private static final int BATCH = 500;

    @Option(names = "--tickets", description = "In the planted year (default: ${DEFAULT-VALUE}).")
    private int tickets = 6_000;

    @Option(names = "--seed", description = "Of the year (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--stored",
            description = "Tickets in the database that is asked; 0: none is (default: ${DEFAULT-VALUE}).")
    private int stored = 100_000;

    @Option(names = "--asked", description = "Suggestions that are timed (default: ${DEFAULT-VALUE}).")
    private int asked = 2_000;

    @Option(names = "--data", paramLabel = "DIR", description = "An empty folder that is kept (default: a temporary).")
    @Nullable
    private Path data;

    @Override
    public Integer call() throws Exception {
        run(new Page());
        return 0;
    }

    void run(Page page) throws Exception {
        page.heading("Routing");
        replay(page);
        if (stored > 0) {
            speed(page);
        }
    }

    // -- how good -------------------------------------------------------------------------------------------------

    private void replay(Page page) {
        List<Past> history = new PlantedHistory(seed).tickets(tickets);
        page.line("%,d tickets of a planted year, seed %d.".formatted(tickets, seed));
        Ranking ranking = new Ranking(List.of(), unit -> true, new Ids(), experience -> true);
        long begin = System.nanoTime();
        List<Replay.Suggested> suggested =
                new Replay(new MemoryEvidence(REMEMBERED), List.of(ranking)).run(List.of(), history);
        double seconds = (System.nanoTime() - begin) / 1e9;
        page.header(
                "",
                "table: right",
                "table: bounced",
                "suggested first: right",
                "suggested first: bounced",
                "among three: right");
        row(page, "whole year", suggested, Instant.MIN, Instant.MAX);
        Instant month = PlantedHistory.BEGIN;
        for (String quarter :
                List.of("January to March", "April to June", "July to September", "October to December")) {
            Instant next = month.plus(Duration.ofDays(91));
            row(page, quarter, suggested, month, next);
            month = next;
        }
        page.line("");
        page.line("Suggested and learned: %,.0f tickets/s on one thread, in memory.".formatted(tickets / seconds));
    }

    private static void row(Page page, String name, List<Replay.Suggested> all, Instant from, Instant to) {
        List<Replay.Suggested> of = all.stream()
                .filter(each -> !each.past().taught().at().isBefore(from)
                        && each.past().taught().at().isBefore(to))
                .toList();
        long table = of.stream()
                .filter(each -> Objects.equals(
                        Objects.requireNonNull(each.past().dish()).defaultUnit(),
                        each.past().taught().solver()))
                .count();
        long bounced = of.stream().filter(each -> each.misses(0)).count();
        page.row(
                name,
                share(table, of.size()),
                of.size() - table,
                share(of.stream().filter(each -> each.hits(0, 1)).count(), of.size()),
                bounced,
                share(of.stream().filter(each -> each.hits(0, TOP)).count(), of.size()));
    }

    private static String share(long some, long all) {
        return String.format(Locale.ROOT, "%.1f %% (%d/%d)", all == 0 ? 0.0 : 100.0 * some / all, some, all);
    }

    private static final class Ids implements Names {
        @Override
        public String unit(UnitId unit) {
            return unit.text();
        }

        @Override
        public String item(CatalogueItemId item) {
            return item.text();
        }

        @Override
        public String chain(ChainId chain) {
            return chain.text();
        }

        @Override
        public String place(PlaceId place) {
            return place.text();
        }

        @Override
        public boolean isOfficeOf(UnitId unit, PlaceId place) {
            return unit.text().equals(place.text() + "-office");
        }
    }

    // -- how fast -------------------------------------------------------------------------------------------------

    private void speed(Page page) throws Exception {
        Served.measure(data, served -> ask(page, served.database()));
    }

    private void ask(Page page, HikariDataSource database) {
        ServiceSchema schema = new ServiceSchema("dispatch");
        new SchemaMigrations(database, List.of(schema));
        JdbcClient db = JdbcClient.create(database);
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        InstantSource now = () -> PlantedHistory.BEGIN.plus(Duration.ofDays(365));
        KnownDirectory directory = directory();
        CountRows counts = new CountRows(db);
        CaseRows cases = new CaseRows(db);
        Rulebook rulebook = new Rulebook(new RoutingDocumentRows(db), now);
        Suggesting suggesting = new Suggesting(
                rulebook,
                Menu.NONE,
                directory,
                counts,
                new CaseLibrary(cases, REMEMBERED),
                new RoutingFigures(db),
                now);
        Routing routing = new Routing(
                counts,
                cases,
                new TurnRows(db),
                new AskedRows(db),
                suggesting,
                rulebook,
                new Recording(new EventRows(db), new OutgoingRows(db, schema)),
                now);
        TicketFactRows rows = new TicketFactRows(db);
        List<Past> history = new PlantedHistory(seed).tickets(stored);
        long begin = System.nanoTime();
        long events = fill(history, rows, routing, transaction);
        double seconds = (System.nanoTime() - begin) / 1e9;
        db.sql("analyze").update();
        page.line("");
        page.line("%,d tickets are in PostgreSQL: %,.0f events/s counted in, learning included."
                .formatted(stored, events / seconds));

        List<Past> questions = new PlantedHistory(seed + 1).tickets(asked);
        begin = System.nanoTime();
        suggesting.forDraft(DISTRICT, questions.getFirst().matter(), Jurisdiction.WHOLE_DISTRICT);
        double first = (System.nanoTime() - begin) / 1e6;
        questions.forEach(each -> suggesting.forDraft(DISTRICT, each.matter(), Jurisdiction.WHOLE_DISTRICT));
        long[] micros = new long[questions.size()];
        for (int index = 0; index < micros.length; index++) {
            long at = System.nanoTime();
            suggesting.forDraft(DISTRICT, questions.get(index).matter(), Jurisdiction.WHOLE_DISTRICT);
            micros[index] = (System.nanoTime() - at) / 1_000;
        }
        Arrays.sort(micros);
        page.line(
                "A suggestion with reasons and loads, %,d asked: **p50 %.1f ms, p95 %.1f ms**, p99 %.1f ms (budget: p95 < 100 ms); the first after a start, which reads the latest %,d cases: %,.0f ms."
                        .formatted(
                                asked,
                                micros[micros.length / 2] / 1e3,
                                micros[micros.length * 95 / 100] / 1e3,
                                micros[micros.length * 99 / 100] / 1e3,
                                REMEMBERED,
                                first));
    }

    private static KnownDirectory directory() {
        KnownDirectory directory = new KnownDirectory();
        directory.arrived(PlantedHistory.units().stream()
                .map(unit -> Wire.directoryEntry(
                        new DirectoryEntry.Unit(unit, DISTRICT, unit.text(), null, UnitKind.DEPARTMENT, true),
                        Instant.EPOCH))
                .map(RoutingBench::received)
                .toList());
        return directory;
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(sent.topic(), 0, 0L, sent.key(), sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }

    /** Each ticket's life as the events tell it, half of the last ones still open. */
    private long fill(List<Past> history, TicketFactRows rows, Routing routing, TransactionTemplate transaction) {
        long events = 0;
        for (int from = 0; from < history.size(); from += BATCH) {
            List<Step> steps = new ArrayList<>();
            List<TicketFacts> tickets = new ArrayList<>();
            for (int index = from; index < Math.min(from + BATCH, history.size()); index++) {
                boolean open = index > history.size() - history.size() / 20 && index % 2 == 0;
                tickets.add(live(history.get(index), open, steps));
            }
            transaction.executeWithoutResult(status -> {
                rows.save(tickets);
                routing.counted(steps);
            });
            events += steps.size();
        }
        return events;
    }

    private static TicketFacts live(Past past, boolean open, List<Step> steps) {
        UnitId solver = Objects.requireNonNull(past.taught().solver());
        List<EventMessage<?>> messages = new ArrayList<>();
        add(messages, past, submitted(past), TicketState.SUBMITTED);
        for (UnitId unit : past.taught().cameBackFrom()) {
            add(messages, past, new TicketEvent.Dispatched(unit, List.of(), null, null), TicketState.DISPATCHED);
            add(messages, past, new TicketEvent.ObjectionUpheld(unit, null), TicketState.SUBMITTED);
        }
        add(messages, past, new TicketEvent.Dispatched(solver, List.of(), null, null), TicketState.DISPATCHED);
        if (!open) {
            add(
                    messages,
                    past,
                    new TicketEvent.Answered(solver, AnswerOutcome.SOLVED, "已办", null, List.of()),
                    TicketState.ANSWERED);
            add(messages, past, new TicketEvent.Confirmed(null), TicketState.CLOSED);
        }
        TicketFacts facts = null;
        for (EventMessage<?> message : messages) {
            TicketFacts after = facts == null ? TicketFacts.opened(message) : facts.after(message);
            steps.add(new Step(facts, message, after));
            facts = after;
        }
        return Objects.requireNonNull(facts);
    }

    private static TicketEvent submitted(Past past) {
        return new TicketEvent.Submitted(
                new EnterpriseId("firm"),
                past.matter().title(),
                past.matter().description(),
                past.matter().item(),
                Urgency.NORMAL,
                new AccountId("contact"),
                null,
                past.matter().place(),
                List.of());
    }

    private static void add(List<EventMessage<?>> messages, Past past, TicketEvent event, TicketState state) {
        long sequence = messages.size() + 1L;
        messages.add(new EventMessage<>(
                past.ticket(),
                past.taught().number(),
                sequence,
                DISTRICT,
                new CommandId(new UUID(past.ticket().value().getLeastSignificantBits(), sequence)),
                Actor.SYSTEM,
                past.taught().at(),
                past.taught().at(),
                null,
                state,
                1,
                null,
                event));
    }
}
