package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.GroupValue;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.postgres.FigureRows.Case;
import org.zhuqi.platform.testkit.EventStory;

final class FiguresTest extends TestMetrics {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final Instant JANUARY = Instant.parse("2023-01-03T02:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2023-02-03T02:00:00Z");
    private static final UnitId TAX = new UnitId("tax");

    @Test
    void aTicketCountsAsItStoodAtTheCutOff() {
        EventStory solved = submitted(JANUARY);
        solved.at(FEBRUARY)
                .tells(new TicketEvent.Dispatched(TAX, List.of(), null, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.Accepted(TAX, new AccountId("handler"), null), TicketState.IN_PROGRESS)
                .tells(new TicketEvent.Answered(TAX, AnswerOutcome.SOLVED, "已办", null, List.of()), TicketState.ANSWERED)
                .tells(new TicketEvent.Confirmed(null), TicketState.CLOSED)
                .tells(new TicketEvent.Rated(Satisfaction.SATISFIED, null), TicketState.CLOSED);
        EventStory waiting = submitted(FEBRUARY);
        tell(solved, waiting);

        assertThat(figure("solved-rate", "2023-02-01T00:00:00Z")).isEqualTo(new Value(0, 1L));
        assertThat(figure("solved-rate", "2023-02-28T00:00:00Z")).isEqualTo(new Value(1, 2L));
        assertThat(figure("satisfaction", "2023-02-28T00:00:00Z")).isEqualTo(new Value(1, 1L));
        assertThat(behind("solved-rate", Part.NUMERATOR, "2023-02-28T00:00:00Z"))
                .extracting(Case::ticket)
                .containsExactly(solved.ticket());
        assertThat(behind("solved-rate", Part.REST, "2023-02-28T00:00:00Z"))
                .extracting(Case::ticket)
                .containsExactly(waiting.ticket());
        assertThat(behind("closings", Part.NUMERATOR, "2023-02-28T00:00:00Z")).hasSize(1);
        assertThat(groups("closed-rate", Dimension.UNIT, Dimension.MONTH))
                .containsExactly(
                        new GroupValue(List.of("", "2023-02"), new Value(0, 1L)),
                        new GroupValue(List.of("tax", "2023-01"), new Value(1, 1L)));
        assertThat(alarm.stops()).isEmpty();
    }

    private EventStory submitted(Instant at) {
        return story().at(at)
                .tells(
                        new TicketEvent.Submitted(
                                new EnterpriseId("firm"),
                                "税费",
                                "退税久未到账。",
                                new CatalogueItemId("tax"),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    private Value figure(String key, String at) {
        return counting.figures(List.of(asked(key)), question(at), CHINA)
                .getFirst()
                .whole();
    }

    private List<GroupValue> groups(String key, Dimension... by) {
        Question whole = question("2023-02-28T00:00:00Z");
        return counting.figures(
                        List.of(asked(key)),
                        new Question(whole.scope(), whole.from(), whole.to(), whole.at(), List.of(by), List.of()),
                        CHINA)
                .getFirst()
                .groups();
    }

    private List<Case> behind(String key, Part part, String at) {
        return counting.cases(asked(key).definition(), part, question(at), null, 100);
    }

    private static Asked asked(String key) {
        Figure figure = Figures.find(key).orElseThrow();
        return new Asked(figure, figure.main());
    }

    private Question question(String at) {
        return new Question(
                Scope.of(district),
                Instant.parse("2022-12-31T16:00:00Z"),
                Instant.parse("2023-02-28T16:00:00Z"),
                Instant.parse(at),
                List.of(),
                List.of());
    }
}
