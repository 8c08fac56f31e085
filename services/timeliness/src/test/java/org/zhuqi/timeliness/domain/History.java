package org.zhuqi.timeliness.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.policy.Policies;

/**
 * A ticket's history as one tells it, in Chinese local time. A year need not be repeated: {@code "04-10 09:30"} lies in the
 * year of the submission.
 */
final class History {
    static final WorkingCalendar CHINA = WorkingCalendar.of(CalendarRules.shipped());

    static final UnitId LAND = UnitId.of("land");
    static final UnitId HOUSING = UnitId.of("housing");
    static final UnitId WATER = UnitId.of("water");
    static final UnitId POWER = UnitId.of("power");

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final List<Step> steps = new ArrayList<>();
    private final String year;
    private Policy policy = Policies.STAGED;
    private WorkingCalendar calendar = CHINA;
    private TicketState state = TicketState.SUBMITTED;
    private TicketState beforeMerge = TicketState.SUBMITTED;
    private int round = 1;
    private @Nullable UnitId lead;
    private @Nullable Instant importedAt;

    private History(String at) {
        year = at.substring(0, 5);
    }

    static History submitted(String at) {
        return submitted(at, "land.certificate", Urgency.NORMAL);
    }

    static History submitted(String at, String item, Urgency urgency) {
        History history = new History(at);
        return history.step(
                at,
                Role.ENTERPRISE,
                null,
                TicketState.SUBMITTED,
                new Happening.Submitted(CatalogueItemId.of(item), urgency));
    }

    /** Filed in another system; all that follows too, until {@link #fromHereOnLive()}. */
    static History imported(String at, String importedAt) {
        History history = new History(at);
        history.importedAt = at(importedAt);
        return history.step(
                at,
                Role.ENTERPRISE,
                null,
                TicketState.SUBMITTED,
                new Happening.Submitted(CatalogueItemId.of("land.certificate"), Urgency.NORMAL));
    }

    History fromHereOnLive() {
        importedAt = null;
        return this;
    }

    History under(Policy another) {
        policy = another;
        return this;
    }

    History on(WorkingCalendar another) {
        calendar = another;
        return this;
    }

    // -- the desk -------------------------------------------------------------------------------------------------

    History dispatchedTo(UnitId unit, String at, UnitId... assistants) {
        return dispatchedAs(null, unit, at, assistants);
    }

    History dispatchedAs(@Nullable Difficulty difficulty, UnitId unit, String at, UnitId... assistants) {
        lead = unit;
        return byDesk(at, TicketState.DISPATCHED, new Happening.Dispatched(unit, List.of(assistants), difficulty));
    }

    History dispatchedInParts(UnitId unit, String at, Happening.PartDue... parts) {
        lead = unit;
        List<UnitId> assistants = Stream.of(parts).map(Happening.PartDue::unit).toList();
        return byDesk(at, TicketState.DISPATCHED, new Happening.Dispatched(unit, assistants, null, List.of(parts)));
    }

    History redispatchedTo(UnitId unit, String at, UnitId... assistants) {
        return dispatchedTo(unit, at, assistants);
    }

    History published(String at) {
        return byDesk(at, TicketState.OPEN_CALL, new Happening.CallPublished());
    }

    History upheld(String at) {
        byDesk(at, TicketState.SUBMITTED, new Happening.Upheld());
        lead = null;
        return this;
    }

    History overruled(String at) {
        return byDesk(at, TicketState.DISPATCHED, new Happening.Overruled());
    }

    History merged(String at) {
        beforeMerge = state;
        return byDesk(at, TicketState.MERGED, new Happening.Merged());
    }

    History unmerged(String at) {
        return byDesk(at, beforeMerge, new Happening.Unmerged());
    }

    History declined(String at) {
        return byDesk(at, TicketState.DECLINED, new Happening.Ended());
    }

    History granted(String until, String at) {
        return grantedBy(Role.COORDINATOR, until, at);
    }

    History grantedBy(Role role, String until, String at) {
        return step(at, role, null, TicketState.IN_PROGRESS, new Happening.ExtensionGranted(time(until)));
    }

    History refused(String at) {
        return byDesk(at, TicketState.IN_PROGRESS, new Happening.ExtensionRefused());
    }

    History notedByTheDesk(String at) {
        return byDesk(at, TicketState.IN_PROGRESS, new Happening.Progress(false));
    }

