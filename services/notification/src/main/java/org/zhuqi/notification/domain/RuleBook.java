package org.zhuqi.notification.domain;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;

/** Who is told what, how and when, in which words: all of a district's rules, as a document that people write. */
@Schema(name = "NotificationRuleBook")
public record RuleBook(
        @Schema(description = "Between these times nothing is sent at once; absent: there are no such hours.") @Nullable
        Hours quietHours,

        @Schema(description = "When the list of the morning is made, on working days.", example = "08:30") @Nullable
        String digestAt,

        @Nullable List<Rule> rules,

        @Schema(description = "The words, by the name that rules give; the occasion where they give none.") @Nullable
        Map<String, Words> words) {
    static final int MOST_RULES = 300;
    static final int LONGEST_TITLE = 200;
    static final int LONGEST_TEXT = 4_000;
    private static final LocalTime USUAL_DIGEST = LocalTime.of(8, 30);

    /** Local times, such as 21:00 to 07:30; they may reach over midnight. */
    @Schema(name = "QuietHours")
    public record Hours(
            @Schema(example = "21:30") @Nullable String from,
            @Schema(example = "07:30") @Nullable String to) {
        /** @throws DateTimeException if one of them is no time */
        public boolean hold(LocalTime time) {
            LocalTime begin = LocalTime.parse(Objects.requireNonNullElse(from, ""));
            LocalTime end = LocalTime.parse(Objects.requireNonNullElse(to, ""));
            return begin.isBefore(end)
                    ? !time.isBefore(begin) && time.isBefore(end)
                    : !time.isBefore(begin) || time.isBefore(end);
        }

        public LocalTime end() {
            return LocalTime.parse(Objects.requireNonNullElse(to, ""));
        }
    }

    /** On an occasion, to whom, by which ways. */
    @Schema(name = "NotificationRule")
    public record Rule(
            @Schema(description = "The occasion.", example = "ticket.dispatched") @Nullable
            String occasion,

            @Schema(description = "Who is told.", example = "[\"unit\"]") @Nullable
            List<String> to,

            @Nullable List<Channel> channels,
            @Nullable Timing when,

            @Schema(description = "True: nobody can switch it off for themselves, and quiet hours do not hold it back.")
            @Nullable
            Boolean mandatory,

            @Schema(description = "The name of its words; the occasion if absent.") @Nullable
            String words) {
        public Timing timing() {
            return when == null ? Timing.AT_ONCE : when;
        }

        public boolean isMandatory() {
            return Boolean.TRUE.equals(mandatory);
        }

        public String wordsName() {
            return words == null ? Objects.requireNonNullElse(occasion, "") : words;
        }

        public List<Audience> audiences() {
            return to == null
                    ? List.of()
                    : to.stream().map(Audience::read).flatMap(Optional::stream).toList();
        }

        public Set<Channel> ways() {
            return channels == null ? Set.of() : new LinkedHashSet<>(channels);
        }
    }

    @Schema(name = "NotificationWords")
    public record Words(@Nullable Text zh, @Nullable Text en) {}

    /** Templates of a title and of what follows it; plain text, an empty line begins a new paragraph. */
    @Schema(name = "NotificationText")
    public record Text(@Nullable String title, @Nullable String text) {}

    public LocalTime digestTime() {
        return digestAt == null ? USUAL_DIGEST : LocalTime.parse(digestAt);
    }

    public List<Rule> on(String happened) {
        return rules == null
                ? List.of()
                : rules.stream()
                        .filter(rule -> happened.equals(rule.occasion()))
                        .toList();
    }

    public Optional<Words> words(Rule rule) {
        return words == null ? Optional.empty() : Optional.ofNullable(words.get(rule.wordsName()));
    }

    /** What is wrong at a place, a JSON pointer, in both languages. */
    public record Fault(String pointer, String en, String zh) {}

    /** What is wrong with it, each thing at its place; nothing if it can come into force. */
    public List<Fault> faults() {
        Faults faults = new Faults();
        hours(faults);
        if (rules == null) {
            faults.add("/rules", "is missing", "此项必填。");
        } else if (rules.size() > MOST_RULES) {
            faults.add("/rules", "has more than %d rules".formatted(MOST_RULES), "规则不得超过 %d 条。".formatted(MOST_RULES));
        } else {
            for (int i = 0; i < rules.size(); i++) {
                rule("/rules/" + i, rules.get(i), faults);
            }
        }
        if (words != null) {
            words.forEach((name, each) -> {
                text("/words/%s/zh".formatted(name), each == null ? null : each.zh(), faults);
                text("/words/%s/en".formatted(name), each == null ? null : each.en(), faults);
            });
        }
        return faults.all;
    }

    private void hours(Faults faults) {
        if (quietHours != null) {
            faults.time("/quietHours/from", quietHours.from());
            faults.time("/quietHours/to", quietHours.to());
            if (quietHours.from() != null && quietHours.from().equals(quietHours.to())) {
                faults.add("/quietHours", "would never end", "起止时间不能相同。");
            }
        }
        if (digestAt != null) {
            faults.time("/digestAt", digestAt);
        }
    }

    private void rule(String place, @Nullable Rule rule, Faults faults) {
        if (rule == null) {
            faults.add(place, "is missing", "此项必填。");
            return;
        }
        if (rule.occasion() == null) {
            faults.add(place + "/occasion", "is missing", "此项必填。");
        } else if (!Occasions.ALL.containsKey(rule.occasion())) {
            faults.add(
                    place + "/occasion",
                    "'%s' is no occasion; known are %s"
                            .formatted(rule.occasion(), String.join(", ", Occasions.ALL.keySet())),
                    "没有名为“%s”的事项；可用：%s。".formatted(rule.occasion(), String.join("、", Occasions.ALL.keySet())));
        } else if (words == null || !words.containsKey(rule.wordsName())) {
            faults.add(
                    place + "/words",
                    "there are no words '%s'".formatted(rule.wordsName()),
                    "没有名为“%s”的文字模板。".formatted(rule.wordsName()));
        }
        if (rule.to() == null || rule.to().isEmpty()) {
            faults.add(place + "/to", "names nobody", "请至少指定一类接收人。");
        } else {
            for (int i = 0; i < rule.to().size(); i++) {
                String who = rule.to().get(i);
                if (who == null || Audience.read(who).isEmpty()) {
                    faults.add(
                            place + "/to/" + i,
                            "'%s' is nobody who could be told; known are %s and account:ID".formatted(who, parts()),
                            "没有“%s”这类接收人；可用：%s 以及 account:账号。".formatted(who, parts()));
                }
            }
        }
        if (rule.channels() == null || rule.channels().isEmpty()) {
            faults.add(place + "/channels", "names no way", "请至少指定一种渠道。");
        }
    }

    private static String parts() {
        return String.join(
                ", ",
                java.util.Arrays.stream(Audience.Part.values())
                        .map(Audience.Part::text)
                        .toList());
    }

    private static void text(String place, @Nullable Text text, Faults faults) {
        if (text == null) {
            faults.add(place, "is missing", "此项必填。");
            return;
        }
        template(place + "/title", text.title(), LONGEST_TITLE, faults);
        template(place + "/text", text.text(), LONGEST_TEXT, faults);
    }

    private static void template(String place, @Nullable String template, int longest, Faults faults) {
        if (template == null || template.isBlank()) {
            faults.add(place, "is missing", "此项必填。");
        } else if (template.length() > longest) {
            faults.add(place, "is longer than %d characters".formatted(longest), "不得超过 %d 个字符。".formatted(longest));
        } else {
            Template.fault(template).ifPresent(fault -> faults.add(place, fault.en(), fault.zh()));
        }
    }

    private static final class Faults {
        private final List<Fault> all = new ArrayList<>();

        void add(String pointer, String en, String zh) {
            all.add(new Fault(pointer, en, zh));
        }

        void time(String pointer, @Nullable String text) {
            try {
                LocalTime.parse(Objects.requireNonNullElse(text, ""));
            } catch (DateTimeException e) {
                add(
                        pointer,
                        "'%s' is no time of the day such as 08:30".formatted(text),
                        "“%s”不是时间，例如：08:30。".formatted(text));
            }
        }
    }

    /** Title and text in both languages. */
    public record Filled(Sentence title, Sentence text) {}

    /** The words of a rule with values in them; titles are one line, whatever a value brings along. */
    public static Filled fill(Words words, Values values) {
        Map<String, String> en = new LinkedHashMap<>(values.en());
        Map<String, String> zh = new LinkedHashMap<>(values.zh());
        return new Filled(
                new Sentence(
                        oneLine(filled(words.en(), Text::title, en)), oneLine(filled(words.zh(), Text::title, zh))),
                new Sentence(filled(words.en(), Text::text, en), filled(words.zh(), Text::text, zh)));
    }

    private static String filled(
            @Nullable Text text, java.util.function.Function<Text, @Nullable String> part, Map<String, String> values) {
        String template = text == null ? null : part.apply(text);
        return template == null ? "" : Template.of(template).fill(values).strip();
    }

    /** No character in it that could begin another line or header. */
    static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
    }
}
