package org.zhuqi.desk.web;

import org.zhuqi.contracts.id.TicketId;

/** A ticket at or after one of its events, as in {@code 018b9000-0000-7000-8000-000000000001@3}. */
record Version(TicketId ticket, long version) {
    static final int MOST = 20;

    static Version of(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException(text);
        }
        return new Version(TicketId.of(text.substring(0, at)), number(text.substring(at + 1)));
    }

    static Long number(String text) {
        long version = Long.parseLong(text);
        if (version < 1) {
            throw new IllegalArgumentException(text);
        }
        return version;
    }
}
