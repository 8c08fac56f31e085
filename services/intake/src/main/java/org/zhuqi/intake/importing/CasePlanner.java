package org.zhuqi.intake.importing;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Guard;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.intake.importing.Mapping.Activity;
import org.zhuqi.intake.importing.Mapping.Way;

/**
 * Makes commands of the rows of a case, walking the table of {@link TicketLifecycle} as the engine will. A row becomes
 * all of its commands or none; what the table does not know in the state reached is reported, never bent.
 */
final class CasePlanner {
    private final Mapping mapping;

    CasePlanner(Mapping mapping) {
        this.mapping = mapping;
    }

    CasePlan plan(LoggedCase logged) {
        TicketShadow ticket = new TicketShadow();
        List<CasePlan.Row> planned = new ArrayList<>();
        List<ReportedRow> reported = new ArrayList<>();
        for (LogRow row : logged.rows()) {
            switch (outcome(row, ticket)) {
                case Planned planning -> {
                    planned.add(new CasePlan.Row(row, planning.commands()));
                    ticket = planning.after();
                }
                case Refused refused -> reported.add(row.reported(refused.kind(), refused.sentence()));
            }
        }
        return new CasePlan(
                logged.key(),
                mapping.ids().ticket(logged.key()),
                List.copyOf(planned),
                List.copyOf(reported),
                ticket.state());
    }

    private sealed interface Outcome {}

    private record Planned(List<PlannedCommand> commands, TicketShadow after) implements Outcome {}

    /** @param unknownInState true if the state does not know the command at all: then another way may say more */
    private record Refused(boolean unknownInState, String kind, String sentence) implements Outcome {}

    private Outcome outcome(LogRow row, TicketShadow ticket) {
        Activity activity = mapping.activities().get(row.activity());
        if (activity == null) {
            return new Refused(
                    false,
                    "the mapping does not name the activity",
                    "the mapping does not name the activity '%s'".formatted(row.activity()));
        }
        Refused telling = unknownInState(row, ticket, activity);
        for (Set<CommandType> fillers : List.of(Set.<CommandType>of(), activity.fillers())) {
            for (Way way : activity.ways()) {
                switch (attempt(row, ticket.copy(), way, fillers)) {
                    case Planned planned -> {
                        return planned;
                    }
                    case Refused refused -> telling = telling.unknownInState() ? refused : telling;
                }
            }
        }
        return telling.unknownInState() ? unknownInState(row, ticket, activity) : telling;
    }

    private Outcome attempt(LogRow row, TicketShadow ticket, Way way, Set<CommandType> fillers) {
        List<PlannedCommand> commands = new ArrayList<>();
        try {
            for (CommandTemplate command : way.commands()) {
                Optional<List<Edge>> missing =
                        TicketLifecycle.shortestPath(ticket.state(), state -> knows(state, command.type()), fillers);
                if (missing.isEmpty()) {
                    return UNKNOWN;
                }
                for (Edge edge : missing.get()) {
                    CommandTemplate filler = mapping.commands().get(edge.command());
                    if (filler == null || !knows(ticket.state(), edge.command())) {
                        return UNKNOWN;
                    }
                    commands.add(perform(filler, row, ticket, commands.size(), true));
                }
                if (!knows(ticket.state(), command.type())) {
                    return UNKNOWN;
                }
                commands.add(perform(command, row, ticket, commands.size(), false));
            }
            return new Planned(List.copyOf(commands), ticket);
        } catch (RefusedRowException e) {
            return new Refused(false, e.kind(), e.sentence());
        }
    }

    private static final Refused UNKNOWN = new Refused(true, "", "");

    private static boolean knows(TicketState state, CommandType command) {
        return !TicketLifecycle.edges(state, command).isEmpty();
    }

