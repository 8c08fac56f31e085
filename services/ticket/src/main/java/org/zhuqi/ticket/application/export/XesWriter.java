package org.zhuqi.ticket.application.export;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.TicketId;

/**
 * XES (IEEE 1849-2016): a trace is a ticket, {@code concept:name} of an event is what was done, {@code org:resource} the unit
 * that did it, {@code org:role} in which role. What is done is done at once: every event is a {@code complete}.
 */
final class XesWriter {
    private static final String NAMESPACE = "http://www.xes-standard.org/";

    private final XMLStreamWriter xml;
    private @Nullable TicketId open;

    private XesWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Broken(XMLStreamException cause) {
            super(cause);
        }
    }

    static void write(EventLog.Reading log, LogPeriod period, OutputStream out) throws IOException {
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            XesWriter writer = new XesWriter(xml);
            writer.begin(period);
            xml.flush();
            out.flush();
            log.events(writer::take);
            writer.end();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        } catch (Broken e) {
            throw new IOException(e.getCause());
        }
    }

    private void begin(LogPeriod period) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("log");
        xml.writeDefaultNamespace(NAMESPACE);
        xml.writeAttribute("xes.version", "1849.2016"); // xes.xsd: a decimal
        xml.writeAttribute("xes.features", "");
        extension("Concept", "concept");
        extension("Time", "time");
        extension("Lifecycle", "lifecycle");
        extension("Organizational", "org");
        xml.writeStartElement("global");
        xml.writeAttribute("scope", "trace");
        string("concept:name", "-");
        string("number", "-");
        xml.writeEndElement();
        xml.writeStartElement("global");
        xml.writeAttribute("scope", "event");
        string("concept:name", "-");
        date("time:timestamp", Instant.EPOCH);
        string("lifecycle:transition", "complete");
        string("org:role", "-");
        string("state", "-");
        xml.writeEndElement();
        xml.writeEmptyElement("classifier");
        xml.writeAttribute("name", "Activity");
        xml.writeAttribute("keys", "concept:name");
        string("concept:name", "zhuqi " + period.district());
        string("lifecycle:model", "standard");
        date("from", period.from());
        date("to", period.to());
        string("cohort", period.cohort().name());
    }

    private void extension(String name, String prefix) throws XMLStreamException {
        xml.writeEmptyElement("extension");
        xml.writeAttribute("name", name);
        xml.writeAttribute("prefix", prefix);
        xml.writeAttribute("uri", NAMESPACE + prefix + ".xesext");
    }

    private void take(LoggedEvent event) {
        try {
            if (!event.ticket().equals(open)) {
                endTrace();
                xml.writeStartElement("trace");
                string("concept:name", event.ticket().text());
                string("number", event.number().text());
                open = event.ticket();
            }
            write(event);
        } catch (XMLStreamException e) {
            throw new Broken(e);
        }
    }

    private void write(LoggedEvent event) throws XMLStreamException {
        xml.writeStartElement("event");
        string("concept:name", event.activity());
        date("time:timestamp", event.occurredAt());
        string("lifecycle:transition", "complete");
        string("org:role", event.role().name());
        if (event.unit() != null) {
            string("org:resource", event.unit().text());
            string("org:group", event.unit().text());
        }
        whole("sequence", event.sequence());
        date("recorded", event.recordedAt());
        string("state", event.state().name());
        whole("round", event.round());
        xml.writeEmptyElement("boolean");
        attribute("imported", Boolean.toString(event.imported()));
        if (event.policy() != null) {
            string("policy", event.policy());
        }
        for (String name : LoggedEvent.FACTS) {
            String fact = event.fact(name);
            if (fact != null) {
                string(name, fact);
            }
        }
        one("enterprise", event.involved(LoggedEvent.Involved.ENTERPRISE).toList());
        one(
                "lead",
                event.involved(LoggedEvent.Involved.UNIT)
                        .filter(unit -> unit.qualifier().equals("lead"))
                        .toList());
        xml.writeEndElement();
    }

    private void one(String key, List<LoggedEvent.Involved> objects) throws XMLStreamException {
        if (!objects.isEmpty()) {
            string(key, objects.getFirst().id());
        }
    }

    private void end() throws XMLStreamException {
        endTrace();
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.flush();
    }

    private void endTrace() throws XMLStreamException {
        if (open != null) {
            xml.writeEndElement();
        }
    }

    private void string(String key, String value) throws XMLStreamException {
        xml.writeEmptyElement("string");
        attribute(key, value);
    }

    private void date(String key, Instant value) throws XMLStreamException {
        xml.writeEmptyElement("date");
        attribute(key, value.toString());
    }

    private void whole(String key, long value) throws XMLStreamException {
        xml.writeEmptyElement("int");
        attribute(key, Long.toString(value));
    }

    private void attribute(String key, String value) throws XMLStreamException {
        xml.writeAttribute("key", key);
        xml.writeAttribute("value", value);
    }
}
