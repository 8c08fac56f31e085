package org.zhuqi.dispatch.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.dispatch.domain.similar.Filed;
import org.zhuqi.dispatch.domain.similar.Lookup;
import org.zhuqi.dispatch.domain.similar.Request;
import org.zhuqi.dispatch.domain.similar.Similarity;
import org.zhuqi.dispatch.postgres.SimilarRows;

/**
 * Looks for tickets that may be about the same matter. The index gives the few that share a rare word or the matter itself,
 * and each of them is then compared: a search costs the same whether a district has a thousand tickets or a hundred thousand.
 */
public final class FindingSimilar {
    private static final int BY_WORDS = 300;
    private static final int BY_MATTER = 200;
    private static final int OWN = 300;

    private final SimilarRows texts;
    private final Rarities rarities;
    private final Duration closedWithin;
    private final InstantSource now;

    public FindingSimilar(SimilarRows texts, Rarities rarities, Duration closedWithin, InstantSource now) {
        this.texts = texts;
        this.rarities = rarities;
        this.closedWithin = closedWithin;
        this.now = now;
    }

    public record Found(Filed filed, Similarity similarity) {}

    /** In the whole district, the most alike first. */
    public List<Found> inDistrict(DistrictId district, Request request, Predicate<Filed> which, int most) {
        Rarities.Counted counted = rarities.of(district);
        Lookup lookup = Lookup.of(district, request.features(), counted.rarity(), counted.scale(), BY_WORDS);
        Instant closedSince = now.instant().minus(closedWithin);
        Map<TicketId, Filed> candidates = new LinkedHashMap<>();
        Stream.concat(
                        texts.byWords(district, lookup, closedSince, BY_WORDS).stream(),
                        texts.byMatter(district, lookup, closedSince, BY_MATTER).stream())
                .forEach(filed -> candidates.put(filed.ticket(), filed));
        return ranked(candidates.values(), request, counted, which, most);
    }

    /** Among those of some enterprises, or that one account filed. */
    public List<Found> amongOwn(
            DistrictId district, Request request, Set<EnterpriseId> enterprises, @Nullable AccountId filer, int most) {
        return ranked(
                texts.ofOwn(district, enterprises, filer, OWN), request, rarities.of(district), filed -> true, most);
    }

    private static List<Found> ranked(
            Collection<Filed> candidates, Request request, Rarities.Counted counted, Predicate<Filed> which, int most) {
        return candidates.stream()
                .filter(which)
                .map(filed -> new Found(filed, Similarity.between(request, filed.request(), counted.rarity())))
                .filter(found -> found.similarity().isAlike())
                .sorted(Comparator.comparingDouble(
                                (Found found) -> -found.similarity().score())
                        .thenComparing(found -> found.filed().ticket().value()))
                .limit(most)
                .toList();
    }
}
