package org.zhuqi.timeliness.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Guard;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.CalendarRules;

/** A ticket's life along edges of the lifecycle's table, with random times in between; the same for the same seed. */
final class RandomLife {
    private static final List<UnitId> UNITS = List.of(History.LAND, History.HOUSING, History.WATER, History.POWER);

    private final Random random;
    private final long seed;
    private final List<Step> steps = new ArrayList<>();
    private TicketState state = TicketState.NEW;
    private TicketState cameFrom = TicketState.NEW;
    private Instant time = History.at("2023-01-03 08:00");
    private int round = 1;
    private @Nullable UnitId lead;

    RandomLife(long seed, int length) {
        this.seed = seed;
        random = new Random(seed);
        for (int i = 0; i < length; i++) {
            List<Edge> ways = TicketLifecycle.EDGES.stream()
                    .filter(edge ->
                            edge.from() == state && edge.guards().stream().allMatch(this::isOpen))
                    .filter(edge -> edge.to() != TicketState.WITHDRAWN || random.nextInt(5) == 0)
                    .toList();
            if (ways.isEmpty()) {
                break;
            }
            go(oneOf(ways));
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The same life so much later, some of its steps recorded only after they had happened. */
    List<Step> steps(Duration later) {
        Random delays = new Random(seed);
        return steps.stream()
                .map(step -> {
                    boolean late = step.sequence() > 1 && delays.nextInt(3) == 0;
                    Instant recorded = step.recordedAt().plus(later);
                    return new Step(
                            step.sequence(),
                            late ? recorded.minus(Duration.ofHours(delays.nextInt(5 * 24))) : recorded,
                            recorded,
                            step.state(),
                            step.round(),
                            step.byRole(),
                            step.byUnit(),
                            step.imported(),
                            step.happening());
                })
                .toList();
    }

    Ledger ledger(Policy policy) {
        return Ledger.of(steps, policy, History.CHINA);
    }

    Instant end() {
        return time;
    }

    private boolean isOpen(Guard guard) {
        return switch (guard) {
            case CAME_FROM_SUBMITTED -> cameFrom == TicketState.SUBMITTED;
            case CAME_FROM_DISPATCHED -> cameFrom == TicketState.DISPATCHED;
            case CAME_FROM_IN_PROGRESS -> cameFrom == TicketState.IN_PROGRESS;
            default -> true;
        };
    }

    private void go(Edge edge) {
        if (edge.command() == CommandType.MERGE) {
            cameFrom = state;
        }
        if (edge.command() == CommandType.DISPUTE || edge.command() == CommandType.REOPEN) {
            round++;
        }
        state = edge.to();
        time = time.plus(pass());
        Role role = role(edge);
        UnitId unit = role == Role.HANDLER ? unit(edge) : null;
        Happening happening = happening(edge.command(), unit);
        if (happening != null) {
            // Numbers have gaps where a step moves no clock.
            steps.add(new Step(steps.size() * 2L + 1, time, time, state, round, role, unit, false, happening));
        }
    }

    private Duration pass() {
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofMinutes(random.nextInt(300));
            case 2 -> Duration.ofHours(random.nextInt(48));
            default -> Duration.ofHours(random.nextInt(15 * 24));
        };
    }

    private Role role(Edge edge) {
        return oneOf(edge.who()).role();
    }

    private @Nullable UnitId unit(Edge edge) {
        boolean anyOf = edge.command() == CommandType.CLAIM
                || edge.command() == CommandType.RECORD_PROGRESS
                || edge.command() == CommandType.SIGN_OFF;
        return anyOf ? any() : lead;
    }

    private UnitId any() {
        return oneOf(UNITS);
    }

    private UnitId another() {
        List<UnitId> others = UNITS.stream().filter(unit -> !unit.equals(lead)).toList();
        UnitId next = oneOf(others);
        lead = next;
        return next;
    }

    private List<UnitId> assistants() {
        return UNITS.stream()
                .filter(unit -> !unit.equals(lead) && random.nextInt(4) == 0)
                .toList();
    }

    private Happening dispatched(@Nullable Difficulty difficulty) {
        UnitId next = another();
        List<UnitId> assisting = assistants();
        List<Happening.PartDue> parts = assisting.stream()
                .filter(unit -> random.nextBoolean())
                .map(unit -> new Happening.PartDue(unit, LocalDate.ofInstant(later(), CalendarRules.CHINA)))
                .toList();
        return new Happening.Dispatched(next, assisting, difficulty, parts);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Instant later() {
        return time.plus(Duration.ofHours(random.nextInt(30 * 24)));
    }

    private @Nullable Happening happening(CommandType command, @Nullable UnitId unit) {
        return switch (command) {
            case SUBMIT -> new Happening.Submitted(CatalogueItemId.of("item"), Urgency.NORMAL);
            case AMEND -> new Happening.Amended(null);
            case DISPATCH -> dispatched(oneOf(List.of(Difficulty.values())));
            case REDISPATCH -> dispatched(null);
            case PUBLISH -> new Happening.CallPublished();
            case CLAIM -> {
                if (state == TicketState.OPEN_CALL) {
                    yield null;
                }
                UnitId claims = unit == null ? any() : unit;
                lead = claims;
                yield new Happening.Claimed(claims);
            }
            case ACCEPT -> new Happening.Accepted();
            case OBJECT -> new Happening.Objected();
            case UPHOLD -> {
                lead = null;
                yield new Happening.Upheld();
            }
            case OVERRULE -> new Happening.Overruled();
            case RECORD_PROGRESS -> new Happening.Progress(random.nextBoolean());
            case ADD_ASSISTANT ->
                new Happening.AssistantAdded(UNITS.stream()
                        .filter(each -> !each.equals(lead))
                        .findFirst()
                        .orElseThrow());
            case SUSPEND ->
                new Happening.Suspended(
                        oneOf(List.of(SuspensionReason.values())),
                        random.nextBoolean() ? null : LocalDate.ofInstant(later(), CalendarRules.CHINA));
            case RESUME, PROVIDE_INFORMATION -> new Happening.Resumed();
            case REQUEST_EXTENSION -> new Happening.ExtensionRequested(later());
            case GRANT_EXTENSION -> new Happening.ExtensionGranted(later());
            case REFUSE_EXTENSION -> new Happening.ExtensionRefused();
            case ANSWER -> new Happening.Answered();
            case CONFIRM, CLOSE -> new Happening.Closed();
            case DISPUTE -> new Happening.Disputed();
            case REOPEN -> new Happening.Reopened(another());
            case MERGE -> new Happening.Merged();
            case UNMERGE -> new Happening.Unmerged();
            case DECLINE, WITHDRAW -> new Happening.Ended();
            case APPEAL -> new Happening.Appealed();
            case CHOOSE_CLAIM -> {
                UnitId chosen = any();
                lead = chosen;
                yield new Happening.Claimed(chosen);
            }
            case SIGN_OFF -> new Happening.PartSignedOff(unit == null ? any() : unit);
            case TAKE_BACK_CLAIM, RELAY_ANSWER, CHANGE_HANDLER, ESCALATE, MARK_HARD, RATE -> null;
        };
    }

    @Override
    public String toString() {
        return "life %d: %s".formatted(seed, steps);
    }
}
