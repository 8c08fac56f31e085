package org.zhuqi.contracts.lifecycle;

import static org.zhuqi.contracts.command.CommandType.*;
import static org.zhuqi.contracts.event.EventType.*;
import static org.zhuqi.contracts.lifecycle.Grant.*;
import static org.zhuqi.contracts.lifecycle.Guard.*;
import static org.zhuqi.contracts.lifecycle.TicketState.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.event.EventType;

/**
 * The one table of a ticket's life (点单 → 派单 → 接单 → 办理 → 办结 → 确认 → 销号). The state machine is built from it, intake
 * and the pages ask it who may do what, {@code GET /api/v1/lifecycle} and {@code docs/lifecycle.md} print it.
 *
 * <p>A new transition is one line here, one scenario in the tests and the regenerated diagram.
 */
public final class TicketLifecycle {
    private static final List<Guard> ALWAYS = List.of();

    // spotless:off
    public static final List<Edge> EDGES = List.of(
        // from           command              to           who may                                  only if                                                                          told as
        edge(NEW,         SUBMIT,              SUBMITTED,   by(ENTERPRISE, OFFICER, COORDINATOR),    ALWAYS,                                                                          TICKET_SUBMITTED),

        edge(SUBMITTED,   AMEND,               SUBMITTED,   by(ENTERPRISE, OFFICER, COORDINATOR),    ALWAYS,                                                                          AMENDED),
        edge(SUBMITTED,   DISPATCH,            DISPATCHED,  by(COORDINATOR, SYSTEM),                 when(THE_PARTS_FIT),                                                             TICKET_DISPATCHED),
        edge(SUBMITTED,   PUBLISH,             OPEN_CALL,   by(COORDINATOR),                         ALWAYS,                                                                          CALL_PUBLISHED),
        edge(SUBMITTED,   DECLINE,             DECLINED,    by(COORDINATOR),                         ALWAYS,                                                                          TICKET_DECLINED),
        edge(SUBMITTED,   MERGE,               MERGED,      by(COORDINATOR),                         when(MERGES_INTO_ANOTHER_LIVE_TICKET),                                           TICKET_MERGED),
        edge(SUBMITTED,   WITHDRAW,            WITHDRAWN,   by(ENTERPRISE, OFFICER),                 ALWAYS,                                                                          TICKET_WITHDRAWN),
        edge(SUBMITTED,   ESCALATE,            SUBMITTED,   by(COORDINATOR, SUPERVISOR, SYSTEM),     when(THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE),                                        ESCALATED),

        edge(OPEN_CALL,   CLAIM,               IN_PROGRESS, by(ANY_UNIT),                            when(THE_FIRST_CLAIM_TAKES_IT, CLAIMS_FOR_ITS_OWN_UNIT, THE_CALL_IS_STILL_OPEN), CALL_CLAIMED),
        edge(OPEN_CALL,   CLAIM,               OPEN_CALL,   by(ANY_UNIT),                            when(THE_BEST_PLAN_IS_CHOSEN, CLAIMS_FOR_ITS_OWN_UNIT, THE_CALL_IS_STILL_OPEN),  CLAIM_OFFERED),
        edge(OPEN_CALL,   TAKE_BACK_CLAIM,     OPEN_CALL,   by(ANY_UNIT),                            when(ITS_UNIT_HAS_CLAIMED),                                                      CLAIM_TAKEN_BACK),
        edge(OPEN_CALL,   CHOOSE_CLAIM,        IN_PROGRESS, by(COORDINATOR),                         when(THE_CHOSEN_UNIT_HAS_CLAIMED),                                               CALL_CLAIMED),
        edge(OPEN_CALL,   DISPATCH,            DISPATCHED,  by(COORDINATOR, SYSTEM),                 when(THE_PARTS_FIT),                                                             TICKET_DISPATCHED),
        edge(OPEN_CALL,   WITHDRAW,            WITHDRAWN,   by(ENTERPRISE, OFFICER),                 ALWAYS,                                                                          TICKET_WITHDRAWN),

        edge(DISPATCHED,  ACCEPT,              IN_PROGRESS, by(LEAD),                                ALWAYS,                                                                          ACCEPTED),
        edge(DISPATCHED,  OBJECT,              OBJECTED,    by(LEAD),                                when(NO_OBJECTION_AFTER_AN_OVERRULE, THE_TIME_FOR_OBJECTIONS_IS_NOT_OVER),       TICKET_OBJECTED),
        edge(DISPATCHED,  REDISPATCH,          DISPATCHED,  by(COORDINATOR),                         when(NAMES_ANOTHER_UNIT, THE_PARTS_FIT),                                         REDISPATCHED),
        edge(DISPATCHED,  MERGE,               MERGED,      by(COORDINATOR),                         when(MERGES_INTO_ANOTHER_LIVE_TICKET),                                           TICKET_MERGED),
        edge(DISPATCHED,  WITHDRAW,            WITHDRAWN,   by(ENTERPRISE, OFFICER),                 ALWAYS,                                                                          TICKET_WITHDRAWN),
        edge(DISPATCHED,  ESCALATE,            DISPATCHED,  by(COORDINATOR, SUPERVISOR, SYSTEM),     when(THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE),                                        ESCALATED),

        edge(OBJECTED,    UPHOLD,              SUBMITTED,   by(COORDINATOR),                         ALWAYS,                                                                          OBJECTION_UPHELD),
        edge(OBJECTED,    OVERRULE,            DISPATCHED,  by(COORDINATOR),                         ALWAYS,                                                                          OBJECTION_OVERRULED),
        edge(OBJECTED,    ESCALATE,            OBJECTED,    by(COORDINATOR, SUPERVISOR, SYSTEM),     when(THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE),                                        ESCALATED),

        edge(IN_PROGRESS, RECORD_PROGRESS,     IN_PROGRESS, by(INVOLVED, COORDINATOR, SUPERVISOR),   when(THE_MILESTONE_IS_STILL_TO_REACH),                                           PROGRESS_RECORDED),
        edge(IN_PROGRESS, ADD_ASSISTANT,       IN_PROGRESS, by(LEAD, COORDINATOR),                   when(UNIT_IS_NOT_YET_INVOLVED),                                                  ASSISTANT_ADDED),
        edge(IN_PROGRESS, SIGN_OFF,            IN_PROGRESS, by(ASSISTANT),                           when(ITS_PART_IS_OPEN),                                                          PART_SIGNED_OFF),
        edge(IN_PROGRESS, CHANGE_HANDLER,      IN_PROGRESS, by(LEAD),                                when(HANDLER_IS_ANOTHER_PERSON),                                                 HANDLER_CHANGED),
        edge(IN_PROGRESS, SUSPEND,             SUSPENDED,   by(LEAD, COORDINATOR),                   ALWAYS,                                                                          TICKET_SUSPENDED),
        edge(IN_PROGRESS, REQUEST_EXTENSION,   IN_PROGRESS, by(LEAD),                                when(NO_EXTENSION_IS_PENDING),                                                   EXTENSION_REQUESTED),
        edge(IN_PROGRESS, GRANT_EXTENSION,     IN_PROGRESS, by(COORDINATOR, SUPERVISOR),             when(AN_EXTENSION_IS_PENDING),                                                   EXTENSION_GRANTED),
        edge(IN_PROGRESS, REFUSE_EXTENSION,    IN_PROGRESS, by(COORDINATOR, SUPERVISOR, SYSTEM),     when(AN_EXTENSION_IS_PENDING),                                                   EXTENSION_REFUSED),
        edge(IN_PROGRESS, ESCALATE,            IN_PROGRESS, by(COORDINATOR, SUPERVISOR, SYSTEM),     when(THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE),                                        ESCALATED),
        edge(IN_PROGRESS, MARK_HARD,           IN_PROGRESS, by(COORDINATOR, SUPERVISOR),             when(NOT_YET_HARD),                                                              MARKED_HARD),
        edge(IN_PROGRESS, REDISPATCH,          DISPATCHED,  by(COORDINATOR),                         when(NAMES_ANOTHER_UNIT, THE_PARTS_FIT),                                         REDISPATCHED),
        edge(IN_PROGRESS, ANSWER,              ANSWERED,    by(LEAD),                                when(AN_UNSOLVED_ANSWER_SAYS_WHY, EVERY_ASSISTANT_HAS_SIGNED_OFF),               TICKET_ANSWERED),
        edge(IN_PROGRESS, MERGE,               MERGED,      by(COORDINATOR),                         when(MERGES_INTO_ANOTHER_LIVE_TICKET),                                           TICKET_MERGED),
        edge(IN_PROGRESS, WITHDRAW,            WITHDRAWN,   by(ENTERPRISE, OFFICER),                 ALWAYS,                                                                          TICKET_WITHDRAWN),

        edge(SUSPENDED,   RESUME,              IN_PROGRESS, by(LEAD, COORDINATOR, SYSTEM),           ALWAYS,                                                                          RESUMED),
        edge(SUSPENDED,   PROVIDE_INFORMATION, IN_PROGRESS, by(ENTERPRISE, OFFICER),                 ALWAYS,                                                                          INFORMATION_PROVIDED),
        edge(SUSPENDED,   SIGN_OFF,            SUSPENDED,   by(ASSISTANT),                           when(ITS_PART_IS_OPEN),                                                          PART_SIGNED_OFF),
        edge(SUSPENDED,   WITHDRAW,            WITHDRAWN,   by(ENTERPRISE, OFFICER),                 ALWAYS,                                                                          TICKET_WITHDRAWN),
        edge(SUSPENDED,   ESCALATE,            SUSPENDED,   by(COORDINATOR, SUPERVISOR, SYSTEM),     when(THE_LEVEL_IS_ABOVE_THE_PRESENT_ONE),                                        ESCALATED),

        edge(ANSWERED,    CONFIRM,             CLOSED,      by(ENTERPRISE),                          ALWAYS,                                                                          CONFIRMED),
        edge(ANSWERED,    DISPUTE,             IN_PROGRESS, by(ENTERPRISE),                          ALWAYS,                                                                          DISPUTED),
        edge(ANSWERED,    CLOSE,               CLOSED,      by(COORDINATOR, SYSTEM),                 ALWAYS,                                                                          TICKET_CLOSED),

        edge(CLOSED,      RATE,                CLOSED,      by(ENTERPRISE),                          when(NOT_YET_RATED),                                                             RATED),
        edge(CLOSED,      REOPEN,              DISPATCHED,  by(ENTERPRISE, COORDINATOR, SUPERVISOR), ALWAYS,                                                                          REOPENED),

        edge(MERGED,      RELAY_ANSWER,        MERGED,      by(SYSTEM),                              ALWAYS,                                                                          ANSWER_RELAYED),
        edge(MERGED,      UNMERGE,             SUBMITTED,   by(COORDINATOR, ENTERPRISE),             when(CAME_FROM_SUBMITTED, AN_ENTERPRISE_HAS_ITS_ANSWER),                         UNMERGED),
        edge(MERGED,      UNMERGE,             DISPATCHED,  by(COORDINATOR, ENTERPRISE),             when(CAME_FROM_DISPATCHED, AN_ENTERPRISE_HAS_ITS_ANSWER),                        UNMERGED),
        edge(MERGED,      UNMERGE,             IN_PROGRESS, by(COORDINATOR, ENTERPRISE),             when(CAME_FROM_IN_PROGRESS, AN_ENTERPRISE_HAS_ITS_ANSWER),                       UNMERGED),

        edge(DECLINED,    APPEAL,              SUBMITTED,   by(ENTERPRISE, OFFICER),                 when(APPEALS_ONCE),                                                              APPEALED));
    // spotless:on

