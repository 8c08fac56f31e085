package org.zhuqi.notification.domain;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.WarningLevel;
import org.zhuqi.contracts.event.EventType;

/** What may be told of: events of tickets, steps of their clocks, meetings, and the list of a morning. */
public final class Occasions {
    public static final String BREACHED = "clock.breached";
    public static final String DUE_TOMORROW = "clock.due-tomorrow";
    public static final String MEETING_PLANNED = "meeting.planned";
    public static final String MEETING_CHANGED = "meeting.changed";
    public static final String MEETING_CANCELLED = "meeting.cancelled";
    /** What of a unit is due and overdue. */
    public static final String DIGEST = "digest";

    /** By name, in the order in which they are listed. */
    public static final Map<String, Sentence> ALL = all();

    private Occasions() {}

    public static String of(EventType type) {
        return "ticket." + type.wireName();
    }

    public static String of(WarningLevel level) {
        return "clock." + level.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Sentence> all() {
        Map<String, Sentence> all = new LinkedHashMap<>();
        for (EventType type : EventType.values()) {
            all.put(of(type), new Sentence("ticket " + type.wireName().replace('-', ' '), type.zh()));
        }
        Arrays.stream(WarningLevel.values())
                .forEach(level -> all.put(
                        of(level), new Sentence("warning: " + level.name().toLowerCase(Locale.ROOT), level.zh())));
        all.put(DUE_TOMORROW, new Sentence("due tomorrow", "明日到期"));
        all.put(BREACHED, new Sentence("overdue", "已超时"));
        all.put(MEETING_PLANNED, new Sentence("meeting called", "协调会安排"));
        all.put(MEETING_CHANGED, new Sentence("meeting changed", "协调会变更"));
        all.put(MEETING_CANCELLED, new Sentence("meeting cancelled", "协调会取消"));
        all.put(DIGEST, new Sentence("the list of the morning", "每日待办清单"));
        return Collections.unmodifiableMap(all);
    }
}
