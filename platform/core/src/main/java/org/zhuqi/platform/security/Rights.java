package org.zhuqi.platform.security;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Grant;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.Scope;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * What a role may do, as a document for the pages: they show what it names and need no rule of their own.
 *
 * @param doors in the order of {@link Doors#TABLE}; what everybody may do without a token is not among them
 * @param commands in the order of {@link TicketLifecycle#EDGES}
 */
public record Rights(List<Address> doors, List<Sendable> commands) {

    /** An address that the role may use. */
    public record Address(String method, String path, Reach reach) {}

    /** A command that the role may send, for which tickets, and in which of their states. */
    public record Sendable(String command, Scope scope, List<TicketState> states) {}

    public static Rights of(Caller caller) {
        Rights rights = of(caller.role());
        return caller.allDistricts()
                ? rights
                : new Rights(
                        rights.doors().stream()
                                .filter(door -> door.reach() != Reach.INSTALLATION)
                                .toList(),
                        rights.commands());
    }

    static Rights of(Role role) {
        return new Rights(
                Doors.of(role).stream()
                        .map(door ->
                                new Address(door.method().name(), door.path().getPatternString(), door.reach()))
                        .toList(),
                commands(role));
    }

    private record Right(CommandType command, Scope scope) {}

    private static List<Sendable> commands(Role role) {
        Map<Right, Set<TicketState>> states = new LinkedHashMap<>();
        for (Edge edge : TicketLifecycle.EDGES) {
            for (Grant grant : edge.who()) {
                if (grant.role() == role) {
                    states.computeIfAbsent(new Right(edge.command(), grant.scope()), right -> new LinkedHashSet<>())
                            .add(edge.from());
                }
            }
        }
        return states.entrySet().stream()
                .map(entry -> new Sendable(
                        entry.getKey().command().wireName(), entry.getKey().scope(), List.copyOf(entry.getValue())))
                .toList();
    }
}
