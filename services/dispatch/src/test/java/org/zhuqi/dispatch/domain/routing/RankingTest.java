package org.zhuqi.dispatch.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.zhuqi.dispatch.domain.routing.Cases.FIRE;
import static org.zhuqi.dispatch.domain.routing.Cases.HOUSING;
import static org.zhuqi.dispatch.domain.routing.Cases.LAND;
import static org.zhuqi.dispatch.domain.routing.Cases.NOW;
import static org.zhuqi.dispatch.domain.routing.Cases.PARK;
import static org.zhuqi.dispatch.domain.routing.Cases.PLANNING;
import static org.zhuqi.dispatch.domain.routing.Cases.matter;
import static org.zhuqi.dispatch.domain.routing.Cases.ranking;
import static org.zhuqi.dispatch.domain.routing.Cases.rule;
import static org.zhuqi.dispatch.domain.routing.Cases.solved;
import static org.zhuqi.dispatch.domain.routing.Cases.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.UnitId;

final class RankingTest {
    private static final String TITLE = "二期厂房不动产权证";

    private static List<UnitId> order(List<Suggestion> suggestions) {
        return suggestions.stream().map(Suggestion::unit).toList();
    }

    private static List<Suggestion> suggestions(Ranking ranking, List<Experience> known) {
        MemoryEvidence evidence = new MemoryEvidence(1_000);
        known.forEach(experience -> evidence.learn(ticket(), experience));
        return ranking.of(matter(TITLE), null, evidence, NOW);
    }

    @Test
    void whereNothingIsKnownNothingIsSuggested() {
        assertThat(suggestions(ranking(), List.of())).isEmpty();
    }

    @Test
    void aRuleIsEnough() {
        List<Suggestion> suggestions = suggestions(ranking(rule("land", PLANNING, 60)), List.of());
        assertThat(order(suggestions)).containsExactly(PLANNING);
        Reason reason = suggestions.getFirst().reasons().getFirst();
        assertThat(reason.sentence().en()).isEqualTo("item land → planning");
        assertThat(reason.sentence().zh()).isEqualTo("事项“land” → planning");
    }

    @Test
    void aFewCasesDoNotOverruleARule() {
        Ranking ranking = ranking(rule("land", PLANNING, 100));
        List<Experience> two = List.of(solved("厂房加装电梯", HOUSING), solved("厂房加装电梯", HOUSING));
        assertThat(order(suggestions(ranking, two))).startsWith(PLANNING);
    }

