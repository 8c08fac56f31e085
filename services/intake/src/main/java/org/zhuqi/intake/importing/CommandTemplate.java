package org.zhuqi.intake.importing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.schema.Contract;
import org.zhuqi.platform.json.Json;
import tools.jackson.core.JacksonException;

/** A command as the mapping writes it: who sends it, and what it says. */
record CommandTemplate(CommandType type, Role by, List<FieldTemplate> fields) {

    /** @throws RefusedRowException if the row's values do not make such a command */
    TicketCommand render(LogRow row, Mapping mapping) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (FieldTemplate field : fields) {
            Object value = field.render(row, mapping);
            if (value != null) {
                body.put(field.field().getName(), value);
            } else if (FieldTemplate.isRequired(field.field())) {
                throw unfit("field '%s' is empty".formatted(field.field().getName()));
            }
        }
        try {
            TicketCommand command = Json.MAPPER.convertValue(body, type.recordType());
            Contract.check((Record) command);
            return command;
        } catch (Contract.BrokenContractException e) {
            throw unfit(String.valueOf(e.getMessage()));
        } catch (JacksonException e) {
            throw unfit(e.getOriginalMessage());
        }
    }

    private RefusedRowException unfit(String fault) {
        return new RefusedRowException(
                "the row does not make a valid %s".formatted(type.wireName()),
                "the row does not make a valid %s: %s".formatted(type.wireName(), fault));
    }
}