    private static final Map<TicketState, Map<CommandType, List<Edge>>> BY_STATE = index();

    private TicketLifecycle() {}

    /** The edges that this command may take out of this state; none if the state does not know the command. */
    public static List<Edge> edges(TicketState from, CommandType command) {
        return BY_STATE.getOrDefault(from, Map.of()).getOrDefault(command, List.of());
    }

    /** The states in which this command is known, in the order of the table. */
    public static List<TicketState> statesKnowing(CommandType command) {
        return EDGES.stream()
                .filter(edge -> edge.command() == command)
                .map(Edge::from)
                .distinct()
                .toList();
    }

    /** The commands that this state knows and this role might send, were the ticket within its scope. */
    public static List<CommandType> commands(TicketState from, Role role) {
        return EDGES.stream()
                .filter(edge -> edge.from() == from && edge.who().stream().anyMatch(grant -> grant.role() == role))
                .map(Edge::command)
                .distinct()
                .toList();
    }

    /** Whether this role may send this command in any state at all. */
    public static boolean mayEverSend(Role role, CommandType command) {
        return EDGES.stream()
                .anyMatch(edge ->
                        edge.command() == command && edge.who().stream().anyMatch(grant -> grant.role() == role));
    }

    /**
     * The shortest way, using only the given commands, from a state to one that matches; empty list if it matches
     * already. Ways of equal length: the one that comes first in the table.
     */
    public static Optional<List<Edge>> shortestPath(
            TicketState from, Predicate<TicketState> goal, Set<CommandType> usable) {
        Map<TicketState, List<Edge>> reached = new HashMap<>(Map.of(from, List.of()));
        Deque<TicketState> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            TicketState state = open.removeFirst();
            List<Edge> path = reached.getOrDefault(state, List.of());
            if (goal.test(state)) {
                return Optional.of(path);
            }
            for (Edge edge : EDGES) {
                if (edge.from() == state && usable.contains(edge.command()) && !reached.containsKey(edge.to())) {
                    List<Edge> longer = new ArrayList<>(path);
                    longer.add(edge);
                    reached.put(edge.to(), List.copyOf(longer));
                    open.addLast(edge.to());
                }
            }
        }
        return Optional.empty();
    }

    private static Map<TicketState, Map<CommandType, List<Edge>>> index() {
        Map<TicketState, Map<CommandType, List<Edge>>> index = new EnumMap<>(TicketState.class);
        for (Edge edge : EDGES) {
            index.computeIfAbsent(edge.from(), state -> new EnumMap<>(CommandType.class))
                    .computeIfAbsent(edge.command(), command -> new ArrayList<>())
                    .add(edge);
        }
        return index;
    }

    private static Edge edge(
            TicketState from,
            CommandType command,
            TicketState to,
            List<Grant> who,
            List<Guard> guards,
            EventType event) {
        return new Edge(from, command, to, who, guards, event);
    }

    /** In the order in which they are asked: what tells edges of one command apart comes first. */
    private static List<Guard> when(Guard... guards) {
        return List.of(guards);
    }

    private static List<Grant> by(Grant... grants) {
        return List.of(grants);
    }
}
