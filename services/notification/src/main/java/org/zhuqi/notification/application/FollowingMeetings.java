package org.zhuqi.notification.application;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.notification.domain.Happening;
import org.zhuqi.notification.domain.Occasions;
import org.zhuqi.notification.domain.Values;
import org.zhuqi.notification.postgres.MatterRows;
import org.zhuqi.notification.postgres.MatterRows.Matter;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.projection.Fold;
import org.zhuqi.platform.projection.Lane;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/** Counts what dispatch tells in, and tells those who are asked to a meeting. */
public final class FollowingMeetings {
    private final MatterRows matters;
    private final Recipients recipients;
    private final Naming naming;
    private final Announcing announcing;
    private final TransactionTemplate transaction;
    private final ProjectionAlarm alarm;

    public FollowingMeetings(
            MatterRows matters,
            Recipients recipients,
            Naming naming,
            Announcing announcing,
            TransactionTemplate transaction,
            ProjectionAlarm alarm) {
        this.matters = matters;
        this.recipients = recipients;
        this.naming = naming;
        this.announcing = announcing;
        this.transaction = transaction;
        this.alarm = alarm;
    }

    /** @return the partitions that cannot go on, at most one stop for each; all that comes before is committed */
    public List<Stop> project(List<ConsumerRecord<String, byte[]>> records) {
        List<Lane<DispatchMessage<?>>> lanes = Lane.of(records, Wire::readDispatch);
        List<Stop> stops = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            Plans plans = new Plans(matters.lock(Lane.about(lanes, DispatchMessage::subject)));
            stops.addAll(Lane.feedAll(lanes, plans));
            matters.save(plans.changed.values());
            Instant at = announcing.instant();
            announcing.announce(plans.happenings(at), at);
        });
        alarm.after(lanes, stops);
        return stops;
    }

    private final class Plans implements Fold<DispatchMessage<?>> {
        private final Map<SubjectId, Matter> known;
        private final Map<SubjectId, Matter> changed = new LinkedHashMap<>();
        private final List<Step> steps = new ArrayList<>();

        private record Step(DispatchMessage<?> message, String occasion, MeetingPlan plan) {}

        Plans(Map<SubjectId, Matter> before) {
            known = new HashMap<>(before);
        }

        @Override
        public long version(DispatchMessage<?> message) {
            Matter matter = known.get(message.subject());
            return matter == null ? 0 : matter.sequence();
        }

        @Override
        public void apply(DispatchMessage<?> message) {
            Matter before = known.get(message.subject());
            MeetingPlan planned = before == null ? null : before.plan();
            MeetingPlan plan = switch (message.event()) {
                case MeetingEvent.MeetingPlanned e -> told(message, Occasions.MEETING_PLANNED, e.plan());
                case MeetingEvent.MeetingChanged e -> told(message, Occasions.MEETING_CHANGED, e.plan());
                case MeetingEvent.MeetingCancelled e -> told(message, Occasions.MEETING_CANCELLED, planned);
                default -> planned;
            };
            Matter after = new Matter(
                    message.subject(), message.sequence(), message.district().text(), plan);
            known.put(message.subject(), after);
            changed.put(message.subject(), after);
        }

        private @Nullable MeetingPlan told(DispatchMessage<?> message, String occasion, @Nullable MeetingPlan plan) {
            if (plan != null) {
                steps.add(new Step(message, occasion, plan));
            }
            return plan;
        }

        /** Of meetings that are still to come; who writes one down afterwards calls nobody. */
        List<Happening> happenings(Instant at) {
            return steps.stream()
                    .filter(step -> !announcing.isLongPast(step.message().recordedAt(), at)
                            && step.plan().startsAt().isAfter(step.message().recordedAt()))
                    .map(this::happening)
                    .toList();
        }

        private Happening happening(Step step) {
            DispatchMessage<?> message = step.message();
            MeetingPlan plan = step.plan();
            Values values = naming.district(new Values(), message.district())
                    .with("meeting", plan.title())
                    .with("place", plan.place())
                    .with("startsAt", naming.time(message.district(), plan.startsAt()))
                    .with(
                            "reason",
                            message.event() instanceof MeetingEvent.MeetingCancelled cancelled
                                    ? cancelled.reason()
                                    : null);
            return new Happening(
                    message.subject() + "/" + message.sequence(),
                    step.occasion(),
                    message.district(),
                    null,
                    message.subject().value(),
                    null,
                    null,
                    message.actor().account(),
                    invited(plan),
                    account -> true,
                    values,
                    null,
                    message.recordedAt());
        }

        private Set<AccountId> invited(MeetingPlan plan) {
            Set<AccountId> invited = new LinkedHashSet<>(plan.accounts());
            if (plan.chair() != null) {
                invited.add(plan.chair());
            }
            plan.units().forEach(unit -> recipients.handlers(unit).forEach(each -> invited.add(each.account())));
            plan.enterprises()
                    .forEach(enterprise ->
                            recipients.ofEnterprise(enterprise).forEach(each -> invited.add(each.account())));
            return invited;
        }
    }
}
