package org.zhuqi.bench;

/** Processor time spent so far, in seconds, or cores busy over a stretch, by whom. */
record Cpu(double server, double compiler, double postgres, double callers, double others) {

    /** @param server the process that is measured; it may have its callers in itself */
    static Cpu soFar(long server, long postmaster) {
        double ofServer = Processes.cpuSeconds(server, false);
        double ofPostgres = Processes.cpuSecondsOfFamily(postmaster);
        double ofCallers = Processes.cpuSeconds(ProcessHandle.current().pid(), false);
        return new Cpu(
                ofServer,
                Processes.compilerSeconds(server),
                ofPostgres,
                ofCallers,
                Processes.busySeconds() - ofServer - ofPostgres - ofCallers);
    }

    /** Cores. */
    Cpu since(Cpu before, double seconds) {
        return new Cpu(
                (server - before.server) / seconds,
                (compiler - before.compiler) / seconds,
                (postgres - before.postgres) / seconds,
                (callers - before.callers) / seconds,
                Math.max(0, others - before.others) / seconds);
    }
}
