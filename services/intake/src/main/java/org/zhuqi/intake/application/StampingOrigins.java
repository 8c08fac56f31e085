package org.zhuqi.intake.application;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.Origin;
import org.zhuqi.intake.domain.OriginKey;
import org.zhuqi.intake.postgres.OriginKeyRows;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.network.RemoteNetwork;

/** What enterprises say of how their matter was settled bears from where it was sent, as far as that may be told. */
public final class StampingOrigins {
    static final ZoneId ZONE = CalendarRules.CHINA;

    private final OriginKeyRows keys;
    private final SecureRandom random = new SecureRandom();

    public StampingOrigins(OriginKeyRows keys) {
        this.keys = keys;
    }

    /** @param received on the local day of which the origin is comparable with others */
    public TicketCommand stamped(TicketCommand command, DistrictId district, RemoteNetwork network, Instant received) {
        return switch (command) {
            case TicketCommand.Confirm c -> c.stamped(origin(district, network, received));
            case TicketCommand.Rate c -> c.stamped(origin(district, network, received));
            default -> command;
        };
    }

    private Origin origin(DistrictId district, RemoteNetwork network, Instant received) {
        return keyOf(LocalDate.ofInstant(received, ZONE)).origin(district, network);
    }

    /** Read each time: what lay in memory would outlive its deletion. */
    private OriginKey keyOf(LocalDate day) {
        return keys.find(day).orElseGet(() -> {
            keys.add(day, OriginKey.random(random));
            return keys.find(day).orElseThrow(() -> new IllegalStateException("the key of " + day + " is gone"));
        });
    }
}
