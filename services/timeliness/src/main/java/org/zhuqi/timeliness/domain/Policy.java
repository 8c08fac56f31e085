package org.zhuqi.timeliness.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.calendar.Counting;
import org.zhuqi.platform.calendar.Span;

/**
 * One version of a district's timeliness rules (时效规则), read by {@code PolicyReader}. No published text defines "135" for
 * Qiantang and other places use the digits differently, so all of it is data.
 *
 * @param district whose it is; null for the common policy of those that have none of their own
 * @param effectiveFrom the first day on which it is frozen onto the tickets that are submitted
 * @param extensions null if due dates are never extended
 * @param autoClose null if an answer waits for the enterprise for ever
 */
public record Policy(
        PolicyVersion version,
        Sentence name,
        @Nullable DistrictId district,
        LocalDate effectiveFrom,
        List<Stage> stages,
        Suspensions suspensions,
        @Nullable Extensions extensions,
        Objections objections,
        @Nullable AutoClose autoClose) {

    /**
     * One thing that must come in time.
     *
     * @param ends any of these ends it
     */
    public record Stage(
            String key,
            Sentence name,
            Party party,
            Anchor starts,
            Set<ClockMilestone> ends,
            List<Allowance> allowances,
            List<WarningStep> warnings) {
        private static final Set<ClockMilestone> MILESTONES_OF_UNITS =
                Set.of(ClockMilestone.ACCEPTED, ClockMilestone.PROGRESS, ClockMilestone.ANSWERED);

        /** How much time this ticket has: the most specific allowance that fits. Empty: the stage is not asked of it. */
        public Optional<Allowance> allowanceFor(TicketTraits ticket) {
            return allowances.stream()
                    .filter(allowance -> allowance.when().fits(ticket))
                    .reduce((one, other) -> other.when().weight() > one.when().weight() ? other : one);
        }

        /** Whether a lead unit answers for it, rather than the desk that dispatches. */
        boolean isTheUnits() {
            return ends.stream().anyMatch(MILESTONES_OF_UNITS::contains);
        }
    }

    /** Who has the time. */
    public enum Party {
        LEAD,
        ASSISTANT
    }

    /** From what a stage is counted. */
    public enum Anchor {
        SUBMITTED,
        /** The first time that the ticket goes to any unit. A bounce does not start it anew. */
        FIRST_DISPATCH,
        /** Each unit's own dispatch. */
        UNIT_DISPATCH,
        ACCEPTED,
        PREVIOUS_STAGE
    }

    public record Allowance(Span within, Counting counting, Selector when) {}

    /** For which tickets an allowance holds; an empty set asks for nothing. */
    public record Selector(Set<CatalogueItemId> items, Set<Difficulty> difficulties, Set<Urgency> urgencies) {
        boolean fits(TicketTraits ticket) {
            return (items.isEmpty() || items.contains(ticket.item()))
                    && (difficulties.isEmpty() || difficulties.contains(ticket.difficulty()))
                    && (urgencies.isEmpty() || urgencies.contains(ticket.urgency()));
        }

        /** An item says more than a difficulty, that more than an urgency. */
        int weight() {
            return (items.isEmpty() ? 0 : 4) + (difficulties.isEmpty() ? 0 : 2) + (urgencies.isEmpty() ? 0 : 1);
        }
    }

    /** What selectors ask of a ticket. */
    public record TicketTraits(
            @Nullable CatalogueItemId item,
            @Nullable Difficulty difficulty,
            @Nullable Urgency urgency) {}

    /** @param text as the policy writes it */
    public record WarningStep(WarningPoint at, WarningLevel level, String text) {}

    /** When a warning is given, relative to a clock. */
    public sealed interface WarningPoint {
        /** So many percent of the time are used up. */
        record Share(int percent) implements WarningPoint {}

        record Before(Span span) implements WarningPoint {}

        record AtDue() implements WarningPoint {}

        record After(Span span) implements WarningPoint {}
    }

    /**
     * @param reasons for which the clocks stop; for others the work may wait, but the time runs
     * @param cap how long they stop at most, all suspensions of a round together; null: without limit
     */
    public record Suspensions(
            Set<SuspensionReason> reasons, @Nullable Span cap) {}

    /**
     * @param stage whose due date can be extended
     * @param times how often in a round
     * @param longest how far beyond the due date without extensions, all of them together: a pause uses none of it
     * @param approvers who may grant it
     */
    public record Extensions(String stage, int times, Span longest, Set<Role> approvers) {}

    /**
     * What an objection does to the clocks until it is ruled on.
     *
     * @param stopTheUnit the objecting unit's own clocks stand still
     * @param stopTheTicket the ticket's clocks stand still too
     * @param window how long a unit may object to its dispatch; null: as long as it has not accepted
     */
    public record Objections(
            boolean stopTheUnit,
            boolean stopTheTicket,
            @Nullable ObjectionWindow window) {}

    /** From the dispatch to the unit on. The engine keeps to it; here it is only read and announced. */
    public record ObjectionWindow(Span within, Counting counting) {}

    /** The enterprise is silent for so long after an answer: the ticket is closed as unconfirmed. */
    public record AutoClose(Span after, Counting counting) {}

    public Optional<Stage> stage(String key) {
        return stages.stream().filter(stage -> stage.key().equals(key)).findFirst();
    }
}
