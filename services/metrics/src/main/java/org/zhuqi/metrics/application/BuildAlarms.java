package org.zhuqi.metrics.application;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.zhuqi.platform.projection.ProjectionAlarm;
import org.zhuqi.platform.projection.ProjectionAlarm.Stop;

/**
 * Which partitions a build cannot take any further, as far as this process reads them. Each build has an alarm of its own: two
 * builds read the same partitions, and what holds up one says nothing of the other.
 */
public final class BuildAlarms {
    private final ConcurrentMap<Integer, ProjectionAlarm> alarms = new ConcurrentHashMap<>();
    private volatile int serving;

    public ProjectionAlarm of(int build) {
        return alarms.computeIfAbsent(build, number -> new ProjectionAlarm("metrics, build " + number));
    }

    /** From now on the figures are those of this build. */
    public void serves(int build) {
        serving = build;
    }

    public ProjectionAlarm ofTheServing() {
        return of(serving);
    }

    /** Of all builds. */
    public List<Stop> stops() {
        return alarms.values().stream()
                .map(ProjectionAlarm::stops)
                .flatMap(Collection::stream)
                .toList();
    }

    /** Nothing is built of it any more. */
    public void forget(int build) {
        alarms.remove(build);
    }
}
