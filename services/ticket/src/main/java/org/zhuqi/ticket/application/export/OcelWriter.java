package org.zhuqi.ticket.application.export;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/**
 * OCEL 2.0 in JSON (ocel-standard.org, section 8 of the specification of 2023): events, and the objects that they are about.
 * Meetings are dispatch's own and not in this log. The log is gone through twice, for events and for tickets; of units and
 * enterprises there are as many as the directory has, so those are remembered in between.
 */
final class OcelWriter {
    private static final String TICKET = "ticket";
    private static final List<String> TICKET_FACTS = List.of("number", "item", "urgency", "chain", "place");

    private final JsonGenerator json;
    private final Set<String> units = new TreeSet<>();
    private final Set<String> enterprises = new TreeSet<>();

    private OcelWriter(JsonGenerator json) {
        this.json = json;
    }

    static void write(EventLog.Reading log, OutputStream out) throws IOException {
        try {
            JsonGenerator json = Json.MAPPER.createGenerator(out);
            OcelWriter writer = new OcelWriter(json);
            json.writeStartObject();
            writer.types();
            json.flush();
            json.writeArrayPropertyStart("events");
            log.events(writer::event);
            json.writeEndArray();
            json.writeArrayPropertyStart("objects");
            log.tickets(writer::ticket);
            writer.units.forEach(unit -> writer.bare(LoggedEvent.Involved.UNIT, unit));
            writer.enterprises.forEach(enterprise -> writer.bare(LoggedEvent.Involved.ENTERPRISE, enterprise));
            json.writeEndArray();
            json.writeEndObject();
            json.flush();
        } catch (JacksonException e) {
            throw new IOException(e);
        }
    }

    private void types() {
        json.writeArrayPropertyStart("objectTypes");
        type(TICKET, TICKET_FACTS, List.of());
        type(LoggedEvent.Involved.UNIT, List.of(), List.of());
        type(LoggedEvent.Involved.ENTERPRISE, List.of(), List.of());
        json.writeEndArray();
        json.writeArrayPropertyStart("eventTypes");
        Arrays.stream(EventType.values())
                .forEach(event -> type(event.wireName(), eventFacts(), List.of("sequence", "round")));
        json.writeEndArray();
    }

    private static List<String> eventFacts() {
        return Stream.concat(Stream.of("role", "resource", "state", "policy"), LoggedEvent.FACTS.stream())
                .toList();
    }

    private void type(String name, List<String> texts, List<String> numbers) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeArrayPropertyStart("attributes");
        texts.forEach(text -> typed(text, "string"));
        numbers.forEach(number -> typed(number, "integer"));
        if (!numbers.isEmpty()) {
            typed("recorded", "time");
            typed("imported", "boolean");
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void typed(String name, String type) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("type", type);
        json.writeEndObject();
    }

    private void event(LoggedEvent event) {
        json.writeStartObject();
        json.writeStringProperty("id", event.ticket() + "/" + event.sequence());
        json.writeStringProperty("type", event.activity());
        json.writeStringProperty("time", event.occurredAt().toString());
        json.writeArrayPropertyStart("attributes");
        text("role", event.role().name());
        text("resource", event.unit() == null ? null : event.unit().text());
        text("state", event.state().name());
        text("policy", event.policy());
        LoggedEvent.FACTS.forEach(name -> text(name, event.fact(name)));
        number("sequence", event.sequence());
        number("round", event.round());
        text("recorded", event.recordedAt().toString());
        json.writeStartObject();
        json.writeStringProperty("name", "imported");
        json.writeBooleanProperty("value", event.imported());
        json.writeEndObject();
        json.writeEndArray();
        json.writeArrayPropertyStart("relationships");
        related(id(TICKET, event.ticket().text()), "case");
        for (LoggedEvent.Involved object : event.objects()) {
            (object.type().equals(LoggedEvent.Involved.UNIT) ? units : enterprises).add(object.id());
            related(id(object.type(), object.id()), object.qualifier());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void ticket(LoggedTicket ticket) {
        TicketEvent.Submitted submitted = ticket.submitted();
        enterprises.add(submitted.enterprise().text());
        json.writeStartObject();
        json.writeStringProperty("id", id(TICKET, ticket.id().text()));
        json.writeStringProperty("type", TICKET);
        json.writeArrayPropertyStart("attributes");
        Instant at = ticket.submittedAt();
        valued("number", ticket.number().text(), at);
        valued("item", submitted.item().text(), at);
        valued("urgency", submitted.urgency().name(), at);
        valued("chain", submitted.chain() == null ? null : submitted.chain().text(), at);
        valued("place", submitted.place() == null ? null : submitted.place().text(), at);
        json.writeEndArray();
        json.writeArrayPropertyStart("relationships");
        related(id(LoggedEvent.Involved.ENTERPRISE, submitted.enterprise().text()), "of");
        json.writeEndArray();
        json.writeEndObject();
    }

    private void bare(String type, String id) {
        json.writeStartObject();
        json.writeStringProperty("id", id(type, id));
        json.writeStringProperty("type", type);
        json.writeArrayPropertyStart("attributes");
        json.writeEndArray();
        json.writeArrayPropertyStart("relationships");
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Ids are of one space in OCEL. */
    private static String id(String type, String id) {
        return type + "/" + id;
    }

    private void text(String name, @Nullable String value) {
        if (value != null) {
            json.writeStartObject();
            json.writeStringProperty("name", name);
            json.writeStringProperty("value", value);
            json.writeEndObject();
        }
    }

    private void number(String name, long value) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeNumberProperty("value", value);
        json.writeEndObject();
    }

    private void valued(String name, @Nullable String value, Instant time) {
        if (value != null) {
            json.writeStartObject();
            json.writeStringProperty("name", name);
            json.writeStringProperty("time", time.toString());
            json.writeStringProperty("value", value);
            json.writeEndObject();
        }
    }

    private void related(String object, String qualifier) {
        json.writeStartObject();
        json.writeStringProperty("objectId", object);
        json.writeStringProperty("qualifier", qualifier);
        json.writeEndObject();
    }
}
