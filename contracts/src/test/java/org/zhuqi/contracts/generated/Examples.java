package org.zhuqi.contracts.generated;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One released example of every message. Written once from the story; what is committed is what counts. */
final class Examples {
    static final Path FOLDER = CommittedFiles.RESOURCES.resolve("examples");
    static final List<String> OUTCOMES = List.of("accepted", "refused", "stale");

    private Examples() {}

    static JsonNode of(MessageType type) {
        return committed(FOLDER.resolve(type.file()), () -> firstInStory(type));
    }

    static JsonNode ofOutcome(String verdict) {
        return committed(outcomeFile(verdict), () -> OutcomeStory.told(verdict));
    }

    static JsonNode of(Announcement announcement) {
        return committed(file(announcement), announcement::message);
    }

    static Stream<Path> files() {
        return Stream.of(
                        MessageType.all().stream().map(type -> FOLDER.resolve(type.file())),
                        OUTCOMES.stream().map(Examples::outcomeFile),
                        Announcement.ALL.stream().map(Examples::file))
                .flatMap(files -> files);
    }

    private static Path file(Announcement announcement) {
        return FOLDER.resolve(announcement.kind().word()).resolve(announcement.name() + ".v1.json");
    }

    private static Path outcomeFile(String verdict) {
        return FOLDER.resolve("outcome").resolve(verdict + ".v1.json");
    }

    private static JsonNode committed(Path file, Supplier<Object> firstTold) {
        CommittedFiles.assertReleased(file, () -> Json.pretty(Json.tree(firstTold.get())));
        return Json.MAPPER.readTree(CommittedFiles.read(file));
    }

    private static Object firstInStory(MessageType type) {
        Map<String, Object> told = new LinkedHashMap<>();
        for (TicketStory ticket : QiantangStory.TICKETS) {
            ticket.commands().forEach(command -> told.putIfAbsent(command.type().ceType(), command));
            ticket.events().forEach(event -> told.putIfAbsent(event.type().ceType(), event));
        }
        ClockStory.TOLD.forEach(clock -> told.putIfAbsent(clock.type().ceType(), clock));
        DispatchStory.TOLD.forEach(message -> told.putIfAbsent(message.type().ceType(), message));
        Object message = told.get(type.ceType());
        if (message == null) {
            throw new IllegalStateException("QiantangStory does not tell the " + type);
        }
        return message;
    }
}
