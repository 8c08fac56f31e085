package org.zhuqi.allinone.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.fuzz.Operation.Parameter;
import org.zhuqi.allinone.fuzz.Sent.Header;
import org.zhuqi.platform.json.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the request of a number. Some are right, as far as can be known; as many are right but for one or two things, so
 * that they come far; the rest is wild.
 */
final class Requests {
    private enum Kind {
        RIGHT,
        ALMOST,
        WILD
    }

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "BREW", "get", "TRACE");

    private final List<Operation> operations;
    private final Known known;
    private final Documents documents;
    private final OtherBodies others;
    /** By account. */
    private final Map<String, String> roles;
    /** Last parts of addresses that nobody may change: who asks here would be locked out. */
    private final Set<String> spared;

    Requests(
            List<Operation> operations,
            Known known,
            Documents documents,
            Map<String, String> roles,
            Set<String> spared) {
        this.operations = operations;
        this.known = known;
        this.documents = documents;
        this.others = new OtherBodies(known);
        this.roles = roles;
        this.spared = spared;
    }

    /** Which operation it is about, and the request. */
    record Case(Operation operation, Sent sent) {}

    /** Asks for what there is, so that later ones can name it. */
    Case plain(Operation operation, String account, Chance chance) {
        String path = path(operation, Kind.RIGHT, chance);
        return new Case(operation, new Sent(operation.name(), operation.method(), path, account, List.of(), null));
    }

    Case of(Chance chance) {
        Operation operation = chance.one(operations);
        // These give the system work for seconds.
        while (operation.isWrite()
                && operation.path().matches(".*/(builds|recomputations|exports|schedules|dry-run)")
                && chance.happens(0.8)) {
            operation = chance.one(operations);
        }
        Kind kind = chance.oneOf(Kind.RIGHT, Kind.ALMOST, Kind.ALMOST, Kind.WILD, Kind.WILD);
        String path = path(operation, kind, chance);
        String account = account(operation, path, kind, chance);
        List<Header> headers = new ArrayList<>();
        byte @Nullable [] body = null;
        // What is almost right has its fault in one of three places.
        int fault = kind == Kind.ALMOST ? chance.below(3) : -1;
        if (operation.body() != null) {
            OtherBodies.Body made = body(operation, operation.body(), path, kind, fault == 0, chance);
            body = made.bytes();
            headers.add(new Header("Content-Type", made.type()));
        }
        String target = path + query(operation, kind, fault == 1, chance);
        headersOf(operation, path, headers, chance);
        if (fault == 2 || (kind == Kind.ALMOST && operation.body() == null && chance.happens(0.4))) {
            spoil(headers, chance);
        }
        String method = operation.method();
        if (kind == Kind.WILD) {
            for (int left = chance.below(4); left > 0; left--) {
                spoil(headers, chance);
            }
            method = chance.happens(0.15) ? chance.one(METHODS) : method;
            target = chance.happens(0.1) ? wildTarget(target, chance) : target;
            if (chance.happens(0.1)) {
                body = chance.happens(0.5) ? null : chance.bytes(chance.below(300));
            }
        } else if (method.equals("GET") && chance.happens(0.03)) {
            method = "HEAD";
        }
        return new Case(operation, new Sent(operation.name(), method, target, account, List.copyOf(headers), body));
    }

    /** Mostly one who may, of the district whose thing it is. */
    private @Nullable String account(Operation operation, String path, Kind kind, Chance chance) {
        List<String> all = List.copyOf(roles.keySet());
        if (operation.roles().isEmpty()) {
            return chance.happens(0.5) ? null : chance.one(all);
        }
        if (chance.happens(kind == Kind.WILD ? 0.4 : 0.05)) {
            return chance.happens(0.1) ? null : chance.one(all);
        }
        List<String> may = all.stream()
                .filter(account -> operation.roles().contains(roles.getOrDefault(account, "")))
                .toList();
        String seer = known.whoHasSeen(path);
        String district = seer == null ? chance.oneOf("qt-", "qt-", "sy-") : seer.substring(0, 3);
        List<String> near =
                may.stream().filter(account -> account.startsWith(district)).toList();
        if (seer != null && may.contains(seer) && chance.happens(0.5)) {
            return seer;
        }
        return may.isEmpty() ? chance.one(all) : chance.one(near.isEmpty() || chance.happens(0.1) ? may : near);
    }

    private String path(Operation operation, Kind kind, Chance chance) {
        String path = path(operation.path(), kind, chance);
        if (operation.isWrite() && spared.stream().anyMatch(each -> (path + "/").contains("/" + each + "/"))) {
            return path(operation.path().replaceAll("\\{[^}]+}", chance.uuid().toString()), kind, chance);
        }
        return path;
    }

    private String path(String template, Kind kind, Chance chance) {
        int slash = template.lastIndexOf('/');
        if (slash <= 0) {
            return template;
        }
        String last = template.substring(slash + 1);
        if (!last.contains("{")) {
            return path(template.substring(0, slash), kind, chance) + "/"
                    + last.replace("**", "x").replace("*", "x");
        }
        if (!chance.happens(kind == Kind.WILD ? 0.5 : 0.04)) {
            String told = known.address(Operation.shape(template), chance);
            if (told != null) {
                return told;
            }
        }
        String name = last.replaceAll(".*\\{|}.*", "");
        String value = known.value(name, chance);
        if (kind == Kind.WILD && chance.happens(0.6)) {
            value = chance.happens(0.3) ? chance.uuid().toString() : Nasty.text(chance);
        }
        return path(template.substring(0, slash), kind, chance) + "/"
                + encoded(value == null ? chance.uuid().toString() : value);
    }

    /** Half characters are sent as nobody may send them. */
    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                encoded.append(
                        "%%ED%%%02X%%%02X".formatted(0x80 | ((character >> 6) & 0x3f), 0x80 | (character & 0x3f)));
            } else {
                encoded.append(
                        URLEncoder.encode(Character.toString(character), UTF_8).replace("+", "%20"));
            }
        });
        return encoded.length() > 4_000 ? encoded.substring(0, 3_999).replaceAll("%.?$", "") : encoded.toString();
    }

    private static String wildTarget(String target, Chance chance) {
        return switch (chance.below(9)) {
            case 0 ->
                target + chance.oneOf("/", "//", "/.", "/..", ";a=b", "%2f", "%2e%2e", ".json", "%", "%zz", "%00");
            case 1 -> target.replaceFirst("/api", chance.oneOf("//api", "/%61pi", "/./api", "/x/../api", "/API"));
            case 2 -> target + "?" + "a".repeat(chance.below(12_000));
            case 3 -> "/" + encoded(Nasty.text(chance));
            case 4 -> target + chance.oneOf("{", "|", "\\", "^", "`", "\"", "<", "[");
            case 5 ->
                target
                        + (target.contains("?") ? "&" : "?")
                        + chance.oneOf("&&", "=", "a", "%", "a=%", "a=%ff", "a=%c0%ae");
            case 6 -> "/" + "x/".repeat(chance.below(1_500));
            case 7 -> "http://127.0.0.1" + target;
            default ->
                chance.oneOf(
                        "*",
                        "/error",
                        "/actuator",
                        "/actuator/env",
                        "/app/../api/v1/me",
                        "/feeds/x.ics",
                        "/login",
                        "/favicon.ico",
                        "/oauth2/token",
                        "/oauth2/authorize?client_id=x",
                        "/.well-known/openid-configuration");
        };
    }

    private String query(Operation operation, Kind kind, boolean fault, Chance chance) {
        List<String> pairs = new ArrayList<>();
        for (Parameter parameter : operation.parameters()) {
            if (parameter.in().equals("query")
                    && (parameter.required() || chance.happens(kind == Kind.WILD ? 0.4 : 0.08))) {
                String value = documents.parameter(parameter, chance);
                pairs.add(encoded(parameter.name()) + "=" + encoded(value));
            }
        }
        if (fault || (kind == Kind.WILD && chance.happens(0.5))) {
            spoilQuery(operation, pairs, chance);
        }
        return pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
    }

    private static void spoilQuery(Operation operation, List<String> pairs, Chance chance) {
        List<Parameter> queries = operation.parameters().stream()
                .filter(each -> each.in().equals("query"))
                .toList();
        if (queries.isEmpty() || chance.happens(0.15)) {
            pairs.add(encoded(chance.oneOf("unknown", "_", "class.module", "page", "LIMIT", "钱塘")) + "="
                    + encoded(Nasty.text(chance)));
            return;
        }
        Parameter parameter = chance.one(queries);
        pairs.removeIf(pair -> pair.startsWith(parameter.name() + "=") && chance.happens(0.8));
        switch (chance.below(6)) {
            case 0 -> {
                return; // missing
            }
            case 1 -> pairs.add(parameter.name());
            case 2 -> {
                String pair = parameter.name() + "=" + encoded(Nasty.text(chance));
                for (int left = 1 + chance.below(40); left > 0; left--) {
                    pairs.add(pair);
                }
            }
            case 3 -> pairs.add(parameter.name() + "=" + Nasty.number(chance));
            case 4 -> pairs.add(parameter.name() + "[0]=" + encoded(Nasty.text(chance)));
            default -> pairs.add(parameter.name() + "=" + encoded(Nasty.text(chance)));
        }
    }

    private OtherBodies.Body body(
            Operation operation, Operation.Body asked, String path, Kind kind, boolean fault, Chance chance) {
        boolean spoilt = fault || (kind == Kind.WILD && chance.happens(0.7));
        String type = chance.one(asked.types());
        if (type.startsWith("multipart")) {
            return others.form(spoilt, chance);
        }
        if (type.contains("ndjson")) {
            return others.history(spoilt, chance);
        }
        if (type.equals("*/*") && (operation.path().contains("policies") || chance.happens(0.5))) {
            return others.rules(operation.path(), spoilt, chance);
        }
        if (!type.contains("json") && !type.equals("*/*")) {
            return others.list(spoilt, chance);
        }
        JsonNode valid = document(operation, asked, path, chance);
        byte[] bytes;
        if (kind == Kind.WILD && chance.happens(0.3)) {
            bytes = Nasty.json(chance).getBytes(UTF_8);
        } else if (spoilt) {
            bytes = Spoiling.json(valid, chance);
        } else {
            bytes = Json.MAPPER.writeValueAsBytes(valid);
        }
        return new OtherBodies.Body("application/json", bytes);
    }

    /** As it was read there, if it was, so that a change of it comes through; else made from the schema. */
    private JsonNode document(Operation operation, Operation.Body asked, String path, Chance chance) {
        Known.Document read = operation.method().equals("PUT") && chance.happens(0.7) ? known.document(path) : null;
        JsonNode schema = documents.resolved(asked.schema());
        JsonNode made = documents.valid(asked.schema(), "", chance);
        if (read == null
                || !(read.body() instanceof ObjectNode)
                || schema.path("properties").isEmpty()) {
            return made.isString() ? Json.MAPPER.createObjectNode().set("a", made) : made;
        }
        ObjectNode changed = ((ObjectNode) read.body()).deepCopy();
        changed.retain(List.copyOf(schema.path("properties").propertyNames()));
        made.properties().forEach(member -> {
            if (chance.happens(0.3)) {
                changed.set(member.getKey(), member.getValue());
            }
        });
        return changed;
    }

    private void headersOf(Operation operation, String path, List<Header> headers, Chance chance) {
        for (Parameter parameter : operation.parameters()) {
            if (!parameter.in().equals("header") || parameter.name().equals("Content-Type")) {
                continue;
            }
            if (parameter.name().equals("If-Match")) {
                String shown = path.startsWith("/api/v1/tickets/") ? path.substring(0, path.lastIndexOf('/')) : path;
                Known.Document read = known.document(shown);
                if (read == null) {
                    int slash = path.lastIndexOf('/');
                    read = known.document(path.substring(0, slash));
                }
                if (read != null
                        && !read.etag().isEmpty()
                        && chance.happens(operation.method().equals("PUT") ? 0.9 : 0.4)) {
                    headers.add(new Header("If-Match", read.etag()));
                } else if (chance.happens(0.3)) {
                    headers.add(new Header("If-Match", "\"" + chance.between(1, 9) + "\""));
                }
            } else if (chance.happens(0.3)) {
                headers.add(new Header(parameter.name(), chance.uuid().toString()));
            }
        }
        if (chance.happens(0.3)) {
            headers.add(new Header("Accept-Language", chance.oneOf("zh", "en", "zh-CN,zh;q=0.9")));
        }
    }

    private static void spoil(List<Header> headers, Chance chance) {
        headers.add(
                switch (chance.below(24)) {
                    case 0, 1, 2 ->
                        new Header(
                                "If-Match",
                                chance.oneOf(
                                        "*",
                                        "\"*\"",
                                        "W/\"1\"",
                                        "1",
                                        "\"1",
                                        "\"1\", \"2\"",
                                        "\"99999999999999999999\"",
                                        "\"-1\"",
                                        "\"\"",
                                        "",
                                        "\"1\"; x",
                                        "\"" + "1".repeat(3_000) + "\"",
                                        latin(chance)));
                    case 3, 4 ->
                        new Header(
                                "Idempotency-Key",
                                chance.oneOf(
                                        "",
                                        " ",
                                        "x".repeat(255),
                                        "x".repeat(256),
                                        "a b",
                                        "\u00e9",
                                        "\t",
                                        latin(chance)));
                    case 5, 6, 7 ->
                        new Header(
                                "Accept",
                                chance.oneOf(
                                        "text/plain",
                                        "application/xml",
                                        "image/png",
                                        "*/*;q=0",
                                        "",
                                        ";;",
                                        "a",
                                        "application/json;q=2",
                                        "text/event-stream",
                                        "application/problem+json",
                                        "application/vnd.x+json",
                                        "text/html",
                                        "*",
                                        "application/json;charset=bogus",
                                        "a/b,".repeat(300),
                                        latin(chance)));
                    case 8 ->
                        new Header(
                                "Range",
                                chance.oneOf(
                                        "bytes=0-",
                                        "bytes=5-2",
                                        "bytes=-1",
                                        "bytes=99999999999999999999-",
                                        "bytes=a-b",
                                        "bytes=0-0,2-2,4-4",
                                        "bytes=" + "0-1,".repeat(500),
                                        "lines=1",
                                        "bytes",
                                        ""));
                    case 9, 10, 11 -> {
                        headers.removeIf(header -> header.name().equals("Content-Type"));
                        yield new Header(
                                "Content-Type",
                                chance.oneOf(
                                        "text/plain",
                                        "application/xml",
                                        "application/json;charset=utf-16",
                                        "application/json;charset=bogus",
                                        "",
                                        "a",
                                        "/",
                                        ";",
                                        "application/x-www-form-urlencoded",
                                        "multipart/form-data; boundary=",
                                        "multipart/form-data",
                                        "application/json; " + "a=b;".repeat(200),
                                        "application/problem+json",
                                        "*/*",
                                        "application/*",
                                        "application/x-ndjson",
                                        latin(chance)));
                    }
                    case 12 -> {
                        headers.removeIf(header -> header.name().equals("Content-Type"));
                        yield new Header("X-None", "1");
                    }
                    case 13 ->
                        new Header(
                                "Accept-Language",
                                chance.oneOf(
                                        "*",
                                        "",
                                        "zh-",
                                        "x".repeat(2_000),
                                        "en;q=a",
                                        "1",
                                        "zh-Hans-CN-x-a,en;q=5",
                                        "en,".repeat(400),
                                        latin(chance)));
                    case 14 ->
                        new Header(
                                "Authorization",
                                chance.oneOf(
                                        "Bearer",
                                        "Bearer ",
                                        "Bearer a.b.c",
                                        "Basic YTpi",
                                        "Bearer " + "e".repeat(5_000),
                                        "Digest x",
                                        latin(chance)));
                    case 15 ->
                        new Header(
                                "traceparent",
                                chance.oneOf(
                                        "00-" + "0".repeat(32) + "-" + "0".repeat(16) + "-01",
                                        "00-x-y-01",
                                        "ff-" + "a".repeat(32) + "-" + "b".repeat(16) + "-zz",
                                        "",
                                        "x".repeat(3_000),
                                        latin(chance)));
                    case 16 ->
                        new Header(
                                "Zhuqi-District",
                                chance.oneOf("QT", "SY", "XX", "", "qt", "QT,SY", "x".repeat(500), latin(chance)));
                    case 17 ->
                        new Header(
                                chance.oneOf(
                                        "X-Forwarded-Port",
                                        "X-Forwarded-Proto",
                                        "X-Forwarded-Host",
                                        "X-Forwarded-For",
                                        "X-Forwarded-Prefix",
                                        "Forwarded"),
                                chance.oneOf(
                                        "abc",
                                        "-1",
                                        "99999999",
                                        "",
                                        "a b",
                                        "http",
                                        "[::1",
                                        "for=;;;",
                                        "host=\"",
                                        "::",
                                        "%",
                                        latin(chance)));
                    case 18 ->
                        new Header("Origin", chance.oneOf("http://evil.example", "null", "", "x", latin(chance)));
                    case 19 -> new Header("Content-Encoding", chance.oneOf("gzip", "br", "deflate", "x"));
                    case 20 ->
                        new Header(
                                chance.oneOf("If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range"),
                                chance.oneOf(
                                        "*",
                                        "\"1\"",
                                        "x",
                                        "Sun, 06 Nov 1994 08:49:37 GMT",
                                        "Tue, 99 Abc 9999 99:99:99 GMT",
                                        "",
                                        latin(chance)));
                    case 21 ->
                        new Header(
                                "Cookie",
                                chance.oneOf(
                                        "a",
                                        "=",
                                        "a=b; ".repeat(200),
                                        "$Version=1; a=\"b",
                                        "SESSION=x",
                                        latin(chance)));
                    case 22 ->
                        new Header(
                                chance.oneOf(
                                        "Last-Event-ID",
                                        "Prefer",
                                        "Expect",
                                        "Via",
                                        "Accept-Encoding",
                                        "Accept-Charset",
                                        "TE"),
                                chance.oneOf("x", "*", "", "99999999999999999999", "utf-9", latin(chance)));
                    default -> new Header("X-" + chance.between(0, 99), latin(chance));
                });
    }

    /** As bytes of a header: without the ends of lines, which would make another of it. */
    private static String latin(Chance chance) {
        String text = Nasty.text(chance);
        String cut = text.substring(0, Math.min(text.length(), 500));
        return new String(cut.getBytes(UTF_8), ISO_8859_1).replaceAll("[\r\n]", "");
    }
}
