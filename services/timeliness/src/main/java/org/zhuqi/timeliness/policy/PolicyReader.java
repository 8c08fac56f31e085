package org.zhuqi.timeliness.policy;

import java.io.Reader;
import java.io.StringReader;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockMilestone;
import org.zhuqi.contracts.Difficulty;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.calendar.Counting;
import org.zhuqi.platform.calendar.Span;
import org.zhuqi.platform.yaml.YamlPlace;
import org.zhuqi.timeliness.domain.Policy;
import org.zhuqi.timeliness.domain.Policy.Allowance;
import org.zhuqi.timeliness.domain.Policy.Anchor;
import org.zhuqi.timeliness.domain.Policy.AutoClose;
import org.zhuqi.timeliness.domain.Policy.Extensions;
import org.zhuqi.timeliness.domain.Policy.ObjectionWindow;
import org.zhuqi.timeliness.domain.Policy.Objections;
import org.zhuqi.timeliness.domain.Policy.Party;
import org.zhuqi.timeliness.domain.Policy.Selector;
import org.zhuqi.timeliness.domain.Policy.Stage;
import org.zhuqi.timeliness.domain.Policy.Suspensions;
import org.zhuqi.timeliness.domain.Policy.WarningPoint;
import org.zhuqi.timeliness.domain.Policy.WarningStep;
import org.zhuqi.timeliness.domain.PolicyVersion;

/** Reads a policy from YAML or JSON. What is wrong with it is said all at once, each thing with its line. */
public final class PolicyReader {
    private static final Set<String> KEYS = Set.of(
            "policy",
            "version",
            "district",
            "effective-from",
            "name",
            "stages",
            "suspensions",
            "extensions",
            "objections",
            "auto-close");
    private static final Set<String> STAGE_KEYS =
            Set.of("stage", "name", "for", "starts", "ends", "within", "warnings");
    private static final Pattern STAGE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern SHARE = Pattern.compile("([1-9][0-9]?)\\s?%");
    private static final Pattern RELATIVE = Pattern.compile("(.+) (before|after)");
    private static final int MOST_STAGES = 20;
    private static final int MOST_STEPS = 20;

    private final YamlPlace root;
    private final Map<String, YamlPlace> sections;

    /** Either a policy, or what is wrong with the text. */
    public sealed interface Reading {
        record Good(Policy policy) implements Reading {}

        /** @param faults sentences with line and key, in the order of the lines; not empty */
        record Bad(List<String> faults) implements Reading {}
    }

    private PolicyReader(YamlPlace root) {
        this.root = root;
        this.sections = root.entries(KEYS);
    }

    /** @param file how the sentences call the text */
    public static Reading read(String text, String file) {
        return read(new StringReader(text), file);
    }

    public static Reading read(Reader text, String file) {
        YamlPlace.Complaints complaints = new YamlPlace.Complaints(file);
        Optional<Policy> policy = YamlPlace.root(text, complaints).flatMap(root -> new PolicyReader(root).policy());
        List<String> faults = complaints.sentences();
        return faults.isEmpty() ? new Reading.Good(policy.orElseThrow()) : new Reading.Bad(faults);
    }

    private Optional<Policy> policy() {
        Optional<String> key = text("policy");
        Optional<Integer> number = required("version").flatMap(place -> number(place, 1, 999_999));
        Optional<PolicyVersion> version = key.isEmpty() || number.isEmpty()
                ? Optional.empty()
                : code("policy", text -> PolicyVersion.of(text + "@" + number.get()));
        Optional<LocalDate> from = required("effective-from").flatMap(PolicyReader::date);
        Optional<Sentence> name = required("name").flatMap(PolicyReader::name);
        Optional<DistrictId> district =
                sections.containsKey("district") ? code("district", DistrictId::of) : Optional.empty();
        List<Stage> stages = stages();
        Suspensions suspensions = suspensions();
        Optional<Extensions> extensions = extensions(stages);
        Objections objections = objections();
        Optional<AutoClose> autoClose = autoClose();
        if (version.isEmpty() || from.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Policy(
                version.get(),
                name.get(),
                district.orElse(null),
                from.get(),
                stages,
                suspensions,
                extensions.orElse(null),
                objections,
                autoClose.orElse(null)));
    }

    // -- stages ---------------------------------------------------------------------------------------------------

