package org.zhuqi.allinone.torture;

/** What can go wrong with a running system. */
enum Fault {
    KILL_SERVICES("kill -9 of the services"),
    KILL_DATABASE("kill -9 of PostgreSQL"),
    KILL_BROKER("kill -9 of Kafka"),
    POWER_CUT("kill -9 of all three at once"),
    RESTART_SERVICES("the services stop in order and start again"),
    RESTART_BROKER("Kafka stops in order and starts again"),
    PAUSE_SERVICES("the services stand still (SIGSTOP)"),
    PAUSE_DATABASE("PostgreSQL stands still (SIGSTOP)"),
    PAUSE_BROKER("Kafka stands still (SIGSTOP)"),
    SLOW_DATABASE("PostgreSQL comes to nothing most of the time (bursts of SIGSTOP)"),
    LOCKED_TABLES("somebody holds the engine's tables"),
    FULL_DISK("no space is left on the disk of all data"),
    CLOCK_AHEAD("the services start again with a clock that has jumped ahead"),
    CLOCK_BACK("the services start again with a clock that has jumped back");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
