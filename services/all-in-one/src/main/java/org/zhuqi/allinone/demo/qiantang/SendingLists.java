package org.zhuqi.allinone.demo.qiantang;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import tools.jackson.databind.JsonNode;

/** Brings the people of the case into the directory, as lists. */
final class SendingLists {
    private static final String IMPORTS = "/api/v1/directory/imports";

    private final Api admin;
    private final PrintStream out;

    SendingLists(Api admin, PrintStream out) {
        this.admin = admin;
        this.out = out;
    }

    void send(People people) throws IOException, InterruptedException {
        send("enterprises", people.enterprisesAsCsv());
        send("officers", people.officersAsCsv());
        send("accounts", people.accountsAsCsv());
    }

    private void send(String kind, String csv) throws IOException, InterruptedException {
        Answer preview = admin.postFile(IMPORTS + "?kind=" + kind, csv.getBytes(StandardCharsets.UTF_8));
        if (!preview.isSuccess()) {
            throw RefusedException.of("the list of " + kind, preview);
        }
        JsonNode counts = preview.body().path("counts");
        int faulty = counts.path("FAULTY").asInt(0);
        if (faulty > 0) {
            throw new RefusedException("%d rows of the list of %s are faulty, the first: %s"
                    .formatted(faulty, kind, preview.body().path("items").path(0)));
        }
        Answer applied = admin.post(IMPORTS + "/" + preview.text("id") + "/apply", "", Map.of());
        if (!applied.isSuccess()) {
            throw RefusedException.of("applying the list of " + kind, applied);
        }
        out.printf(
                "  %-11s %,6d new, %,d changed, %,d as they were%n",
                kind,
                counts.path("NEW").asInt(0),
                counts.path("CHANGED").asInt(0),
                counts.path("UNCHANGED").asInt(0));
    }
}
