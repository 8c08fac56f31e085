package org.zhuqi.dispatch.domain.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.routing.Experience.Count;

/**
 * Which units should lead, in order, each with its reasons. Everything is counted in cases: a rule is worth so many solved
 * cases, and what was experienced is worth at most so many, the less the fewer cases there are. A unit's points are the sum
 * of its reasons; nothing else goes into its place.
 *
 * <p>One more solved case that is counted never puts a unit behind another that it was before, and one more bounce never puts
 * it ahead; of the alike texts the same is true once it is known which they are.
 */
public final class Ranking {
    /** Solved cases that a rule of full weight is worth. */
    static final double RULE_WORTH = 8;
    /** Solved cases that the menu's default unit is worth. */
    static final double MENU_WORTH = 4;
    /** Solved cases that all experience with the item can be worth. */
    static final double ITEM_WORTH = 6;
    /** The same, with the item in the place. */
    static final double ITEM_AT_PLACE_WORTH = 8;
    /** The same, with the chain: a chain brings all kinds of tickets, so it says little. */
    static final double CHAIN_WORTH = 1;
    /** The same, with tickets whose texts are alike, which is the closest there is. */
    static final double SIMILAR_WORTH = 12;
    /** From so many cases of an item, a place or a chain on they are worth half of what they can be: few do not overrule a rule. */
    static final double HALF_WORTH = 6;
    /** The same for alike texts, each counting the square of its similarity. */
    static final double HALF_WORTH_SIMILAR = 1.5;
    /** Points that a unit loses from which this very ticket came back. */
    static final double CAME_BACK_WORTH = 20;
    /** Points of the unit of which nobody has thought: with little evidence no score is high. */
    static final double DOUBT = 2;
    /** Units that are suggested at the most. */
    static final int SUGGESTED = 5;
    /** Alike texts that are looked at. */
    public static final int NEIGHBOURS = 20;
    /** Texts are alike from this similarity on. */
    public static final double ALIKE_FROM = 0.2;
    /** An assistant is suggested that helped with so many of the lead's solved cases of the item, of so many at least. */
    private static final double HELPED_SHARE = 0.5;

    private static final int HELPED_OFTEN = 3;

    private final List<RoutingRule> rules;
    private final Predicate<UnitId> active;
    private final Names names;
    private final Predicate<Experience> nameable;

    /**
     * @param active units to which something can be dispatched
     * @param nameable tickets whose numbers whoever reads the reasons may be told
     */
    public Ranking(List<RoutingRule> rules, Predicate<UnitId> active, Names names, Predicate<Experience> nameable) {
        this.rules = List.copyOf(rules);
        this.active = active;
        this.names = names;
        this.nameable = nameable;
    }

    /** Whether a coordinator might be left out; cheaper to ask than for suggestions. */
    public boolean mayBeAutomatic(Matter matter, Menu.@Nullable Dish dish) {
        String category = dish == null ? null : dish.category();
        return (dish != null && dish.automatic())
                || rules.stream().anyMatch(rule -> rule.automatic() && rule.matches(matter, category));
    }

    private static final class Draft {
        private final List<Reason> reasons = new ArrayList<>();
        private final Set<UnitId> assistants = new LinkedHashSet<>();
        private boolean automatic;

        double points() {
            return reasons.stream().mapToDouble(Reason::points).sum();
        }
    }

    /** The best first; none if nothing speaks for any unit. */
    public List<Suggestion> of(Matter matter, Menu.@Nullable Dish dish, Evidence evidence, Instant now) {
        List<Neighbour> alike = evidence.similar(matter);
        Map<UnitId, Draft> drafts = new LinkedHashMap<>();
        byRules(matter, dish, drafts);
        byMenu(matter, dish, drafts);
        byTallies(matter, evidence, now, drafts);
        bySimilarity(alike, now, drafts);
        byThisTicket(matter, drafts);
        if (dish != null && dish.automatic()) {
            drafts.values().forEach(draft -> draft.automatic = true);
        }
        return finish(matter, evidence, now, drafts);
    }

