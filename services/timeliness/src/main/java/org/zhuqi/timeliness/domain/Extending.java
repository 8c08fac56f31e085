package org.zhuqi.timeliness.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.calendar.Counting;
import org.zhuqi.platform.calendar.UnknownYearException;
import org.zhuqi.platform.calendar.WorkingCalendar;

/** What the policy has to say to a request for a later due date, and to its granting. */
final class Extending {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Extending() {}

    /** @param until the due date that comes of it; null if none does */
    record Ruling(@Nullable Instant until, @Nullable Sentence objection) {}

    /** What stands against a request, however it is decided; null if nothing does. */
    static @Nullable Sentence against(
            Policy.@Nullable Extensions rule,
            @Nullable ClockDraft clock,
            Instant requestedAt,
            Instant until,
            int before,
            WorkingCalendar calendar) {
        if (rule == null) {
            return new Sentence("the policy knows no extensions", "时效规则不允许延期");
        }
        if (clock == null) {
            return new Sentence("nothing that can be extended is due", "没有可延期的时限");
        }
        if (before >= rule.times()) {
            return new Sentence(
                    "it was extended %d times already, the policy allows no more".formatted(before),
                    "已延期 %d 次，达到规则上限".formatted(before));
        }
        Instant due = clock.due();
        if (due == null) {
            return null;
        }
        if (!clock.isPaused() && requestedAt.isAfter(due)) {
            return new Sentence(
                    "it was asked for at %s, after the due date %s"
                            .formatted(text(requestedAt, calendar.zone()), text(due, calendar.zone())),
                    "申请时间 %s 晚于到期时间 %s，须在到期前申请"
                            .formatted(text(requestedAt, calendar.zone()), text(due, calendar.zone())));
        }
        Instant latest = latest(rule, clock, calendar);
        if (latest != null && !latest.isAfter(due)) {
            return new Sentence(
                    "it was extended by %s already, the policy allows no more".formatted(rule.longest()),
                    "已延期 %s，达到规则上限".formatted(Ledger.zh(rule.longest())));
        }
        return until.isAfter(due) ? null : notLater(until, due, calendar.zone());
    }

    static Ruling rule(
            Policy.Extensions rule, ClockDraft clock, Instant until, Role grantedBy, WorkingCalendar calendar) {
        if (!rule.approvers().contains(grantedBy)) {
            return new Ruling(
                    null,
                    new Sentence(
                            "the policy does not let a %s grant it".formatted(grantedBy),
                            "时效规则不允许“%s”批准延期".formatted(grantedBy.zh())));
        }
        Instant due = clock.due();
        Instant latest = latest(rule, clock, calendar);
        Instant effective = latest != null && until.isAfter(latest) ? latest : until;
        if (due != null && !effective.isAfter(due)) {
            return new Ruling(null, notLater(effective, due, calendar.zone()));
        }
        return new Ruling(effective, effective.equals(until) ? null : cut(until, effective, rule, calendar.zone()));
    }

    /** As far as extensions can go; null while the calendar does not know the year. */
    private static @Nullable Instant latest(Policy.Extensions rule, ClockDraft clock, WorkingCalendar calendar) {
        Instant due = clock.dueWithoutExtensions();
        try {
            return due == null ? null : calendar.add(due, rule.longest(), Counting.EXACT);
        } catch (UnknownYearException e) {
            return null;
        }
    }

    private static Sentence notLater(Instant until, Instant due, ZoneId zone) {
        return new Sentence(
                "%s is not later than the due date %s".formatted(text(until, zone), text(due, zone)),
                "延期至 %s 不晚于现到期时间 %s".formatted(text(until, zone), text(due, zone)));
    }

    private static Sentence cut(Instant until, Instant latest, Policy.Extensions rule, ZoneId zone) {
        return new Sentence(
                "granted until %s, but the policy allows no more than %s: until %s"
                        .formatted(text(until, zone), rule.longest(), text(latest, zone)),
                "批准至 %s，超过规则上限（%s），按 %s 计".formatted(text(until, zone), Ledger.zh(rule.longest()), text(latest, zone)));
    }

    private static String text(Instant at, ZoneId zone) {
        return DATE.format(at.atZone(zone));
    }
}
