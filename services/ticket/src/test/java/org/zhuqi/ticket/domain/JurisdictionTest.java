package org.zhuqi.ticket.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.CommandOutcome.RefusalCode;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

/** A chain's committee and a town's office have the tickets of their chain and town, and no others. */
final class JurisdictionTest {
    private final Deciding deciding = new Deciding(ZoneId.of("Asia/Shanghai"));

    static Stream<Arguments> everyRightOverTheDistrict() {
        return TicketLifecycle.EDGES.stream()
                .filter(edge -> edge.from() != TicketState.NEW)
                .flatMap(edge -> Stream.of(Role.COORDINATOR, Role.SUPERVISOR)
                        .filter(role -> edge.who().stream().anyMatch(grant -> grant.role() == role))
                        .map(role -> arguments(edge, role)));
    }

    @ParameterizedTest(name = "{0} × {1}")
    @MethodSource("everyRightOverTheDistrict")
    void reachesAsFarAsTheJurisdiction(Edge edge, Role role) {
        Ticket ticket = Examples.ticketIn(edge.from());
        TicketCommand command = Examples.command(edge.command());
        Decision whole = decide(ticket, actor(role, null, null), command);
        for (Actor within : List.of(
                actor(role, Examples.CHAIN, null),
                actor(role, null, Examples.PLACE),
                actor(role, Examples.CHAIN, Examples.PLACE))) {
            assertThat(decide(ticket, within, command).getClass())
                    .as("%s", within)
                    .isEqualTo(whole.getClass());
        }
        for (Actor outside : List.of(
                actor(role, new ChainId("another"), null),
                actor(role, null, new PlaceId("another")),
                actor(role, Examples.CHAIN, new PlaceId("another")),
                actor(role, new ChainId("another"), Examples.PLACE))) {
            assertThat(decide(ticket, outside, command))
                    .as("%s", outside)
                    .isInstanceOfSatisfying(
                            Decision.Refused.class,
                            refused -> assertThat(refused.refusal().code()).isEqualTo(RefusalCode.NOT_FOUND));
        }
    }

    @ParameterizedTest
    @MethodSource("filings")
    void aCommitteeFilesForItsOwnAlone(@Nullable ChainId chain, boolean taken) {
        TicketCommand.Submit example = (TicketCommand.Submit) Examples.command(CommandType.SUBMIT);
        TicketCommand.Submit filed = new TicketCommand.Submit(
                example.enterprise(),
                example.title(),
                example.description(),
                example.item(),
                null,
                null,
                chain,
                null,
                null);
        Decision decision = deciding.decide(
                null, Examples.message(actor(Role.COORDINATOR, Examples.CHAIN, null), filed), id -> null, null);
        assertThat(decision).isInstanceOf(taken ? Decision.Accepted.class : Decision.Refused.class);
    }

    static List<Arguments> filings() {
        return Arrays.asList(
                arguments(Examples.CHAIN, true), arguments(new ChainId("another"), false), arguments(null, false));
    }

    private Decision decide(Ticket ticket, Actor actor, TicketCommand command) {
        return deciding.decide(
                ticket, Examples.message(actor, command), id -> Examples.ticketIn(TicketState.IN_PROGRESS), null);
    }

    private static Actor actor(Role role, @Nullable ChainId chain, @Nullable PlaceId place) {
        return new Actor(new AccountId("acc-narrow"), role, null, null, chain, place);
    }
}
