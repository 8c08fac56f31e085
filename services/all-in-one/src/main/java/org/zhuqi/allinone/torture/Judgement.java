package org.zhuqi.allinone.torture;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.verify.Check;
import org.zhuqi.platform.json.Json;

/**
 * Holds what the system has kept against what callers were told and against the lifecycle, written down here once more: a
 * fault in the table of the contracts must not excuse itself.
 */
final class Judgement {
    /** What an event needs and what it leads to; {@code =} stays, {@code ^} goes back to before the merge. */
    private static final Map<String, Map<String, String>> LIFE = life("""
            submitted              NEW>SUBMITTED
            amended                SUBMITTED>SUBMITTED
            dispatched             SUBMITTED>DISPATCHED OPEN_CALL>DISPATCHED
            call-published         SUBMITTED>OPEN_CALL
            declined               SUBMITTED>DECLINED
            merged                 SUBMITTED>MERGED DISPATCHED>MERGED IN_PROGRESS>MERGED
            withdrawn              SUBMITTED>WITHDRAWN OPEN_CALL>WITHDRAWN DISPATCHED>WITHDRAWN IN_PROGRESS>WITHDRAWN SUSPENDED>WITHDRAWN
            escalated              SUBMITTED>= DISPATCHED>= OBJECTED>= IN_PROGRESS>= SUSPENDED>=
            call-claimed           OPEN_CALL>IN_PROGRESS
            accepted               DISPATCHED>IN_PROGRESS
            objected               DISPATCHED>OBJECTED
            redispatched           DISPATCHED>DISPATCHED IN_PROGRESS>DISPATCHED
            objection-upheld       OBJECTED>SUBMITTED
            objection-overruled    OBJECTED>DISPATCHED
            progress-recorded      IN_PROGRESS>=
            suspended              IN_PROGRESS>SUSPENDED
            resumed                SUSPENDED>IN_PROGRESS
            information-provided   SUSPENDED>IN_PROGRESS
            extension-requested    IN_PROGRESS>=
            extension-granted      IN_PROGRESS>=
            extension-refused      IN_PROGRESS>=
            marked-hard            IN_PROGRESS>=
            answered               IN_PROGRESS>ANSWERED
            answer-relayed         MERGED>=
            confirmed              ANSWERED>CLOSED
            disputed               ANSWERED>IN_PROGRESS
            closed                 ANSWERED>CLOSED
            rated                  CLOSED>=
            reopened               CLOSED>DISPATCHED
            unmerged               MERGED>^
            appealed               DECLINED>SUBMITTED
            """);

    private static final Map<String, String> TOLD_AS = Map.ofEntries(
            Map.entry("submit", "submitted"),
            Map.entry("amend", "amended"),
            Map.entry("dispatch", "dispatched"),
            Map.entry("publish", "call-published"),
            Map.entry("decline", "declined"),
            Map.entry("merge", "merged"),
            Map.entry("withdraw", "withdrawn"),
            Map.entry("escalate", "escalated"),
            Map.entry("claim", "call-claimed"),
            Map.entry("accept", "accepted"),
            Map.entry("object", "objected"),
            Map.entry("redispatch", "redispatched"),
            Map.entry("uphold", "objection-upheld"),
            Map.entry("overrule", "objection-overruled"),
            Map.entry("record-progress", "progress-recorded"),
            Map.entry("suspend", "suspended"),
            Map.entry("resume", "resumed"),
            Map.entry("provide-information", "information-provided"),
            Map.entry("request-extension", "extension-requested"),
            Map.entry("grant-extension", "extension-granted"),
            Map.entry("refuse-extension", "extension-refused"),
            Map.entry("mark-hard", "marked-hard"),
            Map.entry("answer", "answered"),
            Map.entry("confirm", "confirmed"),
            Map.entry("dispute", "disputed"),
            Map.entry("close", "closed"),
            Map.entry("rate", "rated"),
            Map.entry("reopen", "reopened"),
            Map.entry("unmerge", "unmerged"),
            Map.entry("appeal", "appealed"));

    /** @param after the state to which it led, by the lifecycle */
    private record Told(String ticket, long sequence, String type, UUID command, boolean bySystem, String after) {}

    private final Memory memory;
    private final Map<String, List<Told>> histories = new HashMap<>();
    private final Map<UUID, Told> byCommand = new HashMap<>();

    private Judgement(Memory memory) {
        this.memory = memory;
    }

