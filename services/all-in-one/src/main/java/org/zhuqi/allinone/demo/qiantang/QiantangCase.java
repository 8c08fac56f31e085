package org.zhuqi.allinone.demo.qiantang;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.function.Function;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.demo.PublishedCase;

/**
 * Sends the published case through the write API, as another system's history is brought in: the directory's lists, every
 * command of every ticket, then meetings, hard problems and visits, all with their own business times. Whatever is sent has an
 * id or key of its own, so that telling it again changes nothing, and an interrupted one goes on.
 */
public final class QiantangCase {
    private final String address;
    private final Function<Account, String> tokens;
    private final PrintStream out;
    private final HttpClient http = Api.newClient();

    /** @param tokens gives an account its access token */
    public QiantangCase(String address, Function<Account, String> tokens, PrintStream out) {
        this.address = address;
        this.tokens = tokens;
        this.out = out;
    }

    /** @throws RefusedException if anything is not taken; the sentence says what and why */
    public void tell(long seed) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Plan plan = Planning.of(seed);
        Api admin = as("qt-admin");
        Api importer = as("qt-importer");
        Api coordinator = as("qt-coordinator");
        out.printf(
                "  Qiantang  seed %d: %,d commands for %d tickets%n",
                seed, plan.commandCount(), plan.tickets().size());
        WhatIsThere there = new WhatIsThere(admin, importer, coordinator);
        there.requireRoomFor(plan);
        new SendingLists(admin, out).send(plan.people());
        new SendingTickets(URI.create(address), token("qt-importer"), out).send(plan);
        new SendingBeside(importer, out).send(plan, Planning.source(seed));
        CaseTable table = new CaseTable(out);
        table.print(plan, Recount.of(plan, PublishedCase.CUT_OFF), there.count(plan));
        PublishedCase sent = Recount.of(plan, PublishedCase.CUT_OFF).asPublished(plan);
        table.printFigures(sent, there.figures(sent));
        out.printf(
                "  Told in   %.1f s%n",
                Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
    }

    private Api as(String account) {
        return new Api(http, address, token(account));
    }

    private String token(String account) {
        return tokens.apply(Account.named(account)
                .orElseThrow(() -> new IllegalStateException("no development account " + account)));
    }
}