    private void byRules(Matter matter, Menu.@Nullable Dish dish, Map<UnitId, Draft> drafts) {
        String category = dish == null ? null : dish.category();
        for (RoutingRule rule : rules) {
            if (rule.matches(matter, category)) {
                Draft draft = draft(drafts, rule.unit());
                double points = RULE_WORTH * rule.weight() / RoutingRule.FULL_WEIGHT;
                draft.reasons.add(
                        new Reason(Reason.Kind.RULE, points, rule.id(), 0, 0, ruleSentence(rule, matter, category)));
                draft.assistants.addAll(rule.assistants());
                draft.automatic |= rule.automatic();
            }
        }
    }

    private Sentence ruleSentence(RoutingRule rule, Matter matter, @Nullable String category) {
        String unit = names.unit(rule.unit());
        PlaceId place = matter.place();
        boolean atPlace = place != null && !rule.when().places().isEmpty();
        String en = "";
        String zh = "";
        if (!rule.when().categories().isEmpty()) {
            en += "category %s".formatted(category);
            zh += "类别“%s”".formatted(category);
        } else if (!rule.when().items().isEmpty()) {
            en += "item %s".formatted(names.item(matter.item()));
            zh += "事项“%s”".formatted(names.item(matter.item()));
        }
        Optional<String> word = rule.wordIn(matter);
        if (word.isPresent()) {
            en += "%sthe word \"%s\"".formatted(en.isEmpty() ? "" : ", ", word.get());
            zh += "%s含“%s”".formatted(zh.isEmpty() ? "" : "，", word.get());
        }
        if (matter.chain() != null && !rule.when().chains().isEmpty()) {
            en += "%schain %s".formatted(en.isEmpty() ? "" : ", ", names.chain(matter.chain()));
            zh += "%s产业链“%s”".formatted(zh.isEmpty() ? "" : "，", names.chain(matter.chain()));
        }
        if (matter.size() != null && !rule.when().sizes().isEmpty()) {
            en += "%ssize %s".formatted(en.isEmpty() ? "" : ", ", matter.size());
            zh += "%s%s企业".formatted(zh.isEmpty() ? "" : "，", matter.size().zh());
        }
        if (atPlace && place != null) {
            boolean office = names.isOfficeOf(rule.unit(), place);
            en += "%splace %s".formatted(en.isEmpty() ? "" : ", ", names.place(place));
            zh += "%s位于%s".formatted(zh.isEmpty() ? "" : "，", names.place(place));
            if (office) {
                en += ", whose office it is";
                zh += "，由其服务机构受理";
            }
        }
        return en.isEmpty()
                ? new Sentence(
                        "rule %s for everything → %s".formatted(rule.id(), unit),
                        "通用规则“%s” → %s".formatted(rule.id(), unit))
                : new Sentence(en + " → " + unit, zh + " → " + unit);
    }

    private void byMenu(Matter matter, Menu.@Nullable Dish dish, Map<UnitId, Draft> drafts) {
        if (dish == null || dish.defaultUnit() == null) {
            return;
        }
        Draft draft = draft(drafts, dish.defaultUnit());
        String unit = names.unit(dish.defaultUnit());
        draft.reasons.add(new Reason(
                Reason.Kind.MENU,
                MENU_WORTH,
                matter.item().text(),
                0,
                0,
                new Sentence(
                        "the menu names %s for %s".formatted(unit, dish.name()),
                        "点单菜单“%s”默认由%s承办".formatted(dish.name(), unit))));
        draft.assistants.addAll(dish.assistants());
    }

    private void byTallies(Matter matter, Evidence evidence, Instant now, Map<UnitId, Draft> drafts) {
        Set<Feature> features = Feature.of(matter.item(), matter.chain(), matter.place());
        evidence.tallies(features, now).forEach((feature, units) -> {
            double worth = worth(feature.kind());
            double cases = units.values().stream()
                    .mapToDouble(tally -> tally.solvedWorth() + tally.bouncedWorth())
                    .sum();
            long all = units.values().stream()
                    .mapToLong(tally -> tally.solved() + tally.bounced())
                    .sum();
            units.forEach((unit, tally) -> {
                double points = worth * (tally.solvedWorth() - tally.bouncedWorth()) / (cases + HALF_WORTH);
                if (points != 0) {
                    draft(drafts, unit).reasons.add(tallied(feature, matter, unit, tally, all, points));
                }
            });
        });
    }

    private static double worth(Feature.Kind kind) {
        return switch (kind) {
            case ITEM -> ITEM_WORTH;
            case ITEM_AT_PLACE -> ITEM_AT_PLACE_WORTH;
            case CHAIN -> CHAIN_WORTH;
            case ASSISTANCE -> 0;
        };
    }

