package org.zhuqi.dispatch.domain.routing;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.EnterpriseSize;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.dispatch.domain.TicketFacts;

/**
 * What is to be routed: a ticket, or one that is still being typed.
 *
 * @param cameBackFrom units from which this very ticket came back
 */
public record Matter(
        CatalogueItemId item,
        String title,
        String description,
        @Nullable ChainId chain,
        @Nullable PlaceId place,
        @Nullable EnterpriseSize size,
        List<UnitId> cameBackFrom) {

    public Matter {
        cameBackFrom = List.copyOf(cameBackFrom);
    }

    /** @param size of the ticket's enterprise, which no event tells; null if it is not known */
    public static Matter of(TicketFacts facts, @Nullable EnterpriseSize size) {
        return new Matter(
                facts.item(),
                facts.title(),
                facts.description(),
                facts.chain(),
                facts.place(),
                size,
                facts.refusedBy());
    }

    /** In which rules look for their words: without difference of width or case. */
    String words() {
        return folded(title + "\n" + description);
    }

    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    Matter asBefore() {
        return new Matter(item, title, description, chain, place, size, List.of());
    }
}
