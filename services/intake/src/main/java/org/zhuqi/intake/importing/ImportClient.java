package org.zhuqi.intake.importing;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;

/** Sends commands to {@code POST /api/v1/imports} until each has an answer. */
public final class ImportClient implements AutoCloseable {
    /** The most that one request carries. */
    public static final int BATCH = 500;

    private static final String NDJSON = "application/x-ndjson";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final URI imports;
    private final String token;
    private final Patience patience;
    private final Pause pause;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    public ImportClient(URI baseUrl, String token, Patience patience, Pause pause) {
        this.imports = URI.create(baseUrl.toString().replaceAll("/+$", "") + "/api/v1/imports");
        this.token = token;
        this.patience = patience;
        this.pause = pause;
    }

    /**
     * Sends the commands in this order, and a later request only when every command of the one before has its answer.
     *
     * @return an answer other than PENDING for every command, in the same order
     * @throws ImportStoppedException if the server does not take them in spite of trying again
     */
    public List<Answer> send(List<PlannedCommand> commands) throws ImportStoppedException, InterruptedException {
        List<Answer> answers = new ArrayList<>(commands.size());
        for (int from = 0; from < commands.size(); from += BATCH) {
            answers.addAll(sendBatch(commands.subList(from, Math.min(commands.size(), from + BATCH))));
        }
        return answers;
    }

    @Override
    public void close() {
        http.close();
    }

    private List<Answer> sendBatch(List<PlannedCommand> batch) throws ImportStoppedException, InterruptedException {
        Map<CommandId, Answer> answers = new LinkedHashMap<>();
        List<PlannedCommand> open = batch;
        Waiting waiting = new Waiting();
        while (!open.isEmpty()) {
            switch (exchange(open)) {
                case Answered answered -> {
                    answered.decided().forEach(answer -> answers.put(answer.commandId(), answer));
                    open = open.stream()
                            .filter(command -> !answers.containsKey(command.commandId()))
                            .toList();
                    if (!answered.decided().isEmpty()) {
                        waiting = new Waiting();
                    }
                    if (!open.isEmpty()) {
                        waiting.forDecisions(open.size());
                    }
                }
                case Trouble trouble -> waiting.forRecovery(trouble.sentence(), trouble.retryAfter());
            }
        }
        return batch.stream()
                .map(command -> Objects.requireNonNull(answers.get(command.commandId())))
                .toList();
    }

    private final class Waiting {
        private int tries;
        private Duration inTrouble = Duration.ZERO;
        private Duration pending = Duration.ZERO;

        void forDecisions(int open) throws ImportStoppedException, InterruptedException {
            if (pending.compareTo(patience.whilePending()) >= 0) {
                throw new ImportStoppedException(
                        "the server has taken in %d commands but decided none for %d s: is its ticket engine running?"
                                .formatted(open, pending.toSeconds()));
            }
            Duration next = patience.pauseAfter(++tries);
            pending = pending.plus(next);
            pause.sleep(next);
        }

        void forRecovery(String sentence, @Nullable Duration retryAfter)
                throws ImportStoppedException, InterruptedException {
            if (inTrouble.compareTo(patience.inTrouble()) >= 0) {
                throw new ImportStoppedException(
                        "%s; tried %d times over %d s".formatted(sentence, tries + 1, inTrouble.toSeconds()));
            }
            Duration next = patience.pauseAfter(++tries);
            if (retryAfter != null && retryAfter.compareTo(next) > 0) {
                next = retryAfter;
            }
            inTrouble = inTrouble.plus(next);
            pause.sleep(next);
        }
    }

    private sealed interface Exchange {}

    /** The commands that were decided; the others of the request are to be sent again. */
    private record Answered(List<Answer> decided) implements Exchange {}

    private record Trouble(String sentence, @Nullable Duration retryAfter) implements Exchange {}

