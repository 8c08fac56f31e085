package org.zhuqi.ticket.application.export;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;

/**
 * An event without its persons and its prose: what was done, when, in which role, by and to which unit, with what result in
 * words of a list. No account, no free text, no file and no fingerprint is among it.
 *
 * @param activity the event's wire name, such as {@code dispatched}
 * @param unit for which whoever did it acts
 * @param imported whether it was brought from another system
 * @param facts by name, in words of a list
 * @param objects what it was done to, besides the ticket
 */
public record LoggedEvent(
        TicketId ticket,
        TicketNumber number,
        long sequence,
        String activity,
        Instant occurredAt,
        Instant recordedAt,
        Role role,
        @Nullable UnitId unit,
        TicketState state,
        int round,
        @Nullable String policy,
        boolean imported,
        Map<String, String> facts,
        List<Involved> objects) {

    /** The facts that an event may have. */
    public static final List<String> FACTS = List.of(
            "item",
            "urgency",
            "chain",
            "place",
            "difficulty",
            "ground",
            "reason",
            "level",
            "outcome",
            "cause",
            "satisfaction");

    /**
     * @param type {@code unit} or {@code enterprise}
     * @param qualifier what it is to the event
     */
    public record Involved(String type, String id, String qualifier) {
        static final String UNIT = "unit";
        static final String ENTERPRISE = "enterprise";

        static Involved unit(UnitId unit, String qualifier) {
            return new Involved(UNIT, unit.text(), qualifier);
        }
    }

    public static LoggedEvent of(EventMessage<?> message) {
        Facts facts = new Facts();
        facts.take(message.event());
        if (message.actor().unit() != null) {
            facts.unit(message.actor().unit(), "acting");
        }
        return new LoggedEvent(
                message.ticketId(),
                message.number(),
                message.sequence(),
                message.type().wireName(),
                message.occurredAt(),
                message.recordedAt(),
                message.actor().role(),
                message.actor().unit(),
                message.state(),
                message.round(),
                message.policyVersion(),
                message.provenance() != null,
                Map.copyOf(facts.facts),
                List.copyOf(facts.objects));
    }

    public @Nullable String fact(String name) {
        return facts.get(name);
    }

    public Stream<Involved> involved(String type) {
        return objects.stream().filter(object -> object.type().equals(type));
    }

    private static final class Facts {
        private final Map<String, String> facts = new LinkedHashMap<>();
        private final List<Involved> objects = new ArrayList<>();

        private void put(String name, @Nullable Object value) {
            if (value != null) {
                facts.put(name, value instanceof Enum<?> word ? word.name() : value.toString());
            }
        }

        private void unit(@Nullable UnitId unit, String qualifier) {
            if (unit != null) {
                objects.add(Involved.unit(unit, qualifier));
            }
        }

        private void units(List<UnitId> units, String qualifier) {
            units.forEach(unit -> unit(unit, qualifier));
        }

        private void take(TicketEvent event) {
            switch (event) {
                case TicketEvent.Submitted e -> {
                    put("item", e.item());
                    put("urgency", e.urgency());
                    put("chain", e.chain());
                    put("place", e.place());
                    objects.add(new Involved(Involved.ENTERPRISE, e.enterprise().text(), "requesting"));
                }
                case TicketEvent.Amended e -> put("item", e.item());
                case TicketEvent.Dispatched e -> {
                    put("difficulty", e.difficulty());
                    unit(e.lead(), "lead");
                    units(e.assistants(), "assistant");
                }
                case TicketEvent.Redispatched e -> {
                    unit(e.from(), "former lead");
                    unit(e.lead(), "lead");
                    units(e.assistants(), "assistant");
                }
                case TicketEvent.Declined e -> put("ground", e.ground());
                case TicketEvent.CallClaimed e -> unit(e.unit(), "lead");
                case TicketEvent.ClaimOffered e -> unit(e.unit(), "offering");
                case TicketEvent.ClaimTakenBack e -> unit(e.unit(), "offering");
                case TicketEvent.Accepted e -> unit(e.unit(), "lead");
                case TicketEvent.Objected e -> {
                    put("ground", e.ground());
                    unit(e.unit(), "lead");
                    unit(e.proposedUnit(), "proposed");
                }
                case TicketEvent.ObjectionUpheld e -> unit(e.unit(), "objecting");
                case TicketEvent.ObjectionOverruled e -> unit(e.unit(), "objecting");
                case TicketEvent.AssistantAdded e -> unit(e.unit(), "assistant");
                case TicketEvent.PartSignedOff e -> unit(e.unit(), "assistant");
                case TicketEvent.Suspended e -> put("reason", e.reason());
                case TicketEvent.Escalated e -> put("level", e.level());
                case TicketEvent.Answered e -> {
                    put("outcome", e.outcome());
                    unit(e.unit(), "lead");
                }
                case TicketEvent.AnswerRelayed e -> put("outcome", e.outcome());
                case TicketEvent.Closed e -> put("cause", e.cause());
                case TicketEvent.Rated e -> put("satisfaction", e.satisfaction());
                case TicketEvent.Reopened e -> unit(e.lead(), "lead");
                case TicketEvent.CallPublished e -> {}
                case TicketEvent.Merged e -> {}
                case TicketEvent.Withdrawn e -> {}
                case TicketEvent.ProgressRecorded e -> {}
                case TicketEvent.HandlerChanged e -> {}
                case TicketEvent.Resumed e -> {}
                case TicketEvent.InformationProvided e -> {}
                case TicketEvent.ExtensionRequested e -> {}
                case TicketEvent.ExtensionGranted e -> {}
                case TicketEvent.ExtensionRefused e -> {}
                case TicketEvent.MarkedHard e -> {}
                case TicketEvent.Confirmed e -> {}
                case TicketEvent.Disputed e -> {}
                case TicketEvent.Unmerged e -> {}
                case TicketEvent.Appealed e -> {}
            }
        }
    }
}
