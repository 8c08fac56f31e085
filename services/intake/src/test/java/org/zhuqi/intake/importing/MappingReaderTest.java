package org.zhuqi.intake.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Role;

/** What is wrong with a mapping is said with its line and key, everything at once. */
class MappingReaderTest {
    private static final String GOOD = """
            source: log
            district: QT
            file: {zone: Asia/Shanghai}
            columns: {case: id, activity: what, time: when, actor: who}
            actors: {COORDINATOR: "staff-${actor}", ENTERPRISE: "ent-${actor}"}
            commands:
              submit: {by: ENTERPRISE, enterprise: "ent-${actor}", title: t, description: d, item: i}
              dispatch: {by: COORDINATOR, lead: u}
            fill-in: [submit]
            activities:
              Sent: dispatch
            """;

    @Test
    void aGoodMappingIsRead() {
        Mapping mapping = Resources.mapping(GOOD);

        assertThat(mapping.source()).isEqualTo("log");
        Mapping.Activity sent = mapping.activities().get("Sent");
        assertThat(sent).isNotNull();
        assertThat(sent.fillers()).containsExactly(CommandType.SUBMIT);
        assertThat(sent.ways())
                .singleElement()
                .satisfies(way -> assertThat(way.commands())
                        .extracting(CommandTemplate::type, CommandTemplate::by)
                        .containsExactly(tuple(CommandType.DISPATCH, Role.COORDINATOR)));
        assertThat(mapping.times().parse("2023-03-01T09:00:00")).contains(Instant.parse("2023-03-01T01:00:00Z"));
    }

    @Test
    void theShippedMappingIsGood() throws IOException, MappingException {
        Mapping mapping = MappingReader.read(Path.of("../../docs/examples/helpdesk-italy.yaml"));

        assertThat(mapping.activities()).hasSize(14);
    }

    @Test
    void aMissingSectionIsSaid() {
        assertThat(faultsOf("source: log"))
                .contains(
                        "m.yaml line 1: 'district' is missing",
                        "m.yaml line 1: 'columns' is missing",
                        "m.yaml line 1: 'commands' is missing",
                        "m.yaml line 1: 'activities' is missing",
                        "m.yaml line 1: 'file.zone' is missing: the time zone of the log's times, such as Asia/Shanghai");
    }

    @Test
    void anUnknownKeyIsSaidWithTheKnownOnes() {
        assertThat(faultsOf(GOOD.replace("file: {zone:", "file: {timezone: x, zone:")))
                .containsExactly(
                        "m.yaml line 3, file.timezone: this key is unknown; known here: charset, delimiter, times, zone");
    }

    @Test
    void aKeyThatStandsTwiceIsSaid() {
        assertThat(faultsOf(GOOD + "  Sent: submit\n"))
                .containsExactly("m.yaml line 12, activities.Sent: this key stands twice");
    }

    @Test
    void anUnknownCommandIsSaidWithTheKnownOnes() {
        assertThat(faultsOf(GOOD.replace("Sent: dispatch", "Sent: dispach")))
                .singleElement()
                .asString()
                .startsWith(
                        "m.yaml line 11, activities.Sent: 'dispach' is not a command; the commands are: submit, amend,");
    }

    @Test
    void aRoleThatNeverSendsTheCommandIsSaid() {
        assertThat(faultsOf(GOOD.replace("{by: COORDINATOR, lead", "{by: ENTERPRISE, lead")))
                .containsExactly("m.yaml line 8, commands.dispatch.by: ENTERPRISE never sends dispatch; "
                        + "it is sent by COORDINATOR, SYSTEM");
    }

    @Test
    void aRoleWithoutAnAccountIsSaid() {
        assertThat(faultsOf(GOOD.replace("COORDINATOR: \"staff-${actor}\", ", "")))
                .containsExactly(
                        "m.yaml line 8, commands.dispatch.by: 'actors' does not say which account acts as COORDINATOR");
    }

    @Test
    void missingAndUnknownFieldsAreSaid() {
        assertThat(faultsOf(GOOD.replace("lead: u", "leader: u")))
                .containsExactly(
                        "m.yaml line 8, commands.dispatch.leader: dispatch has no field 'leader'; "
                                + "it has: lead, assistants, difficulty, note, parts",
                        "m.yaml line 8, commands.dispatch: dispatch needs the field 'lead'");
    }

    @Test
    void aConstantThatTheFieldDoesNotTakeIsSaid() {
        assertThat(faultsOf(GOOD.replace("lead: u", "lead: u, difficulty: HARD")))
                .containsExactly(
                        "m.yaml line 8, commands.dispatch.difficulty: 'HARD' is none of SIMPLE, GENERAL, COMPLEX");
    }

    @Test
    void aPlaceholderOfNoColumnIsSaid() {
        assertThat(faultsOf(GOOD.replace("lead: u", "lead: \"${unit}\"")))
                .containsExactly("m.yaml line 8, commands.dispatch.lead: 'columns' names no column 'unit'; "
                        + "it names: case, activity, time, actor");
    }

    @Test
    void aFieldThatALogCannotFillIsSaid() {
        assertThat(faultsOf(GOOD.replace("item: i}", "item: i, attachments: x}")))
                .containsExactly("m.yaml line 7, commands.submit.attachments: "
                        + "the field 'attachments' of submit cannot be filled from a log");
    }

    @Test
    void aFillerThatNobodyDescribesIsSaid() {
        assertThat(faultsOf(GOOD.replace("[submit]", "[submit, accept]")))
                .containsExactly("m.yaml line 9, fill-in: 'accept' is to be filled in, "
                        + "but 'commands' does not say who sends it and what it says");
    }

    @Test
    void aStepThatNobodyDescribesIsSaid() {
        assertThat(faultsOf(GOOD.replace("Sent: dispatch", "Sent: accept")))
                .containsExactly(
                        "m.yaml line 11, activities.Sent: 'commands' does not say who sends 'accept' and what it says");
    }

    @Test
    void badValuesAreSaid() {
        assertThat(faultsOf(
                        GOOD.replace("{zone: Asia/Shanghai}", "{zone: Asia/Qiantang, delimiter: ab, charset: x-9}")))
                .containsExactlyInAnyOrder(
                        "m.yaml line 3, file.zone: Unknown time-zone ID: Asia/Qiantang",
                        "m.yaml line 3, file.delimiter: 'ab' must be one character, or 'tab'",
                        "m.yaml line 3, file.charset: 'x-9' is not a charset that Java knows");
        assertThat(faultsOf(GOOD.replace("district: QT", "district: qiantang")))
                .containsExactly("m.yaml line 2, district: 'qiantang' is not a DistrictId: it must match [A-Z]{2,6}");
    }

    @Test
    void whatIsNotYamlIsSaidWithItsLine() {
        assertThat(faultsOf("source: log\ndistrict: [QT\n"))
                .singleElement()
                .asString()
                .startsWith("m.yaml line 3: this is not YAML: ");
        assertThat(faultsOf("")).containsExactly("m.yaml line 1: the document is empty");
    }

    private static List<String> faultsOf(String yaml) {
        MappingException thrown = catchThrowableOfType(
                MappingException.class, () -> MappingReader.read(new StringReader(yaml), "m.yaml"));
        assertThat(thrown).as("the mapping is bad").isNotNull();
        return thrown.sentences();
    }
}
