package org.zhuqi.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.zhuqi.platform.security.DevelopmentIssuer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "flowable",
        mixinStandardHelpOptions = true,
        description = {
            "The same six commands in Flowable, embedded in a process of its own, by callers in that process.",
            "A start and five user tasks, each found by its group, claimed and completed; a boundary timer on one of them."
        })
final class FlowableBench implements Callable<Integer> {
    private static final String ENDED =
            "select count(*) from act_hi_procinst where proc_def_id_ like 'ticket:%' and end_time_ is not null";

    @Mixin
    private final CallerOptions options = new CallerOptions();

    @Override
    public Integer call() throws Exception {
        run(options, new Page());
        return 0;
    }

    static List<LoadResult> run(CallerOptions options, Page page) throws Exception {
        page.heading("Flowable");
        page.line(
                "The same flow as BPMN: the start and five user tasks with candidate groups, a non-interrupting boundary "
                        + "timer of five days on the fourth. Its callers are threads in its own process: no HTTP, no JSON, no "
                        + "tokens. Each step: the task of this process that the actor's group may take is asked for, claimed, and "
                        + "completed with the texts that ours are sent. Tables, indexes and history as Flowable makes them by "
                        + "default, random ids, timers' executor running, %d connections. %s"
                                .formatted(Peer.CONNECTIONS, options.inWords()));
        try (Workplace place = Workplace.in(null);
                Peer peer = start(place.path())) {
            page.line("");
            page.line(peer.ready() + "; " + PostgresSettings.of(peer.connection()) + ".");
            long lives = WarmUp.with(
                    seconds -> measure(peer, options.most(), seconds, Long.MAX_VALUE), options.warmUpSeconds, page);
            page.header(LoadResult.columns());
            List<LoadResult> results = new ArrayList<>();
            for (int callers : options.callers) {
                LoadResult result = measure(peer, callers, options.seconds, Long.MAX_VALUE);
                page.row(result.row());
                results.add(result);
                lives += result.lifecycles();
            }
            long ended = ended(peer);
            page.line("");
            page.line("Processes that ended: %,d counted, %,d in its history. Memory then: %s."
                    .formatted(lives, ended, Processes.memoryInWords(peer.pid(), peer.postmaster())));
            if (ended != lives) {
                throw new IllegalStateException(
                        "counted %d lifecycles, but %d processes ended".formatted(lives, ended));
            }
            return results;
        }
    }

    static Peer start(Path place) throws Exception {
        Path texts = place.resolve("texts.tsv");
        Files.writeString(texts, Cast.script(Cast.all(DevelopmentIssuer.in(place.resolve("keys")))));
        return Peer.start(
                "flowable",
                "org.zhuqi.peers.flowable.FlowablePeer",
                place,
                texts.toString(),
                Integer.toString(Peer.CONNECTIONS));
    }

    /** @param most lives after which it ends even if there is time left */
    static LoadResult measure(Peer peer, int callers, int seconds, long most) throws IOException {
        Cpu before = Cpu.soFar(peer.pid(), peer.postmaster());
        long begin = System.nanoTime();
        String[] done =
                peer.ask("call %d %d %d".formatted(callers, seconds, most)).split(" ");
        double took = (System.nanoTime() - begin) / 1e9;
        return new LoadResult(
                callers + (callers == 1 ? " caller" : " callers"),
                took,
                Long.parseLong(done[0]),
                Long.parseLong(done[1]),
                0,
                Histogram.decodeFromByteBuffer(
                        ByteBuffer.wrap(Base64.getDecoder().decode(done[2])), 0),
                Cpu.soFar(peer.pid(), peer.postmaster()).since(before, took));
    }

    static long ended(Peer peer) throws Exception {
        return peer.count(ENDED);
    }
}
