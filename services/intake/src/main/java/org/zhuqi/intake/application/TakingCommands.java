package org.zhuqi.intake.application;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.intake.application.CommandBodies.Reading;
import org.zhuqi.intake.application.NamingAttachments.Naming;
import org.zhuqi.intake.application.OrderedItems.Order;
import org.zhuqi.intake.application.SendingCommands.Fate;
import org.zhuqi.platform.network.RemoteNetwork;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The one way of a command to its topic, whichever door it came through. */
public final class TakingCommands {
    private static final Duration OUTCOME_WAIT = Duration.ofSeconds(2);

    private final CommandBodies bodies;
    private final NamingAttachments attachments;
    private final SendingCommands sending;
    private final Optional<NamedInCommands> named;
    private final Optional<OrderedItems> ordered;
    private final StampingOrigins origins;
    private final InstantSource now;

    public TakingCommands(
            CommandBodies bodies,
            NamingAttachments attachments,
            SendingCommands sending,
            Optional<NamedInCommands> named,
            Optional<OrderedItems> ordered,
            StampingOrigins origins,
            InstantSource now) {
        this.bodies = bodies;
        this.attachments = attachments;
        this.sending = sending;
        this.named = named;
        this.ordered = ordered;
        this.origins = origins;
        this.now = now;
    }

    /**
     * What a caller asks for.
     *
     * @param key of the request, which makes sending it twice the same as once
     * @param expectedVersion on which the caller decided
     * @param language of the sentences about single fields
     * @param network from where it came
     */
    public record Asked(
            Caller caller,
            CommandType type,
            TicketId ticket,
            @Nullable String key,
            @Nullable Long expectedVersion,
            JsonNode body,
            Locale language,
            RemoteNetwork network) {}

    /** A command that was looked through. */
    public sealed interface Look {
        /** @param files that it names */
        record Ready(Caller caller, CommandMessage<?> message, Set<String> files) implements Look {}

        record Unfit(Problem problem) implements Look {}
    }

    /** Form, names and order; nothing is changed or sent. */
    public Look look(Asked asked) {
        Caller caller = asked.caller();
        JsonNode known = withWhatIsKnown(asked.body(), asked.type(), caller);
        return switch (attachments.complete(asked.type(), known, caller, asked.language())) {
            case Naming.Unknown unknown -> new Look.Unfit(unknown.problem());
            case Naming.Complete naming ->
                switch (bodies.read(asked.type(), naming.body(), asked.language())) {
                    case Reading.Faulty faulty -> new Look.Unfit(faulty.problem());
                    case Reading.Wellformed read -> named(asked, read.command(), naming.ids());
                };
        };
    }

    private Look named(Asked asked, TicketCommand sent, Set<String> files) {
        Optional<Problem> unknown = named.flatMap(names -> names.faults(sent, asked.caller(), asked.language()));
        if (unknown.isPresent()) {
            return new Look.Unfit(unknown.get());
        }
        TicketCommand completed = named.map(names -> names.completed(sent)).orElse(sent);
        Order order = ordered.map(menu -> menu.look(completed, asked.caller().district(), asked.language()))
                .orElseGet(() -> new Order.Fitting(completed));
        return switch (order) {
            case Order.Unfit unfit -> new Look.Unfit(unfit.problem());
            case Order.Fitting fits -> new Look.Ready(asked.caller(), message(asked, sent, fits.command()), files);
        };
    }

    private CommandMessage<?> message(Asked asked, TicketCommand sent, TicketCommand fitting) {
        Caller caller = asked.caller();
        Instant received = now.instant().truncatedTo(ChronoUnit.MICROS);
        TicketCommand command = origins.stamped(fitting, caller.district(), asked.network(), received);
        return new CommandMessage<>(
                CommandIds.command(caller.account(), asked.ticket(), asked.key()),
                asked.ticket(),
                caller.district(),
                caller.asActor(),
                received,
                null,
                asked.expectedVersion(),
                CommandIds.fingerprint(sent, asked.expectedVersion()),
                null,
                command);
    }

    /** Whether the files that it names are still there; from now on they stay. */
    public boolean claimFiles(Look.Ready ready) {
        return attachments.claim(ready.caller(), ready.files());
    }

    /** Appends it, and waits a while for what becomes of it. */
    public Fate send(Look.Ready ready) {
        return sending.sendAndWait(ready.message(), OUTCOME_WAIT);
    }

    /** The person is never asked for what the system knows: an enterprise submits for itself. */
    private static JsonNode withWhatIsKnown(JsonNode json, CommandType type, Caller caller) {
        if (type == CommandType.SUBMIT
                && caller.enterprise() != null
                && json instanceof ObjectNode object
                && !object.has("enterprise")) {
            return object.put("enterprise", caller.enterprise().text());
        }
        return json;
    }
}
