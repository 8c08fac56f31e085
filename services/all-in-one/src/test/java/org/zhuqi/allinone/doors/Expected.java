package org.zhuqi.allinone.doors;

import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.platform.security.Door;
import org.zhuqi.platform.security.Reach;

/** What the table promises for a role, an address and somebody's data. Says it in its own words: the product has others. */
enum Expected {
    /** Anything but 401, 403, 404: the request got through, whatever is then wrong with it. */
    OPEN,
    /** 403. */
    FORBIDDEN,
    /** 404, as if there were no such thing. */
    HIDDEN,
    /** 422: the request names what is none, as far as its sender can tell. */
    UNKNOWN;

    boolean matches(int status) {
        return switch (this) {
            case OPEN -> status != 401 && status != 403 && status != 404 && status < 500;
            case FORBIDDEN -> status == 403;
            case HIDDEN -> status == 404;
            case UNKNOWN -> status == 422;
        };
    }

    /** @param path of the operation in the OpenAPI document, which gives each command an address of its own */
    static Expected of(Door door, String path, Role role, Whose whose) {
        if (!mayUse(door, path, role)) {
            return FORBIDDEN;
        }
        return switch (door.reach()) {
            case PUBLIC, ANYONE, TICKETS, PERSONS -> OPEN;
            case FIGURES ->
                whose == Whose.OTHER_DISTRICT && door.path().getPatternString().contains("{id}") ? HIDDEN : OPEN;
            // Everybody here is of one district.
            case INSTALLATION -> FORBIDDEN;
            case DISTRICT -> whose == Whose.OTHER_DISTRICT ? HIDDEN : OPEN;
            case OWN -> whose == Whose.OWN ? OPEN : HIDDEN;
            case TICKET, LIFECYCLE, VISITS, LISTINGS -> sees(role, whose) ? OPEN : HIDDEN;
            case MATTER -> sees(role, whose) || !door.path().getPatternString().contains("{") ? OPEN : HIDDEN;
            case OWN_UNIT -> {
                boolean names = door.path().getPatternString().contains("{");
                boolean reaches = whose == Whose.OWN
                        || (role != Role.HANDLER && (whose == Whose.SAME_DISTRICT || !names)); // Else: an empty list.
                yield reaches ? OPEN : HIDDEN;
            }
            case PERSON -> sees(role, whose) || (role == Role.HANDLER && whose == Whose.SAME_DISTRICT) ? OPEN : HIDDEN;
            case ENTERPRISES -> {
                boolean ofTheDistrict =
                        role != Role.ENTERPRISE && role != Role.OFFICER && whose != Whose.OTHER_DISTRICT;
                boolean asksForIt = door.path().getPatternString().contains("{");
                yield whose == Whose.OWN || ofTheDistrict ? OPEN : asksForIt ? HIDDEN : UNKNOWN;
            }
        };
    }

    static boolean sees(Role role, Whose whose) {
        return switch (role) {
            case ENTERPRISE, OFFICER, HANDLER -> whose == Whose.OWN;
            case COORDINATOR, SUPERVISOR, AUDITOR, ADMIN, IMPORTER -> whose != Whose.OTHER_DISTRICT;
            case SYSTEM -> false;
        };
    }

    static boolean mayUse(Door door, String path, Role role) {
        if (door.reach() == Reach.LIFECYCLE) {
            return TicketLifecycle.mayEverSend(
                    role,
                    CommandType.byWireName(path.substring(path.lastIndexOf('/') + 1))
                            .orElseThrow());
        }
        return door.roles().contains(role);
    }
}
