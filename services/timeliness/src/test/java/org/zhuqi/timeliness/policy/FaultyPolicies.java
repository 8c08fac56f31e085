package org.zhuqi.timeliness.policy;

import java.util.List;

/** Slips of people who write policies. */
final class FaultyPolicies {
    private static final String GOOD = """
            policy: test
            version: 1
            district: QT
            effective-from: 2026-01-01
            name: {zh: 试行, en: Trial}
            stages:
              - stage: accept
                name: 接单
                starts: first-dispatch
                ends: [accepted]
                within: 1 working day
                warnings:
                  - {at: 50%, level: reminder}
                  - {at: due, level: red}
              - stage: assist
                name: 协办
                for: assistant
                starts: unit-dispatch
                ends: [progress]
                within: [{time: 3 working days, counted: next-day, difficulties: [simple]}]
            suspensions:
              stop-for: [statutory-period]
              cap: 20 working days
            extensions:
              stage: accept
              times: 2
              longest: 10 working days
              approved-by: [supervisor]
            objections:
              stop-the-unit: true
            auto-close:
              after: 5 working days
              counted: next-day
            """;

    /**
     * @param text what is replaced in a good policy
     * @param slip by what
     * @param place how the sentence begins, after the file
     * @param says what the sentence must contain
     * @param schema whether an editor sees it too, from the schema alone
     */
    record Slip(String text, String slip, String place, String says, boolean schema) {
        String policy() {
            return Policies.replaced(GOOD, text, slip);
        }

        @Override
        public String toString() {
            return slip.isBlank() ? "without " + text.strip() : slip.strip();
        }
    }

    private FaultyPolicies() {}

    static String good() {
        return GOOD;
    }

