package org.zhuqi.timeliness.domain;

import static org.zhuqi.timeliness.domain.History.local;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.ClockState;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.UnitId;

/** What a history came to, in words. A clock goes by its key: {@code 1/answer/TICKET}, {@code 1/answer/UNIT/2}. */
record Told(Ledger ledger) {
    Clock clock(String key) {
        return ledger.clock(key)
                .orElseThrow(() -> new AssertionError("there is no clock %s, but %s".formatted(key, clocks())));
    }

    List<String> clocks() {
        return ledger.clocks().stream().map(Clock::key).toList();
    }

    List<String> openClocks() {
        return ledger.openClocks().stream().map(Clock::key).toList();
    }

    String due(String key) {
        return Objects.requireNonNull(local(clock(key).due()), () -> key + " has no due date");
    }

    String originalDue(String key) {
        return Objects.requireNonNull(local(clock(key).originalDue()), () -> key + " has no due date");
    }

    String dueWithoutExtensions(String key) {
        return Objects.requireNonNull(local(clock(key).dueWithoutExtensions()), () -> key + " has no due date");
    }

    String ended(String key) {
        return Objects.requireNonNull(local(clock(key).endedAt()), () -> key + " is open");
    }

    ClockState state(String key) {
        return clock(key).state();
    }

    /** {@code 2023-04-11 17:30 red, land}: the steps of a clock's ladder, in order. */
    List<String> warnings(String clock) {
        return ofKind(Alarm.Warning.class).stream()
                .filter(warning -> warning.clock().key().equals(clock))
                .map(warning -> "%s %s, %s".formatted(local(warning.at()), warning.level(), whom(warning.unit())))
                .toList();
    }

    /** {@code 2023-04-11 17:30, land}. */
    List<String> breaches(String clock) {
        return ofKind(Alarm.Breach.class).stream()
                .filter(breach -> breach.clock().key().equals(clock))
                .map(breach -> "%s, %s".formatted(local(breach.at()), whom(breach.unit())))
                .toList();
    }

    List<Alarm> alarmsOfClocks() {
        return ledger.alarms().stream()
                .filter(alarm -> !(alarm instanceof Alarm.Automatic))
                .toList();
    }

    Set<String> alarmKeys() {
        return alarmsOfClocks().stream().map(Alarm::key).collect(Collectors.toSet());
    }

    /** {@code close/5 2023-04-24 17:30 Close}. */
    List<String> automatic() {
        return ofKind(Alarm.Automatic.class).stream()
                .map(alarm -> "%s %s %s"
                        .formatted(
                                alarm.key(),
                                local(alarm.at()),
                                alarm.command().getClass().getSimpleName()))
                .toList();
    }

    TicketCommand command() {
        return ofKind(Alarm.Automatic.class).getFirst().command();
    }

    ExtensionRequest request() {
        return ledger.extensions().getLast();
    }

    String objection() {
        return Objects.requireNonNull(request().objection(), "nothing stands against it")
                .en();
    }

    private <A extends Alarm> List<A> ofKind(Class<A> kind) {
        return ledger.alarms().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static String whom(@Nullable UnitId unit) {
        return unit == null ? "desk" : unit.text();
    }
}
