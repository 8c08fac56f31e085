package org.zhuqi.timeliness.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.id.TrialId;
import org.zhuqi.contracts.trial.TrialAnswer;
import org.zhuqi.contracts.trial.TrialAsked;
import org.zhuqi.contracts.trial.TrialEnded;
import org.zhuqi.contracts.trial.TrialReadings;
import org.zhuqi.contracts.trial.TrialReadings.TicketReading;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.domain.Ledger;
import org.zhuqi.timeliness.domain.Policy;
import org.zhuqi.timeliness.postgres.TicketRows;

/**
 * Says what the clocks of past tickets would have been under another policy. It reads and changes nothing, and what it says
 * follows from the tickets, the policy and the calendar in force alone: asked again, it says the same again.
 */
public final class TryingPolicies {
    private static final Logger LOG = LoggerFactory.getLogger(TryingPolicies.class);

    private final TicketRows tickets;
    private final Policies policies;
    private final Calendars calendars;

    public TryingPolicies(TicketRows tickets, Policies policies, Calendars calendars) {
        this.tickets = tickets;
        this.policies = policies;
        this.calendars = calendars;
    }

    /** @param told takes the answer part by part, the end last */
    public void answer(TrialAsked asked, Consumer<TrialAnswer> told) {
        told.accept(policies.visibleTo(asked.district(), asked.policyVersion())
                .flatMap(published -> policies.find(published.version()))
                .map(policy -> tried(asked, policy, told))
                .orElseGet(() -> refused(
                        asked,
                        "There is no policy %s for district %s.".formatted(asked.policyVersion(), asked.district()),
                        "%s区没有时效规则%s。".formatted(asked.district(), asked.policyVersion()))));
    }

    private TrialEnded tried(TrialAsked asked, Policy policy, Consumer<TrialAnswer> told) {
        WorkingCalendar calendar = calendars.of(asked.district());
        PastTickets past = new PastTickets(tickets, asked.district(), asked.submittedFrom(), asked.submittedTo());
        Part part = new Part(asked.trial(), told);
        long count = 0;
        for (List<TicketRecord> page = past.next(); !page.isEmpty(); page = past.next()) {
            for (TicketRecord ticket : page) {
                Optional<List<ClockReading>> clocks = clocks(ticket, policy, calendar);
                if (clocks.isEmpty()) {
                    // A figure that leaves a ticket out without saying so would be wrong.
                    return refused(
                            asked,
                            "The clocks of ticket %s cannot be worked out under %s."
                                    .formatted(ticket.number(), asked.policyVersion()),
                            "诉求单%s无法按时效规则%s计时。".formatted(ticket.number(), asked.policyVersion()));
                }
                part.add(new TicketReading(ticket.id(), ticket.number(), clocks.get()));
                count++;
            }
        }
        part.tell();
        return new TrialEnded(asked.trial(), count, null);
    }

    /** Empty if they cannot be worked out: asking again would not help, so it must not be tried for ever. */
    private static Optional<List<ClockReading>> clocks(TicketRecord ticket, Policy policy, WorkingCalendar calendar) {
        try {
            return Optional.of(Readings.of(Ledger.of(ticket.steps(), policy, calendar)));
        } catch (RuntimeException e) {
            LOG.error("The clocks of ticket {} cannot be worked out under {}", ticket.number(), policy.version(), e);
            return Optional.empty();
        }
    }

    private static TrialEnded refused(TrialAsked asked, String en, String zh) {
        return new TrialEnded(asked.trial(), 0, new Sentence(en, zh));
    }

    /** The next message of the answer, while it fills. A broker takes up to a megabyte; so many clocks have half of that. */
    private static final class Part {
        private static final int MOST_TICKETS = 200;
        private static final int MOST_CLOCKS = 500;

        private final TrialId trial;
        private final Consumer<TrialAnswer> told;
        private List<TicketReading> readings = new ArrayList<>();
        private int clocks;

        Part(TrialId trial, Consumer<TrialAnswer> told) {
            this.trial = trial;
            this.told = told;
        }

        void add(TicketReading ticket) {
            if (readings.size() == MOST_TICKETS || clocks + ticket.clocks().size() > MOST_CLOCKS) {
                tell();
            }
            readings.add(ticket);
            clocks += ticket.clocks().size();
        }

        void tell() {
            if (!readings.isEmpty()) {
                told.accept(new TrialReadings(trial, readings));
                readings = new ArrayList<>();
                clocks = 0;
            }
        }
    }
}