    /** @return what holds and what does not; nobody may be doing anything meanwhile */
    static List<Check> of(Memory memory, DataSource database, Callers callers, Set<String> shown)
            throws IOException, InterruptedException {
        Judgement judgement = new Judgement(memory);
        JdbcClient books = JdbcClient.create(database);
        List<Check> checks = new ArrayList<>();
        checks.add(judgement.lives(books));
        checks.add(judgement.promises());
        checks.add(judgement.strangers());
        checks.add(judgement.order());
        checks.add(judgement.tickets(books));
        checks.add(judgement.pages(callers, shown));
        return checks;
    }

    private Check lives(JdbcClient books) {
        Check check = new Check("every ticket's events follow the lifecycle, numbered without gaps");
        Map<String, Deque<String>> merged = new HashMap<>();
        books.sql("select ticket_id, sequence, type, command_id, body from ticket.event order by ticket_id, sequence")
                .query(rs -> {
                    check.lookedAtOne();
                    String ticket = rs.getString(1);
                    List<Told> history = histories.computeIfAbsent(ticket, any -> new ArrayList<>());
                    String before =
                            history.isEmpty() ? "NEW" : history.getLast().after();
                    String type =
                            rs.getString(3).replaceFirst("^.*ticket\\.", "").replaceFirst("\\.v\\d+$", "");
                    String after = LIFE.getOrDefault(type, Map.of()).get(before);
                    if (after == null || rs.getLong(2) != history.size() + 1) {
                        check.fault("ticket %s: event %d is '%s' in state %s"
                                .formatted(ticket, rs.getLong(2), type, before));
                        after = after == null ? "?" : after;
                    }
                    if (type.equals("merged")) {
                        merged.computeIfAbsent(ticket, any -> new ArrayDeque<>())
                                .push(before);
                    }
                    String state = switch (after) {
                        case "=" -> before;
                        case "^" -> back(merged.get(ticket));
                        default -> after;
                    };
                    boolean bySystem = Json.MAPPER
                            .readTree(rs.getString(5))
                            .findValuesAsString("role")
                            .contains("SYSTEM");
                    Told told = new Told(ticket, rs.getLong(2), type, rs.getObject(4, UUID.class), bySystem, state);
                    history.add(told);
                    Told twin = byCommand.put(told.command(), told);
                    if (twin != null) {
                        check.fault("command %s took effect twice: %s and %s".formatted(told.command(), twin, told));
                    }
                });
        return check;
    }

    private static String back(@Nullable Deque<String> merged) {
        return merged == null || merged.isEmpty() ? "?" : merged.pop();
    }

    private Check promises() {
        Check check = new Check("every command is in the log as its caller was told, or not at all");
        Set<UUID> ids = new HashSet<>();
        for (Deed deed : memory.deeds()) {
            check.lookedAtOne();
            String fault = fault(deed);
            UUID id = deed.id();
            if (fault == null && id != null && !ids.add(id)) {
                fault = "another caller's command has the same id";
            }
            if (fault != null) {
                check.fault(deed + ": " + fault);
            }
        }
        return check;
    }

    private @Nullable String fault(Deed deed) {
        if (deed.contradiction() != null) {
            return deed.contradiction();
        }
        UUID id = deed.id();
        Told told = id == null ? null : byCommand.get(id);
        return switch (deed.fate()) {
            case UNKNOWN, PENDING -> "nobody could say what became of it";
            case TURNED_AWAY -> told == null ? null : "it was turned away and took effect: " + told;
            case ACCEPTED -> accepted(deed, told);
            case REFUSED -> told != null ? "it was refused and took effect: " + told : refused(deed);
        };
    }

    private static @Nullable String accepted(Deed deed, @Nullable Told told) {
        if (told == null) {
            return "it was accepted and is not in the log";
        }
        if (told.sequence() != deed.version()
                || !told.after().equals(deed.state())
                || !told.ticket().equals(deed.about())) {
            return "the log has " + told;
        }
        if (!told.type().equals(TOLD_AS.get(deed.command))) {
            return "it became " + told.type();
        }
        return deed.decidedOn == null || deed.decidedOn == told.sequence() - 1
                ? null
                : "it was decided on version %d and took effect on %d".formatted(deed.decidedOn, told.sequence() - 1);
    }

