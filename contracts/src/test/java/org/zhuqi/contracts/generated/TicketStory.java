package org.zhuqi.contracts.generated;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.Provenance;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.Edge;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.contracts.lifecycle.TicketState;

/** One ticket told by the table: whoever writes a story says who asked for what when; the rest follows. */
final class TicketStory {
    private static final DistrictId QIANTANG = new DistrictId("QT");
    private static final String POLICY = "qt-135-staged-2023.1";
    private static final Duration INTAKE_TO_LOG = Duration.ofMillis(38);

    private final TicketId id;
    private final TicketNumber number;
    private final Telling telling = new Telling();
    private final List<CommandMessage<?>> commands = new ArrayList<>();
    private final List<EventMessage<?>> events = new ArrayList<>();
    private TicketState state = TicketState.NEW;
    private int round = 1;
    private @Nullable Import from;

    /** The one file and day from which a history was brought in. */
    record Import(Instant at, Provenance provenance) {}

    TicketStory(String number, Instant begun) {
        this.number = new TicketNumber(number);
        this.id = new TicketId(uuid(begun, this.number.text()));
    }

    TicketStory importedFrom(Import file) {
        this.from = file;
        return this;
    }

    TicketStory step(String at, Actor who, TicketCommand command) {
        Instant when = Instant.parse(at);
        Instant receivedAt = from == null ? when : from.at();
        Edge edge = edge(who, command);
        TicketEvent event = telling.told(command, state, who);
        var asked = new CommandMessage<>(
                new CommandId(uuid(receivedAt, number + "/" + (events.size() + 1))),
                id,
                QIANTANG,
                who,
                receivedAt,
                from == null ? null : when,
                events.isEmpty() ? null : (long) events.size(),
                fingerprint(command, events.size()),
                from == null ? null : from.provenance(),
                command);
        state = edge.to();
        round += telling.beginsRound(event) ? 1 : 0;
        commands.add(asked);
        events.add(new EventMessage<>(
                id,
                number,
                events.size() + 1L,
                QIANTANG,
                asked.commandId(),
                who,
                when,
                receivedAt.plus(INTAKE_TO_LOG),
                telling.wasDispatched() ? POLICY : null,
                state,
                round,
                asked.provenance(),
                event));
        return this;
    }

    List<CommandMessage<?>> commands() {
        return commands;
    }

    List<EventMessage<?>> events() {
        return events;
    }

    private Edge edge(Actor who, TicketCommand command) {
        return TicketLifecycle.edges(state, CommandType.of(command)).stream()
                .filter(edge -> edge.who().stream().anyMatch(grant -> grant.role() == who.role()))
                .filter(edge -> !(command instanceof TicketCommand.Unmerge) || edge.to() == telling.cameFrom())
                .filter(edge -> !(command instanceof TicketCommand.Claim)
                        || telling.waitsForTheBestPlan() == (edge.to() == TicketState.OPEN_CALL))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("The story breaks the table: %s cannot %s ticket %s in state %s"
                                .formatted(who.role(), CommandType.of(command).wireName(), number, state)));
    }

    /** A version 7 UUID that is the same in every run. */
    private static UUID uuid(Instant at, String seed) {
        UUID random = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        long time = (at.toEpochMilli() << 16) | 0x7000 | (random.getMostSignificantBits() & 0x0FFF);
        return new UUID(time, random.getLeastSignificantBits());
    }

    private static String fingerprint(TicketCommand command, int version) {
        String content = CommandType.of(command).wireName() + Json.tree(command) + version;
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
