package org.zhuqi.timeliness.application;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.calendar.AnnouncedCalendar;
import org.zhuqi.platform.calendar.WorkingCalendar;
import org.zhuqi.timeliness.postgres.CalendarRows;

/** The working calendars in force. The database says which; what they say is kept, as no version ever changes. */
public final class Calendars {
    private final CalendarRows rows;
    private final Map<String, WorkingCalendar> byVersion = new ConcurrentHashMap<>();

    public Calendars(CalendarRows rows) {
        this.rows = rows;
    }

    /**
     * First in a transaction that settles tickets: what is counted by the old calendar is written before a change looks for
     * what to count anew, or else is counted by the new one.
     */
    void hold() {
        rows.hold();
    }

    /** Those in force right now: asked once for a batch, so that all of it is counted alike. */
    public InForce inForce() {
        return new InForce(rows.currentVersions());
    }

    public WorkingCalendar of(DistrictId district) {
        return inForce().of(district);
    }

    /** The calendar of this version, also when it is in force no more. */
    public WorkingCalendar of(String version) {
        return byVersion.computeIfAbsent(
                version,
                any -> rows.find(version)
                        .map(AnnouncedCalendar::rules)
                        .map(WorkingCalendar::of)
                        .orElseThrow(() -> new IllegalStateException("the calendar " + version + " is not there")));
    }

    /** Every district's calendar at one moment. */
    public final class InForce {
        private final Map<String, String> versions;

        private InForce(Map<String, String> versions) {
            this.versions = versions;
        }

        public WorkingCalendar of(DistrictId district) {
            String owner = versions.containsKey(district.text()) ? district.text() : CalendarRows.COMMON;
            return Calendars.this.of(Objects.requireNonNull(versions.get(owner), "there is no common calendar"));
        }
    }
}
