package org.zhuqi.directory.domain;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;

/** An entry as it is kept: what everybody is told of it, and what stays here. */
public sealed interface Entry<T extends DirectoryEntry> {
    T told();

    default String id() {
        String key = told().key();
        return key.substring(key.indexOf('/') + 1);
    }

    default DistrictId district() {
        return switch ((DirectoryEntry) told()) {
            case DirectoryEntry.District it -> it.district();
            case DirectoryEntry.Unit it -> it.district();
            case DirectoryEntry.Chain it -> it.district();
            case DirectoryEntry.Place it -> it.district();
            case DirectoryEntry.Enterprise it -> it.district();
            case DirectoryEntry.Account it -> it.district();
        };
    }

    default boolean active() {
        return switch ((DirectoryEntry) told()) {
            case DirectoryEntry.District it -> it.active();
            case DirectoryEntry.Unit it -> it.active();
            case DirectoryEntry.Chain it -> it.active();
            case DirectoryEntry.Place it -> it.active();
            case DirectoryEntry.Enterprise it -> it.active();
            case DirectoryEntry.Account it -> it.active();
        };
    }

    /** What stays here without being about a person, by field. */
    default Map<String, String> untold() {
        return Map.of();
    }

    /** What is about a person, by field: that it changed may be written down, what it was may not. */
    default Map<String, String> personal() {
        return Map.of();
    }

    /** A district, unit, chain or place: there is nothing of it that everybody may not know. */
    record Listed<T extends DirectoryEntry>(T told) implements Entry<T> {}

    record Enterprise(
            DirectoryEntry.Enterprise told, @Nullable String address) implements Entry<DirectoryEntry.Enterprise> {
        @Override
        public Map<String, String> untold() {
            return address == null ? Map.of() : Map.of("address", address);
        }
    }

    record Account(DirectoryEntry.Account told, String login, Person person) implements Entry<DirectoryEntry.Account> {
        @Override
        public Map<String, String> personal() {
            Map<String, String> fields = new TreeMap<>(Map.of("login", login, "name", person.name()));
            put(fields, "phone", person.phone());
            put(fields, "mail", person.mail());
            put(fields, "title", person.title());
            // A hash of who somebody is elsewhere is still about the person.
            put(fields, "identities", told.identities().isEmpty() ? null : String.join(" ", told.identities()));
            return fields;
        }

        private static void put(Map<String, String> fields, String name, @Nullable String value) {
            if (value != null) {
                fields.put(name, value);
            }
        }

        public Account with(DirectoryEntry.Account other) {
            return new Account(other, login, person);
        }
    }
}
