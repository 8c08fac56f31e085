package org.zhuqi.allinone.doors;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request, but for its method and its token. */
record Request(String path, String body, Map<String, String> headers) {

    static Request of(String path) {
        return new Request(path, "", Map.of());
    }

    Request json(String text) {
        return body("application/json", text);
    }

    Request body(String contentType, String text) {
        return new Request(path, text, headers).with("Content-Type", contentType);
    }

    Request with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Request(path, body, more);
    }
}
