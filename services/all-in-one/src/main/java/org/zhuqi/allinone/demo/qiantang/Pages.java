package org.zhuqi.allinone.demo.qiantang;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import tools.jackson.databind.JsonNode;

/** Lists that come page by page. */
final class Pages {
    private static final int SIZE = 200;

    private Pages() {}

    /** @param path with or without parameters of its own */
    static List<JsonNode> all(Api caller, String path) throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String first = path + (path.contains("?") ? "&" : "?") + "limit=" + SIZE;
        String next = "";
        do {
            Answer page = caller.get(first + (next.isEmpty() ? "" : "&cursor=" + next));
            if (!page.isSuccess()) {
                throw RefusedException.of(path, page);
            }
            page.body().path("items").forEach(all::add);
            next = page.text("next");
        } while (!next.isEmpty());
        return all;
    }
}
