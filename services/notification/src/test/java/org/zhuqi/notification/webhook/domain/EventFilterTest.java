package org.zhuqi.notification.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.testkit.Specimens;

class EventFilterTest {
    private static SubjectEvent event(String type, Set<String> units, Set<String> enterprises) {
        return new SubjectEvent(
                "topic", new UUID(0, 0), 1, new DistrictId("QT"), "id", type, Instant.EPOCH, units, enterprises, "{}");
    }

    private static EventFilter of(@Nullable UnitId unit, @Nullable EnterpriseId enterprise, String... types) {
        return new EventFilter(List.of(types), unit, enterprise);
    }

    @Test
    void asksByNameOrByBeginning() {
        SubjectEvent answered = event("zhuqi.ticket.answered.v1", Set.of(), Set.of());

        assertThat(of(null, null, "zhuqi.ticket.answered.v1").matches(answered)).isTrue();
        assertThat(of(null, null, "zhuqi.ticket.answered.*").matches(answered)).isTrue();
        assertThat(of(null, null, "zhuqi.clock.*", "zhuqi.ticket.*").matches(answered))
                .isTrue();
        assertThat(of(null, null, "*").matches(answered)).isTrue();
        assertThat(of(null, null, "zhuqi.ticket.answer.*").matches(answered)).isFalse();
        assertThat(of(null, null, "zhuqi.clock.*").matches(answered)).isFalse();
    }

    @Test
    void narrowsToAUnitAndAnEnterprise() {
        SubjectEvent event = event("zhuqi.ticket.answered.v1", Set.of("land", "water"), Set.of("resin"));

        assertThat(of(new UnitId("water"), null, "*").matches(event)).isTrue();
        assertThat(of(new UnitId("water"), new EnterpriseId("resin"), "*").matches(event))
                .isTrue();
        assertThat(of(new UnitId("fire"), null, "*").matches(event)).isFalse();
        assertThat(of(new UnitId("water"), new EnterpriseId("motors"), "*").matches(event))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zhuqi.ticket.*", "zhuqi.*", "*", "zhuqi.clock.warned.v1", "zhuqi.dispatch.meeting-planned.*"})
    void knowsWhatCanCome(String type) {
        assertThat(EventFilter.isKnown(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zhuqi.ticket.answerd.v1",
                "zhuqi.tickets.*",
                "zhuqi.ticket",
                "zhuqi.tick*",
                "**",
                "*.v1",
                "%",
                "zhuqi._icket.*",
                "zhuqi.ticket.*.v1",
                "zhuqi.ticket.\n*"
            })
    void refusesWhatCanNeverCome(String type) {
        assertThat(EventFilter.isKnown(type)).isFalse();
    }

    @Test
    void knowsEveryTypeOfTheContracts() {
        assertThat(EventFilter.ALL_TYPES)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(EventType.values().length + DispatchEventType.values().length)
                .allMatch(EventFilter::isKnown);
    }

    @Test
    void findsWhomAnEventNames() {
        Named named = Named.in(Specimens.full(TicketEvent.Dispatched.class));
        Named actor =
                Named.in(new Actor(new AccountId("a"), Role.HANDLER, new EnterpriseId("resin"), new UnitId("land")));

        assertThat(named.units()).isNotEmpty();
        assertThat(actor.units()).containsExactly("land");
        assertThat(actor.enterprises()).containsExactly("resin");
        assertThat(Named.NOBODY.and(actor)).isEqualTo(actor);
    }
}