    /** A refusal names the state for which it holds, and it must hold for it. */
    private @Nullable String refused(Deed deed) {
        String ticket = deed.about();
        List<Told> history = ticket == null ? null : histories.get(ticket);
        if (history == null || deed.version() < 1) {
            return null;
        }
        if (deed.version() > history.size()) {
            return "it was refused on version %d, of which there are %d".formatted(deed.version(), history.size());
        }
        String state = history.get((int) deed.version() - 1).after();
        if (!state.equals(deed.state())) {
            return "it was refused in state %s; version %d is %s".formatted(deed.state(), deed.version(), state);
        }
        String event = TOLD_AS.getOrDefault(deed.command, "");
        // A merge may be refused for the state of the other ticket.
        if (deed.kind().equals("wrong-state")
                && !deed.command.equals("merge")
                && LIFE.getOrDefault(event, Map.of()).containsKey(state)) {
            return "it was refused for its state, in which it is possible";
        }
        if (deed.kind().equals("stale") && (deed.decidedOn == null || deed.decidedOn == deed.version())) {
            return "it was refused as stale and was not";
        }
        return null;
    }

    private Check strangers() {
        Check check = new Check("every event in the log was asked for by a caller, or by the system itself");
        Set<UUID> asked = new HashSet<>();
        for (Deed deed : memory.deeds()) {
            UUID id = deed.id();
            if (id != null) {
                asked.add(id);
            }
        }
        byCommand.values().forEach(told -> {
            check.lookedAtOne();
            if (!told.bySystem() && !asked.contains(told.command())) {
                check.fault("nobody has asked for " + told);
            }
        });
        return check;
    }

    private Check order() {
        Check check = new Check("what was answered before something else was sent came before it");
        Map<String, List<Deed>> accepted = new HashMap<>();
        for (Deed deed : memory.deeds()) {
            String ticket = deed.about();
            if (deed.fate() == Deed.Fate.ACCEPTED && ticket != null) {
                accepted.computeIfAbsent(ticket, any -> new ArrayList<>()).add(deed);
            }
        }
        accepted.values().forEach(deeds -> {
            deeds.sort(Comparator.comparingLong(Deed::version));
            // Going back from the last, the earliest moment at which a later one was already answered.
            long answered = Long.MAX_VALUE;
            for (Deed deed : deeds.reversed()) {
                check.lookedAtOne();
                if (answered < deed.sentAt) {
                    check.fault(deed + " was sent after a later version had been answered");
                }
                answered = Math.min(answered, deed.heardAt());
            }
        });
        return check;
    }

    private Check tickets(JdbcClient books) {
        Check check = new Check("every ticket stands in the books and on the read side as its events say");
        books.sql("""
                        select t.id, t.state, t.version, d.state, d.version
                        from ticket.ticket t left join desk.ticket d on d.id = t.id
                        """).query(rs -> {
            check.lookedAtOne();
            List<Told> history = histories.getOrDefault(rs.getString(1), List.of());
            String state = history.isEmpty() ? "NEW" : history.getLast().after();
            if (!state.equals(rs.getString(2)) || history.size() != rs.getLong(3)) {
                check.fault("ticket %s is %s at %d, its events say %s at %d"
                        .formatted(rs.getString(1), rs.getString(2), rs.getLong(3), state, history.size()));
            }
            if (!state.equals(rs.getString(4)) || history.size() != rs.getLong(5)) {
                check.fault("ticket %s is shown %s at %d, its events say %s at %d"
                        .formatted(rs.getString(1), rs.getString(4), rs.getLong(5), state, history.size()));
            }
        });
        return check;
    }

    private Check pages(Callers callers, Set<String> shown) throws IOException, InterruptedException {
        Check check = new Check("tickets are shown to people as their events say");
        for (String ticket : shown) {
            check.lookedAtOne();
            List<Told> history = histories.getOrDefault(ticket, List.of());
            Answer answer = callers.shown(ticket);
            String state = history.isEmpty() ? "NEW" : history.getLast().after();
            if (answer.status() != 200
                    || !answer.text("state").equals(state)
                    || answer.body().path("version").asLong() != history.size()) {
                check.fault("ticket %s is answered %d %s at %s, its events say %s at %d"
                        .formatted(
                                ticket,
                                answer.status(),
                                answer.text("state"),
                                answer.body().path("version"),
                                state,
                                history.size()));
            }
        }
        return check;
    }

    private static Map<String, Map<String, String>> life(String table) {
        Map<String, Map<String, String>> life = new HashMap<>();
        table.lines().forEach(line -> {
            String[] words = line.strip().split("\\s+");
            Map<String, String> ways = new HashMap<>();
            for (int index = 1; index < words.length; index++) {
                String[] way = words[index].split(">");
                ways.put(way[0], way[1]);
            }
            life.put(words[0], ways);
        });
        return life;
    }
}
