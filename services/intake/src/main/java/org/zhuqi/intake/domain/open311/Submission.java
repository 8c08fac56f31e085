package org.zhuqi.intake.domain.open311;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.CatalogueItemId;

/**
 * What a client sent to {@code POST requests} (GeoReport v2). What it says of persons is not among it: those are of no use
 * here, the enterprise is known by the key.
 *
 * @param account for whom a platform files: an enterprise's id
 * @param description null if none was sent
 * @param attributes by the code of the attribute, in the order in which they came
 */
public record Submission(
        CatalogueItemId service,
        @Nullable String account,
        @Nullable String description,
        Place place,
        @Nullable String mediaUrl,
        Map<String, List<String>> attributes) {
    /** Characters of a title; what is longer is cut. */
    private static final int TITLE = 80;

    /**
     * Where it is.
     *
     * @param latitude degrees, WGS 84; with a longitude or not at all
     * @param address as somebody wrote it
     * @param addressId as the sender numbers addresses
     */
    public record Place(
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable String address,
            @Nullable String addressId) {

        public boolean isEmpty() {
            return latitude == null && address == null && addressId == null;
        }
    }

    /** @param service the name of what is ordered, for a request without words */
    public String title(String service) {
        if (description == null) {
            return service;
        }
        String line = description.strip().lines().findFirst().orElse(service).strip();
        return line.codePointCount(0, line.length()) <= TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE - 1)) + "…";
    }

    /** The words, and below them where it is and what can be looked at: whoever handles the ticket has no other place for that. */
    public String text(String service) {
        return (description == null ? service : description) + below(place, mediaUrl);
    }

    /** What {@link #text} adds to the words. */
    public static String below(Place place, @Nullable String mediaUrl) {
        StringBuilder added = new StringBuilder();
        if (place.address() != null || place.addressId() != null || place.latitude() != null) {
            added.append("\n\n地点：").append(place.address() == null ? "" : place.address());
            if (place.addressId() != null) {
                added.append("〔").append(place.addressId()).append("〕");
            }
            if (place.latitude() != null && place.longitude() != null) {
                added.append("（")
                        .append(place.latitude().toPlainString())
                        .append(", ")
                        .append(place.longitude().toPlainString())
                        .append("）");
            }
        }
        if (mediaUrl != null) {
            added.append("\n\n附件链接：").append(mediaUrl);
        }
        return added.toString();
    }
}
