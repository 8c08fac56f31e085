package org.zhuqi.dispatch.application.routing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.routing.CaseIndex;
import org.zhuqi.dispatch.domain.routing.Evidence;
import org.zhuqi.dispatch.domain.routing.Experience;
import org.zhuqi.dispatch.domain.routing.Feature;
import org.zhuqi.dispatch.domain.routing.Matter;
import org.zhuqi.dispatch.domain.routing.Menu;
import org.zhuqi.dispatch.domain.routing.Names;
import org.zhuqi.dispatch.domain.routing.Neighbour;
import org.zhuqi.dispatch.domain.routing.Ranking;
import org.zhuqi.dispatch.domain.routing.RoutingRule;
import org.zhuqi.dispatch.domain.routing.Suggestion;
import org.zhuqi.dispatch.domain.routing.Tally;
import org.zhuqi.dispatch.postgres.routing.CountRows;
import org.zhuqi.dispatch.postgres.routing.RoutingFigures;
import org.zhuqi.dispatch.postgres.routing.RoutingFigures.Load;
import org.zhuqi.platform.directory.KnownDirectory;

/** 派单建议: which unit should lead, from the district's rules, its menu, and how it went before. */
public final class Suggesting {
    /** Over which bounces are counted into a unit's share. */
    public static final Duration BOUNCES_OVER = Duration.ofDays(90);

    private final Rulebook rulebook;
    private final Menu menu;
    private final KnownDirectory directory;
    private final CountRows counts;
    private final CaseLibrary cases;
    private final RoutingFigures figures;
    private final InstantSource now;

    public Suggesting(
            Rulebook rulebook,
            Menu menu,
            KnownDirectory directory,
            CountRows counts,
            CaseLibrary cases,
            RoutingFigures figures,
            InstantSource now) {
        this.rulebook = rulebook;
        this.menu = menu;
        this.directory = directory;
        this.counts = counts;
        this.cases = cases;
        this.figures = figures;
        this.now = now;
    }

    /** @param load what the unit has in hand, in the whole district */
    public record Suggested(Suggestion suggestion, String name, Load load) {}

    /** The best first. */
    public List<Suggested> forTicket(TicketFacts facts, Jurisdiction viewer) {
        return suggest(facts.district(), matter(facts), facts.ticket(), viewer);
    }

    /** The best first, for what is not filed yet. */
    public List<Suggested> forDraft(DistrictId district, Matter matter, Jurisdiction viewer) {
        return suggest(district, matter, null, viewer);
    }

    private List<Suggested> suggest(
            DistrictId district, Matter matter, @Nullable TicketId ticket, Jurisdiction viewer) {
        Ranking ranking = ranking(
                district,
                rulebook.rules(district).content(),
                experience -> viewer.covers(experience.chain(), experience.place()));
        List<Suggestion> suggestions = rank(ranking, district, matter, ticket);
        if (suggestions.isEmpty()) {
            return List.of();
        }
        Instant since = now.instant().minus(BOUNCES_OVER);
        Map<String, Load> loads = figures.loads(
                district,
                Jurisdiction.WHOLE_DISTRICT,
                suggestions.stream().map(Suggestion::unit).toList(),
                since);
        Names names = new DirectoryNames(directory, menu, district);
        return suggestions.stream()
                .map(suggestion -> new Suggested(
                        suggestion,
                        names.unit(suggestion.unit()),
                        loads.getOrDefault(suggestion.unit().text(), Load.NOTHING)))
                .toList();
    }

    List<Suggestion> rank(Ranking ranking, DistrictId district, Matter matter, @Nullable TicketId ticket) {
        return ranking.of(matter, dish(district, matter), new StoredEvidence(district, ticket), now.instant());
    }

    Menu.@Nullable Dish dish(DistrictId district, Matter matter) {
        return menu.find(district, matter.item()).orElse(null);
    }

    /** @param nameable whose numbers may stand in the reasons */
    Ranking ranking(DistrictId district, List<RoutingRule> rules, Predicate<Experience> nameable) {
        return new Ranking(
                rules, unit -> isActive(district, unit), new DirectoryNames(directory, menu, district), nameable);
    }

    private boolean isActive(DistrictId district, UnitId unit) {
        return directory
                .unit(unit)
                .filter(known -> known.active() && known.district().equals(district))
                .isPresent();
    }

    Matter matter(TicketFacts facts) {
        return Matter.of(facts, size(facts.enterprise()));
    }

    private @Nullable EnterpriseSize size(EnterpriseId enterprise) {
        return directory
                .enterprise(enterprise)
                .map(DirectoryEntry.Enterprise::size)
                .orElse(null);
    }

    private final class StoredEvidence implements Evidence {
        private final DistrictId district;
        private final @Nullable TicketId except;

        StoredEvidence(DistrictId district, @Nullable TicketId except) {
            this.district = district;
            this.except = except;
        }

        @Override
        public Map<Feature, Map<UnitId, Tally>> tallies(Collection<Feature> features, Instant at) {
            return counts.find(district, features, at);
        }

        @Override
        public List<Neighbour> similar(Matter matter) {
            CaseIndex index = cases.of(district);
            return index.nearest(matter, except, Ranking.NEIGHBOURS, Ranking.ALIKE_FROM);
        }
    }
}
