package org.zhuqi.dispatch.application.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.routing.RoutingRule;
import org.zhuqi.dispatch.postgres.routing.RoutingFigures;
import org.zhuqi.dispatch.postgres.routing.RoutingFigures.Waiting;
import org.zhuqi.platform.directory.KnownDirectory;

/**
 * Whose desk has what waits. 链长直通车: a chain's joint committee dispatches for the enterprises of its chain; a place's office
 * for those of its place where a rule of the district names it; the district's desk for all others.
 */
public final class Queues {
    private final RoutingFigures figures;
    private final Rulebook rulebook;
    private final KnownDirectory directory;

    public Queues(RoutingFigures figures, Rulebook rulebook, KnownDirectory directory) {
        this.figures = figures;
        this.rulebook = rulebook;
        this.directory = directory;
    }

    public enum Desk {
        CHAIN,
        PLACE,
        DISTRICT
    }

    /**
     * One desk's.
     *
     * @param id of the chain, the place, or the district
     * @param unit the committee or office; null for the district's desk
     * @param submitted tickets that wait to be dispatched
     * @param objected tickets that wait for a ruling
     * @param oldest when the one was submitted that waits longest; null if none does
     */
    public record Queue(
            Desk desk,
            String id,
            String name,
            @Nullable UnitId unit,
            long submitted,
            long objected,
            @Nullable Instant oldest) {
        Queue and(Waiting waiting) {
            boolean ruling = waiting.state() == TicketState.OBJECTED;
            return new Queue(
                    desk,
                    id,
                    name,
                    unit,
                    submitted + (ruling ? 0 : waiting.tickets()),
                    objected + (ruling ? waiting.tickets() : 0),
                    oldest == null || waiting.oldest().isBefore(oldest) ? waiting.oldest() : oldest);
        }
    }

    private record Key(Desk desk, String id) {}

    /** Chains first, then places, then the district's own; those without a ticket too, as far as the caller may see them. */
    public List<Queue> of(DistrictId district, Jurisdiction within) {
        Map<Key, Queue> queues = new HashMap<>();
        List<RoutingRule> rules = rulebook.rules(district).content();
        for (DirectoryEntry.Chain chain : directory.chains(district)) {
            boolean seen =
                    within.equals(Jurisdiction.WHOLE_DISTRICT) || within.equals(new Jurisdiction(chain.chain(), null));
            if (seen && chain.active() && chain.committee() != null) {
                put(queues, of(chain));
            }
        }
        for (DirectoryEntry.Place place : directory.places(district)) {
            boolean seen =
                    within.equals(Jurisdiction.WHOLE_DISTRICT) || within.equals(new Jurisdiction(null, place.place()));
            if (seen && place.active() && isRoutedByPlace(place, rules)) {
                put(queues, of(place));
            }
        }
        if (within.equals(Jurisdiction.WHOLE_DISTRICT)) {
            put(queues, ofDistrict(district));
        }
        for (Waiting waiting : figures.waiting(district)) {
            if (within.covers(waiting.chain(), waiting.place())) {
                Queue queue = queueOf(waiting, district, rules);
                queues.merge(
                        new Key(queue.desk(), queue.id()), queue.and(waiting), (known, more) -> known.and(waiting));
            }
        }
        return queues.values().stream()
                .sorted(Comparator.comparing(Queue::desk).thenComparing(Queue::id))
                .toList();
    }

    private static void put(Map<Key, Queue> queues, Queue queue) {
        queues.put(new Key(queue.desk(), queue.id()), queue);
    }

    private Queue queueOf(Waiting waiting, DistrictId district, List<RoutingRule> rules) {
        List<Queue> narrower = new ArrayList<>();
        if (waiting.chain() != null) {
            directory
                    .chain(waiting.chain())
                    .filter(chain -> chain.committee() != null)
                    .ifPresent(chain -> narrower.add(of(chain)));
        }
        if (waiting.place() != null) {
            directory
                    .place(waiting.place())
                    .filter(place -> isRoutedByPlace(place, rules))
                    .ifPresent(place -> narrower.add(of(place)));
        }
        return narrower.isEmpty() ? ofDistrict(district) : narrower.getFirst();
    }

    private static boolean isRoutedByPlace(DirectoryEntry.Place place, List<RoutingRule> rules) {
        return rules.stream()
                .anyMatch(rule -> rule.unit().equals(place.office())
                        && rule.when().places().contains(place.place()));
    }

    private static Queue of(DirectoryEntry.Chain chain) {
        return new Queue(Desk.CHAIN, chain.chain().text(), chain.name(), chain.committee(), 0, 0, null);
    }

    private static Queue of(DirectoryEntry.Place place) {
        return new Queue(Desk.PLACE, place.place().text(), place.name(), place.office(), 0, 0, null);
    }

    private Queue ofDistrict(DistrictId district) {
        String name =
                directory.district(district).map(DirectoryEntry.District::name).orElseGet(district::text);
        return new Queue(Desk.DISTRICT, district.text(), name, null, 0, 0, null);
    }
}
