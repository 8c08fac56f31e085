package org.zhuqi.contracts.clock;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The events of clocks by name. */
public enum ClockEventType {
    CLOCKS_CHANGED("changed", ClockEvent.ClocksChanged.class, "计时变化"),
    CLOCK_WARNED("warned", ClockEvent.ClockWarned.class, "时效预警"),
    CLOCK_BREACHED("breached", ClockEvent.ClockBreached.class, "已超时");

    private static final Map<String, ClockEventType> BY_CE_TYPE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ClockEventType::ceType, Function.identity()));
    private static final Map<Class<?>, ClockEventType> BY_RECORD = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(ClockEventType::recordType, Function.identity()));

    private final String wireName;
    private final Class<? extends ClockEvent> recordType;
    private final String zh;

    ClockEventType(String wireName, Class<? extends ClockEvent> recordType, String zh) {
        this.wireName = wireName;
        this.recordType = recordType;
        this.zh = zh;
    }

    public String wireName() {
        return wireName;
    }

    /** The CloudEvents type, such as {@code zhuqi.clock.warned.v1}. */
    public String ceType() {
        return "zhuqi.clock." + wireName + ".v" + version();
    }

    public int version() {
        return 1;
    }

    public Class<? extends ClockEvent> recordType() {
        return recordType;
    }

    public String zh() {
        return zh;
    }

    public static Optional<ClockEventType> byCeType(String ceType) {
        return Optional.ofNullable(BY_CE_TYPE.get(ceType));
    }

    public static ClockEventType of(ClockEvent event) {
        ClockEventType type = BY_RECORD.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException(event.getClass() + " has no constant in ClockEventType");
        }
        return type;
    }
}
