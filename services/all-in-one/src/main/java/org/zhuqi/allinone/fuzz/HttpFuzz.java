package org.zhuqi.allinone.fuzz;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.fuzz.Sent.Header;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;

/** Requests by the thousand to a running system, none of which may make it answer other than the rules say. */
public final class HttpFuzz {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_KINDS = 200;
    private static final int SHOWN = 600;

    private final String address;
    private final long seed;
    private final int callers;
    private final PrintStream out;
    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, String> roles = new LinkedHashMap<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Long> times = new HashMap<>();
    private final Tally tally = new Tally();

    /**
     * @param tokens gives an account its access token, which must live as long as this runs
     * @param callers how many at once
     */
    public HttpFuzz(String address, Function<Account, String> tokens, long seed, int callers, PrintStream out) {
        this.address = address;
        this.seed = seed;
        this.callers = callers;
        this.out = out;
        for (Account account : Account.all()) {
            this.tokens.put(account.name().text(), tokens.apply(account));
            this.roles.put(account.name().text(), account.role().name());
        }
    }

    /** @return how it was answered; what broke a rule is in {@link #findings()} */
    public Tally run(long requests) throws InterruptedException {
        JsonNode document = document();
        List<Operation> operations = Operation.of(document);
        Set<String> shapes = new HashSet<>();
        operations.forEach(operation -> shapes.add(operation.shape()));
        Known known = new Known(shapes);
        Requests making = new Requests(operations, known, new Documents(document, known), roles, spared());
        out.printf("%,d operations, %d accounts, seed %d%n", operations.size(), roles.size(), seed);
        look(operations, making, known);
        AtomicLong next = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < callers; caller++) {
            threads.add(Thread.ofPlatform().name("fuzz-" + caller).start(() -> {
                try (Wire wire = new Wire(address, PATIENCE)) {
                    for (long number = next.getAndIncrement(); number < requests; number = next.getAndIncrement()) {
                        one(number, making, known, wire);
                        if (number % 10_000 == 9_999) {
                            out.printf("  %,d requests, %s%n", number + 1, tally.byStatus());
                        }
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return tally;
    }

    /** In the order in which they were found, one of each kind. */
    public List<Finding> findings() {
        synchronized (findings) {
            return List.copyOf(findings.values());
        }
    }

    /** How often an answer was of the finding's kind. */
    public long times(Finding finding) {
        synchronized (findings) {
            return times.getOrDefault(finding.kind(), 0L);
        }
    }

    private JsonNode document() {
        try (Wire wire = new Wire(address, PATIENCE)) {
            Answer answer = wire.send(new Sent("", "GET", "/v3/api-docs", null, List.of(), null), null);
            if (answer.status() != 200) {
                throw new IllegalStateException("/v3/api-docs was answered " + answer.status() + " " + answer.text());
            }
            return Json.MAPPER.readTree(answer.body());
        }
    }

    /** The callers, and what they belong to. */
    private static Set<String> spared() {
        Set<String> spared = new HashSet<>();
        for (Account account : Account.all()) {
            spared.add("accounts/" + account.name().text());
            spared.add("persons/" + account.name().text());
            spared.add("districts/" + account.district().text());
            if (account.unit() != null) {
                spared.add("units/" + account.unit().text());
            }
            if (account.enterprise() != null) {
                spared.add("enterprises/" + account.enterprise().text());
            }
        }
        return spared;
    }

    private void look(List<Operation> operations, Requests making, Known known) {
        try (Wire wire = new Wire(address, PATIENCE)) {
            List<String> lookers = lookers();
            for (int round = 0; round < 2; round++) {
                for (Operation operation : operations) {
                    // Where there is an end of the stream, nobody waits for it; figures as files say nothing to learn
                    // from.
                    if (operation.method().equals("GET") && !operation.path().contains("export.")) {
                        for (String account : lookers) {
                            if (operation.roles().contains(roles.getOrDefault(account, ""))) {
                                Requests.Case plain = making.plain(operation, account, Chance.of(seed, -1 - round));
                                Answer answer = wire.send(plain.sent(), tokens.get(account));
                                known.learn(operation, plain.sent().target(), account, answer);
                            }
                        }
                    }
                }
            }
        }
    }

    /** One of each role in each of two districts. */
    private List<String> lookers() {
        Map<String, String> lookers = new LinkedHashMap<>();
        roles.forEach((account, role) -> {
            if (account.startsWith("qt-") || account.startsWith("sy-")) {
                lookers.putIfAbsent(account.substring(0, 3) + role, account);
            }
        });
        return List.copyOf(lookers.values());
    }

    private void one(long number, Requests making, Known known, Wire wire) {
        Requests.Case made = making.of(Chance.of(seed, number));
        Answer answer = send(wire, made.sent());
        tally.count(made.sent(), answer);
        String fault = Judge.fault(made.sent(), answer);
        if (fault == null) {
            int query = made.sent().target().indexOf('?');
            if (made.sent().method().equals(made.operation().method())) {
                known.learn(
                        made.operation(),
                        query < 0 ? made.sent().target() : made.sent().target().substring(0, query),
                        made.sent().account(),
                        answer);
            }
            return;
        }
        String kind = kind(made.sent(), answer, fault);
        synchronized (findings) {
            if (times.merge(kind, 1L, Long::sum) > 1 || findings.size() >= MOST_KINDS) {
                return;
            }
        }
        Sent smallest = answer.status() == 0 ? made.sent() : smaller(wire, made.sent(), kind);
        String text = answer.text();
        Finding finding = new Finding(
                kind,
                number,
                made.sent().operation(),
                answer.status(),
                text.substring(0, Math.min(SHOWN, text.length())),
                smallest.curl(address));
        synchronized (findings) {
            findings.put(kind, finding);
        }
        out.printf("✗ %s (seed %d, request %d)%n  %s%n  %s%n", kind, seed, number, finding.answer(), finding.curl());
    }

    private Answer send(Wire wire, Sent sent) {
        return wire.send(sent, sent.account() == null ? null : tokens.get(sent.account()));
    }

    private static String kind(Sent sent, Answer answer, String fault) {
        return answer.status() == 0 || answer.status() >= 500 ? fault + " to " + sent.operation() : fault;
    }

    /** Leaves out what the fault does not need, as long as it stays. */
    private Sent smaller(Wire wire, Sent sent, String kind) {
        Sent smallest = sent;
        for (Header header : sent.headers()) {
            smallest = ifStill(wire, smallest, smallest.without(header), kind);
        }
        int query = smallest.target().indexOf('?');
        if (query > 0) {
            smallest = ifStill(
                    wire, smallest, smallest.withTarget(smallest.target().substring(0, query)), kind);
        }
        if (smallest.target().indexOf('?') > 0) {
            String path = smallest.target().substring(0, query);
            for (String pair : smallest.target().substring(query + 1).split("&", -1)) {
                List<String> pairs = new ArrayList<>(
                        List.of(smallest.target().substring(query + 1).split("&", -1)));
                if (pairs.size() > 1 && pairs.remove(pair)) {
                    smallest = ifStill(wire, smallest, smallest.withTarget(path + "?" + String.join("&", pairs)), kind);
                }
            }
        }
        if (smallest.body() != null) {
            smallest = ifStill(wire, smallest, smallest.withBody(null), kind);
        }
        return smallest;
    }

    private Sent ifStill(Wire wire, Sent now, Sent smaller, String kind) {
        Answer answer = send(wire, smaller);
        @Nullable String fault = Judge.fault(smaller, answer);
        return fault != null && kind(smaller, answer, fault).equals(kind) ? smaller : now;
    }
}
