package org.zhuqi.allinone.cli;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Commands that could not be processed: list them, send them again, or discard them.")
public final class DeadLettersCommand {
    @Mixin
    private final DataOption data = new DataOption();

    @Command(name = "list", description = "List them, newest first.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--all", description = "Also those that are settled.") boolean all) throws Exception {
        Answer answer = api().get("/api/v1/dead-letters?limit=200" + (all ? "" : "&status=OPEN"));
        if (!answer.isSuccess()) {
            return DataOption.failed(answer);
        }
        JsonNode items = answer.body().path("items");
        for (JsonNode item : items) {
            System.out.printf(
                    "%6d  %-9s %s  %s/%d/%d  %s%n        %s%n",
                    item.path("id").asLong(),
                    item.path("status").asString(),
                    item.path("failedAt").asString(),
                    item.path("topic").asString(),
                    item.path("partition").asInt(),
                    item.path("offset").asLong(),
                    item.path("command").asString("?"),
                    item.path("reason").asString());
        }
        System.out.printf("%d dead letter%s%n", items.size(), items.size() == 1 ? "" : "s");
        return 0;
    }

    @Command(name = "redrive", description = "Send one again, with the id it had.", mixinStandardHelpOptions = true)
    int redrive(
            @Parameters(paramLabel = "ID") long id,
            @Option(names = "--note", defaultValue = "", description = "Why.") String note)
            throws Exception {
        return settle(id, "redrive", note);
    }

    @Command(name = "discard", description = "Settle one without sending it.", mixinStandardHelpOptions = true)
    int discard(
            @Parameters(paramLabel = "ID") long id,
            @Option(names = "--note", required = true, description = "Why it can be discarded.") String note)
            throws Exception {
        return settle(id, "discard", note);
    }

    private int settle(long id, String how, String note) throws Exception {
        Answer answer = api().post("/api/v1/dead-letters/" + id + "/" + how, Map.of("note", note), Map.of());
        if (!answer.isSuccess()) {
            return DataOption.failed(answer);
        }
        System.out.printf("dead letter %d: %s%n", id, answer.text("status"));
        return 0;
    }

    private Api api() throws IOException, GeneralSecurityException {
        return data.api(Account.named("zhuqi-admin").orElseThrow());
    }
}
