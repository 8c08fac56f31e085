package org.zhuqi.desk.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhuqi.contracts.CallChoice;
import org.zhuqi.contracts.EscalationLevel;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.Specimens;

final class AvailableCommandsTest {
    private static final UnitId LABOUR = new UnitId("labour");
    private static final UnitId OFFICE = new UnitId("office");
    private static final EnterpriseId HUACAI =
            Specimens.full(TicketEvent.Submitted.class).enterprise();
    private static final Caller ENTERPRISE = Callers.enterprise("boss", HUACAI);
    private static final Caller LEAD = Callers.handler("zhang.san", LABOUR);
    private static final Caller ASSISTANT = Callers.handler("wang.wu", OFFICE);
    private static final Caller OFFICER = Callers.officer("li.si");
    private static final Caller COORDINATOR = Callers.coordinator("li.lei");
    private static final Caller SUPERVISOR = Callers.inRole("han.mei", Role.SUPERVISOR);

    @Test
    void everyoneIsOfferedWhatTheTableGrantsThem() {
        TicketView ticket = ticket(TicketState.IN_PROGRESS);
        assertThat(AvailableCommands.to(LEAD, ticket))
                .containsExactly(
                        CommandType.RECORD_PROGRESS,
                        CommandType.ADD_ASSISTANT,
                        CommandType.CHANGE_HANDLER,
                        CommandType.SUSPEND,
                        CommandType.REQUEST_EXTENSION,
                        CommandType.ANSWER);
        assertThat(AvailableCommands.to(ASSISTANT, ticket))
                .containsExactly(CommandType.RECORD_PROGRESS, CommandType.SIGN_OFF);
        assertThat(AvailableCommands.to(ENTERPRISE, ticket)).containsExactly(CommandType.WITHDRAW);
        assertThat(AvailableCommands.to(OFFICER, ticket)).containsExactly(CommandType.WITHDRAW);
        assertThat(AvailableCommands.to(SUPERVISOR, ticket))
                .containsExactly(CommandType.RECORD_PROGRESS, CommandType.ESCALATE, CommandType.MARK_HARD);
        assertThat(AvailableCommands.to(Callers.inRole("audit", Role.AUDITOR), ticket))
                .isEmpty();
    }

