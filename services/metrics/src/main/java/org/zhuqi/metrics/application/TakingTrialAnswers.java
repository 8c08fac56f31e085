package org.zhuqi.metrics.application;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.trial.TrialAnswer;
import org.zhuqi.contracts.trial.TrialEnded;
import org.zhuqi.contracts.trial.TrialReadings;
import org.zhuqi.contracts.trial.TrialReadings.TicketReading;
import org.zhuqi.metrics.application.Recomputation.State;
import org.zhuqi.metrics.postgres.FigureRows;
import org.zhuqi.metrics.postgres.RecomputationRows;
import org.zhuqi.metrics.postgres.TriedRows;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;

/**
 * What is answered to trials, a batch in one transaction. A ticket that comes again takes the place of what came before, and what
 * comes after the end is what came before it, told again.
 */
public final class TakingTrialAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(TakingTrialAnswers.class);

    private final RecomputationRows rows;
    private final TriedRows tried;
    private final FigureRows figures;
    private final Runnable wake;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    /** @param wake called when one can be compared */
    public TakingTrialAnswers(
            RecomputationRows rows,
            TriedRows tried,
            FigureRows figures,
            Runnable wake,
            TransactionTemplate transaction,
            InstantSource now) {
        this.rows = rows;
        this.tried = tried;
        this.figures = figures;
        this.wake = wake;
        this.transaction = transaction;
        this.now = now;
    }

    public void take(List<ConsumerRecord<String, byte[]>> records) {
        Map<TrialId, List<TrialAnswer>> answers = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                TrialAnswer answer = Wire.readTrialAnswer(record);
                answers.computeIfAbsent(answer.trial(), any -> new ArrayList<>())
                        .add(answer);
            } catch (UnreadableMessageException e) {
                LOG.warn("What was answered with key '{}' cannot be read: {}", record.key(), e.getMessage());
            }
        }
        transaction.executeWithoutResult(status -> answers.forEach(this::take));
        wake.run();
    }

    private void take(TrialId trial, List<TrialAnswer> answers) {
        Optional<Recomputation> waiting = rows.lockWaiting(trial);
        if (waiting.isEmpty()) {
            return;
        }
        for (TrialAnswer answer : answers) {
            switch (answer) {
                case TrialReadings readings -> tried.save(trial, lastOfEach(readings.tickets()));
                case TrialEnded ended -> {
                    end(waiting.get(), ended);
                    return;
                }
            }
        }
        rows.begun(trial);
        tell(waiting.get());
    }

    private void end(Recomputation waiting, TrialEnded ended) {
        Sentence refusal = ended.refusal();
        if (refusal != null) {
            rows.end(waiting.id(), State.REFUSED, refusal, now.instant());
            return;
        }
        long told = tried.count(waiting.id());
        if (told != ended.tickets()) {
            // What was told is kept for some days only; a figure that leaves tickets out without saying so would be
            // wrong.
            rows.end(
                    waiting.id(),
                    State.FAILED,
                    new Sentence(
                            "Of %d tickets that were tried only %d arrived; ask again."
                                    .formatted(ended.tickets(), told),
                            "试算了 %d 张诉求单，只收到 %d 张的结果，请重新发起。".formatted(ended.tickets(), told)),
                    now.instant());
            return;
        }
        tell(waiting);
        rows.known(waiting.id(), now.instant());
    }

    private void tell(Recomputation waiting) {
        Scope scope = waiting.scope();
        RecomputationTerms terms = waiting.terms();
        TrialRange range = TrialRange.of(terms.pairs(), terms.question(scope));
        rows.told(waiting.id(), tried.count(waiting.id(), figures.serving(), scope, range));
    }

    /** One statement cannot write a row twice. */
    private static List<TicketReading> lastOfEach(List<TicketReading> tickets) {
        Set<TicketId> seen = new HashSet<>();
        return tickets.reversed().stream()
                .filter(ticket -> seen.add(ticket.ticketId()))
                .toList();
    }
}
