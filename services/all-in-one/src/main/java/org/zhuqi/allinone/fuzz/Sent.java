package org.zhuqi.allinone.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request, down to its bytes.
 *
 * @param operation what it is about, such as {@code POST /api/v1/tickets}
 * @param target as the request line has it; ASCII, though not always what an address may be
 * @param account whose token goes along
 * @param body null: none, and no Content-Length
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
record Sent(
        String operation,
        String method,
        String target,
        @Nullable String account,
        List<Header> headers,
        byte @Nullable [] body) {

    /** @param value goes out byte by byte, as ISO 8859-1 */
    record Header(String name, String value) {}

    private static final int READABLE = 2_000;

    Sent without(Header header) {
        List<Header> fewer = new ArrayList<>(headers);
        fewer.remove(header);
        return new Sent(operation, method, target, account, List.copyOf(fewer), body);
    }

    Sent withTarget(String another) {
        return new Sent(operation, method, another, account, headers, body);
    }

    Sent withBody(byte @Nullable [] another) {
        return new Sent(operation, method, target, account, headers, another);
    }

    Sent with(Header header) {
        List<Header> more = new ArrayList<>(headers);
        more.add(header);
        return new Sent(operation, method, target, account, List.copyOf(more), body);
    }

    Sent withMethod(String another) {
        return new Sent(operation, another, target, account, headers, body);
    }

    /** The same for a person's shell. */
    String curl(String address) {
        StringBuilder line = new StringBuilder("curl -sS -i -g --path-as-is");
        if ("HEAD".equals(method)) {
            line.append(" -I");
        } else {
            line.append(" -X ").append(method);
        }
        if (account != null) {
            line.append(" -H \"Authorization: Bearer $(./zhuqi token ")
                    .append(account)
                    .append(")\"");
        }
        headers.forEach(header ->
                line.append(" -H ").append(inShell((header.name() + ": " + header.value()).getBytes(ISO_8859_1))));
        String before = "";
        if (body != null) {
            if (body.length <= READABLE && isReadable(body)) {
                line.append(" --data-binary ").append(inShell(body));
            } else {
                before = "echo %s | base64 -d | ".formatted(Base64.getEncoder().encodeToString(body));
                line.append(" --data-binary @-");
            }
        }
        return before + line + " " + inShell((address + target).getBytes(ISO_8859_1));
    }

    private static boolean isReadable(byte[] bytes) {
        for (byte each : bytes) {
            if (each >= 0 && each < ' ') {
                return false;
            }
        }
        return java.util.Arrays.equals(new String(bytes, UTF_8).getBytes(UTF_8), bytes);
    }

    private static String inShell(byte[] bytes) {
        if (isReadable(bytes)) {
            return "'" + new String(bytes, UTF_8).replace("'", "'\\''") + "'";
        }
        StringBuilder quoted = new StringBuilder("$'");
        for (byte each : bytes) {
            int value = each & 0xff;
            if (value >= ' ' && value < 0x7f && value != '\'' && value != '\\') {
                quoted.append((char) value);
            } else {
                quoted.append("\\x%02x".formatted(value));
            }
        }
        return quoted.append('\'').toString();
    }
}
