package org.zhuqi.contracts.directory;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The entries of the directory by name. */
public enum DirectoryEntryType {
    DISTRICT("district", DirectoryEntry.District.class, "区县"),
    UNIT("unit", DirectoryEntry.Unit.class, "承办单位"),
    CHAIN("chain", DirectoryEntry.Chain.class, "产业链"),
    PLACE("place", DirectoryEntry.Place.class, "镇街园区"),
    ENTERPRISE("enterprise", DirectoryEntry.Enterprise.class, "企业"),
    ACCOUNT("account", DirectoryEntry.Account.class, "账号");

    private static final Map<String, DirectoryEntryType> BY_CE_TYPE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(DirectoryEntryType::ceType, Function.identity()));
    private static final Map<Class<?>, DirectoryEntryType> BY_RECORD = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(DirectoryEntryType::recordType, Function.identity()));

    private final String wireName;
    private final Class<? extends DirectoryEntry> recordType;
    private final String zh;

    DirectoryEntryType(String wireName, Class<? extends DirectoryEntry> recordType, String zh) {
        this.wireName = wireName;
        this.recordType = recordType;
        this.zh = zh;
    }

    public String wireName() {
        return wireName;
    }

    /** The CloudEvents type, such as {@code zhuqi.directory.unit.v1}. */
    public String ceType() {
        return "zhuqi.directory." + wireName + ".v" + version();
    }

    public int version() {
        return 1;
    }

    public Class<? extends DirectoryEntry> recordType() {
        return recordType;
    }

    public String zh() {
        return zh;
    }

    public static Optional<DirectoryEntryType> byCeType(String ceType) {
        return Optional.ofNullable(BY_CE_TYPE.get(ceType));
    }

    public static DirectoryEntryType of(DirectoryEntry entry) {
        DirectoryEntryType type = BY_RECORD.get(entry.getClass());
        if (type == null) {
            throw new IllegalArgumentException(entry.getClass() + " has no constant in DirectoryEntryType");
        }
        return type;
    }
}