    // -- the unit -------------------------------------------------------------------------------------------------

    History claimedBy(UnitId unit, String at) {
        lead = unit;
        return byUnit(unit, at, TicketState.IN_PROGRESS, new Happening.Claimed(unit));
    }

    History accepted(String at) {
        return byUnit(lead, at, TicketState.IN_PROGRESS, new Happening.Accepted());
    }

    History objected(String at) {
        return byUnit(lead, at, TicketState.OBJECTED, new Happening.Objected());
    }

    History reported(String at) {
        return reportedBy(lead, at);
    }

    History reportedBy(@Nullable UnitId unit, String at) {
        return byUnit(unit, at, TicketState.IN_PROGRESS, new Happening.Progress(false));
    }

    History notedInternally(String at) {
        return byUnit(lead, at, TicketState.IN_PROGRESS, new Happening.Progress(true));
    }

    History calledIn(UnitId assistant, String at) {
        return byUnit(lead, at, TicketState.IN_PROGRESS, new Happening.AssistantAdded(assistant));
    }

    History calledIn(UnitId assistant, LocalDate due, String at) {
        return byUnit(lead, at, TicketState.IN_PROGRESS, new Happening.AssistantAdded(assistant, due));
    }

    History signedOffBy(UnitId assistant, String at) {
        return byUnit(assistant, at, TicketState.IN_PROGRESS, new Happening.PartSignedOff(assistant));
    }

    History suspended(SuspensionReason reason, String at) {
        return byUnit(lead, at, TicketState.SUSPENDED, new Happening.Suspended(reason, null));
    }

    History suspended(SuspensionReason reason, LocalDate until, String at) {
        return byUnit(lead, at, TicketState.SUSPENDED, new Happening.Suspended(reason, until));
    }

    History resumed(String at) {
        return byUnit(lead, at, TicketState.IN_PROGRESS, new Happening.Resumed());
    }

    History askedForMoreTime(String until, String at) {
        return byUnit(lead, at, TicketState.IN_PROGRESS, new Happening.ExtensionRequested(time(until)));
    }

    History answered(String at) {
        return byUnit(lead, at, TicketState.ANSWERED, new Happening.Answered());
    }

    // -- the enterprise -------------------------------------------------------------------------------------------

    History confirmed(String at) {
        return byEnterprise(at, TicketState.CLOSED, new Happening.Closed());
    }

    History disputed(String at) {
        round++;
        return byEnterprise(at, TicketState.IN_PROGRESS, new Happening.Disputed());
    }

    History reopenedFor(UnitId unit, String at) {
        round++;
        lead = unit;
        return byEnterprise(at, TicketState.DISPATCHED, new Happening.Reopened(unit));
    }

    History withdrawn(String at) {
        return byEnterprise(at, TicketState.WITHDRAWN, new Happening.Ended());
    }

    History appealed(String at) {
        return byEnterprise(at, TicketState.SUBMITTED, new Happening.Appealed());
    }

    // -- what it comes to -----------------------------------------------------------------------------------------

    Told ledger() {
        return new Told(Ledger.of(steps, policy, calendar));
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    static Instant at(String local) {
        return LocalDateTime.parse(local, LOCAL).atZone(CalendarRules.CHINA).toInstant();
    }

    static @Nullable String local(@Nullable Instant at) {
        return at == null ? null : MINUTES.format(at.atZone(CalendarRules.CHINA));
    }

    private Instant time(String text) {
        return at(text.indexOf('-') == 4 ? text : year + text);
    }

    private History byDesk(String at, TicketState after, Happening happening) {
        return step(at, Role.COORDINATOR, null, after, happening);
    }

    private History byUnit(@Nullable UnitId unit, String at, TicketState after, Happening happening) {
        return step(at, Role.HANDLER, unit, after, happening);
    }

    private History byEnterprise(String at, TicketState after, Happening happening) {
        return step(at, Role.ENTERPRISE, null, after, happening);
    }

    private History step(String at, Role role, @Nullable UnitId unit, TicketState after, Happening happening) {
        Instant time = time(at);
        state = after;
        steps.add(new Step(
                steps.size() + 1,
                time,
                importedAt == null ? time : importedAt,
                after,
                round,
                role,
                unit,
                importedAt != null,
                happening));
        return this;
    }
}
