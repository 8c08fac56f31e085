package org.zhuqi.dispatch.domain.similar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;

/**
 * Several live tickets that look as if they had one cause.
 *
 * @param id the same for the same tickets, whoever works it out
 * @param tickets the oldest first
 */
public record Proposal(SubjectId id, CatalogueItemId item, List<Filed> tickets) {
    /** How alike two tickets must be to be taken for one problem. */
    public static final double ONE_CAUSE = 0.6;

    private static final int SMALLEST = 3;
    private static final int FEWEST_ENTERPRISES = 2;

    /**
     * Connected by likeness within one item of the menu, at least three tickets of at least two enterprises.
     *
     * @param mostPerItem only so many of the newest are compared, each with each
     * @param dismissed sets of tickets that are no common problem: neither are parts of them
     */
    public static List<Proposal> among(
            Collection<Filed> tickets, Rarity rarity, int mostPerItem, Collection<Set<TicketId>> dismissed) {
        Map<CatalogueItemId, List<Filed>> byItem = new LinkedHashMap<>();
        tickets.stream()
                .sorted(Comparator.comparing((Filed it) -> it.request().at())
                        .thenComparing(it -> it.ticket().value()))
                .forEach(it -> {
                    CatalogueItemId item = it.request().item();
                    if (item != null) {
                        byItem.computeIfAbsent(item, any -> new ArrayList<>()).add(it);
                    }
                });
        List<Proposal> proposals = new ArrayList<>();
        byItem.forEach((item, all) -> {
            List<Filed> newest = all.subList(Math.max(0, all.size() - mostPerItem), all.size());
            for (List<Filed> cluster : Clusters.of(newest, (one, other) -> isOneCause(one, other, rarity))) {
                if (isWorthALook(cluster, dismissed)) {
                    proposals.add(new Proposal(idOf(cluster), item, cluster));
                }
            }
        });
        proposals.sort(Comparator.comparingInt((Proposal it) -> -it.tickets().size())
                .thenComparing(it -> it.tickets().getFirst().request().at())
                .thenComparing(it -> it.id().value()));
        return List.copyOf(proposals);
    }

    private static boolean isOneCause(Filed one, Filed other, Rarity rarity) {
        return Similarity.between(one.request(), other.request(), rarity).score() >= ONE_CAUSE;
    }

    private static boolean isWorthALook(List<Filed> cluster, Collection<Set<TicketId>> dismissed) {
        if (cluster.size() < SMALLEST
                || cluster.stream()
                                .map(it -> it.request().enterprise())
                                .distinct()
                                .count()
                        < FEWEST_ENTERPRISES) {
            return false;
        }
        Set<TicketId> tickets = cluster.stream().map(Filed::ticket).collect(Collectors.toCollection(HashSet::new));
        return dismissed.stream().noneMatch(known -> known.containsAll(tickets));
    }

    private static SubjectId idOf(List<Filed> cluster) {
        String name = cluster.stream()
                .map(it -> it.ticket().text())
                .sorted()
                .collect(Collectors.joining("\n", "proposal\n", ""));
        return new SubjectId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}
