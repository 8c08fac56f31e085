package org.zhuqi.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.zhuqi.ticket.domain.Ticket;

/** What the engine does with a command between reading and writing. */
@State(Scope.Benchmark)
public class PureDecision {
    private static final int COMMANDS = 6;

    private final PureLife life = new PureLife();

    /** Guards, the state machine, the fold of the event. */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public Ticket decideACommand() {
        return life.decideAll();
    }
}