    static List<Slip> slips() {
        return List.of(
                // The whole
                seen("policy: test\n", "", "line 1:", "'policy' is missing"),
                seen("version: 1\n", "", "line 1:", "'version' is missing"),
                seen("effective-from: 2026-01-01\n", "", "line 1:", "'effective-from' is missing"),
                seen("policy: test", "policy: Test!", "line 1, policy:", "is not a policy version"),
                seen("policy: test", "policy: ''", "line 1, policy:", "a text is expected"),
                seen("policy: test", "policy: ~", "line 1, policy:", "a text is expected"),
                seen("policy: test", "policy: [test]", "line 1, policy:", "a text is expected"),
                seen("version: 1\n", "version: 0\n", "line 2, version:", "'0' is not a number from 1 to 999999"),
                seen("version: 1\n", "version: 1.5\n", "line 2, version:", "'1.5' is not a number"),
                seen("version: 1\n", "version: one\n", "line 2, version:", "'one' is not a number"),
                seen("district: QT", "district: 钱塘", "line 3, district:", "钱塘"),
                seen("district: QT", "district: null", "line 3, district:", "a text is expected"),
                seen("district: QT", "distrikt: QT", "line 3, distrikt:", "this key is unknown"),
                seen("2026-01-01", "2026-02-30", "line 4, effective-from:", "'2026-02-30' is not a day"),
                seen("2026-01-01", "1.1.2026", "line 4, effective-from:", "'1.1.2026' is not a day"),
                seen("zh: 试行, ", "", "line 5, name:", "'zh' is missing"),
                seen("en: Trial", "fr: Essai", "line 5, name.fr:", "this key is unknown; known here: en, zh"),
                seen("试行", "试".repeat(41), "line 5, name.zh:", "at most 40 characters"),
                seen("en: Trial", "en: {a: b}", "line 5, name.en:", "a text is expected"),
                // Stages
                seen(
                        "stage: accept\n    name",
                        "stage: Accept\n    name",
                        "line 7, stages.stage:",
                        "cannot name a stage"),
                unseen("stage: assist\n", "stage: accept\n", "line 15, stages:", "there are two stages 'accept'"),
                seen("    name: 接单\n", "", "line 7, stages:", "'name' is missing"),
                seen("name: 接单", "name: " + "接".repeat(41), "line 8, stages.name:", "at most 40 characters"),
                seen("for: assistant", "for: helper", "line 17, stages.for:", "known are: lead, assistant"),
                seen("first-dispatch", "FIRST_DISPATCH", "line 9, stages.starts:", "'FIRST_DISPATCH' is unknown here"),
                unseen("starts: first-dispatch", "starts: previous-stage", "line 9, stages.starts:", "no previous one"),
                seen("starts: unit-dispatch", "starts: accepted", "line 18, stages.starts:", "unit-dispatch"),
                seen("ends: [accepted]", "ends: [accept]", "line 10, stages.ends:", "'accept' is unknown here"),
                seen("ends: [accepted]", "ends: []", "line 10, stages.ends:", "the list is empty"),
                seen("    ends: [accepted]\n", "", "line 7, stages:", "'ends' is missing"),
                unseen("ends: [accepted]", "ends: [dispatched]", "line 10, stages.ends:", "start with the submission"),
                unseen("starts: first-dispatch", "starts: accepted", "line 10, stages.ends:", "would end with what"),
                unseen("ends: [progress]", "ends: [accepted]", "line 19, stages.ends:", "an assistant's stage ends"),
                // Times
                seen("within: 1 working day\n", "within: 1 day\n", "line 11, stages.within:", "not a span of time"),
                seen("within: 1 working day\n", "within: 24 hours\n", "line 11, stages.within:", "not a span of time"),
                seen(
                        "within: 1 working day\n",
                        "within: 0 working days\n",
                        "line 11, stages.within:",
                        "no time at all"),
                seen(
                        "within: 1 working day\n",
                        "within: 1.5 working days\n",
                        "line 11, stages.within:",
                        "whole number"),
                seen("within: 1 working day\n", "within: 9999999 working days\n", "line 11, stages.within:", "100000"),
                seen("within: 1 working day\n", "within: []\n", "line 11, stages.within:", "a stage needs a time"),
                seen("    within: 1 working day\n", "", "line 7, stages:", "'within' is missing"),
                seen("time: 3 working days, ", "", "line 20, stages.within:", "'time' is missing"),
                seen("3 working days", "3 working hours", "line 20, stages.within.counted:", "only days"),
                seen(
                        "next-day, diff",
                        "nextday, diff",
                        "line 20, stages.within.counted:",
                        "known are: next-day, exact"),
                seen("[simple]", "[easy]", "line 20, stages.within.difficulties:", "simple, general, complex"),
                seen("[simple]", "[]", "line 20, stages.within.difficulties:", "the list is empty"),
                seen(
                        "difficulties: [simple]",
                        "urgencies: [high]",
                        "line 20, stages.within.urgencies:",
                        "normal, urgent"),
                seen("difficulties: [simple]", "items: [电力]", "line 20, stages.within.items:", "电力"),
                seen("difficulties: [simple]", "roles: [lead]", "line 20, stages.within.roles:", "this key is unknown"),
                unseen(
                        "1 working day\n",
                        "[1 working day, 2 working days]\n",
                        "line 11, stages.within:",
                        "two times for the same tickets"),
                // Warnings
                seen("at: 50%", "at: half", "line 13, stages.warnings.at:", "no time for a warning"),
                seen("at: 50%", "at: 100%", "line 13, stages.warnings.at:", "no time for a warning"),
                seen("at: 50%", "at: 0%", "line 13, stages.warnings.at:", "no time for a warning"),
                seen("at: 50%", "at: 2 hours before", "line 13, stages.warnings.at:", "not a span of time"),
                seen("at: 50%, ", "", "line 13, stages.warnings:", "'at' is missing"),
                seen(", level: red", "", "line 14, stages.warnings:", "'level' is missing"),
                seen("level: red", "level: orange", "line 14, stages.warnings.level:", "reminder, yellow, red"),
                seen("level: red", "levle: red", "line 14, stages.warnings.levle:", "this key is unknown"),
                unseen("at: 50%", "at: 1 working day after", "line 12, stages.warnings:", "'due' comes too late"),
                unseen("at: 50%", "at: due", "line 12, stages.warnings:", "'due' comes too late"),
                unseen("at: due", "at: 50 %", "line 12, stages.warnings:", "'50 %' comes too late"),
                unseen("at: due", "at: 30%", "line 12, stages.warnings:", "'30%' comes too late"),
                unseen(
                        "{at: due, level: red}",
                        "{at: 2 working hours after, level: red}\n      - {at: 1 working hour after, level: red}",
                        "line 12, stages.warnings:",
                        "'1 working hour after' comes too late"),
                unseen(
                        "{at: due, level: red}",
                        "{at: 2 working hours before, level: red}\n      - {at: 3 working hours before, level: red}",
                        "line 12, stages.warnings:",
                        "'3 working hours before' comes too late"),
                // The rest
                seen("[statutory-period]", "[lunch]", "line 22, suspensions.stop-for:", "force-majeure"),
                seen("cap: 20 working days", "cap: never", "line 23, suspensions.cap:", "not a span of time"),
                seen("cap: 20", "limit: 20", "line 23, suspensions.limit:", "known here: cap, stop-for"),
                seen(
                        "suspensions:\n  stop-for: [statutory-period]\n  cap: 20 working days\n",
                        "suspensions: none\n",
                        "line 21, suspensions:",
                        "entries 'key: value' are expected"),
                unseen(
                        "stage: accept\n  times",
                        "stage: answer\n  times",
                        "line 25, extensions.stage:",
                        "no stage 'answer'"),
                unseen(
                        "stage: accept\n  times",
                        "stage: assist\n  times",
                        "line 25, extensions.stage:",
                        "of the lead unit"),
                seen("  times: 2\n", "", "line 24, extensions:", "'times' is missing"),
                seen("times: 2", "times: 0", "line 26, extensions.times:", "'0' is not a number from 1 to 100"),
                seen("times: 2", "times: twice", "line 26, extensions.times:", "'twice' is not a number"),
                seen("  longest: 10 working days\n", "", "line 24, extensions:", "'longest' is missing"),
                seen(
                        "[supervisor]",
                        "[handler]",
                        "line 28, extensions.approved-by:",
                        "only coordinator and supervisor"),
                seen("[supervisor]", "[boss]", "line 28, extensions.approved-by:", "'boss' is unknown here"),
                seen("[supervisor]", "[]", "line 28, extensions.approved-by:", "the list is empty"),
                seen(
                        "stop-the-unit: true",
                        "stop-the-unit: maybe",
                        "line 30, objections.stop-the-unit:",
                        "neither true"),
                seen("stop-the-unit: true", "stop-the-clock: true", "line 30, objections.stop-the-clock:", "unknown"),
                seen("  after: 5 working days\n", "", "line 31, auto-close:", "'after' is missing"),
                seen("after: 5 working days", "after: 5 working hours", "line 33, auto-close.counted:", "only days"));
    }

    private static Slip seen(String text, String slip, String place, String says) {
        return new Slip(text, slip, place, says, true);
    }

    private static Slip unseen(String text, String slip, String place, String says) {
        return new Slip(text, slip, place, says, false);
    }
}
