package org.zhuqi.desk.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.desk.application.TicketQuery;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.ProblemException;

/** Where a page ended, in which order. Not a secret: it grants nothing, every page is asked for anew with the caller's own scope. */
record Cursor(TicketQuery.Order order, TicketQuery.Position position) {

    String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((order.text()
                                + '\n'
                                + (position.value() == null ? "" : position.value())
                                + '\n'
                                + position.id())
                        .getBytes(UTF_8));
    }

    /** @param asked the order of this request; null if it does not say */
    static Cursor read(String text, TicketQuery.@Nullable Order asked) {
        Cursor cursor;
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", -1);
            if (parts.length != 3) {
                throw refused();
            }
            TicketQuery.Order order = TicketListParameters.order(parts[0]);
            String value = order.key() == TicketQuery.Key.DUE && parts[1].isEmpty() ? null : parts[1];
            if (value != null) {
                check(order.key(), value);
            }
            cursor = new Cursor(order, new TicketQuery.Position(value, UUID.fromString(parts[2])));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused();
        }
        if (asked != null && !asked.equals(cursor.order())) {
            throw Problem.badRequest(
                            "The parameter 'cursor' belongs to a list sorted by '%s', not by '%s': begin with the first page."
                                    .formatted(cursor.order().text(), asked.text()),
                            "参数“cursor”属于按“%s”排序的列表，而非“%s”，请从第一页开始。"
                                    .formatted(cursor.order().text(), asked.text()))
                    .asException();
        }
        return cursor;
    }

    private static void check(TicketQuery.Key key, String value) {
        switch (key) {
            case SUBMITTED, UPDATED, DUE -> {
                Instant time = Instant.parse(value);
                if (time.isBefore(Instant.EPOCH.minusSeconds(1L << 36))
                        || time.isAfter(Instant.EPOCH.plusSeconds(1L << 36))) {
                    throw new IllegalArgumentException(value);
                }
            }
            case NUMBER -> {
                if (!value.matches("[A-Z]{2,6}-[0-9]{4}-[0-9]{9}")) {
                    throw new IllegalArgumentException(value);
                }
            }
        }
    }

    private static ProblemException refused() {
        return Problem.badRequest(
                        "The parameter 'cursor' is not one that this list gave out: begin with the first page.",
                        "参数“cursor”无效，请从第一页开始。")
                .asException();
    }
}