    private Reason tallied(Feature feature, Matter matter, UnitId unit, Tally tally, long all, double points) {
        Sentence like = like(feature, matter);
        String who = names.unit(unit);
        Sentence sentence = points > 0
                ? new Sentence(
                        "%d of %d %s were solved by %s".formatted(tally.solved(), all, like.en(), who)
                                + (tally.bounced() == 0 ? "" : ", %d came back from there".formatted(tally.bounced())),
                        "%s共%d件，%s解决%d件".formatted(like.zh(), all, who, tally.solved())
                                + (tally.bounced() == 0 ? "" : "，退回%d件".formatted(tally.bounced())))
                : new Sentence(
                        "%d of %d %s came back from %s".formatted(tally.bounced(), all, like.en(), who),
                        "%s共%d件，%s退回%d件".formatted(like.zh(), all, who, tally.bounced()));
        Reason.Kind kind = switch (feature.kind()) {
            case ITEM, ASSISTANCE -> Reason.Kind.ITEM;
            case ITEM_AT_PLACE -> Reason.Kind.ITEM_AT_PLACE;
            case CHAIN -> Reason.Kind.CHAIN;
        };
        return new Reason(kind, points, feature.key(), tally.solved(), tally.bounced(), sentence);
    }

    private Sentence like(Feature feature, Matter matter) {
        String item = names.item(matter.item());
        return switch (feature.kind()) {
            case ITEM, ASSISTANCE -> new Sentence("tickets of item %s".formatted(item), "事项“%s”的诉求".formatted(item));
            case ITEM_AT_PLACE -> {
                String place = matter.place() == null ? "" : names.place(matter.place());
                yield new Sentence(
                        "tickets of item %s in %s".formatted(item, place), "%s事项“%s”的诉求".formatted(place, item));
            }
            case CHAIN -> {
                String chain = matter.chain() == null ? "" : names.chain(matter.chain());
                yield new Sentence("tickets of chain %s".formatted(chain), "“%s”产业链的诉求".formatted(chain));
            }
        };
    }

    private static final class Alike {
        private double solved;
        private double bounced;
        private long solvedCount;
        private long bouncedCount;
        private @Nullable Neighbour nearestSolved;
    }

    private void bySimilarity(List<Neighbour> neighbours, Instant now, Map<UnitId, Draft> drafts) {
        Map<UnitId, Alike> byUnit = new LinkedHashMap<>();
        double all = 0;
        for (Neighbour neighbour : neighbours) {
            Experience experience = neighbour.experience();
            double worth = neighbour.similarity() * neighbour.similarity() * Decay.worth(experience.at(), now);
            for (Count count : experience.counts()) {
                if (count.feature().kind() != Feature.Kind.ITEM) {
                    continue;
                }
                Alike alike = byUnit.computeIfAbsent(count.unit(), unit -> new Alike());
                alike.solved += count.solved() * worth;
                alike.solvedCount += count.solved();
                alike.bounced += count.bounced() * worth;
                alike.bouncedCount += count.bounced();
                if (count.solved() > 0 && alike.nearestSolved == null) {
                    alike.nearestSolved = neighbour;
                }
                all += worth;
            }
        }
        for (Map.Entry<UnitId, Alike> entry : byUnit.entrySet()) {
            Alike alike = entry.getValue();
            double points = SIMILAR_WORTH * (alike.solved - alike.bounced) / (all + HALF_WORTH_SIMILAR);
            if (points != 0) {
                draft(drafts, entry.getKey())
                        .reasons
                        .add(alikeReason(entry.getKey(), alike, neighbours.size(), points));
            }
        }
    }

