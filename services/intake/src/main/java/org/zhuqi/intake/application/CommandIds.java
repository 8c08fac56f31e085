package org.zhuqi.intake.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.platform.json.Json;

/** Where the ids of commands and new tickets come from. */
public final class CommandIds {
    private static final NameBasedGenerator BY_NAME =
            Generators.nameBasedGenerator(UUID.fromString("7d0f3c1e-6f0f-5c0a-9b1e-2a7e51c4a135"));
    private static final TimeBasedEpochGenerator BY_TIME = Generators.timeBasedEpochGenerator();

    private CommandIds() {}

    /** The same key from the same account for the same ticket is the same command; without a key each is its own. */
    public static CommandId command(AccountId account, TicketId ticket, @Nullable String key) {
        return new CommandId(
                key == null
                        ? BY_TIME.generate()
                        : BY_NAME.generate("command\n" + account + "\n" + ticket + "\n" + key));
    }

    /** The same key from the same account is the same new ticket. */
    public static TicketId newTicket(AccountId account, @Nullable String key) {
        return new TicketId(key == null ? BY_TIME.generate() : BY_NAME.generate("ticket\n" + account + "\n" + key));
    }

    /** Tells two commands with one id apart: SHA-256 over type, content and the version that was decided on. */
    public static String fingerprint(TicketCommand command, @Nullable Long expectedVersion) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(CommandType.of(command).ceType().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            digest.update(Json.MAPPER.writeValueAsBytes(command));
            digest.update(String.valueOf(expectedVersion).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
