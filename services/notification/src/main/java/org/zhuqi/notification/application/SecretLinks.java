package org.zhuqi.notification.application;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.notification.domain.Delivery;
import org.zhuqi.notification.postgres.LinkRows;
import org.zhuqi.notification.postgres.LinkRows.Link;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.messaging.Wire.UnreadableMessageException;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.RandomSecrets;
import org.zhuqi.platform.telling.OutgoingRows;
import org.zhuqi.platform.telling.Telling;

/**
 * Links by which an enterprise answers from its mail, without logging in, once. The secret in the address is random and kept
 * as a hash only. It stands for one account, one ticket in one version, and the commands that were offered; what comes of it
 * is that account's own command, on the way of every command.
 */
public final class SecretLinks {
    private static final Logger LOG = LoggerFactory.getLogger(SecretLinks.class);
    private static final String PATH = "/links/";
    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final LinkRows links;
    private final OutgoingRows outgoing;
    private final Telling telling;
    private final KnownDirectory directory;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final Duration last;
    private final Duration patience;
    private final ConcurrentMap<String, CompletableFuture<CommandOutcome>> awaited = new ConcurrentHashMap<>();

    /**
     * @param last how long a link can be used
     * @param patience how long its user waits for what came of it
     */
    public SecretLinks(
            LinkRows links,
            OutgoingRows outgoing,
            Telling telling,
            KnownDirectory directory,
            TransactionTemplate transaction,
            InstantSource now,
            Duration last,
            Duration patience) {
        this.links = links;
        this.outgoing = outgoing;
        this.telling = telling;
        this.directory = directory;
        this.transaction = transaction;
        this.now = now;
        this.last = last;
        this.patience = patience;
    }

    /** What a link leads to. */
    public sealed interface Found {
        record Usable(Link link) implements Found {}

        record Used(Link link) implements Found {}

        /** Its time is over, or its account may not do this any more. */
        record Over(Link link) implements Found {}

        /** Nothing, as far as anybody needs to know. */
        record Nothing() implements Found {}
    }

    /** What came of using it. */
    public sealed interface Use {
        record Decided(Link link, CommandOutcome outcome) implements Use {}

        /** It is on its way; nobody has decided yet. */
        record Pending(Link link) implements Use {}

        record NotUsable(Found found) implements Use {}
    }

    /** A link for what a mail offers. A mail that is sent again gets another secret for the same link. */
    public Optional<String> forMail(Delivery delivery) {
        if (delivery.offer() == null
                || delivery.account() == null
                || delivery.ticket() == null
                || delivery.number() == null) {
            return Optional.empty();
        }
        String secret = RandomSecrets.next(SECRET_BYTES);
        Link link = new Link(
                delivery.id(),
                delivery.district(),
                delivery.ticket(),
                delivery.number(),
                delivery.account(),
                delivery.offer().commands(),
                delivery.offer().version(),
                delivery.title(),
                delivery.text(),
                delivery.createdAt().plus(last),
                null,
                null);
        transaction.executeWithoutResult(status -> links.add(link, RandomSecrets.hash(secret)));
        return Optional.of(PATH + secret);
    }

    /** Changes nothing: whoever looks through mails for harm follows every link in them. */
    public Found find(String secret) {
        return SECRET.matcher(secret).matches()
                ? links.bySecret(RandomSecrets.hash(secret)).map(this::found).orElseGet(Found.Nothing::new)
                : new Found.Nothing();
    }

    private Found found(Link link) {
        if (link.usedAt() != null) {
            return new Found.Used(link);
        }
        return link.expiresAt().isAfter(now.instant()) && speaker(link).isPresent()
                ? new Found.Usable(link)
                : new Found.Over(link);
    }

    /** The account of the link, as long as it speaks for an enterprise of the link's district. */
    private Optional<DirectoryEntry.Account> speaker(Link link) {
        return directory
                .account(link.account())
                .filter(directory::isInForce)
                .filter(account -> account.role() == Role.ENTERPRISE
                        && account.district().equals(link.district())
                        && account.enterprise() != null);
    }

    /** @param command one of those that the link offers */
    public Use use(String secret, TicketCommand command) {
        Found found = find(secret);
        if (!(found instanceof Found.Usable usable)) {
            return new Use.NotUsable(found);
        }
        Link link = usable.link();
        String name = CommandType.of(command).wireName();
        DirectoryEntry.Account speaker = speaker(link).orElse(null);
        if (speaker == null || !link.commands().contains(name)) {
            return new Use.NotUsable(new Found.Over(link));
        }
        Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
        CommandMessage<?> message = new CommandMessage<>(
                commandOf(link),
                link.ticket(),
                link.district(),
                Caller.of(speaker).asActor(),
                at,
                null,
                link.version(),
                null,
                null,
                command);
        CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
        if (awaited.putIfAbsent(message.commandId().text(), outcome) != null) {
            return new Use.Pending(link); // It was sent twice at the same moment; the other one answers.
        }
        try {
            Boolean taken = transaction.execute(status -> {
                boolean mine = links.use(link.id(), name, message.commandId(), at);
                if (mine) {
                    outgoing.add(
                            List.of(new OutgoingRows.Message(
                                    link.ticket().text(),
                                    message.type().ceType(),
                                    Json.MAPPER.writeValueAsString(message))),
                            at);
                    telling.wake();
                }
                return mine;
            });
            return Boolean.TRUE.equals(taken) ? await(link, outcome) : new Use.NotUsable(find(secret));
        } finally {
            awaited.remove(message.commandId().text(), outcome);
        }
    }

    private Use await(Link link, CompletableFuture<CommandOutcome> outcome) {
        try {
            return new Use.Decided(link, outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return new Use.Pending(link);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Use.Pending(link);
        }
    }

    /** The same whoever uses it and however often: even two commands of one link would be one. */
    private static CommandId commandOf(Link link) {
        return new CommandId(UUID.nameUUIDFromBytes(("link/" + link.id()).getBytes(StandardCharsets.UTF_8)));
    }

    /** From the topic's tail; most outcomes are nobody's here. */
    public void arrived(List<ConsumerRecord<String, byte[]>> records) {
        for (ConsumerRecord<String, byte[]> record : records) {
            String id = CloudEventHeaders.text(record.headers(), CloudEventHeaders.ID);
            CompletableFuture<CommandOutcome> waiting = id == null ? null : awaited.get(id);
            if (waiting != null) {
                try {
                    waiting.complete(Wire.readOutcome(record));
                } catch (UnreadableMessageException e) {
                    LOG.error("the outcome of {} cannot be read: {}", id, e.getMessage());
                }
            }
        }
    }
}
