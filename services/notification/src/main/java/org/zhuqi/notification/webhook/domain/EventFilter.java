package org.zhuqi.notification.webhook.domain;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.clock.ClockEventType;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;

/**
 * Which events a subscription asks for.
 *
 * @param types names such as {@code zhuqi.ticket.answered.v1}, or the beginning of such names up to a full stop and a star:
 *     {@code zhuqi.ticket.*}, {@code *}
 * @param unit only what is about something that named this unit by then
 * @param enterprise only what is about something that named this enterprise by then
 */
public record EventFilter(
        List<String> types, @Nullable UnitId unit, @Nullable EnterpriseId enterprise) {
    private static final Pattern FORM = Pattern.compile("(?:[a-z0-9-]+\\.)*(?:\\*|[a-z0-9-]+)");

    /** Every type of event that can be asked for, in the order of the contracts. */
    public static final List<String> ALL_TYPES = Stream.of(
                    Stream.of(EventType.values()).map(EventType::ceType),
                    Stream.of(ClockEventType.values()).map(ClockEventType::ceType),
                    Stream.of(DispatchEventType.values()).map(DispatchEventType::ceType))
            .flatMap(types -> types)
            .toList();

    public EventFilter {
        types = List.copyOf(types);
    }

    /** Whether some event could ever be of this type; what is misspelled would stay silent for ever. */
    public static boolean isKnown(String type) {
        return FORM.matcher(type).matches() && ALL_TYPES.stream().anyMatch(known -> matches(type, known));
    }

    public boolean matches(SubjectEvent event) {
        return types.stream().anyMatch(type -> matches(type, event.type()))
                && (unit == null || event.units().contains(unit.text()))
                && (enterprise == null || event.enterprises().contains(enterprise.text()));
    }

    private static boolean matches(String asked, String type) {
        return asked.endsWith("*") ? type.startsWith(asked.substring(0, asked.length() - 1)) : type.equals(asked);
    }

    /** The types as patterns of SQL's {@code like}; what may stand in them needs no escape. */
    public List<String> likePatterns() {
        return types.stream().map(type -> type.replace('*', '%')).toList();
    }
}
