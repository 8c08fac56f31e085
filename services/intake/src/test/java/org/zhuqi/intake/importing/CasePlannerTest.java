package org.zhuqi.intake.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;

/** Each rule by which rows become commands. */
class CasePlannerTest {

    @Test
    void aCaseThatTellsEverythingNeedsNothingFilledIn() {
        CasePlan plan = Log.of("A")
                .row("登记")
                .row("派单")
                .row("签收")
                .row("办理进展")
                .row("答复")
                .row("企业确认")
                .plan();

        assertThat(Log.names(plan))
                .containsExactly("submit", "dispatch", "accept", "record-progress", "answer", "confirm");
        assertThat(plan.state()).isEqualTo(TicketState.CLOSED);
        assertThat(plan.reported()).isEmpty();
    }

    @Test
    void whatARowNeedsIsFilledInBeforeItWithItsTimeAndMarked() {
        CasePlan plan = Log.of("A").row("答复").plan();

        assertThat(Log.names(plan)).containsExactly("(submit)", "(dispatch)", "(accept)", "answer");
        assertThat(plan.commands()).allSatisfy(command -> {
            assertThat(command.occurredAt())
                    .isEqualTo(plan.rows().getFirst().row().time());
            assertThat(command.origin().line()).isEqualTo(2);
        });
    }

