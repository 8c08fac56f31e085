package org.zhuqi.allinone.doors;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request, but for its method and its token. */
record Request(String path, byte[] body, Map<String, String> headers) {

    static Request of(String path) {
        return new Request(path, new byte[0], Map.of());
    }

    Request json(String text) {
        return body("application/json", text);
    }

    Request body(String contentType, String text) {
        return new Request(path, text.getBytes(StandardCharsets.UTF_8), headers).with("Content-Type", contentType);
    }

    Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(path, body, more);
    }
}
