package org.zhuqi.contracts.trial;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The messages about trials by name. */
public enum TrialMessageType {
    TRIAL_ASKED("asked", TrialAsked.class, "试算请求"),
    TRIAL_READINGS("readings", TrialReadings.class, "试算结果"),
    TRIAL_ENDED("ended", TrialEnded.class, "试算结束");

    private static final Map<String, TrialMessageType> BY_CE_TYPE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(TrialMessageType::ceType, Function.identity()));
    private static final Map<Class<?>, TrialMessageType> BY_RECORD = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(TrialMessageType::recordType, Function.identity()));

    private final String wireName;
    private final Class<? extends TrialMessage> recordType;
    private final String zh;

    TrialMessageType(String wireName, Class<? extends TrialMessage> recordType, String zh) {
        this.wireName = wireName;
        this.recordType = recordType;
        this.zh = zh;
    }

    public String wireName() {
        return wireName;
    }

    /** The CloudEvents type, such as {@code zhuqi.trial.asked.v1}. */
    public String ceType() {
        return "zhuqi.trial." + wireName + ".v" + version();
    }

    public int version() {
        return 1;
    }

    public Class<? extends TrialMessage> recordType() {
        return recordType;
    }

    public String zh() {
        return zh;
    }

    public static Optional<TrialMessageType> byCeType(String ceType) {
        return Optional.ofNullable(BY_CE_TYPE.get(ceType));
    }

    public static TrialMessageType of(TrialMessage message) {
        TrialMessageType type = BY_RECORD.get(message.getClass());
        if (type == null) {
            throw new IllegalArgumentException(message.getClass() + " has no constant in TrialMessageType");
        }
        return type;
    }
}
