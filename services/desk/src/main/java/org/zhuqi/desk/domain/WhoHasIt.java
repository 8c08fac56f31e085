package org.zhuqi.desk.domain;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.SuspensionReason;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.directory.KnownDirectory;

/**
 * With whom a ticket is now: whoever must do the next thing, so that nobody has to ask where it has gone.
 *
 * @param id of the unit or the enterprise, where there is one
 */
public record WhoHasIt(Kind kind, @Nullable String id, Sentence sentence) {

    public enum Kind {
        /** The district's own desk. */
        DESK,
        /** The joint committee (联合党委) of the enterprise's industry chain. */
        COMMITTEE,
        /** The office of the enterprise's town or park. */
        PLACE_OFFICE,
        UNIT,
        ENTERPRISE,
        OPEN_CALL,
        NOBODY
    }

    public static WhoHasIt of(TicketView ticket, KnownDirectory directory) {
        return switch (ticket.state()) {
            case SUBMITTED -> coordinating(ticket, directory, "is to dispatch it", "由%s派单");
            case OBJECTED -> coordinating(ticket, directory, "is to rule on the objection", "由%s裁定退单");
            case OPEN_CALL -> new WhoHasIt(Kind.OPEN_CALL, null, new Sentence("units are to claim it", "揭榜中，待领办"));
            case DISPATCHED -> leading(ticket, directory, "is to accept it", "待%s接单");
            case IN_PROGRESS -> leading(ticket, directory, "is working on it", "%s办理中");
            case SUSPENDED -> suspended(ticket, directory);
            case ANSWERED -> enterprise(ticket, "the enterprise is to say whether it is settled", "待企业确认");
            case MERGED -> nobody("it is dealt with together with the same matter of another ticket", "已与同类诉求合并办理");
            case NEW, CLOSED, DECLINED, WITHDRAWN ->
                nobody(ticket.state().en(), ticket.state().zh());
        };
    }

    /** The committee before the town: where the chain has one, it coordinates. */
    private static WhoHasIt coordinating(TicketView ticket, KnownDirectory directory, String en, String zh) {
        Optional<UnitId> committee = Optional.ofNullable(ticket.chain())
                .flatMap(directory::chain)
                .filter(DirectoryEntry.Chain::active)
                .flatMap(chain -> Optional.ofNullable(chain.committee()));
        if (committee.isPresent()) {
            return unit(Kind.COMMITTEE, committee.get(), directory, en, zh);
        }
        return Optional.ofNullable(ticket.place())
                .flatMap(directory::place)
                .filter(DirectoryEntry.Place::active)
                .flatMap(place -> Optional.ofNullable(place.office()))
                .map(office -> unit(Kind.PLACE_OFFICE, office, directory, en, zh))
                .orElseGet(() -> new WhoHasIt(
                        Kind.DESK, null, new Sentence("the district's desk " + en, zh.formatted("区级派单台"))));
    }

    private static WhoHasIt leading(TicketView ticket, KnownDirectory directory, String en, String zh) {
        return ticket.lead() == null
                ? coordinating(ticket, directory, en, zh)
                : unit(Kind.UNIT, ticket.lead(), directory, en, zh);
    }

    private static WhoHasIt suspended(TicketView ticket, KnownDirectory directory) {
        SuspensionReason reason = ticket.suspendedFor();
        if (reason == SuspensionReason.WAITING_FOR_ENTERPRISE) {
            return enterprise(ticket, "the enterprise is to give information", "待企业补充材料");
        }
        return reason == null
                ? leading(ticket, directory, "has suspended it", "%s已挂起")
                : leading(
                        ticket,
                        directory,
                        "has suspended it: "
                                + reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        "%s已挂起：" + reason.zh());
    }

    private static WhoHasIt unit(Kind kind, UnitId unit, KnownDirectory directory, String en, String zh) {
        String name = directory.unit(unit).map(DirectoryEntry.Unit::name).orElse(unit.text());
        return new WhoHasIt(kind, unit.text(), new Sentence(name + " " + en, zh.formatted(name)));
    }

    private static WhoHasIt enterprise(TicketView ticket, String en, String zh) {
        return new WhoHasIt(Kind.ENTERPRISE, ticket.enterprise().text(), new Sentence(en, zh));
    }

    private static WhoHasIt nobody(String en, String zh) {
        return new WhoHasIt(Kind.NOBODY, null, new Sentence(en, zh));
    }
}