    private Exchange exchange(List<PlannedCommand> commands) throws ImportStoppedException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(imports)
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", NDJSON)
                .header("Accept", NDJSON + ", application/problem+json")
                .POST(BodyPublishers.ofString(lines(commands)))
                .build();
        HttpResponse<String> response;
        try {
            response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Trouble("%s cannot be reached (%s)".formatted(imports, describe(e)), null);
        }
        int status = response.statusCode();
        if (status == 429 || status >= 500) {
            return new Trouble("%s answers %d%s".formatted(imports, status, detail(response)), retryAfter(response));
        }
        if (status == 401) {
            throw new ImportStoppedException("%s does not accept the token%s".formatted(imports, detail(response)));
        }
        if (status == 403) {
            throw new ImportStoppedException("%s does not let this account import: it needs the role IMPORTER%s"
                    .formatted(imports, detail(response)));
        }
        if (status != 200) {
            throw new ImportStoppedException("%s answers %d%s".formatted(imports, status, detail(response)));
        }
        String type = response.headers().firstValue("Content-Type").orElse("nothing");
        if (!type.startsWith(NDJSON)) {
            throw new ImportStoppedException(
                    "%s answers with %s instead of %s: is this the address of Zhuqi?".formatted(imports, type, NDJSON));
        }
        return new Answered(decided(response.body(), commands));
    }

    private List<Answer> decided(String body, List<PlannedCommand> commands) throws ImportStoppedException {
        Set<CommandId> asked = commands.stream().map(PlannedCommand::commandId).collect(toUnmodifiableSet());
        List<String> lines = body.lines().filter(text -> !text.isBlank()).toList();
        List<Answer> decided = new ArrayList<>();
        for (int index = 0; index < lines.size(); index++) {
            // A line that the server could not read at all is answered without an id, but in its place.
            CommandId inThisPlace =
                    lines.size() == commands.size() ? commands.get(index).commandId() : null;
            Answer answer = answer(lines.get(index), inThisPlace);
            if (!asked.contains(answer.commandId())) {
                throw new ImportStoppedException(
                        "%s answers for a command that was not sent: %s".formatted(imports, answer.commandId()));
            }
            if (answer.verdict() != Answer.Verdict.PENDING) {
                decided.add(answer);
            }
        }
        return decided;
    }

    private Answer answer(String line, @Nullable CommandId inThisPlace) throws ImportStoppedException {
        try {
            Said said = Json.MAPPER.readValue(line, Said.class);
            CommandId id = said.commandId() == null ? inThisPlace : said.commandId();
            if (id != null && said.verdict() != null) {
                return new Answer(id, said.verdict(), said.state(), said.sentence(), said.errors());
            }
        } catch (JacksonException e) {
            // Said below, with the line itself.
        }
        throw new ImportStoppedException(
                "%s answers a line that is not understood: %s".formatted(imports, shortened(line)));
    }

    /** A line of the answer as far as it is needed, anything of which may be missing. */
    private record Said(
            @Nullable CommandId commandId,
            Answer.@Nullable Verdict verdict,
            @Nullable TicketState state,
            @Nullable String sentence,
            @Nullable List<Answer.FieldError> errors) {}

    private static @Nullable Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("[0-9]{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(null);
    }

    /** The sentence of a problem document, or the beginning of whatever else was said. */
    private static String detail(HttpResponse<String> response) {
        String body = response.body().strip();
        try {
            String detail = Json.MAPPER.readTree(body).path("detail").asString("");
            return detail.isEmpty() ? "" : ": " + detail;
        } catch (JacksonException e) {
            return body.isEmpty() ? "" : ": " + shortened(body);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    private static String describe(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static String lines(List<PlannedCommand> commands) {
        StringBuilder lines = new StringBuilder();
        for (PlannedCommand command : commands) {
            lines.append(Json.MAPPER.writeValueAsString(Line.of(command))).append('\n');
        }
        return lines.toString();
    }

    /** A command as the endpoint reads it. */
    private record Line(
            CommandId commandId,
            TicketId ticketId,
            String command,
            Instant occurredAt,
            Actor actor,
            Origin provenance,
            TicketCommand body) {

        /** The line is absent for an inferred command; who imports is added by the server. */
        private record Origin(
                String source, String sourceCase, @Nullable Long line, boolean inferred) {}

        static Line of(PlannedCommand command) {
            PlannedCommand.Origin origin = command.origin();
            return new Line(
                    command.commandId(),
                    command.ticketId(),
                    command.type().wireName(),
                    command.occurredAt(),
                    command.actor(),
                    new Origin(
                            origin.source(),
                            origin.sourceCase(),
                            origin.inferred() ? null : origin.line(),
                            origin.inferred()),
                    command.body());
        }
    }
}
