package org.zhuqi.allinone.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The working calendar, from the command line. */
@Command(
        name = "calendar",
        mixinStandardHelpOptions = true,
        description = "The working calendar of a district: look at it, or load a year's holiday notice.")
public final class CalendarCommand {
    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--district", defaultValue = "QT", description = "Whose calendar (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String district;

    @Command(
            name = "show",
            description = "Which years are known, the hours, the district's own days.",
            mixinStandardHelpOptions = true)
    int show() throws Exception {
        Answer answer = api().get("/api/v1/calendar");
        if (!answer.isSuccess()) {
            return DataOption.failed(answer);
        }
        JsonNode calendar = answer.body();
        System.out.printf("%s  %s  %s%n", answer.text("version"), answer.text("base"), answer.text("zone"));
        calendar.path("hours")
                .forEach(each -> System.out.printf(
                        "  %s–%s%n",
                        each.path("from").asString(), each.path("to").asString()));
        calendar.path("years")
                .forEach(each -> System.out.printf(
                        "  %d  %s%n",
                        each.path("year").asInt(), each.path("version").asString()));
        calendar.path("ownDays")
                .forEach(each -> System.out.printf(
                        "  %s  %s  %s%n",
                        each.path("date").asString(),
                        each.path("working").asBoolean() ? "working day" : "day off",
                        each.path("reason").asString()));
        return 0;
    }

    @Command(
            name = "load",
            description = {
                "Load the State Council's holiday notice for a year.",
                "The file is JSON as in the holiday-cn data set: {\"papers\": [address…],",
                "\"days\": [{\"name\": …, \"date\": \"2027-01-01\", \"isOffDay\": true}…]}."
            },
            mixinStandardHelpOptions = true)
    int load(
            @Parameters(paramLabel = "YEAR") int year,
            @Parameters(paramLabel = "FILE") Path file,
            @Option(names = "--preview", description = "Change nothing; say which open due dates would move.")
                    boolean preview)
            throws Exception {
        ObjectNode notice;
        try {
            JsonNode read = Json.MAPPER.readTree(Files.readString(file));
            if (!(read instanceof ObjectNode object)) {
                throw new IllegalArgumentException(file + " is not a holiday notice: it must be a JSON object");
            }
            notice = object;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is not JSON: " + e.getOriginalMessage(), e);
        }
        notice.put("year", year);
        Answer answer = api().post("/api/v1/calendar/notices" + (preview ? "?preview=true" : ""), notice, Map.of());
        if (!answer.isSuccess()) {
            return DataOption.failed(answer);
        }
        JsonNode told = answer.body();
        if (preview) {
            System.out.printf(
                    "%,d of the due dates of %,d open tickets would move%s%n",
                    told.path("moved").asInt(),
                    told.path("openTickets").asInt(),
                    told.path("moved").asInt() == 0 ? "." : ":");
            told.path("examples")
                    .forEach(move -> System.out.printf(
                            "  %s  %s  %s → %s%n",
                            move.path("number").asString(),
                            move.path("stageZh").asString(),
                            move.path("before").asString("unknown"),
                            move.path("after").asString("unknown")));
        } else {
            System.out.printf(
                    "Calendar %s is in force; %,d open tickets are counted anew.%n",
                    answer.text("versionAfter"), told.path("openTickets").asInt());
        }
        return 0;
    }

    private Api api() throws IOException, GeneralSecurityException {
        Account admin = Account.of(new DistrictId(district), Role.ADMIN)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no development account with the role ADMIN in district " + district));
        return data.api(admin);
    }
}
