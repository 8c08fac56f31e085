package org.zhuqi.timeliness.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.zhuqi.platform.calendar.WorkingCalendar;

/** The requests of a ticket for more time, and what came of each. */
final class Requests {
    private final Policy policy;
    private final WorkingCalendar calendar;
    private final ClockBook clocks;
    private final List<ExtensionRequest> all = new ArrayList<>();
    private int grantedInRound;

    Requests(Policy policy, WorkingCalendar calendar, ClockBook clocks) {
        this.policy = policy;
        this.calendar = calendar;
        this.clocks = clocks;
    }

    List<ExtensionRequest> all() {
        return all;
    }

    void newRound() {
        grantedInRound = 0;
    }

    void ask(Step step, Instant until) {
        Policy.Extensions rule = policy.extensions();
        all.add(new ExtensionRequest(
                step.sequence(),
                step.imported(),
                rule == null ? null : rule.stage(),
                step.at(),
                until,
                null,
                null,
                null,
                Extending.against(rule, extendable(), step.at(), until, grantedInRound, calendar)));
    }

    void grant(Step step, Instant at, Instant until) {
        Policy.Extensions rule = policy.extensions();
        ClockDraft clock = extendable();
        decide(request -> {
            if (rule == null || clock == null || request.objection() != null) {
                return request.granted(at, until, null, request.objection());
            }
            Extending.Ruling ruling = Extending.rule(rule, clock, until, step.byRole(), calendar);
            Instant effective = ruling.until();
            if (effective != null) {
                grantedInRound++;
                clocks.extend(rule.stage(), effective);
            }
            return request.granted(at, until, effective, ruling.objection());
        });
    }

    /** Refused; or what the unit before asked for, or before it answered: nobody decides it any more. */
    void refuse(Instant at) {
        decide(request -> request.refused(at));
    }

    private void decide(UnaryOperator<ExtensionRequest> decision) {
        int last = all.size() - 1;
        if (last >= 0 && all.get(last).isPending()) {
            all.set(last, decision.apply(all.get(last)));
        }
    }

    private @Nullable ClockDraft extendable() {
        Policy.Extensions rule = policy.extensions();
        return rule == null ? null : clocks.ticketClock(rule.stage()).orElse(null);
    }
}