    private Reason alikeReason(UnitId unit, Alike alike, int all, double points) {
        String who = names.unit(unit);
        Neighbour nearest = alike.nearestSolved;
        if (points < 0 || nearest == null) {
            return new Reason(
                    Reason.Kind.SIMILAR,
                    points,
                    null,
                    alike.solvedCount,
                    alike.bouncedCount,
                    new Sentence(
                            "%d of %d like it came back from %s".formatted(alike.bouncedCount, all, who),
                            "%d件相似诉求中%d件被%s退回".formatted(all, alike.bouncedCount, who)));
        }
        Experience best = nearest.experience();
        boolean told = nameable.test(best);
        String similarity = String.format(Locale.ROOT, "%.2f", nearest.similarity());
        long others = alike.solvedCount - 1;
        return new Reason(
                Reason.Kind.SIMILAR,
                points,
                told ? best.number().text() : null,
                alike.solvedCount,
                alike.bouncedCount,
                new Sentence(
                        "similar %s was solved by %s (%s)%s"
                                .formatted(
                                        told ? best.number().text() : "ticket",
                                        who,
                                        similarity,
                                        others == 0 ? "" : ", and %d more".formatted(others)),
                        "相似诉求%s由%s解决（%s）%s"
                                .formatted(
                                        told ? best.number().text() : "",
                                        who,
                                        similarity,
                                        others == 0 ? "" : "，另有%d件".formatted(others))));
    }

    private void byThisTicket(Matter matter, Map<UnitId, Draft> drafts) {
        for (UnitId unit : matter.cameBackFrom()) {
            Draft draft = drafts.get(unit);
            if (draft != null) {
                String who = names.unit(unit);
                draft.reasons.add(new Reason(
                        Reason.Kind.CAME_BACK,
                        -CAME_BACK_WORTH,
                        null,
                        0,
                        1,
                        new Sentence("this ticket came back from %s".formatted(who), "本诉求已被%s退回".formatted(who))));
            }
        }
    }

    private List<Suggestion> finish(Matter matter, Evidence evidence, Instant now, Map<UnitId, Draft> drafts) {
        drafts.keySet().removeIf(unit -> !active.test(unit));
        double all = DOUBT
                + drafts.values().stream()
                        .mapToDouble(draft -> Math.max(0, draft.points()))
                        .sum();
        List<UnitId> best = drafts.entrySet().stream()
                .filter(entry -> entry.getValue().points() > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<UnitId, Draft> entry) ->
                                entry.getValue().points())
                        .reversed()
                        .thenComparing(entry -> entry.getKey().text()))
                .limit(SUGGESTED)
                .map(Map.Entry::getKey)
                .toList();
        Map<UnitId, List<UnitId>> helpers = helpers(matter, evidence, now, best);
        List<Suggestion> suggestions = new ArrayList<>();
        for (UnitId unit : best) {
            Draft draft = draft(drafts, unit);
            draft.assistants.addAll(helpers.getOrDefault(unit, List.of()));
            draft.assistants.remove(unit);
            draft.assistants.removeIf(assistant -> !active.test(assistant));
            draft.reasons.sort(Comparator.comparingDouble((Reason reason) -> Math.abs(reason.points()))
                    .reversed());
            suggestions.add(new Suggestion(
                    unit,
                    draft.points() / all,
                    draft.points(),
                    draft.automatic,
                    List.copyOf(draft.assistants),
                    draft.reasons));
        }
        return List.copyOf(suggestions);
    }

    private static Map<UnitId, List<UnitId>> helpers(
            Matter matter, Evidence evidence, Instant now, List<UnitId> leads) {
        Feature item = Feature.of(matter.item(), null, null).iterator().next();
        Map<UnitId, Feature> assistance = new LinkedHashMap<>();
        leads.forEach(lead -> assistance.put(lead, Feature.assistance(matter.item(), lead)));
        Set<Feature> asked = new LinkedHashSet<>(assistance.values());
        asked.add(item);
        Map<Feature, Map<UnitId, Tally>> tallies = evidence.tallies(asked, now);
        Map<UnitId, List<UnitId>> helpers = new LinkedHashMap<>();
        assistance.forEach((lead, feature) -> {
            long solved = tallies.getOrDefault(item, Map.of())
                    .getOrDefault(lead, Tally.NOTHING)
                    .solved();
            helpers.put(
                    lead,
                    tallies.getOrDefault(feature, Map.of()).entrySet().stream()
                            .filter(entry -> entry.getValue().solved() >= HELPED_OFTEN
                                    && entry.getValue().solved() >= HELPED_SHARE * solved)
                            .map(Map.Entry::getKey)
                            .sorted(Comparator.comparing(UnitId::text))
                            .toList());
        });
        return helpers;
    }

    private static Draft draft(Map<UnitId, Draft> drafts, UnitId unit) {
        return drafts.computeIfAbsent(unit, any -> new Draft());
    }
}
