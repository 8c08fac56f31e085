package org.zhuqi.timeliness.application;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.contracts.rule.PolicyAnnounced;
import org.zhuqi.platform.calendar.AnnouncedCalendar;
import org.zhuqi.platform.calendar.CalendarBase;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.calendar.HolidayNotice;
import org.zhuqi.timeliness.domain.Policy;
import org.zhuqi.timeliness.kafka.KafkaTelling;
import org.zhuqi.timeliness.policy.PolicyReader;
import org.zhuqi.timeliness.postgres.CalendarRows;
import org.zhuqi.timeliness.postgres.PolicyRows;
import org.zhuqi.timeliness.postgres.PolicyRows.Published;
import org.zhuqi.timeliness.postgres.TicketRows;

/**
 * Tells every service the rules by which time is counted. At the start it puts in what ships with this version and is not
 * there yet, and announces everything: whoever keeps the last word on each rule learns nothing new, and what a death
 * between writing and announcing left untold is told.
 */
public final class Announcing implements SmartLifecycle {
    /** In force from the beginning; the tiered one is for items of the menu that ask for it, and to be copied. */
    static final String DEFAULT_POLICY = "135-staged";

    private static final List<String> PRESETS = List.of(DEFAULT_POLICY, "135-tiered");

    private final PolicyRows policies;
    private final CalendarRows calendars;
    private final TicketRows tickets;
    private final KafkaTelling kafka;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private volatile boolean running;

    public Announcing(
            PolicyRows policies,
            CalendarRows calendars,
            TicketRows tickets,
            KafkaTelling kafka,
            TransactionTemplate transaction,
            InstantSource now) {
        this.policies = policies;
        this.calendars = calendars;
        this.tickets = tickets;
        this.kafka = kafka;
        this.transaction = transaction;
        this.now = now;
    }

    public static String preset(String name) {
        try (InputStream file = PolicyReader.class.getResourceAsStream(name + ".yaml")) {
            return new String(
                    Objects.requireNonNull(file, name + " does not ship").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Policy presetPolicy(String name) {
        return switch (PolicyReader.read(preset(name), name + ".yaml")) {
            case PolicyReader.Reading.Good good -> good.policy();
            case PolicyReader.Reading.Bad bad -> throw new IllegalStateException(String.join("; ", bad.faults()));
        };
    }

    @Override
    public void start() {
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        transaction.executeWithoutResult(status -> {
            calendars.lock();
            putPresets(at);
            putCalendars(at);
        });
        policies.all().forEach(policy -> announce(policy, at));
        calendars.current().forEach(calendar -> announce(calendar, at));
        running = true;
    }

    private void putPresets(Instant at) {
        for (String name : PRESETS) {
            Policy policy = presetPolicy(name);
            if (policies.find(policy.version()).isEmpty()) {
                Instant from = name.equals(DEFAULT_POLICY) ? effectiveFrom(policy, CalendarRules.CHINA) : null;
                policies.add(new Published(policy.version(), null, from, preset(name), at, Actor.SYSTEM.account()));
            }
        }
    }

    static Instant effectiveFrom(Policy policy, ZoneId zone) {
        return policy.effectiveFrom().atStartOfDay(zone).toInstant();
    }

    /** A new version may bring the notice of a new year; a calendar that has the year keeps its own. */
    private void putCalendars(Instant at) {
        if (calendars.current().stream().noneMatch(calendar -> calendar.district() == null)) {
            calendars.put(CalendarDocuments.of(CalendarRules.shipped(), null), at, Actor.SYSTEM.account());
        }
        for (CalendarAnnounced calendar : calendars.current()) {
            CalendarRules rules = AnnouncedCalendar.rules(calendar);
            withShippedNotices(rules).ifPresent(longer -> {
                calendars.put(CalendarDocuments.of(longer, calendar.district()), at, Actor.SYSTEM.account());
                tickets.districts().forEach(district -> tickets.lookAtAllOpenOf(district, at));
            });
        }
    }

    private static Optional<CalendarRules> withShippedNotices(CalendarRules rules) {
        List<HolidayNotice> missing = HolidayNotice.shipped().stream()
                .filter(shipped -> rules.notices().stream().noneMatch(known -> known.year() == shipped.year()))
                .toList();
        if (rules.base() != CalendarBase.STATE_COUNCIL_NOTICES || missing.isEmpty()) {
            return Optional.empty();
        }
        List<HolidayNotice> all = new ArrayList<>(rules.notices());
        all.addAll(missing);
        return Optional.of(new CalendarRules(rules.base(), rules.zone(), rules.hours(), all, rules.overrides()));
    }

    void announce(Published policy, Instant at) {
        kafka.publishRule("policy/" + policy.version(), PolicyAnnounced.CE_TYPE, announcement(policy), at);
    }

    /** Without a day in its row it is nobody's own: then the day in its text holds for whoever asks for it by name. */
    private static PolicyAnnounced announcement(Published policy) {
        return new PolicyAnnounced(
                policy.version().text(),
                policy.district(),
                policy.effectiveFrom() == null
                        ? effectiveFrom(Policies.policy(policy), CalendarRules.CHINA)
                        : policy.effectiveFrom(),
                policy.effectiveFrom() == null ? Boolean.TRUE : null,
                objectionsWithin(policy));
    }

    private static PolicyAnnounced.@Nullable ObjectionWindow objectionsWithin(Published published) {
        Policy.ObjectionWindow window = Policies.policy(published).objections().window();
        return window == null
                ? null
                : new PolicyAnnounced.ObjectionWindow(
                        window.within().toString(), window.counting().name());
    }

    void announce(CalendarAnnounced calendar, Instant at) {
        String district = calendar.district() == null
                ? CalendarRows.COMMON
                : calendar.district().text();
        kafka.publishRule("calendar/" + district, CalendarAnnounced.CE_TYPE, calendar, at);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before those who read the rules (phase 0), so that a new installation has them from its first ticket on. */
    @Override
    public int getPhase() {
        return -100;
    }
}
