package org.zhuqi.intake.application;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.web.Bodies;
import org.zhuqi.platform.web.Problem;
import org.zhuqi.platform.web.Problem.FieldError;
import org.zhuqi.platform.web.UnfitTexts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads an item of the menu as somebody sends it: what is plain may be left out. */
public final class ItemBodies {
    private static final List<String> OURS = List.of("district", "version", "changedAt", "changedBy");
    private static final List<String> LISTS = List.of("fields", "assistants", "evidence", "keywords", "cases");
    private static final int AT_THE_END = 1_000_000;

    private final Schema schema;

    public ItemBodies() {
        String name = "/org/zhuqi/contracts/schema/envelope/item.v1.json";
        try (InputStream text = CatalogueEntry.class.getResourceAsStream(name)) {
            schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(
                            new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8),
                            InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param version 1, or the one that shall be replaced
     * @throws org.zhuqi.platform.web.ProblemException if it is none, with a sentence for each field in that language
     */
    public CatalogueEntry read(
            ObjectNode body, DistrictId district, CatalogueItemId item, long version, Locale language) {
        ObjectNode node = body.deepCopy();
        OURS.forEach(node::remove);
        completed(node)
                .put("district", district.text())
                .put("item", item.text())
                .put("version", version);
        List<Error> errors =
                schema.validate(node, context -> context.executionConfig(config -> config.locale(language)));
        List<FieldError> faults = FieldSentences.of(errors, UnfitTexts.in(node), language);
        if (!faults.isEmpty()) {
            FieldError first = faults.getFirst();
            throw Problem.badRequest(
                            "The item is not valid: %s %s".formatted(first.pointer(), first.detail()),
                            "事项填写有误（共 %d 处）。".formatted(faults.size()))
                    .withErrors(faults)
                    .asException();
        }
        return Bodies.read(Json.MAPPER.writeValueAsBytes(node), CatalogueEntry.class);
    }

    /** What is plain said aloud; in place. */
    static ObjectNode completed(ObjectNode item) {
        for (String list : LISTS) {
            if (isAbsent(item, list)) {
                item.putArray(list);
            }
        }
        if (isAbsent(item, "dispatch")) {
            item.put("dispatch", "BY_HAND");
        }
        if (isAbsent(item, "position")) {
            item.put("position", AT_THE_END);
        }
        if (isAbsent(item, "active")) {
            item.put("active", true);
        }
        for (JsonNode each : item.path("fields")) {
            if (each instanceof ObjectNode field) {
                if (isAbsent(field, "choices")) {
                    field.putArray("choices");
                }
                if (isAbsent(field, "required")) {
                    field.put("required", false);
                }
            }
        }
        return item;
    }

    private static boolean isAbsent(ObjectNode node, String member) {
        return node.path(member).isMissingNode() || node.path(member).isNull();
    }
}
