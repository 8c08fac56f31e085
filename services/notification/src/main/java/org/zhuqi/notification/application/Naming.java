package org.zhuqi.notification.application;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Worded;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.notification.domain.TicketFacts;
import org.zhuqi.notification.domain.Values;
import org.zhuqi.platform.directory.KnownDirectory;

/** Names and times as a message says them. */
public final class Naming {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final KnownDirectory directory;
    private final SendingTimes times;

    public Naming(KnownDirectory directory, SendingTimes times) {
        this.directory = directory;
        this.times = times;
    }

    /** What every message about a ticket may say. */
    public Values of(TicketFacts ticket) {
        return district(new Values(), ticket.district())
                .with("number", ticket.number().text())
                .with("title", ticket.title())
                .with("state", ticket.state().name(), ticket.state().zh())
                .with(
                        "enterprise",
                        directory
                                .enterprise(ticket.enterprise())
                                .map(DirectoryEntry.Enterprise::name)
                                .orElse(ticket.enterprise().text()));
    }

    public Values district(Values values, DistrictId district) {
        return directory
                .district(district)
                .map(known ->
                        values.with("district", known.nameEn() == null ? known.name() : known.nameEn(), known.name()))
                .orElseGet(() -> values.with("district", district.text()));
    }

    public @Nullable String unit(@Nullable UnitId unit) {
        return unit == null
                ? null
                : directory.unit(unit).map(DirectoryEntry.Unit::name).orElse(unit.text());
    }

    public @Nullable String time(DistrictId district, @Nullable Instant at) {
        return at == null ? null : TIME.format(at.atZone(times.zone(district)));
    }

    public static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    /** A coded value in both languages. */
    public static Values coded(Values values, String name, @Nullable Enum<?> code) {
        return code == null
                ? values
                : values.with(
                        name,
                        code.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        code instanceof Worded worded ? worded.zh() : code.name());
    }
}
