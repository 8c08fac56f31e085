package org.zhuqi.dispatch.domain.routing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;

/** Who solved what, in a district of two bureaus and a fire brigade. */
final class Cases {
    static final CatalogueItemId LAND = new CatalogueItemId("land");
    static final UnitId PLANNING = new UnitId("planning");
    static final UnitId HOUSING = new UnitId("housing");
    static final UnitId FIRE = new UnitId("fire");
    static final List<UnitId> UNITS = List.of(PLANNING, HOUSING, FIRE);
    static final PlaceId PARK = new PlaceId("park");
    static final ChainId CHAIN = new ChainId("materials");
    static final Instant NOW = Instant.parse("2023-10-01T00:00:00Z");

    private static int numbers;

    private Cases() {}

    static Matter matter(String title) {
        return new Matter(LAND, title, "", CHAIN, PARK, null, List.of());
    }

    static Experience experience(String title, @Nullable UnitId solver, UnitId... cameBackFrom) {
        return new Experience(
                new TicketNumber("QT-2023-%06d".formatted(++numbers)),
                LAND,
                title,
                "",
                CHAIN,
                PARK,
                NOW.minusSeconds(86_400),
                solver,
                List.of(),
                List.of(cameBackFrom));
    }

    static Experience solved(String title, UnitId solver) {
        return experience(title, solver);
    }

    static TicketId ticket() {
        return new TicketId(UUID.randomUUID());
    }

    static RoutingRule rule(String id, UnitId unit, int weight) {
        return new RoutingRule(
                id,
                new RoutingRule.When(List.of(LAND), List.of(), List.of(), List.of(), List.of(), List.of()),
                unit,
                List.of(),
                weight,
                false,
                null);
    }

    static Ranking ranking(RoutingRule... rules) {
        return new Ranking(List.of(rules), UNITS::contains, new IdsAsNames(), experience -> true);
    }

    /** Calls everything by its id; the planning bureau is the office of the park. */
    static final class IdsAsNames implements Names {
        @Override
        public String unit(UnitId unit) {
            return unit.text();
        }

        @Override
        public String item(CatalogueItemId item) {
            return item.text();
        }

        @Override
        public String chain(ChainId chain) {
            return chain.text();
        }

        @Override
        public String place(PlaceId place) {
            return place.text();
        }

        @Override
        public boolean isOfficeOf(UnitId unit, PlaceId place) {
            return unit.equals(PLANNING) && place.equals(PARK);
        }
    }
}
