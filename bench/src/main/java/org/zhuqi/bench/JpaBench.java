package org.zhuqi.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.zhuqi.platform.security.DevelopmentIssuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "jpa",
        mixinStandardHelpOptions = true,
        description = {
            "The same six commands in a plain ticket service with Spring MVC and JPA, called over HTTP as ours is.",
            "A transaction for each step: the row of the ticket is updated, a row of its history inserted. No login."
        })
final class JpaBench implements Callable<Integer> {
    @Mixin
    private final CallerOptions options = new CallerOptions();

    @Override
    public Integer call() throws Exception {
        run(options, new Page());
        return 0;
    }

    static List<LoadResult> run(CallerOptions options, Page page) throws Exception {
        page.heading("A plain ticket service with Spring and JPA");
        page.line(
                "Spring MVC on Tomcat, a transactional service, Hibernate with an optimistic version: each step one row "
                        + "updated and one row of history inserted. Called like ours, with the same bodies, by the same callers. It "
                        + "does less than ours: nobody is authenticated, nothing is published, no repeated command is recognised, "
                        + "no clocks, no work lists. %d connections, otherwise as Spring Boot configures it. %s"
                                .formatted(Peer.CONNECTIONS, options.inWords()));
        try (Workplace place = Workplace.in(null);
                Peer peer = start(place.path())) {
            page.line("");
            page.line(peer.ready().substring(peer.ready().indexOf(' ') + 1) + "; "
                    + PostgresSettings.of(peer.connection()) + ".");
            HttpLoad load = load(peer, place.path());
            long lives = WarmUp.with(seconds -> load.closed(options.most(), seconds), options.warmUpSeconds, page);
            page.header(LoadResult.columns());
            List<LoadResult> results = new ArrayList<>();
            for (int callers : options.callers) {
                LoadResult result = load.closed(callers, options.seconds);
                page.row(result.row());
                results.add(result);
                lives += result.lifecycles();
            }
            long closed = closed(peer);
            page.line("");
            page.line("Tickets that were closed: %,d counted, %,d in its table. Memory then: %s."
                    .formatted(lives, closed, Processes.memoryInWords(peer.pid(), peer.postmaster())));
            if (closed != lives) {
                throw new IllegalStateException(
                        "counted %d lifecycles, but %d tickets closed".formatted(lives, closed));
            }
            return results;
        }
    }

    static Peer start(Path place) throws Exception {
        return Peer.start("jpa", "org.zhuqi.peers.jpa.JpaPeer", place, Integer.toString(Peer.CONNECTIONS));
    }

    static String address(Peer peer) {
        return "http://127.0.0.1:" + peer.ready().split(" ", 2)[0];
    }

    static HttpLoad load(Peer peer, Path place) throws Exception {
        return new HttpLoad(
                address(peer), peer.pid(), peer.postmaster(), Cast.all(DevelopmentIssuer.in(place.resolve("keys"))));
    }

    static long closed(Peer peer) throws Exception {
        return peer.count("select count(*) from ticket where state = 'CLOSED'");
    }
}
