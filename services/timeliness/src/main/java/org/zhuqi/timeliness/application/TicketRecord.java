package org.zhuqi.timeliness.application;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.projection.BrokenHistoryException;
import org.zhuqi.platform.security.TicketAccess;
import org.zhuqi.timeliness.domain.Happening;
import org.zhuqi.timeliness.domain.PolicyVersion;
import org.zhuqi.timeliness.domain.Step;

/**
 * A ticket as timeliness keeps it.
 *
 * @param version the sequence of its last event that is counted in
 * @param clockSequence the number of the last event that its clocks told
 * @param calendarVersion by which its clocks were last worked out
 * @param fired the keys of alarms that were told, or overtaken by a later one
 * @param judgedBy the version of the calendar that gave a clock its verdict, by the clock's key, where it is not the last
 */
public record TicketRecord(
        TicketId id,
        TicketNumber number,
        DistrictId district,
        EnterpriseId enterprise,
        AccountId filedBy,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        long version,
        long clockSequence,
        PolicyVersion policy,
        String calendarVersion,
        Set<String> fired,
        Map<String, String> judgedBy,
        List<Step> steps) {

    /** @throws BrokenHistoryException if the message is not a submission */
    static TicketRecord opened(EventMessage<?> message, PolicyVersion policy) {
        if (!(message.event() instanceof TicketEvent.Submitted submitted)) {
            throw new BrokenHistoryException("the first event of ticket %s is '%s', not its submission"
                    .formatted(message.number(), message.type().wireName()));
        }
        return new TicketRecord(
                message.ticketId(),
                message.number(),
                message.district(),
                submitted.enterprise(),
                message.actor().account(),
                submitted.chain(),
                submitted.place(),
                message.sequence(),
                0,
                policy,
                "",
                Set.of(),
                Map.of(),
                Step.of(message).stream().toList());
    }

    TicketRecord after(EventMessage<?> message) {
        if (message.event() instanceof TicketEvent.Submitted) {
            throw new BrokenHistoryException("ticket %s is submitted a second time".formatted(message.number()));
        }
        List<Step> longer = new ArrayList<>(steps);
        Step.of(message).ifPresent(longer::add);
        return new TicketRecord(
                id,
                number,
                district,
                enterprise,
                filedBy,
                chain,
                place,
                message.sequence(),
                clockSequence,
                policy,
                calendarVersion,
                fired,
                judgedBy,
                longer);
    }

    TicketRecord settled(long toldUpTo, String byCalendar, Set<String> alarms) {
        return new TicketRecord(
                id,
                number,
                district,
                enterprise,
                filedBy,
                chain,
                place,
                version,
                toldUpTo,
                policy,
                byCalendar,
                alarms,
                judgedBy,
                steps);
    }

    TicketRecord judgedBy(Map<String, String> calendars) {
        return new TicketRecord(
                id,
                number,
                district,
                enterprise,
                filedBy,
                chain,
                place,
                version,
                clockSequence,
                policy,
                calendarVersion,
                fired,
                calendars,
                steps);
    }

    /** Lead, assistants and former leads: as the read side has them. */
    public List<UnitId> units() {
        Set<UnitId> leads = new LinkedHashSet<>();
        Set<UnitId> assistants = new LinkedHashSet<>();
        for (Step step : steps) {
            switch (step.happening()) {
                case Happening.Dispatched dispatched -> {
                    leads.add(dispatched.lead());
                    assistants.clear();
                    assistants.addAll(dispatched.assistants());
                }
                case Happening.Claimed claimed -> {
                    leads.add(claimed.lead());
                    assistants.clear();
                }
                case Happening.Reopened reopened -> leads.add(reopened.lead());
                case Happening.Upheld upheld -> assistants.clear();
                case Happening.AssistantAdded added -> assistants.add(added.unit());
                case Happening.PartSignedOff e -> {}
                case Happening.Submitted e -> {}
                case Happening.Amended e -> {}
                case Happening.CallPublished e -> {}
                case Happening.Accepted e -> {}
                case Happening.Objected e -> {}
                case Happening.Overruled e -> {}
                case Happening.Progress e -> {}
                case Happening.Suspended e -> {}
                case Happening.Resumed e -> {}
                case Happening.ExtensionRequested e -> {}
                case Happening.ExtensionGranted e -> {}
                case Happening.ExtensionRefused e -> {}
                case Happening.Answered e -> {}
                case Happening.Closed e -> {}
                case Happening.Disputed e -> {}
                case Happening.Merged e -> {}
                case Happening.Unmerged e -> {}
                case Happening.Ended e -> {}
                case Happening.Appealed e -> {}
            }
        }
        leads.addAll(assistants);
        return List.copyOf(leads);
    }

    public TicketAccess access() {
        return new TicketAccess(
                id,
                version,
                district,
                enterprise,
                filedBy,
                units(),
                steps.getLast().state(),
                chain,
                place);
    }
}