    private List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        Set<String> names = new HashSet<>();
        required("stages").ifPresent(list -> {
            List<YamlPlace> items = list.items();
            if (items.isEmpty() || items.size() > MOST_STAGES) {
                list.complain("a policy has 1 to %d stages".formatted(MOST_STAGES));
            }
            boolean first = true;
            for (YamlPlace item : items) {
                Optional<Stage> stage = stage(item, first);
                stage.ifPresent(read -> {
                    if (!names.add(read.key())) {
                        item.complain("there are two stages '%s'".formatted(read.key()));
                    }
                    stages.add(read);
                });
                first = false;
            }
        });
        return stages;
    }

    private static Optional<Stage> stage(YamlPlace place, boolean first) {
        Map<String, YamlPlace> entries = place.entries(STAGE_KEYS);
        Optional<String> key = required(place, entries, "stage")
                .flatMap(at -> at.text().flatMap(text -> {
                    if (STAGE_NAME.matcher(text).matches()) {
                        return Optional.of(text);
                    }
                    at.complain("'%s' cannot name a stage: small letters, digits and hyphens, such as answer"
                            .formatted(text));
                    return Optional.<String>empty();
                }));
        Optional<Sentence> name = required(place, entries, "name").flatMap(PolicyReader::name);
        Party party = Optional.ofNullable(entries.get("for"))
                .flatMap(at -> word(at, Party.values()))
                .orElse(Party.LEAD);
        Optional<Anchor> anchor = required(place, entries, "starts").flatMap(at -> word(at, Anchor.values()));
        Set<ClockMilestone> ends = required(place, entries, "ends")
                .map(at -> someWords(at, ClockMilestone.values()))
                .orElse(Set.of());
        List<Allowance> allowances =
                required(place, entries, "within").map(PolicyReader::allowances).orElse(List.of());
        List<WarningStep> warnings = Optional.ofNullable(entries.get("warnings"))
                .map(PolicyReader::warnings)
                .orElse(List.of());
        if (anchor.isPresent()) {
            checkAnchor(entries, party, anchor.get(), ends, first);
        }
        if (key.isEmpty() || name.isEmpty() || anchor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Stage(key.get(), name.get(), party, anchor.get(), ends, allowances, warnings));
    }

    private static void checkAnchor(
            Map<String, YamlPlace> entries, Party party, Anchor anchor, Set<ClockMilestone> ends, boolean first) {
        YamlPlace starts = entries.get("starts");
        YamlPlace ending = entries.get("ends");
        if (starts != null && first && anchor == Anchor.PREVIOUS_STAGE) {
            starts.complain("the first stage has no previous one");
        }
        if (starts != null
                && party == Party.ASSISTANT
                && anchor != Anchor.UNIT_DISPATCH
                && anchor != Anchor.FIRST_DISPATCH) {
            starts.complain("an assistant's stage starts with unit-dispatch: when the assistant was called in");
        }
        if (ending != null && anchor != Anchor.SUBMITTED && ends.equals(Set.of(ClockMilestone.DISPATCHED))) {
            ending.complain("a stage that ends with the dispatch must start with the submission");
        }
        if (ending != null
                && party == Party.ASSISTANT
                && !Set.of(ClockMilestone.PROGRESS, ClockMilestone.ANSWERED).containsAll(ends)) {
            ending.complain("an assistant's stage ends with its own progress, or answered, with the lead's answer");
        }
        if (ending != null && anchor == Anchor.ACCEPTED && ends.contains(ClockMilestone.ACCEPTED)) {
            ending.complain("the stage would end with what it starts from");
        }
    }

    private static List<Allowance> allowances(YamlPlace place) {
        List<Allowance> allowances = new ArrayList<>();
        Set<Selector> selectors = new HashSet<>();
        for (YamlPlace item : place.items()) {
            allowance(item).ifPresent(allowance -> {
                if (!selectors.add(allowance.when())) {
                    item.complain("there are two times for the same tickets");
                }
                allowances.add(allowance);
            });
        }
        if (allowances.isEmpty()) {
            place.complain("a stage needs a time, such as '5 working days'");
        }
        return allowances;
    }

    /** Either the time alone, or the time with how it is counted and for which tickets. */
    private static Optional<Allowance> allowance(YamlPlace place) {
        Selector everything = new Selector(Set.of(), Set.of(), Set.of());
        if (place.isText()) {
            return span(place).map(span -> new Allowance(span, counting(span), everything));
        }
        Map<String, YamlPlace> entries = place.entries(Set.of("time", "counted", "items", "difficulties", "urgencies"));
        Optional<Span> span = required(place, entries, "time").flatMap(PolicyReader::span);
        Selector selector = new Selector(
                codes(entries.get("items"), CatalogueItemId::of),
                Optional.ofNullable(entries.get("difficulties"))
                        .map(at -> someWords(at, Difficulty.values()))
                        .orElse(Set.of()),
                Optional.ofNullable(entries.get("urgencies"))
                        .map(at -> someWords(at, Urgency.values()))
                        .orElse(Set.of()));
        Optional<Counting> counted = counted(entries.get("counted"), span);
        return span.map(time -> new Allowance(time, counted.orElse(counting(time)), selector));
    }

    private static Optional<Counting> counted(@Nullable YamlPlace place, Optional<Span> span) {
        if (place == null) {
            return Optional.empty();
        }
        Optional<Counting> counting = word(place, Counting.values());
        if (counting.equals(Optional.of(Counting.NEXT_DAY))
                && span.map(PolicyReader::counting).equals(Optional.of(Counting.EXACT))) {
            place.complain("minutes and hours are counted exactly; only days can be counted from the next day");
            return Optional.empty();
        }
        return counting;
    }

    /** Days from the next day on unless said otherwise; minutes and hours always exactly. */
    private static Counting counting(Span span) {
        return switch (span.unit()) {
            case WORKING_DAY, NATURAL_DAY -> Counting.NEXT_DAY;
            case WORKING_MINUTE, WORKING_HOUR, NATURAL_MINUTE, NATURAL_HOUR -> Counting.EXACT;
        };
    }

    private static List<WarningStep> warnings(YamlPlace place) {
        List<WarningStep> steps = new ArrayList<>();
        for (YamlPlace item : place.items()) {
            Map<String, YamlPlace> entries = item.entries(Set.of("at", "level"));
            Optional<String> text = required(item, entries, "at").flatMap(YamlPlace::text);
            Optional<WarningPoint> point =
                    Optional.ofNullable(entries.get("at")).flatMap(PolicyReader::point);
            Optional<WarningLevel> level =
                    required(item, entries, "level").flatMap(at -> word(at, WarningLevel.values()));
            if (text.isPresent() && point.isPresent() && level.isPresent()) {
                steps.add(new WarningStep(point.get(), level.get(), text.get()));
            }
        }
        if (steps.size() > MOST_STEPS) {
            place.complain("a ladder has at most %d steps".formatted(MOST_STEPS));
        }
        checkOrder(place, steps);
        return steps;
    }

    private static void checkOrder(YamlPlace place, List<WarningStep> steps) {
        for (int i = 1; i < steps.size(); i++) {
            if (!isLater(steps.get(i).at(), steps.get(i - 1).at())) {
                place.complain(
                        "'%s' comes too late: first the percentages, then 'before', then 'due', then 'after', each rising"
                                .formatted(steps.get(i).text()));
                return;
            }
        }
    }

    /** As far as it can be told without a ticket: how long a working day is in natural hours, depends on the day. */
    private static boolean isLater(WarningPoint one, WarningPoint before) {
        int parts = Integer.compare(part(one), part(before));
        if (parts != 0) {
            return parts > 0;
        }
        return switch (one) {
            case WarningPoint.Share share ->
                !(before instanceof WarningPoint.Share other) || share.percent() > other.percent();
            case WarningPoint.Before it ->
                !(before instanceof WarningPoint.Before other)
                        || it.span().unit() != other.span().unit()
                        || it.span().amount() < other.span().amount();
            case WarningPoint.AtDue due -> false;
            case WarningPoint.After it ->
                !(before instanceof WarningPoint.After other)
                        || it.span().unit() != other.span().unit()
                        || it.span().amount() > other.span().amount();
        };
    }

    private static int part(WarningPoint point) {
        return switch (point) {
            case WarningPoint.Share share -> 0;
            case WarningPoint.Before before -> 1;
            case WarningPoint.AtDue due -> 2;
            case WarningPoint.After after -> 3;
        };
    }

    private static Optional<WarningPoint> point(YamlPlace place) {
        return place.text().flatMap(text -> {
            Matcher share = SHARE.matcher(text);
            if (share.matches()) {
                return Optional.of(new WarningPoint.Share(Integer.parseInt(share.group(1))));
            }
            if (text.equals("due")) {
                return Optional.of(new WarningPoint.AtDue());
            }
            Matcher relative = RELATIVE.matcher(text);
            if (relative.matches()) {
                return span(place, relative.group(1))
                        .map(span -> relative.group(2).equals("before")
                                ? new WarningPoint.Before(span)
                                : new WarningPoint.After(span));
            }
            place.complain("'%s' is no time for a warning: it takes '80%%', '24 natural hours before', 'due' or "
                            .formatted(text)
                    + "'1 working day after'");
            return Optional.<WarningPoint>empty();
        });
    }

    // -- the rest -------------------------------------------------------------------------------------------------

    private Suspensions suspensions() {
        YamlPlace place = sections.get("suspensions");
        if (place == null) {
            return new Suspensions(Set.of(), null);
        }
        Map<String, YamlPlace> entries = place.entries(Set.of("stop-for", "cap"));
        Set<SuspensionReason> reasons = Optional.ofNullable(entries.get("stop-for"))
                .map(at -> words(at, SuspensionReason.values()))
                .orElse(Set.of());
        return new Suspensions(
                reasons,
                Optional.ofNullable(entries.get("cap"))
                        .flatMap(PolicyReader::span)
                        .orElse(null));
    }

    private Optional<Extensions> extensions(List<Stage> stages) {
        YamlPlace place = sections.get("extensions");
        if (place == null) {
            return Optional.empty();
        }
        Map<String, YamlPlace> entries = place.entries(Set.of("stage", "times", "longest", "approved-by"));
        Optional<String> stage = required(place, entries, "stage")
                .flatMap(at -> at.text().filter(name -> {
                    boolean known =
                            stages.stream().anyMatch(each -> each.key().equals(name) && each.party() == Party.LEAD);
                    if (!known) {
                        at.complain("there is no stage '%s' of the lead unit".formatted(name));
                    }
                    return known;
                }));
        Optional<Integer> times = required(place, entries, "times").flatMap(at -> number(at, 1, 100));
        Optional<Span> longest = required(place, entries, "longest").flatMap(PolicyReader::span);
        Set<Role> approvers = Optional.ofNullable(entries.get("approved-by"))
                .map(at -> {
                    Set<Role> roles = someWords(at, Role.values());
                    if (!Set.of(Role.COORDINATOR, Role.SUPERVISOR).containsAll(roles)) {
                        at.complain("only coordinator and supervisor can approve an extension");
                    }
                    return roles;
                })
                .filter(roles -> !roles.isEmpty())
                .orElse(Set.of(Role.COORDINATOR, Role.SUPERVISOR));
        return stage.isEmpty() || times.isEmpty() || longest.isEmpty()
                ? Optional.empty()
                : Optional.of(new Extensions(stage.get(), times.get(), longest.get(), approvers));
    }

    private Objections objections() {
        YamlPlace place = sections.get("objections");
        if (place == null) {
            return new Objections(true, false, null);
        }
        Map<String, YamlPlace> entries = place.entries(Set.of("within", "counted", "stop-the-unit", "stop-the-ticket"));
        Optional<Span> within = Optional.ofNullable(entries.get("within")).flatMap(PolicyReader::span);
        Optional<Counting> counted = counted(entries.get("counted"), within);
        if (entries.containsKey("counted") && !entries.containsKey("within")) {
            place.complain("'counted' says how a time is counted, and there is no 'within'");
        }
        return new Objections(
                Optional.ofNullable(entries.get("stop-the-unit"))
                        .flatMap(PolicyReader::flag)
                        .orElse(true),
                Optional.ofNullable(entries.get("stop-the-ticket"))
                        .flatMap(PolicyReader::flag)
                        .orElse(false),
                within.map(span -> new ObjectionWindow(span, counted.orElse(counting(span))))
                        .orElse(null));
    }

    private Optional<AutoClose> autoClose() {
        YamlPlace place = sections.get("auto-close");
        if (place == null) {
            return Optional.empty();
        }
        Map<String, YamlPlace> entries = place.entries(Set.of("after", "counted"));
        Optional<Span> after = required(place, entries, "after").flatMap(PolicyReader::span);
        Optional<Counting> counted = counted(entries.get("counted"), after);
        return after.map(span -> new AutoClose(span, counted.orElse(counting(span))));
    }

    // -- values ---------------------------------------------------------------------------------------------------

    private Optional<YamlPlace> required(String key) {
        return required(root, sections, key);
    }

    private static Optional<YamlPlace> required(YamlPlace parent, Map<String, YamlPlace> entries, String key) {
        YamlPlace place = entries.get(key);
        if (place == null) {
            parent.complain("'%s' is missing".formatted(key));
        }
        return Optional.ofNullable(place);
    }

    private Optional<String> text(String key) {
        return required(key).flatMap(YamlPlace::text);
    }

    private <T> Optional<T> code(String key, Function<String, T> reader) {
        return Optional.ofNullable(sections.get(key)).flatMap(place -> code(place, reader));
    }

    private static <T> Optional<T> code(YamlPlace place, Function<String, T> reader) {
        return place.text().flatMap(text -> {
            try {
                return Optional.of(reader.apply(text));
            } catch (IllegalArgumentException e) {
                place.complain(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    private static <T> Set<T> codes(@Nullable YamlPlace place, Function<String, T> reader) {
        Set<T> codes = new LinkedHashSet<>();
        if (place != null) {
            someItems(place).forEach(item -> code(item, reader).ifPresent(codes::add));
        }
        return codes;
    }

    /** Chinese first; English may be left out. */
    private static Optional<Sentence> name(YamlPlace place) {
        if (place.isText()) {
            return shortText(place).map(zh -> new Sentence(zh, zh));
        }
        Map<String, YamlPlace> entries = place.entries(Set.of("zh", "en"));
        Optional<String> zh = required(place, entries, "zh").flatMap(PolicyReader::shortText);
        Optional<String> en = Optional.ofNullable(entries.get("en")).flatMap(PolicyReader::shortText);
        return zh.map(chinese -> new Sentence(en.orElse(chinese), chinese));
    }

    private static Optional<String> shortText(YamlPlace place) {
        return place.text().filter(text -> {
            boolean fits = text.length() <= 40;
            if (!fits) {
                place.complain("a name has at most 40 characters");
            }
            return fits;
        });
    }

    private static Optional<LocalDate> date(YamlPlace place) {
        return place.text().flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                place.complain("'%s' is not a day such as 2026-01-01".formatted(text));
                return Optional.empty();
            }
        });
    }

    private static Optional<Integer> number(YamlPlace place, int least, int most) {
        return place.text().flatMap(text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return Optional.of(number);
                }
            } catch (NumberFormatException e) {
                // said below
            }
            place.complain("'%s' is not a number from %d to %d".formatted(text, least, most));
            return Optional.empty();
        });
    }

    private static Optional<Boolean> flag(YamlPlace place) {
        return place.text().flatMap(text -> switch (text) {
            case "true", "yes" -> Optional.of(true);
            case "false", "no" -> Optional.of(false);
            default -> {
                place.complain("'%s' is neither true nor false".formatted(text));
                yield Optional.<Boolean>empty();
            }
        });
    }

    private static Optional<Span> span(YamlPlace place) {
        return place.text().flatMap(text -> span(place, text));
    }

    private static Optional<Span> span(YamlPlace place, String text) {
        try {
            Span span = Span.parse(text);
            if (span.amount() == 0) {
                place.complain("'%s' is no time at all".formatted(text));
                return Optional.empty();
            }
            return Optional.of(span);
        } catch (IllegalArgumentException e) {
            place.complain(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static <E extends Enum<E>> Optional<E> word(YamlPlace place, E[] values) {
        return place.text().flatMap(text -> {
            Optional<E> value = Arrays.stream(values)
                    .filter(each -> word(each).equals(text))
                    .findFirst();
            if (value.isEmpty()) {
                place.complain("'%s' is unknown here; known are: %s"
                        .formatted(
                                text,
                                Arrays.stream(values).map(PolicyReader::word).collect(Collectors.joining(", "))));
            }
            return value;
        });
    }

    private static <E extends Enum<E>> Set<E> words(YamlPlace place, E[] values) {
        return words(place.items(), values);
    }

    private static <E extends Enum<E>> Set<E> someWords(YamlPlace place, E[] values) {
        return words(someItems(place), values);
    }

    /** Where an empty list could mean nobody as well as everybody, it must not be empty. */
    private static List<YamlPlace> someItems(YamlPlace place) {
        List<YamlPlace> items = place.items();
        if (items.isEmpty()) {
            place.complain("the list is empty; leave out what is not meant to be said");
        }
        return items;
    }

    private static <E extends Enum<E>> Set<E> words(List<YamlPlace> items, E[] values) {
        List<E> read =
                items.stream().flatMap(item -> word(item, values).stream()).toList();
        return read.isEmpty() ? Set.of() : EnumSet.copyOf(read);
    }

    /** As documents write it: {@code first-dispatch}. */
    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
