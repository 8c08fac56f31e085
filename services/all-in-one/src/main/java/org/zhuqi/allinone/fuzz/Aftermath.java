package org.zhuqi.allinone.fuzz;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.utils.Utils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.verify.Check;
import org.zhuqi.allinone.verify.Verification;
import org.zhuqi.contracts.Topics;

/** Whether the system still does its work after everything that was sent to it. */
public final class Aftermath {
    private static final Duration SHOWN_WITHIN = Duration.ofMinutes(2);
    private static final int MOST_TICKETS = 600;
    /** How the verification names what is on a topic and of nobody. */
    private static final String OF_NOBODY = "holds no ";

    private final String address;
    private final Servers servers;
    private final DataFolder folder;
    private final Api enterprise;
    private final Api coordinator;

    /** @param tokens gives an account its access token */
    public Aftermath(String address, Servers servers, DataFolder folder, Function<Account, String> tokens) {
        this.address = address;
        this.servers = servers;
        this.folder = folder;
        HttpClient http = Api.newClient();
        this.enterprise = api(http, "qt-enterprise", tokens);
        this.coordinator = api(http, "qt-coordinator", tokens);
    }

    private Api api(HttpClient http, String account, Function<Account, String> tokens) {
        return new Api(http, address, tokens.apply(Account.named(account).orElseThrow()));
    }

    /** @return what is not as it must be; empty: all is well */
    public List<String> faults() throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        int ready = enterprise.get("/actuator/health/readiness").status();
        if (ready != 200) {
            faults.add("the system is not ready: " + ready);
        }
        faults.addAll(everyPartitionWorks());
        for (Check check : Verification.of(servers, folder, Map.of()).whenCaughtUp()) {
            check.named().stream()
                    .filter(named -> !named.contains(OF_NOBODY))
                    .forEach(named -> faults.add(check.question() + ": " + named));
        }
        return faults;
    }

    /** Commands that could not be read, kept for an administrator. */
    public long deadLetters() {
        return JdbcClient.create(Database.of(servers.jdbcUrl(), servers.username(), servers.password()))
                .sql("select count(*) from ticket.dead_letter")
                .query(Long.class)
                .single();
    }

    /** A ticket in each partition of the topics about tickets, submitted, dispatched and shown. */
    private List<String> everyPartitionWorks() throws IOException, InterruptedException {
        Set<Integer> partitions = new HashSet<>();
        List<String> tickets = new ArrayList<>();
        for (int count = 0; count < MOST_TICKETS && partitions.size() < Topics.DEFAULT_PARTITIONS; count++) {
            Answer submitted = enterprise.post(
                    "/api/v1/tickets", Map.of("item", "qt-yg", "title", "一切照常", "description", "还能办吗？"), Map.of());
            if (submitted.status() != 201) {
                return List.of("a submission is answered %d: %s".formatted(submitted.status(), submitted.body()));
            }
            String ticket = submitted.text("ticketId");
            if (partitions.add(partition(ticket))) {
                tickets.add(ticket);
                Answer dispatched = coordinator.command(ticket, "dispatch", Map.of("lead", "qt-rsj"), null);
                if (dispatched.status() != 200) {
                    return List.of("a dispatch is answered %d: %s".formatted(dispatched.status(), dispatched.body()));
                }
            }
        }
        return notShown(tickets);
    }

    private List<String> notShown(List<String> tickets) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + SHOWN_WITHIN.toNanos();
        List<String> waiting = new ArrayList<>(tickets);
        while (!waiting.isEmpty()) {
            Answer shown = coordinator.get("/api/v1/tickets/" + waiting.getFirst());
            if (shown.status() == 200 && shown.body().path("version").asLong() >= 2) {
                waiting.removeFirst();
            } else if (System.nanoTime() > deadline) {
                return waiting.stream()
                        .map(ticket ->
                                "ticket %s in partition %d is not shown as it is".formatted(ticket, partition(ticket)))
                        .toList();
            } else {
                Thread.sleep(100);
            }
        }
        return List.of();
    }

    private static int partition(String key) {
        byte[] bytes = Objects.requireNonNull(Utils.utf8(key));
        return Utils.toPositive(Utils.murmur2(bytes)) % Topics.DEFAULT_PARTITIONS;
    }
}
