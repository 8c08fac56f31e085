package org.zhuqi.contracts;

import java.util.List;
import java.util.stream.Stream;

/** The topics. Those about tickets are keyed by ticket id, so that what concerns one ticket keeps its order. */
public final class Topics {
    /** What callers ask for. Flushed to disk before the acknowledgement, kept 30 days. */
    public static final String COMMANDS = "zhuqi.ticket.commands";
    /** What happened. Kept for ever. */
    public static final String EVENTS = "zhuqi.ticket.events";
    /** What became of each command, for whoever waits for it. Kept one day; the engine's own table keeps it for ever. */
    public static final String OUTCOMES = "zhuqi.ticket.outcomes";
    /** Commands that could not be read or made the code throw, with the reason in a header. Kept 90 days. */
    public static final String DEAD_COMMANDS = "zhuqi.ticket.commands.dlt";

    /** What the clocks of tickets tell. Kept for ever. */
    public static final String CLOCKS = "zhuqi.clock.events";
    /** The rules by which time is counted: policies and calendars, keyed by what they are. Compacted. */
    public static final String RULES = "zhuqi.clock.rules";
    /**
     * Who is who: districts, units, chains, places, enterprises and accounts, each whole, keyed by what it is. Compacted. No
     * name, phone or mail of a person is ever on it.
     */
    public static final String DIRECTORY = "zhuqi.directory.changes";

    /**
     * What dispatch looks after beside tickets: visits, common problems, meetings, hard problems, supply and demand. Keyed by
     * subject. Kept for ever.
     */
    public static final String DISPATCH = "zhuqi.dispatch.events";

    /** The menu: the items of each district's catalogue, each whole, keyed by district and item. Compacted. */
    public static final String CATALOGUE = "zhuqi.catalogue.changes";

    /** Which policy is to be tried on which past tickets. Kept 7 days, like the answers. */
    public static final String TRIALS = "zhuqi.clock.trials";
    /** What the clocks of those tickets would have been. */
    public static final String TRIAL_READINGS = "zhuqi.clock.trial-readings";

    /** The topics that keep the last word on each key, in one partition, so that everybody can have all of it. */
    public static final List<String> COMPACTED = List.of(RULES, DIRECTORY, CATALOGUE);

    /** The topics that have one partition for good: little comes, and its order is plain. */
    public static final List<String> OF_ONE_PARTITION =
            Stream.concat(COMPACTED.stream(), Stream.of(TRIALS, TRIAL_READINGS)).toList();

    /** Partitions of each other topic, where nothing else is configured. */
    public static final int DEFAULT_PARTITIONS = 24;

    /** Header of a dead letter: the sentence that says why. */
    public static final String DEAD_REASON_HEADER = "dlt-reason";
    /** Header of a dead letter: topic, partition and offset where it stood, separated by slashes. */
    public static final String DEAD_ORIGIN_HEADER = "dlt-origin";

    public static final List<String> ALL = List.of(
            COMMANDS,
            EVENTS,
            OUTCOMES,
            DEAD_COMMANDS,
            CLOCKS,
            RULES,
            DIRECTORY,
            DISPATCH,
            CATALOGUE,
            TRIALS,
            TRIAL_READINGS);

    private Topics() {}
}
