package org.zhuqi.timeliness.application;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.timeliness.domain.Alarm;
import org.zhuqi.timeliness.domain.Clock;
import org.zhuqi.timeliness.domain.Ledger;

/**
 * What a ticket's clocks come to at an instant: the ledger, what is to be told, and when to look again. Pure; whoever calls
 * it twice with the same record gets the same twice, so that only what is committed was told.
 *
 * @param at the instant
 * @param nextAlarmAt null if time alone changes nothing any more
 */
public record Settlement(
        TicketRecord record,
        Ledger ledger,
        List<Told> told,
        Instant at,
        @Nullable Instant nextAlarmAt) {

    /** @param moved an event was counted in since the record was settled last */
    public static Settlement of(TicketRecord record, Ledger ledger, boolean moved, Instant now) {
        return new Settling(record, ledger, ledger.calendar().version(), now).settle(moved);
    }

    private static final class Settling {
        private final TicketRecord record;
        private final Ledger ledger;
        private final String calendarVersion;
        private final Instant now;
        private final Set<String> fired;
        private final List<Told> told = new ArrayList<>();
        private long sequence;

        Settling(TicketRecord record, Ledger ledger, String calendarVersion, Instant now) {
            this.record = record;
            this.ledger = ledger;
            this.calendarVersion = calendarVersion;
            this.now = now;
            fired = new HashSet<>(record.fired());
            sequence = record.clockSequence();
        }

        Settlement settle(boolean moved) {
            if (moved || !record.calendarVersion().equals(calendarVersion)) {
                told.add(new Told.Changed(
                        message(ledger.steps().getLast().at(), new ClockEvent.ClocksChanged(Readings.of(ledger)))));
            }
            Instant quiet = ledger.quietUntil();
            List<Alarm> news = ledger.alarms().stream()
                    .filter(alarm -> alarm.at().isAfter(quiet))
                    .toList();
            tellHighestSteps(news);
            for (Alarm alarm : news) {
                switch (alarm) {
                    case Alarm.Warning warning -> {}
                    case Alarm.Breach breach -> tell(breach);
                    case Alarm.Automatic automatic -> ask(automatic);
                }
            }
            Stream<Instant> alarms =
                    news.stream().filter(alarm -> !fired.contains(key(alarm))).map(Settling::looksAt);
            Instant next = Stream.concat(alarms, endsOfPauses())
                    .min(Instant::compareTo)
                    .orElse(null);
            return new Settlement(record.settled(sequence, calendarVersion, fired), ledger, told, now, next);
        }

        /** Tells nothing, but from then on the clock runs again, and the list of what is due says so. */
        private Stream<Instant> endsOfPauses() {
            return ledger.openClocks().stream()
                    .map(Clock::pauseEndsAt)
                    .filter(Objects::nonNull)
                    .filter(now::isBefore);
        }

        /** After a pause or a downtime many steps may be behind: only the highest one says what is true now. */
        private void tellHighestSteps(List<Alarm> news) {
            Map<String, Alarm.Warning> highest = new HashMap<>();
            for (Alarm alarm : news) {
                if (alarm instanceof Alarm.Warning warning && isReached(warning)) {
                    highest.merge(warning.ladder(), warning, (one, other) -> one.step() > other.step() ? one : other);
                }
            }
            for (Alarm alarm : news) {
                if (alarm instanceof Alarm.Warning warning && isReached(warning)) {
                    boolean fresh = fired.add(warning.key());
                    if (fresh && warning.equals(highest.get(warning.ladder()))) {
                        tell(warning);
                    }
                }
            }
        }

        private void tell(Alarm.Warning warning) {
            var clock = warning.clock();
            var due = clock.due();
            if (due == null) {
                return;
            }
            told.add(new Told.Noticed(
                    warning.key(),
                    warning.at(),
                    message(
                            warning.at(),
                            new ClockEvent.ClockWarned(
                                    clock.key(),
                                    clock.stage().key(),
                                    clock.stage().name().zh(),
                                    clock.scope(),
                                    warning.unit(),
                                    warning.level(),
                                    warning.text(),
                                    due))));
        }

        private void tell(Alarm.Breach breach) {
            if (isReached(breach) && fired.add(breach.key())) {
                var clock = breach.clock();
                told.add(new Told.Noticed(
                        breach.key(),
                        breach.at(),
                        message(
                                breach.at(),
                                new ClockEvent.ClockBreached(
                                        clock.key(),
                                        clock.stage().key(),
                                        clock.stage().name().zh(),
                                        clock.scope(),
                                        breach.unit(),
                                        breach.at()))));
            }
        }

        private void ask(Alarm.Automatic automatic) {
            String key = key(automatic);
            if (isReached(automatic) && fired.add(key)) {
                String name = record.id() + "/" + key;
                told.add(new Told.Asked(new CommandMessage<>(
                        new CommandId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
                        record.id(),
                        record.district(),
                        Actor.SYSTEM,
                        now,
                        null,
                        record.version(),
                        null,
                        null,
                        automatic.command())));
            }
        }

        /** What the system asks is asked again if the ticket moved on and it still holds: the first was refused as stale. */
        private String key(Alarm alarm) {
            return alarm instanceof Alarm.Automatic ? alarm.key() + "@" + record.version() : alarm.key();
        }

        private boolean isReached(Alarm alarm) {
            return !looksAt(alarm).isAfter(now);
        }

        /** What comes at the due date itself is in time; it is missed right after. */
        private static Instant looksAt(Alarm alarm) {
            return alarm instanceof Alarm.Breach ? alarm.at().plusMillis(1) : alarm.at();
        }

        private <E extends ClockEvent> ClockMessage<E> message(Instant at, E event) {
            sequence++;
            return new ClockMessage<>(
                    record.id(),
                    record.number(),
                    sequence,
                    record.district(),
                    record.version(),
                    record.policy().text(),
                    calendarVersion,
                    at,
                    now,
                    event);
        }
    }
}
