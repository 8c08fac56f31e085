package org.zhuqi.directory.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhuqi.directory.application.Listing;
import org.zhuqi.platform.web.Parameters;

record Page<D>(
        List<D> items,

        @Schema(description = "The cursor of the next page; absent on the last.") @Nullable
        String next) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** @param found one more than asked for, if there is more */
    static <S, D> Page<D> of(List<S> found, int limit, Function<S, D> document, Function<S, String> cursor) {
        boolean more = found.size() > limit;
        List<S> page = more ? found.subList(0, limit) : found;
        return new Page<>(page.stream().map(document).toList(), more ? cursor.apply(page.getLast()) : null);
    }

    static int limit(@Nullable String text) {
        Integer limit = Parameters.optional("limit", text, Page::number, "50 (1 to 200)");
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    private static Integer number(String text) {
        int limit = Integer.parseInt(text);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(text);
        }
        return limit;
    }

    static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    static Listing.@Nullable Position position(@Nullable String cursor) {
        return Parameters.optional("cursor", cursor, Page::read, "'next' of the page before");
    }

    private static Listing.Position read(String cursor) {
        String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(cursor);
        }
        return new Listing.Position(parts[0], parts[1]);
    }
}
