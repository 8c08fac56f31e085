package org.zhuqi.platform.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A page of a list, and how to ask for the next one. */
public record Page<D>(
        List<D> items,

        @Schema(description = "The cursor of the next page; absent on the last.") @Nullable
        String next) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    /** @param found one more than asked for, if there is more */
    public static <S, D> Page<D> of(List<S> found, int limit, Function<S, D> document, Function<S, String> cursor) {
        boolean more = found.size() > limit;
        List<S> page = more ? found.subList(0, limit) : found;
        return new Page<>(page.stream().map(document).toList(), more ? cursor.apply(page.getLast()) : null);
    }

    /** 50 where nothing is asked for. */
    public static int limit(@Nullable String text) {
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

    /** @param parts where the page ended: what the list is sorted by; none has a line feed */
    public static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Where the page before ended.
     *
     * @param parts how many {@link #cursor} was given
     */
    public static @Nullable List<String> position(@Nullable String cursor, int parts) {
        return Parameters.optional("cursor", cursor, text -> read(text, parts), "'next' of the page before");
    }

    private static List<String> read(String cursor, int parts) {
        List<String> position =
                List.of(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", -1));
        if (position.size() != parts || position.stream().anyMatch(UnfitTexts::isUnfit)) {
            throw new IllegalArgumentException(cursor);
        }
        return position;
    }
}