    @Test
    void onlyTheFillersOfTheMappingAreFilledIn() {
        CasePlan plan = Log.of("A").row("登记").row("派单").row("签收").row("销号").plan();

        assertThat(Log.names(plan)).containsExactly("submit", "dispatch", "accept");
        assertThat(plan.reported()).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(5);
            assertThat(row.sentence())
                    .isEqualTo("cannot close case 'A': it is IN_PROGRESS since 2023-03-01; that takes ANSWERED");
        });
    }

    @Test
    void aSuspendedTicketIsResumedBeforeItsNextStep() {
        CasePlan plan =
                Log.of("A").row("登记").row("派单").row("签收").row("等待材料").row("答复").plan();

        assertThat(Log.names(plan)).endsWith("suspend", "(resume)", "answer");
    }

    @Test
    void anActivityMayHaveItsOwnFillers() {
        CasePlan plan = Log.of("A").row("签收").row("等待材料").row("等待材料").plan();

        assertThat(Log.names(plan)).endsWith("accept", "suspend");
        assertThat(plan.reported())
                .extracting(ReportedRow::sentence)
                .containsExactly("cannot suspend case 'A': it is SUSPENDED since 2023-03-01; that takes IN_PROGRESS");
    }

    @Test
    void theFirstWayThatStateAndGuardsAllowIsTaken() {
        CasePlan plan = Log.of("A")
                .row("登记")
                .row("派单")
                .with("actor", "zhao")
                .row("签收")
                .with("actor", "zhou")
                .row("签收")
                .row("签收")
                .plan();

        assertThat(Log.names(plan))
                .containsExactly("submit", "dispatch", "accept", "change-handler", "record-progress");
    }

    @Test
    void aWayWithoutFillingInIsPreferredToOneWith() {
        CasePlan plan = Log.of("A")
                .row("签收")
                .row("等待材料")
                .with("actor", "zhou")
                .row("签收")
                .plan();

        assertThat(Log.names(plan)).endsWith("suspend", "(resume)", "change-handler");
    }

    @Test
    void severalCommandsOfOneRowAreAllToldByTheLog() throws IOException {
        Mapping mapping = Resources.mapping(Files.readString(Resources.mappingFile())
                .replace("  派单: dispatch", "  派单: [dispatch, [submit, dispatch]]"));

        assertThat(Log.names(Log.of("A").row("派单").plan(mapping))).containsExactly("submit", "dispatch");
        assertThat(Log.names(Log.of("A").row("登记").row("派单").plan(mapping))).containsExactly("submit", "dispatch");
    }

    @Test
    void aStepMaySayOtherThingsThanItsCommandUsually() throws IOException {
        Mapping mapping = Resources.mapping(Files.readString(Resources.mappingFile())
                .replace("  登记: submit", "  登记: {ways: {submit: {title: 另一个}}}"));

        assertThat(Log.of("A").row("登记").plan(mapping).commands().getFirst().body())
                .isInstanceOfSatisfying(TicketCommand.Submit.class, submit -> {
                    assertThat(submit.title()).isEqualTo("另一个");
                    assertThat(submit.enterprise()).isEqualTo(EnterpriseId.of("ent-qtjg"));
                });
    }

    @Test
    void furtherWorkOnAClosedTicketReopensIt() {
        CasePlan plan = Log.of("A").row("答复").row("销号").row("签收").plan();

        assertThat(Log.names(plan)).endsWith("close", "(reopen)", "accept");
        assertThat(plan.state()).isEqualTo(TicketState.IN_PROGRESS);
    }

    @Test
    void aRowBecomesAllOfItsCommandsOrNone() {
        CasePlan plan = Log.of("A")
                .with("unit", "")
                .row("答复")
                .with("unit", "人社局")
                .row("登记")
                .plan();

        assertThat(plan.reported())
                .extracting(ReportedRow::sentence)
                .containsExactly("the row does not make a valid dispatch: field 'lead' is empty");
        assertThat(Log.names(plan)).containsExactly("submit");
    }

    @Test
    void anActivityThatTheMappingDoesNotNameIsReportedEveryTime() {
        CasePlan plan = Log.of("A").row("打印").row("登记").row("打印").plan();

        assertThat(plan.reported())
                .extracting(ReportedRow::line, ReportedRow::sentence)
                .containsExactly(
                        tuple(2L, "the mapping does not name the activity '打印'"),
                        tuple(4L, "the mapping does not name the activity '打印'"));
    }

    @Test
    void aGuardOfTheTableRefusesWithItsRule() {
        CasePlan plan = Log.of("A")
                .row("答复")
                .row("企业确认")
                .with("words", "满意")
                .row("评价")
                .row("评价")
                .plan();

        assertThat(plan.reported())
                .extracting(ReportedRow::sentence)
                .containsExactly(
                        "cannot rate case 'A': the rule 'this round of the ticket has no rating yet' does not hold");
    }

    @Test
    void aValueThatTheFieldDoesNotTakeRefusesTheRow() {
        CasePlan plan =
                Log.of("A").row("答复").row("企业确认").with("words", "还行").row("评价").plan();

        assertThat(plan.reported())
                .extracting(ReportedRow::sentence)
                .containsExactly("the value for 'satisfaction' does not fit: "
                        + "'还行' is none of SATISFIED, BASICALLY_SATISFIED, DISSATISFIED");
    }

    @Test
    void aTextThatIsTooLongRefusesTheRow() {
        CasePlan plan = Log.of("A").with("words", "长".repeat(5001)).row("登记").plan();

        assertThat(plan.reported())
                .extracting(ReportedRow::sentence)
                .containsExactly("the row does not make a valid submit: "
                        + "field 'description' has 5008 characters, at most 5000 are allowed");
    }

    @Test
    void handlersActForThePresentLeadAndEnterprisesForThemselves() {
        CasePlan plan = Log.of("A")
                .row("登记")
                .row("派单")
                .row("退回")
                .row("退回成立")
                .with("unit", "供电公司")
                .row("派单")
                .row("签收")
                .row("答复")
                .row("企业确认")
                .plan();

        assertThat(plan.commands())
                .extracting(PlannedCommand::actor)
                .contains(
                        new Actor(AccountId.of("ent-qtjg"), Role.ENTERPRISE, EnterpriseId.of("ent-qtjg"), null),
                        new Actor(AccountId.of("staff-zhao"), Role.COORDINATOR, null, null),
                        new Actor(AccountId.of("staff-zhao"), Role.HANDLER, null, UnitId.of("rsj")),
                        new Actor(AccountId.of("staff-zhao"), Role.HANDLER, null, UnitId.of("gdgs")));
    }

    @Test
    void aMergeNamesTheTicketOfTheOtherCase() {
        CasePlan plan = Log.of("A").row("签收").with("other", "B").row("并单").plan();

        assertThat(plan.commands().getLast().body())
                .isEqualTo(new TicketCommand.Merge(Log.of("B").row("登记").plan().ticketId(), "说明"));
        assertThat(plan.state()).isEqualTo(TicketState.MERGED);
    }

    @Test
    void aMergeMayLeaveOutTheTicketThatTheLogDoesNotName() {
        assertThat(Log.of("A").row("签收").row("并单").plan().commands().getLast().body())
                .isEqualTo(new TicketCommand.Merge(null, "说明"));
    }

    @Test
    void planningAgainGivesTheSameIds() {
        assertThat(Log.of("A").row("登记").row("答复").plan())
                .isEqualTo(Log.of("A").row("登记").row("答复").plan());
    }

    @Test
    void rowsThatAreAddedLaterDoNotChangeTheIdsBefore() {
        CasePlan before = Log.of("A").row("登记").row("答复").plan();
        CasePlan after = Log.of("A").row("登记").row("答复").row("企业确认").plan();

        assertThat(after.commands()).startsWith(before.commands().toArray(PlannedCommand[]::new));
    }

    @Test
    void anotherCaseSourceOrDistrictHasOtherIds() throws IOException {
        String yaml = Files.readString(Resources.mappingFile());
        CasePlan plan = Log.of("A").row("登记").plan();

        assertThat(Log.of("B").row("登记").plan().ticketId()).isNotEqualTo(plan.ticketId());
        for (Mapping other : List.of(
                Resources.mapping(yaml.replace("requests-2023", "requests-2024")),
                Resources.mapping(yaml.replace("district: QT", "district: SY")))) {
            CasePlan elsewhere = Log.of("A").row("登记").plan(other);
            assertThat(elsewhere.ticketId()).isNotEqualTo(plan.ticketId());
            assertThat(elsewhere.commands().getFirst().commandId())
                    .isNotEqualTo(plan.commands().getFirst().commandId());
        }
    }

    @Test
    void theIdsAreFrozen() {
        CasePlan plan = Log.of("A").row("登记").plan();

        assertThat(plan.ticketId()).hasToString("4cb93c45-96ab-5d29-a69d-b828490a777a");
        assertThat(plan.commands().getFirst().commandId()).hasToString("95ae52bd-7d6d-5ead-8026-6e5f26dd55e2");
    }
}
