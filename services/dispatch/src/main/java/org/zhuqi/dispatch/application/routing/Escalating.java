package org.zhuqi.dispatch.application.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.routing.Escalation;
import org.zhuqi.dispatch.domain.routing.RoutingSettings;
import org.zhuqi.dispatch.postgres.routing.AskedRows;

/**
 * 提级 by itself. What is due in a state in which no ticket is escalated waits for the ticket to move on; of several things
 * that are due one is asked for with each step, so that each finds the level that the one before led to.
 */
final class Escalating {
    private final Rulebook rulebook;
    private final AskedRows asked;
    private final Recording recording;

    Escalating(Rulebook rulebook, AskedRows asked, Recording recording) {
        this.rulebook = rulebook;
        this.asked = asked;
        this.recording = recording;
    }

    void consider(Journey journey, Instant now) {
        TicketFacts facts = journey.after();
        if ((facts.bounces() == 0 && facts.round() == 1) || !isKnownTo(facts.state())) {
            return;
        }
        RoutingSettings settings = rulebook.settings(facts.district()).content();
        List<Escalation.Due> due = Escalation.due(facts, settings);
        Optional<EscalationLevel> level = Escalation.next(facts.escalation(), settings.ladder());
        if (due.isEmpty() || level.isEmpty()) {
            return;
        }
        Set<String> before = asked.causes(facts.ticket());
        due.stream()
                .filter(each -> !before.contains(each.cause()))
                .findFirst()
                .ifPresent(each -> ask(facts, each, level.get(), now));
    }

    private void ask(TicketFacts facts, Escalation.Due due, EscalationLevel level, Instant now) {
        asked.add(facts.ticket(), due.cause(), now);
        recording.ask(
                facts.ticket(),
                facts.district(),
                Actor.SYSTEM,
                due.cause(),
                now,
                new TicketCommand.Escalate(
                        level, due.reason().zh() + " " + due.reason().en()));
    }

    private static boolean isKnownTo(TicketState state) {
        return TicketLifecycle.edges(state, CommandType.ESCALATE).stream()
                .anyMatch(edge -> edge.who().stream().anyMatch(grant -> grant.role() == Role.SYSTEM));
    }
}
