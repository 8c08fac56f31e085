package org.zhuqi.timeliness.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.calendar.Counting;
import org.zhuqi.platform.calendar.Span;
import org.zhuqi.platform.json.Json;
import org.zhuqi.timeliness.domain.Policy;
import org.zhuqi.timeliness.domain.Policy.Anchor;
import org.zhuqi.timeliness.domain.Policy.Party;
import org.zhuqi.timeliness.domain.Policy.Stage;
import org.zhuqi.timeliness.domain.Policy.WarningPoint;
import org.zhuqi.timeliness.domain.Policy.WarningStep;
import org.zhuqi.timeliness.domain.PolicyVersion;

class PolicyReaderTest {
    private static final String FILE = "district.yaml";

    @Test
    void theDefaultIsOneThreeFiveWorkingDaysFromTheFirstDispatch() {
        Policy policy = Policies.STAGED;

        assertThat(policy.version()).isEqualTo(new PolicyVersion("135-staged", 1));
        assertThat(policy.name()).isEqualTo(new Sentence("135 by stage", "“135”分段时限"));
        assertThat(policy.district()).isNull();
        assertThat(policy.stages())
                .extracting(Stage::key, Stage::party, Stage::starts, Stage::ends)
                .containsExactly(
                        tuple("accept", Party.LEAD, Anchor.FIRST_DISPATCH, Set.of(ClockMilestone.ACCEPTED)),
                        tuple(
                                "progress",
                                Party.LEAD,
                                Anchor.FIRST_DISPATCH,
                                Set.of(ClockMilestone.PROGRESS, ClockMilestone.ANSWERED)),
                        tuple("answer", Party.LEAD, Anchor.FIRST_DISPATCH, Set.of(ClockMilestone.ANSWERED)),
                        tuple("assist", Party.ASSISTANT, Anchor.UNIT_DISPATCH, Set.of(ClockMilestone.PROGRESS)));
        assertThat(policy.stages())
                .flatExtracting(Stage::allowances)
                .extracting(allowance -> allowance.within() + " " + allowance.counting())
                .containsExactly(
                        "1 working day NEXT_DAY",
                        "3 working days NEXT_DAY",
                        "5 working days NEXT_DAY",
                        "3 working days NEXT_DAY");
        assertThat(policy.stages().getFirst().warnings())
                .containsExactly(
                        new WarningStep(new WarningPoint.Share(50), WarningLevel.REMINDER, "50%"),
                        new WarningStep(new WarningPoint.AtDue(), WarningLevel.RED, "due"),
                        new WarningStep(
                                new WarningPoint.After(Span.parse("1 working day")),
                                WarningLevel.SUPERVISION,
                                "1 working day after"));
        assertThat(policy.suspensions())
                .isEqualTo(new Policy.Suspensions(
                        Set.of(
                                SuspensionReason.WAITING_FOR_ENTERPRISE,
                                SuspensionReason.WAITING_FOR_HIGHER_AUTHORITY,
                                SuspensionReason.STATUTORY_PERIOD,
                                SuspensionReason.FORCE_MAJEURE),
                        Span.parse("20 working days")));
        assertThat(policy.extensions())
                .isEqualTo(new Policy.Extensions(
                        "answer", 2, Span.parse("10 working days"), Set.of(Role.COORDINATOR, Role.SUPERVISOR)));
        assertThat(policy.objections()).isEqualTo(new Policy.Objections(true, false, null));
        assertThat(policy.autoClose()).isEqualTo(new Policy.AutoClose(Span.parse("5 working days"), Counting.NEXT_DAY));
    }

    @Test
    void objectionsMayHaveATime() {
        assertThat(objections("objections: {within: 1 working day}"))
                .isEqualTo(new Policy.ObjectionWindow(Span.parse("1 working day"), Counting.NEXT_DAY));
        assertThat(objections("objections: {within: 1 working day, counted: exact}"))
                .isEqualTo(new Policy.ObjectionWindow(Span.parse("1 working day"), Counting.EXACT));
        assertThat(objections("objections: {within: 24 natural hours, stop-the-unit: false}"))
                .isEqualTo(new Policy.ObjectionWindow(Span.parse("24 natural hours"), Counting.EXACT));
        assertThat(objections("objections: {stop-the-ticket: true}")).isNull();
    }

    @Test
    void aTimeForObjectionsThatCannotBeCountedIsAFault() {
        assertThat(faults(Policies.TIERED_TEXT + "objections: {within: 4 working hours, counted: next-day}\n"))
                .singleElement()
                .asString()
                .contains("only days can be counted from the next day");
        assertThat(faults(Policies.TIERED_TEXT + "objections: {counted: exact}\n"))
                .singleElement()
                .asString()
                .contains("there is no 'within'");
    }

    private static Policy.@Nullable ObjectionWindow objections(String line) {
        return Policies.of(Policies.TIERED_TEXT + line + "\n").objections().window();
    }

    @Test
    void theTieredPresetReadsToo() {
        assertThat(Policies.TIERED.stage("answer"))
                .hasValueSatisfying(stage -> assertThat(stage.allowances()).hasSize(4));
    }

