package org.zhuqi.intake.web.open311;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.zhuqi.platform.json.Json;

/**
 * An answer of GeoReport v2, of which JSON and XML are two spellings (its "Spark convention"): what is a list of elements in
 * XML is an array in JSON, without the name of the list at the top.
 *
 * @param root the element around all
 * @param content a map, or a list of maps
 */
record Document(String root, Object content) {
    /** What the parts of a list are called. */
    private static final Map<String, String> PARTS = Map.of(
            "services", "service",
            "attributes", "attribute",
            "values", "value",
            "service_requests", "request",
            "endpoints", "endpoint",
            "formats", "format",
            "errors", "error");

    enum Format {
        JSON("application/json; charset=utf-8"),
        XML("text/xml; charset=utf-8");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }

        /** As it stands at the end of an address; null if that is none of them. */
        static @Nullable Format of(String text) {
            return switch (text) {
                case "json" -> JSON;
                case "xml" -> XML;
                default -> null;
            };
        }
    }

    static Document error(int code, List<String> descriptions) {
        return new Document(
                "errors",
                descriptions.stream()
                        .map(description -> {
                            Map<String, Object> error = new LinkedHashMap<>();
                            error.put("code", code);
                            error.put("description", description);
                            return error;
                        })
                        .toList());
    }

    ResponseEntity<byte[]> answer(HttpStatus status, Format format) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.CONTENT_TYPE, format.contentType())
                .cacheControl(CacheControl.noStore())
                .body(bytes(format));
    }

    byte[] bytes(Format format) {
        return switch (format) {
            case JSON -> Json.MAPPER.writeValueAsBytes(content);
            case XML -> xml();
        };
    }

    private byte[] xml() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument("UTF-8", "1.0");
            element(writer, root, content);
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML into memory", e);
        }
        return bytes.toByteArray();
    }

    private static void element(XMLStreamWriter writer, String name, @Nullable Object value) throws XMLStreamException {
        if (value == null) {
            writer.writeEmptyElement(name);
            return;
        }
        writer.writeStartElement(name);
        if (value instanceof Map<?, ?> members) {
            for (Map.Entry<?, ?> member : members.entrySet()) {
                element(writer, String.valueOf(member.getKey()), member.getValue());
            }
        } else if (value instanceof List<?> parts) {
            for (Object part : parts) {
                element(writer, PARTS.getOrDefault(name, "item"), part);
            }
        } else {
            writer.writeCharacters(speakable(value.toString()));
        }
        writer.writeEndElement();
    }

    /** Without what XML 1.0 cannot say at all, such as control characters. */
    private static String speakable(String text) {
        StringBuilder said = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c == '\t'
                        || c == '\n'
                        || c == '\r'
                        || (c >= 0x20 && c <= 0xD7FF)
                        || (c >= 0xE000 && c <= 0xFFFD)
                        || c >= 0x10000)
                .forEach(said::appendCodePoint);
        return said.toString();
    }
}
