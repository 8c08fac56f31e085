package org.zhuqi.intake.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

/** What holds for any case at all, tried on random ones. */
class CasePlannerProperties {
    private static final int CASES = 2_000;

    static Stream<Mapping> mappings() throws IOException, MappingException {
        return Stream.of(Resources.mapping(), MappingReader.read(Path.of("../../docs/examples/helpdesk-italy.yaml")));
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyPlanIsAWalkThroughTheTable(Mapping mapping) {
        randomCases(mapping).forEach(log -> {
            CasePlan plan = log.plan(mapping);
            Set<TicketState> states = EnumSet.of(TicketState.NEW);
            for (PlannedCommand command : plan.commands()) {
                Set<TicketState> next = EnumSet.noneOf(TicketState.class);
                for (TicketState state : states) {
                    TicketLifecycle.edges(state, command.type()).stream()
                            .filter(edge -> isGranted(edge, command.actor().role()))
                            .forEach(edge -> next.add(edge.to()));
                }
                states = next;
            }
            assertThat(states).contains(plan.state());
        });
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyRowIsPlannedOrReportedAndNoneTwice(Mapping mapping) {
        randomCases(mapping).forEach(log -> {
            CasePlan plan = log.plan(mapping);
            List<Long> lines = new ArrayList<>();
            plan.rows().forEach(row -> lines.add(row.row().line()));
            plan.reported().forEach(row -> lines.add(row.line()));
            assertThat(lines)
                    .containsExactlyInAnyOrderElementsOf(
                            log.logged().rows().stream().map(LogRow::line).toList());
        });
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void noTwoCommandsHaveTheSameIdAndTimeNeverRunsBackwards(Mapping mapping) {
        Set<Object> ids = new HashSet<>();
        randomCases(mapping).forEach(log -> {
            List<PlannedCommand> commands = log.plan(mapping).commands();
            commands.forEach(command -> assertThat(ids.add(command.commandId())).isTrue());
            assertThat(commands).extracting(PlannedCommand::occurredAt).isSorted();
        });
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void onlyFillersAreInferredAndEveryRowTellsACommandOfItsOwn(Mapping mapping) {
        randomCases(mapping)
                .forEach(log -> log.plan(mapping).rows().forEach(row -> {
                    assertThat(row.commands().getLast().origin().inferred()).isFalse();
                    Mapping.Activity activity =
                            mapping.activities().get(row.row().activity());
                    assertThat(activity).isNotNull();
                    assertThat(row.commands())
                            .filteredOn(command -> command.origin().inferred())
                            .allSatisfy(
                                    command -> assertThat(activity.fillers()).contains(command.type()));
                }));
    }

    private static boolean isGranted(Edge edge, Role role) {
        return edge.who().stream().anyMatch(grant -> grant.role() == role);
    }

    private static Stream<Log> randomCases(Mapping mapping) {
        Random random = new Random(135);
        List<String> activities = new ArrayList<>(mapping.activities().keySet());
        activities.add("an activity that no mapping names");
        return Stream.iterate(0, number -> number + 1).limit(CASES).map(number -> {
            Log log = Log.of("case " + number)
                    .with("customer", "c")
                    .with("product", "p")
                    .with("section", "s");
            int rows = 1 + random.nextInt(12);
            for (int row = 0; row < rows; row++) {
                log.with("actor", "person " + random.nextInt(3));
                log.with("words", List.of("说明", "满意", "").get(random.nextInt(3)));
                log.row(activities.get(random.nextInt(activities.size())));
            }
            return log;
        });
    }
}
