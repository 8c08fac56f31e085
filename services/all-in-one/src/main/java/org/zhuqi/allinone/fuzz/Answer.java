package org.zhuqi.allinone.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Map;

/**
 * What came back.
 *
 * @param status 0: nothing; the body then says what happened instead
 * @param headers by their names in lower case; of several the first
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares answers
record Answer(int status, Map<String, String> headers, byte[] body) {
    static Answer none(String instead) {
        return new Answer(0, Map.of(), instead.getBytes(UTF_8));
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String text() {
        return new String(body, UTF_8);
    }

    boolean isJson() {
        return header("content-type").contains("json");
    }
}