    @Test
    void strangersAreOfferedNothing() {
        for (TicketState state : TicketState.values()) {
            TicketView ticket = ticket(state);
            assertThat(AvailableCommands.to(Callers.enterprise("x", new EnterpriseId("another")), ticket))
                    .isEmpty();
            assertThat(AvailableCommands.to(Callers.officer("another"), ticket)).isEmpty();
            assertThat(AvailableCommands.to(Callers.in("SY", COORDINATOR), ticket))
                    .isEmpty();
            assertThat(AvailableCommands.to(Callers.handler("x", new UnitId("another")), ticket))
                    .isEqualTo(state == TicketState.OPEN_CALL ? List.of(CommandType.CLAIM) : List.of());
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsOfferedThatTheTableDoesNotKnow(Role role) {
        for (TicketState state : TicketState.values()) {
            assertThat(TicketLifecycle.commands(state, role))
                    .containsAll(AvailableCommands.to(Callers.inRole("someone", role), ticket(state)));
        }
    }

    @Test
    void nothingIsOfferedThatWouldBeRefusedWhateverItSaid() {
        TicketView fresh = ticket(TicketState.IN_PROGRESS);
        assertThat(AvailableCommands.to(COORDINATOR, fresh))
                .contains(CommandType.MARK_HARD)
                .doesNotContain(CommandType.GRANT_EXTENSION, CommandType.REFUSE_EXTENSION);
        TicketView asked = after(TicketState.IN_PROGRESS, Specimens.full(TicketEvent.ExtensionRequested.class));
        assertThat(AvailableCommands.to(COORDINATOR, asked))
                .contains(CommandType.GRANT_EXTENSION, CommandType.REFUSE_EXTENSION);
        assertThat(AvailableCommands.to(LEAD, asked)).doesNotContain(CommandType.REQUEST_EXTENSION);
        TicketView hard = after(TicketState.IN_PROGRESS, new TicketEvent.MarkedHard("历史遗留"));
        assertThat(AvailableCommands.to(COORDINATOR, hard)).doesNotContain(CommandType.MARK_HARD);
        TicketView escalated =
                after(TicketState.IN_PROGRESS, new TicketEvent.Escalated(EscalationLevel.DISTRICT_LEADER, "统筹"));
        assertThat(AvailableCommands.to(COORDINATOR, escalated)).contains(CommandType.ESCALATE);
        TicketView highest = after(TicketState.IN_PROGRESS, new TicketEvent.Escalated(EscalationLevel.CITY, "市级统筹"));
        assertThat(AvailableCommands.to(COORDINATOR, highest)).doesNotContain(CommandType.ESCALATE);
        TicketView overruled = after(TicketState.DISPATCHED, Specimens.full(TicketEvent.ObjectionOverruled.class));
        assertThat(AvailableCommands.to(LEAD, overruled)).containsExactly(CommandType.ACCEPT);
        TicketView rated = after(TicketState.CLOSED, new TicketEvent.Rated(Satisfaction.SATISFIED, null));
        assertThat(AvailableCommands.to(ENTERPRISE, ticket(TicketState.CLOSED)))
                .containsExactly(CommandType.RATE, CommandType.REOPEN);
        assertThat(AvailableCommands.to(ENTERPRISE, rated)).containsExactly(CommandType.REOPEN);
        TicketView merged = after(TicketState.MERGED, new TicketEvent.Merged(null, TicketState.DISPATCHED, null));
        assertThat(AvailableCommands.to(COORDINATOR, merged)).containsExactly(CommandType.UNMERGE);
        TicketView relayed = merged.apply(EventStory.of(new TicketNumber("QT-2023-000042"))
                .tells(Specimens.full(TicketEvent.AnswerRelayed.class), TicketState.MERGED)
                .messages()
                .getFirst());
        assertThat(AvailableCommands.to(ENTERPRISE, merged)).isEmpty();
        assertThat(AvailableCommands.to(ENTERPRISE, relayed)).containsExactly(CommandType.UNMERGE);
        TicketView signedOff = after(TicketState.IN_PROGRESS, new TicketEvent.PartSignedOff(OFFICE, "已提供", List.of()));
        assertThat(AvailableCommands.to(ASSISTANT, signedOff)).containsExactly(CommandType.RECORD_PROGRESS);
        TicketView call = after(TicketState.OPEN_CALL, new TicketEvent.CallPublished("要求", null, CallChoice.BEST_PLAN));
        assertThat(AvailableCommands.to(LEAD, call)).containsExactly(CommandType.CLAIM);
        assertThat(AvailableCommands.to(COORDINATOR, call)).containsExactly(CommandType.DISPATCH);
        TicketView claimed = call.apply(EventStory.of(new TicketNumber("QT-2023-000042"))
                .tells(new TicketEvent.ClaimOffered(LABOUR, LEAD.account(), "方案", List.of()), TicketState.OPEN_CALL)
                .messages()
                .getFirst());
        assertThat(AvailableCommands.to(LEAD, claimed)).containsExactly(CommandType.CLAIM, CommandType.TAKE_BACK_CLAIM);
        assertThat(AvailableCommands.to(ASSISTANT, claimed)).containsExactly(CommandType.CLAIM);
        assertThat(AvailableCommands.to(COORDINATOR, claimed))
                .containsExactly(CommandType.CHOOSE_CLAIM, CommandType.DISPATCH);
        TicketView appealed = after(TicketState.DECLINED, new TicketEvent.Appealed("再议"));
        assertThat(AvailableCommands.to(ENTERPRISE, ticket(TicketState.DECLINED)))
                .containsExactly(CommandType.APPEAL);
        assertThat(AvailableCommands.to(ENTERPRISE, appealed)).isEmpty();
    }

    private static TicketView ticket(TicketState state) {
        return after(state, new TicketEvent.Resumed(null));
    }

    private static TicketView after(TicketState state, TicketEvent last) {
        EventStory story = EventStory.of(new TicketNumber("QT-2023-000042"))
                .by(OFFICER)
                .tells(Specimens.full(TicketEvent.Submitted.class), TicketState.SUBMITTED)
                .tells(new TicketEvent.Dispatched(LABOUR, List.of(OFFICE), null, null), TicketState.DISPATCHED)
                .tells(last, state);
        return TicketView.opened(story.messages().get(0))
                .apply(story.messages().get(1))
                .apply(story.messages().get(2));
    }
}