    @Test
    void whatMayBeLeftOutHasADefault() {
        Policy policy = Policies.ofStages("""
                stage: answer
                name: 答复
                starts: first-dispatch
                ends: answered
                within: 90 working minutes
                """.indent(2).replaceFirst("  stage", "- stage"));

        assertThat(policy.name()).isEqualTo(new Sentence("试行", "试行"));
        assertThat(policy.stages().getFirst().allowances().getFirst().counting())
                .isEqualTo(Counting.EXACT);
        assertThat(policy.stages().getFirst().warnings()).isEmpty();
        assertThat(policy.suspensions()).isEqualTo(new Policy.Suspensions(Set.of(), null));
        assertThat(policy.extensions()).isNull();
        assertThat(policy.autoClose()).isNull();
    }

    @Test
    void theGoodPolicyOfTheSlipsIsGood() {
        assertThat(Policies.of(FaultyPolicies.good()).district()).isEqualTo(DistrictId.of("QT"));
    }

    static List<FaultyPolicies.Slip> slips() {
        return FaultyPolicies.slips();
    }

    @ParameterizedTest
    @MethodSource("slips")
    void everySlipIsASentenceWithFileLineAndKey(FaultyPolicies.Slip slip) {
        assertThat(faults(slip.policy()))
                .anySatisfy(fault -> assertThat(fault)
                        .startsWith(FILE + " " + slip.place() + " ")
                        .contains(slip.says()));
    }

    @Test
    void everythingIsSaidAtOnceInTheOrderOfTheLines() {
        String text = FaultyPolicies.good()
                .replace("version: 1", "version: x")
                .replace("for: assistant", "for: helper")
                .replace("times: 2", "times: x");

        assertThat(faults(text))
                .extracting(fault -> fault.substring(0, fault.indexOf(':')))
                .containsExactly(
                        FILE + " line 2, version", FILE + " line 17, stages.for", FILE + " line 26, extensions.times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but a remark\n"})
    void anEmptyDocumentIsSaidToBe(String text) {
        assertThat(faults(text)).containsExactly(FILE + " line 1: the document is empty");
    }

    static Stream<Arguments> noYaml() {
        return Stream.of(
                Arguments.of("policy: test\n\tversion: 1\n", 2),
                Arguments.of("policy: 'test\nversion: 1\n", 3),
                Arguments.of("policy: test\nstages: [a, b\n", 3),
                Arguments.of("policy: test\n  version: 1\n", 2),
                Arguments.of("policy: test\n---\npolicy: other\n", 2),
                Arguments.of("{\"policy\": \"test\"", 1));
    }

    @ParameterizedTest
    @MethodSource("noYaml")
    void whatIsNoYamlIsSaidWithItsLine(String text, int line) {
        assertThat(faults(text))
                .singleElement()
                .asString()
                .startsWith("%s line %d: this is not YAML: ".formatted(FILE, line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"just words", "- a\n- list\n", "42"})
    void aDocumentWithoutEntriesIsNoPolicy(String text) {
        assertThat(faults(text)).contains(FILE + " line 1: entries 'key: value' are expected here");
    }

    @Test
    void aKeyThatStandsTwiceIsSaidAtTheSecondPlace() {
        assertThat(faults(Policies.replaced(FaultyPolicies.good(), "version: 1\n", "version: 1\nversion: 2\n")))
                .containsExactly(FILE + " line 3, version: this key stands twice");
        assertThat(faults(Policies.replaced(FaultyPolicies.good(), "  times: 2\n", "  times: 2\n  times: 3\n")))
                .containsExactly(FILE + " line 27, extensions.times: this key stands twice");
    }

    @Test
    void aPolicyHasOneToTwentyStages() {
        String head = FaultyPolicies.good().substring(0, FaultyPolicies.good().indexOf("stages:"));
        assertThat(faults(head + "stages: []\n"))
                .containsExactly(FILE + " line 6, stages: a policy has 1 to 20 stages");
        String many = IntStream.range(0, 21)
                .mapToObj(
                        "  - {stage: s%d, name: 环节, starts: submitted, ends: answered, within: 1 working day}\n"
                                ::formatted)
                .reduce("stages:\n", String::concat);
        assertThat(faults(head + many)).containsExactly(FILE + " line 6, stages: a policy has 1 to 20 stages");
        assertThat(faults(head)).containsExactly(FILE + " line 1: 'stages' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"135-staged.yaml", "135-tiered.yaml"})
    void jsonReadsToTheSamePolicy(String preset) {
        String yaml = Policies.shipped(preset);

        assertThat(Policies.of(json(yaml))).isEqualTo(Policies.of(yaml));
    }

    /** The document as a program would send it. */
    static String json(String yaml) {
        Object tree = new Yaml(new PlainDates()).load(yaml);
        return Json.MAPPER.writeValueAsString(tree);
    }

    /** YAML 1.1 takes a day for a moment; JSON has neither. */
    private static final class PlainDates extends SafeConstructor {
        PlainDates() {
            super(new LoaderOptions());
            yamlConstructors.put(Tag.TIMESTAMP, new ConstructYamlStr());
        }
    }

    private static List<String> faults(String text) {
        return switch (PolicyReader.read(text, FILE)) {
            case PolicyReader.Reading.Bad bad -> bad.faults();
            case PolicyReader.Reading.Good good -> throw new AssertionError("it was read: " + good.policy());
        };
    }
}