    @Test
    void manyCasesDo() {
        Ranking ranking = ranking(rule("land", PLANNING, 100));
        List<Experience> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(solved(TITLE + i, HOUSING));
        }
        List<Suggestion> suggestions = suggestions(ranking, many);
        assertThat(order(suggestions)).startsWith(HOUSING);
        assertThat(suggestions.getFirst().reasons())
                .extracting(reason -> reason.sentence().en())
                .anyMatch(sentence -> sentence.matches(
                        "similar QT-2023-\\d{6} was solved by housing \\(\\d\\.\\d\\d\\), and \\d+ more"))
                .contains("30 of 30 tickets of item land were solved by housing");
    }

    @Test
    void whatCameBackSpeaksAgainstAUnit() {
        Ranking ranking = ranking(rule("land", PLANNING, 40), rule("land-too", HOUSING, 35));
        List<Experience> three = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            three.add(Cases.experience(TITLE, null, PLANNING));
        }
        List<Suggestion> suggestions = suggestions(ranking, three);
        assertThat(order(suggestions)).startsWith(HOUSING);
        assertThat(suggestions.stream()
                        .filter(each -> each.unit().equals(PLANNING))
                        .flatMap(each -> each.reasons().stream()))
                .as("it has no points left")
                .isEmpty();
    }

    @Test
    void fromWhereThisVeryTicketCameBackItDoesNotGoAgain() {
        Matter matter = new Matter(LAND, TITLE, "", null, PARK, null, List.of(PLANNING));
        assertThat(order(ranking(rule("land", PLANNING, 100), rule("land-too", HOUSING, 1))
                        .of(matter, null, Evidence.NONE, NOW)))
                .containsExactly(HOUSING);
    }

    @Test
    void aWordOfARuleIsFoundWithoutDifferenceOfWidth() {
        RoutingRule words = new RoutingRule(
                "gmp",
                new RoutingRule.When(List.of(), List.of(), List.of(), List.of(PARK), List.of(), List.of("GMP")),
                PLANNING,
                List.of(HOUSING),
                50,
                true,
                null);
        List<Suggestion> suggestions = ranking(words).of(matter("ｇｍｐ车间验收"), null, Evidence.NONE, NOW);
        assertThat(suggestions.getFirst().assistants()).containsExactly(HOUSING);
        assertThat(suggestions.getFirst().automatic()).isTrue();
        assertThat(suggestions.getFirst().reasons().getFirst().sentence().en())
                .isEqualTo("the word \"GMP\", place park, whose office it is → planning");
        assertThat(ranking(words).of(matter("车间验收"), null, Evidence.NONE, NOW)).isEmpty();
    }

    @Test
    void theMenuNamesADefaultUnit() {
        Menu.Dish dish = new Menu.Dish(LAND, "厂房办证", "用地", List.of(), PLANNING, List.of(HOUSING), true);
        List<Suggestion> suggestions = ranking().of(matter(TITLE), dish, Evidence.NONE, NOW);
        assertThat(order(suggestions)).containsExactly(PLANNING);
        assertThat(suggestions.getFirst().automatic()).isTrue();
        assertThat(Sureness.of(suggestions, RoutingSettings.DEFAULT)).isPresent();
    }

    @Test
    void whatHasNoClearFirstIsNotSure() {
        List<Suggestion> even = ranking(rule("a", PLANNING, 50), rule("b", HOUSING, 50))
                .of(
                        matter(TITLE),
                        new Menu.Dish(LAND, "办证", "用地", List.of(), null, List.of(), true),
                        Evidence.NONE,
                        NOW);
        assertThat(even).hasSize(2).allMatch(Suggestion::automatic);
        assertThat(Sureness.of(even, RoutingSettings.DEFAULT)).isEmpty();
    }

    @Property(tries = 200)
    void reasonsAddUp(@ForAll("pasts") List<Experience> past) {
        for (Suggestion suggestion : suggestions(ranking(rule("land", PLANNING, 40)), past)) {
            assertThat(suggestion.reasons().stream().mapToDouble(Reason::points).sum())
                    .isCloseTo(suggestion.points(), within(1e-9));
            assertThat(suggestion.score()).isBetween(0.0, 1.0);
        }
    }

    /** Of the counts alone; which texts are alike is another matter. */
    @Property(tries = 200)
    void oneMoreSolvedCaseNeverPutsAUnitBehind(@ForAll("pasts") List<Experience> past, @ForAll("units") UnitId unit) {
        List<Experience> more = new ArrayList<>(past);
        more.add(solved("完全不同", unit));
        int before = place(past, unit).orElse(Integer.MAX_VALUE);
        assertThat(place(more, unit).orElse(Integer.MAX_VALUE)).isLessThanOrEqualTo(before);
    }

    @Property(tries = 200)
    void oneMoreBounceNeverPutsItAhead(@ForAll("pasts") List<Experience> past, @ForAll("units") UnitId unit) {
        List<Experience> more = new ArrayList<>(past);
        more.add(Cases.experience("完全不同", null, unit));
        int before = place(past, unit).orElse(Integer.MAX_VALUE);
        assertThat(place(more, unit).orElse(Integer.MAX_VALUE)).isGreaterThanOrEqualTo(before);
    }

    private static Optional<Integer> place(List<Experience> known, UnitId unit) {
        MemoryEvidence evidence = new MemoryEvidence(1_000);
        known.forEach(experience -> evidence.learn(ticket(), experience));
        Matter unlike = matter("xyz");
        List<UnitId> order = order(ranking(rule("land", PLANNING, 40)).of(unlike, null, evidence, NOW));
        int place = order.indexOf(unit);
        return place < 0 ? Optional.empty() : Optional.of(place);
    }

    @Provide
    Arbitrary<UnitId> units() {
        return Arbitraries.of(PLANNING, HOUSING, FIRE);
    }

    @Provide
    Arbitrary<List<Experience>> pasts() {
        return Combinators.combine(
                        Arbitraries.of("厂房不动产权证", "消防验收整改", "员工宿舍建设"),
                        units().injectNull(0.3),
                        units().list().uniqueElements().ofMaxSize(2))
                .as((title, solver, returned) -> Cases.experience(
                        title,
                        solver,
                        returned.stream().filter(unit -> !unit.equals(solver)).toArray(UnitId[]::new)))
                .list()
                .ofMaxSize(25);
    }
}
