package org.zhuqi.metrics.application;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.metrics.application.Build.State;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * The facts are built once more from the first event on, beside those that serve: begun, watched and, if need be, given up.
 * When it has caught up, a build takes over by itself; one that cannot go on never does.
 */
public final class Rebuilding {
    private final BuildRows rows;
    private final BuildReader reader;
    private final BuildAlarms alarms;
    private final TransactionTemplate transaction;
    private final InstantSource now;

    public Rebuilding(
            BuildRows rows,
            BuildReader reader,
            BuildAlarms alarms,
            TransactionTemplate transaction,
            InstantSource now) {
        this.rows = rows;
        this.reader = reader;
        this.alarms = alarms;
        this.transaction = transaction;
        this.now = now;
    }

    /** Who reads the topics for the builds. */
    public interface BuildReader {
        Read progress(int build);

        /** There is a build more or less: look at once. */
        void wake();
    }

    /** @param total how many records the topics have; {@code read} of them are counted in */
    public record Read(long read, long total) {
        /** Cut off: only when all is read it is 100. */
        public int percent() {
            return total == 0 ? 100 : Math.toIntExact(read * 100 / total);
        }
    }

    /**
     * @param read null for one that serves no more
     * @param stops the partitions that this process cannot take any further
     */
    public record Progressing(Build build, @Nullable Read read, List<Stop> stops) {}

    public enum GivingUp {
        GIVEN_UP,
        NOT_UNDER_WAY,
        UNKNOWN
    }

    /** The latest first. */
    public List<Progressing> all() {
        return rows.all().stream().map(this::progressing).toList();
    }

    private Progressing progressing(Build build) {
        return build.state() == State.RETIRED
                ? new Progressing(build, null, List.of())
                : new Progressing(
                        build,
                        reader.progress(build.number()),
                        alarms.of(build.number()).stops());
    }

    public Optional<Build> find(int build) {
        return rows.all().stream().filter(it -> it.number() == build).findFirst();
    }

    /** @return empty if one is under way */
    public Optional<Progressing> begin(AccountId account) {
        Optional<Build> begun = Objects.requireNonNull(
                transaction.execute(status -> rows.begin(account, now.instant())), "a build or none");
        begun.ifPresent(build -> reader.wake());
        return begun.map(this::progressing);
    }

    /** What it has built is forgotten a little later. */
    public GivingUp giveUp(int build) {
        if (find(build).isEmpty()) {
            return GivingUp.UNKNOWN;
        }
        boolean givenUp = Boolean.TRUE.equals(transaction.execute(status -> rows.giveUp(build, now.instant())));
        reader.wake();
        return givenUp ? GivingUp.GIVEN_UP : GivingUp.NOT_UNDER_WAY;
    }
}