    private PlannedCommand perform(
            CommandTemplate template, LogRow row, TicketShadow ticket, int step, boolean inferred) {
        TicketCommand body = template.render(row, mapping);
        Edge edge = edge(template, body, row, ticket);
        Actor actor = actor(template.by(), body, row, ticket);
        ticket.apply(edge, body, actor.account(), row.time());
        return new PlannedCommand(
                mapping.ids().command(row.caseKey(), row.line(), step, template.type()),
                mapping.ids().ticket(row.caseKey()),
                row.time(),
                actor,
                new PlannedCommand.Origin(mapping.source(), row.caseKey(), row.line(), inferred),
                body);
    }

    private Edge edge(CommandTemplate template, TicketCommand body, LogRow row, TicketShadow ticket) {
        CommandType command = template.type();
        List<Edge> edges = TicketLifecycle.edges(ticket.state(), command);
        List<Edge> open = edges.stream()
                .filter(edge -> edge.guards().stream().allMatch(guard -> ticket.allows(guard, body)))
                .toList();
        if (open.isEmpty()) {
            String rule = edges.stream()
                    .map(edge -> edge.guards().stream().map(Guard::meaning).collect(joining(" and ")))
                    .collect(joining(" or "));
            throw new RefusedRowException(
                    "%s in %s breaks a rule: %s".formatted(command.wireName(), ticket.state(), rule),
                    "cannot %s case '%s': the rule '%s' does not hold"
                            .formatted(command.wireName(), row.caseKey(), rule));
        }
        return open.stream()
                .filter(edge -> edge.who().stream().anyMatch(grant -> grant.role() == template.by()))
                .findFirst()
                .orElseThrow(() -> new RefusedRowException(
                        "%s may not %s in %s".formatted(template.by(), command.wireName(), ticket.state()),
                        "cannot %s case '%s': it is %s, where a %s may not"
                                .formatted(command.wireName(), row.caseKey(), ticket.state(), template.by())));
    }

    private Actor actor(Role role, TicketCommand body, LogRow row, TicketShadow ticket) {
        return new Actor(account(role, row), role, enterprise(role, body, ticket), unit(role, body, ticket));
    }

    private AccountId account(Role role, LogRow row) {
        Template template = mapping.actors().get(role);
        if (template == null) {
            return Actor.SYSTEM.account();
        }
        String account = template.asId(column -> mapping.value(row, column));
        if (account.isEmpty()) {
            throw new RefusedRowException(
                    "nobody is named as " + role, "the row does not say which account acts as %s".formatted(role));
        }
        try {
            return AccountId.of(account);
        } catch (IllegalArgumentException e) {
            throw new RefusedRowException("an account's id is malformed", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable EnterpriseId enterprise(Role role, TicketCommand body, TicketShadow ticket) {
        if (role != Role.ENTERPRISE) {
            return null;
        }
        return body instanceof TicketCommand.Submit submit
                ? submit.enterprise()
                : ticket.enterprise().orElse(null);
    }

    private static @Nullable UnitId unit(Role role, TicketCommand body, TicketShadow ticket) {
        if (role != Role.HANDLER) {
            return null;
        }
        return body instanceof TicketCommand.Claim claim
                ? claim.unit()
                : ticket.lead().orElse(null);
    }

    private Refused unknownInState(LogRow row, TicketShadow ticket, Activity activity) {
        String commands = activity.ways().stream()
                .map(way -> way.commands().getLast().type().wireName())
                .distinct()
                .collect(joining(" or "));
        String since = ticket.state() == TicketState.NEW
                ? ""
                : " since " + mapping.times().dateOf(ticket.since());
        String taken = activity.ways().stream()
                .flatMap(way ->
                        TicketLifecycle.statesKnowing(way.commands().getFirst().type()).stream())
                .distinct()
                .map(state -> state == TicketState.NEW ? "a new ticket" : state.name())
                .collect(joining(" or "));
        return new Refused(
                true,
                "%s is not known in %s".formatted(commands, ticket.state()),
                "cannot %s case '%s': it is %s%s; that takes %s"
                        .formatted(commands, row.caseKey(), ticket.state(), since, taken));
    }
}
