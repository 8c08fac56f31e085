package org.zhuqi.allinone.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.zhuqi.intake.IntakeModule;
import org.zhuqi.timeliness.TimelinessModule;

/** Bodies that are no JSON: files, forms, lists, rules. Valid ones, and what can go wrong with each. */
final class OtherBodies {
    private static final byte[] PNG = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
    };
    private static final byte[] ZIP = {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0};
    private static final String BOUNDARY = "fuzz-boundary";

    private final Known known;

    OtherBodies(Known known) {
        this.known = known;
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares bodies
    record Body(String type, byte[] bytes) {}

    Body form(boolean spoilt, Chance chance) {
        byte[] content = file(chance);
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"岗位表.csv\"\r\nContent-Type: text/csv\r\n\r\n"
                        .formatted(BOUNDARY);
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        String type = "multipart/form-data; boundary=" + BOUNDARY;
        if (spoilt) {
            switch (chance.below(13)) {
                case 0 -> tail = "";
                case 1 -> tail = "\r\n--" + BOUNDARY;
                case 2 -> type = "multipart/form-data";
                case 3 -> type = "multipart/form-data; boundary=another";
                case 4 -> type = "multipart/form-data; boundary=" + "b".repeat(chance.below(6_000));
                case 5 -> head = head.replace("name=\"file\"; ", "");
                case 6 -> head = head.replace("filename=\"岗位表.csv\"", "");
                case 7 -> head = head.replace("岗位表.csv", Nasty.text(chance).replaceAll("[\r\n\"]", ""));
                case 8 -> head = head.replace("\r\n\r\n", "\r\nX: " + "x".repeat(chance.below(20_000)) + "\r\n\r\n");
                case 9 -> head = head + "one\r\n" + head;
                case 10 -> head = head.replace("\r\n", "\n");
                case 11 ->
                    head = head.replace("text/csv", chance.oneOf("", "a/b; c", "image/png", "text/html; charset=x"));
                default -> head = head.repeat(1 + chance.below(60));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(UTF_8));
        bytes.writeBytes(content);
        bytes.writeBytes(tail.getBytes(UTF_8));
        return new Body(type, bytes.toByteArray());
    }

    private static byte[] file(Chance chance) {
        return switch (chance.below(6)) {
            case 0 -> new byte[0];
            case 1 -> chance.bytes(chance.below(5_000));
            case 2 -> concatenated(PNG, chance.bytes(200));
            case 3 -> concatenated(ZIP, chance.bytes(200));
            case 4 -> ("%PDF-1.7\n" + chance.uuid()).getBytes(ISO_8859_1);
            default -> ("岗位,人数\n装配," + chance.uuid()).getBytes(UTF_8);
        };
    }

    Body list(boolean spoilt, Chance chance) {
        StringBuilder csv = new StringBuilder(
                chance.oneOf("单位名称,类型\n", "企业名称,统一社会信用代码,镇街\n", "姓名,登录名,角色\n", "id,name,kind\n", "登录名,姓名,角色,单位\n"));
        for (int rows = chance.below(20); rows > 0; rows--) {
            for (int columns = 1 + chance.below(4); columns > 0; columns--) {
                String cell = spoilt && chance.happens(0.4) ? Nasty.text(chance) : "甲" + chance.below(1000);
                csv.append(cell).append(columns > 1 ? "," : "\n");
            }
        }
        byte[] bytes = spoilt && chance.happens(0.3)
                ? concatenated(chance.happens(0.5) ? ZIP : new byte[0], chance.bytes(500))
                : csv.toString().getBytes(UTF_8);
        String type = chance.oneOf(
                "text/csv",
                "text/plain",
                "application/octet-stream",
                "application/vnd.ms-excel",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "text/csv; charset=GB18030");
        return new Body(type, bytes);
    }

    Body history(boolean spoilt, Chance chance) {
        StringBuilder lines = new StringBuilder();
        for (int left = 1 + chance.below(6); left > 0; left--) {
            String ticket = chance.happens(0.5) ? known.value("ticket", chance) : null;
            String line = """
                    {"commandId":"%s","ticketId":"%s","command":"submit","occurredAt":"2023-03-0%dT09:00:00+08:00",\
                    "actor":{"account":"staff-7","role":"COORDINATOR"},\
                    "provenance":{"source":"台账.csv","sourceCase":"A-%d","line":%d,"inferred":false},\
                    "body":{"enterprise":"qt-ent-001","item":"qt-yd","title":"旧台账","description":"导入"}}""".formatted(
                            chance.uuid(),
                            ticket == null ? chance.uuid() : ticket,
                            1 + chance.below(9),
                            chance.below(1000),
                            chance.below(1000))
                    .replace("\n", "");
            if (spoilt && chance.happens(0.7)) {
                line = new String(Spoiling.json(org.zhuqi.platform.json.Json.MAPPER.readTree(line), chance), UTF_8);
            }
            lines.append(line).append('\n');
        }
        byte[] bytes = lines.toString().getBytes(UTF_8);
        return new Body(
                "application/x-ndjson",
                spoilt && chance.happens(0.2) ? Spoiling.text(lines.toString(), chance) : bytes);
    }

    /** @param path of the operation that takes it */
    Body rules(String path, boolean spoilt, Chance chance) {
        String text = path.contains("policies")
                ? resource(TimelinessModule.class, "policy/" + chance.oneOf("135-staged", "135-tiered") + ".yaml")
                : resource(
                        IntakeModule.class,
                        "/org/zhuqi/dispatch/application/routing/starting/" + chance.oneOf("QT", "SY") + ".yaml");
        if (spoilt) {
            text = spoiltYaml(text, chance);
        }
        String type =
                chance.oneOf("application/yaml", "application/yaml", "text/yaml", "application/json", "text/plain");
        return new Body(type, text.getBytes(UTF_8));
    }

    private static String spoiltYaml(String text, Chance chance) {
        List<String> lines = new java.util.ArrayList<>(text.lines().toList());
        int at = chance.below(lines.size());
        String line = lines.get(at);
        switch (chance.below(8)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, line);
            case 2 -> lines.set(at, "\t" + line);
            case 3 -> lines.set(at, value(line, Nasty.text(chance).replaceAll("[\r\n]", " ")));
            case 4 -> lines.set(at, value(line, Nasty.number(chance)));
            case 5 -> lines.add(at, "a: &a [" + "*a,".repeat(20) + "]");
            case 6 -> lines.set(at, value(line, "[".repeat(chance.below(3_000))));
            default ->
                lines.add(
                        at,
                        chance.oneOf("--- ", "!!java.net.URL [x]", "<<: *none", "? ", "%YAML 9", "{", "unknown: 1"));
        }
        return String.join("\n", lines);
    }

    private static String value(String line, String another) {
        int colon = line.indexOf(':');
        return (colon < 0 ? line : line.substring(0, colon)) + ": " + another;
    }

    private static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = java.util.Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
