package org.zhuqi.intake.application;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.schema.Contract;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.UnfitTexts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a command: JSON, then its schema, then the record. */
public final class CommandBodies {
    private final Map<CommandType, Schema> schemas = new EnumMap<>(CommandType.class);

    public CommandBodies() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Arrays.stream(CommandType.values())
                .forEach(type -> schemas.put(type, registry.getSchema(schemaText(type), InputFormat.JSON)));
    }

    /** The JSON Schema of a command's body, as the contracts hold it. */
    public static String schemaText(CommandType type) {
        return contractText("schema", type);
    }

    /** A whole message with such a command, as the contracts give it for an example. */
    public static String exampleText(CommandType type) {
        return contractText("examples", type);
    }

    private static String contractText(String kind, CommandType type) {
        String name = "/org/zhuqi/contracts/%s/command/%s.v%d.json".formatted(kind, type.wireName(), type.version());
        try (InputStream text = CommandType.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(text, () -> "the contracts have no " + name)
                            .readAllBytes(),
                    java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a body turned out to be. */
    public sealed interface Reading {
        record Wellformed(TicketCommand command) implements Reading {}

        record Faulty(Problem problem) implements Reading {}
    }

    /** @param language of the sentences for single fields */
    public Reading read(CommandType type, JsonNode body, Locale language) {
        if (!(body instanceof ObjectNode)) {
            return faulty(Problem.badRequest("The body must be a JSON object.", "请求体应为 JSON 对象。"));
        }
        List<Error> errors = Objects.requireNonNull(schemas.get(type))
                .validate(
                        body,
                        context -> context.executionConfig(
                                config -> config.locale(language).formatAssertionsEnabled(true)));
        List<FieldError> faults = FieldSentences.of(errors, UnfitTexts.in(body), language);
        if (!faults.isEmpty()) {
            return faulty(Problem.badRequest(
                            "%d field%s of '%s' %s not valid."
                                    .formatted(
                                            faults.size(),
                                            faults.size() == 1 ? "" : "s",
                                            type.wireName(),
                                            faults.size() == 1 ? "is" : "are"),
                            "“%s”有 %d 处填写有误。".formatted(type.zh(), faults.size()))
                    .withErrors(faults));
        }
        try {
            TicketCommand command = Json.MAPPER.treeToValue(body, type.recordType());
            if (command instanceof Record message) {
                Contract.check(message);
            }
            return new Reading.Wellformed(withoutOurWords(command));
        } catch (JacksonException e) {
            return faulty(Bodies.unreadable(e));
        } catch (Contract.BrokenContractException e) {
            return faulty(Problem.badRequest("The body is not valid: " + e.getMessage(), "请求体有误：" + e.getMessage()));
        }
    }

    /** Which version of an item was ordered, which policy it asks for and from where something is sent is ours to say. */
    private static TicketCommand withoutOurWords(TicketCommand command) {
        return switch (command) {
            case TicketCommand.Submit submit -> submit.stamped(null, null);
            case TicketCommand.Amend amend -> amend.stamped(null);
            case TicketCommand.Confirm confirm -> confirm.stamped(null);
            case TicketCommand.Rate rate -> rate.stamped(null);
            default -> command;
        };
    }

    private static Reading faulty(Problem problem) {
        return new Reading.Faulty(problem);
    }
}
