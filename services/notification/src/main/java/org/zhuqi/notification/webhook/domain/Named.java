package org.zhuqi.notification.webhook.domain;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.RecordParts;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;

/** The units and enterprises that a message names, wherever it does: their ids have types of their own. */
public record Named(Set<String> units, Set<String> enterprises) {
    public static final Named NOBODY = new Named(Set.of(), Set.of());

    public Named {
        units = Set.copyOf(units);
        enterprises = Set.copyOf(enterprises);
    }

    public static Named in(Record message) {
        Set<String> units = new TreeSet<>();
        Set<String> enterprises = new TreeSet<>();
        look(message, units, enterprises);
        return new Named(units, enterprises);
    }

    public Named and(Named other) {
        Set<String> allUnits = new TreeSet<>(units);
        allUnits.addAll(other.units);
        Set<String> allEnterprises = new TreeSet<>(enterprises);
        allEnterprises.addAll(other.enterprises);
        return new Named(allUnits, allEnterprises);
    }

    private static void look(@Nullable Object value, Set<String> units, Set<String> enterprises) {
        switch (value) {
            case null -> {}
            case UnitId unit -> units.add(unit.text());
            case EnterpriseId enterprise -> enterprises.add(enterprise.text());
            case Collection<?> several -> several.forEach(each -> look(each, units, enterprises));
            case Record whole -> RecordParts.forEach(whole, (name, part) -> look(part, units, enterprises));
            default -> {}
        }
    }
}
