package org.zhuqi.allinone.torture;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.client.Api.Answer;

/** One command as its caller remembers it. Guarded by itself. */
final class Deed {
    enum Fate {
        /** Nobody has said. */
        UNKNOWN,
        /** Stored, and will be decided. */
        PENDING,
        ACCEPTED,
        /** By the engine: it has an id, and changes nothing. */
        REFUSED,
        /** Before it was stored. */
        TURNED_AWAY
    }

    final String key;
    final String account;
    /** {@code submit} or the name of the command. */
    final String command;
    /** Null of a submission. */
    final @Nullable String ticket;

    final Map<String, Object> body;
    /** Of {@code If-Match}. */
    final @Nullable Long decidedOn;
    /** Of all that callers sent and heard. */
    final long sentAt;

    private Fate fate = Fate.UNKNOWN;
    private @Nullable UUID id;
    private @Nullable String ticketId;
    private @Nullable String told;
    private String state = "";
    private long version;
    private String kind = "";
    private long heardAt = Long.MAX_VALUE;
    private @Nullable String contradiction;

    Deed(
            String key,
            String account,
            String command,
            @Nullable String ticket,
            Map<String, Object> body,
            @Nullable Long decidedOn,
            long sentAt) {
        this.key = key;
        this.account = account;
        this.command = command;
        this.ticket = ticket;
        this.body = body;
        this.decidedOn = decidedOn;
        this.sentAt = sentAt;
    }

    /** An answer to it, of which there may be several; they must agree. */
    synchronized void heard(Answer answer, long now) {
        int status = answer.status();
        String commandId = answer.text("commandId");
        if (!commandId.isEmpty()) {
            UUID said = UUID.fromString(commandId);
            if (id != null && !id.equals(said)) {
                contradiction = "it was command %s, and then command %s".formatted(id, said);
            }
            id = said;
        }
        if (status >= 500) {
            if (answer.text("type").endsWith(":dead-letter")) {
                contradiction = "it became a dead letter: " + answer.text("detail");
            }
            return;
        }
        if (status == 429) {
            return;
        }
        Fate heard = status == 202
                ? Fate.PENDING
                : status / 100 == 2 ? Fate.ACCEPTED : commandId.isEmpty() ? Fate.TURNED_AWAY : Fate.REFUSED;
        if (heard == Fate.PENDING && isDecided()) {
            return; // asked once more, and the answer took longer than the patience
        }
        if (heard == Fate.TURNED_AWAY && fate != Fate.UNKNOWN && fate != Fate.TURNED_AWAY) {
            contradiction = "it was %s, and then turned away: %s".formatted(fate, answer.text("detail"));
            return;
        }
        if (heard != Fate.PENDING) {
            String verdict = "%s %s %s %s"
                    .formatted(
                            heard,
                            answer.text("state"),
                            answer.body().path("version").asLong(0),
                            answer.text("type"));
            if (told != null && !told.equals(verdict)) {
                contradiction = "it was told «%s», and then «%s»".formatted(told, verdict);
            }
            told = verdict;
            state = answer.text("state");
            version = answer.body().path("version").asLong(0);
            kind = answer.text("type").replaceFirst(".*:", "");
            if (heardAt == Long.MAX_VALUE) {
                heardAt = now;
            }
        }
        fate = heard;
        if (ticketId == null && !answer.text("ticketId").isEmpty()) {
            ticketId = answer.text("ticketId");
        }
    }

    /** Of the one that it was about, or that it has made; null as long as nobody has said. */
    synchronized @Nullable String about() {
        return ticket != null ? ticket : ticketId;
    }

    synchronized boolean isDecided() {
        return fate == Fate.ACCEPTED || fate == Fate.REFUSED || fate == Fate.TURNED_AWAY;
    }

    synchronized Fate fate() {
        return fate;
    }

    synchronized @Nullable UUID id() {
        return id;
    }

    synchronized String state() {
        return state;
    }

    synchronized long version() {
        return version;
    }

    /** Of a refusal: the last part of its type. */
    synchronized String kind() {
        return kind;
    }

    synchronized long heardAt() {
        return heardAt;
    }

    synchronized @Nullable String contradiction() {
        return contradiction;
    }

    @Override
    public synchronized String toString() {
        return "%s by %s of %s (key %s, command %s): %s"
                .formatted(command, account, about(), key, id, told == null ? fate : told);
    }
}
