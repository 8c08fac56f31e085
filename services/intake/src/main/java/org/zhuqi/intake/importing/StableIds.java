package org.zhuqi.intake.importing;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.util.UUID;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.id.CommandId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;

/** Ids made from what the log says (UUID version 5), so that a second import meets the first one's tickets and commands. */
public record StableIds(DistrictId district, String source) {
    // Frozen: another namespace would import every log a second time.
    private static final UUID NAMESPACE = UUID.fromString("6f6bd9a5-1a0f-5f0c-9d0e-7a2f3c4b5d61");
    private static final NameBasedGenerator GENERATOR = Generators.nameBasedGenerator(NAMESPACE);

    public TicketId ticket(String caseKey) {
        return new TicketId(id("ticket", caseKey));
    }

    /** @param step how many commands of the same row come before this one */
    public CommandId command(String caseKey, long line, int step, CommandType type) {
        return new CommandId(id("command", caseKey, Long.toString(line), Integer.toString(step), type.wireName()));
    }

    // Every part is preceded by its length, so that no two lists of parts give the same name.
    private UUID id(String kind, String... parts) {
        StringBuilder name = new StringBuilder(kind);
        append(name, district.text());
        append(name, source);
        for (String part : parts) {
            append(name, part);
        }
        return GENERATOR.generate(name.toString());
    }

    private static void append(StringBuilder name, String part) {
        name.append('\n').append(part.length()).append(':').append(part);
    }
}
