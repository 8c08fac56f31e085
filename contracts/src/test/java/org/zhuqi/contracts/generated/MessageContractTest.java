package org.zhuqi.contracts.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.zhuqi.contracts.AssistantPart;
import org.zhuqi.contracts.PlanMilestone;
import org.zhuqi.contracts.clock.ClockEventType;
import org.zhuqi.contracts.command.CommandOutcome;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.schema.Contract;
import org.zhuqi.contracts.schema.Items;
import org.zhuqi.contracts.schema.Text;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Schema, example, record and {@link Contract#check} say the same of every message. */
class MessageContractTest {

    static List<MessageType> messages() {
        return MessageType.all();
    }

    static List<String> outcomes() {
        return Examples.OUTCOMES;
    }

    static List<Announcement> announcements() {
        return Announcement.ALL;
    }

    static Set<Path> schemas() {
        return SchemaFiles.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everySchemaIsOne(Path file) {
        Schemas.assertIsSchema(file);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theExampleKeepsItsSchemas(MessageType type) {
        assertThat(Schemas.faults(type, Examples.of(type))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void theExampleIsReadAndWrittenBackUnchanged(MessageType type) {
        JsonNode example = Examples.of(type);

        Record message = read(type, example);

        assertThat(Json.tree(message)).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void anOutcomeKeepsItsSchemaAndIsReadAndWrittenBackUnchanged(String verdict) {
        JsonNode example = Examples.ofOutcome(verdict);

        assertThat(Schemas.faults(SchemaFiles.envelope("outcome"), example)).isEmpty();
        assertThat(Json.tree(Contract.check(Json.MAPPER.treeToValue(example, CommandOutcome.class))))
                .isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("announcements")
    void anAnnouncementKeepsItsSchemaAndIsReadAndWrittenBackUnchanged(Announcement announcement) {
        JsonNode example = Examples.of(announcement);

        assertThat(Schemas.faults(SchemaFiles.envelope(announcement.name()), example))
                .isEmpty();
        Record read = Json.MAPPER.treeToValue(example, announcement.message().getClass());
        assertThat(Json.tree(Contract.check(read))).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aRequiredFieldMustBeThere(MessageType type) {
        for (RecordComponent component : fields(type, MessageContractTest::isRequiredReference)) {
            assertRefused(type, component, payload -> payload.remove(component.getName()));
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void anOptionalFieldMayBeAbsent(MessageType type) {
        JsonNode message = changed(type, payload -> {
            for (RecordComponent component : fields(type, component -> !Contract.isRequired(component))) {
                payload.remove(component.getName());
            }
        });

        assertThat(Schemas.faults(type, message)).isEmpty();
        read(type, message);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aTextMayFillItsBoundsButNotMore(MessageType type) {
        for (RecordComponent component : fields(type, field -> field.isAnnotationPresent(Text.class))) {
            int max = component.getAnnotation(Text.class).max();
            JsonNode full = changed(type, payload -> payload.put(component.getName(), "字".repeat(max)));

            assertThat(Schemas.faults(type, full)).isEmpty();
            read(type, full);
            assertRefused(type, component, payload -> payload.put(component.getName(), "字".repeat(max + 1)));
        }
    }

    /** A schema counts characters, Java counts UTF-16 units; both must mean the same bound. */
    @ParameterizedTest
    @MethodSource("messages")
    void aRareCharacterCountsAsOne(MessageType type) {
        for (RecordComponent component : fields(type, field -> field.isAnnotationPresent(Text.class))) {
            int max = component.getAnnotation(Text.class).max();
            JsonNode full = changed(type, payload -> payload.put(component.getName(), "𠮷".repeat(max)));

            assertThat(Schemas.faults(type, full)).isEmpty();
            read(type, full);
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aTextThatSaysNothingIsRefused(MessageType type) {
        for (RecordComponent component : fields(type, field -> field.isAnnotationPresent(Text.class))) {
            assertRefused(type, component, payload -> payload.put(component.getName(), ""));
            assertRefused(type, component, payload -> payload.put(component.getName(), " \n\u3000"));
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aListHasItsBounds(MessageType type) {
        for (RecordComponent component : fields(type, field -> field.isAnnotationPresent(Items.class))) {
            int max = component.getAnnotation(Items.class).max();
            assertRefused(type, component, payload -> {
                JsonNode entry = entryOf(type, component);
                var list = payload.putArray(component.getName());
                for (int i = 0; i <= max; i++) {
                    list.add(entry);
                }
            });
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void anUnknownFieldIsAnErrorInACommandAndPassedOverInAnEvent(MessageType type) {
        JsonNode message = changed(type, payload -> payload.put("fieldOfAnotherYear", 1));

        switch (type.kind()) {
            case COMMAND -> assertThat(Schemas.faults(type, message)).isNotEmpty();
            case EVENT, CLOCK, DISPATCH -> {
                assertThat(Schemas.faults(type, message)).isEmpty();
                read(type, message);
            }
        }
    }

    @Test
    void aSwitchLeftOutOfACommandMeansNo() {
        MessageType recordProgress = MessageType.of(CommandType.RECORD_PROGRESS);
        JsonNode message = changed(recordProgress, payload -> payload.remove("internal"));

        assertThat(Schemas.faults(recordProgress, message)).isEmpty();
        assertThat(Json.tree(read(recordProgress, message))
                        .at("/command/internal")
                        .asBoolean(true))
                .isFalse();
    }

    /** The released examples are older than the forms of items. */
    @Test
    void whatWasFilledIntoAFormIsReadAndWrittenBackUnchanged() {
        for (MessageType type : List.of(
                MessageType.of(CommandType.SUBMIT),
                MessageType.of(CommandType.AMEND),
                MessageType.of(EventType.TICKET_SUBMITTED),
                MessageType.of(EventType.AMENDED))) {
            JsonNode message = changed(type, payload -> {
                payload.set(
                        "answers",
                        Json.MAPPER.valueToTree(List.of(
                                Map.of("field", "area", "value", "12.5"),
                                Map.of("field", "uses", "values", List.of("plant", "office")))));
                payload.put("itemVersion", 3);
            });

            assertThat(Schemas.faults(type, message)).isEmpty();
            assertThat(Json.tree(read(type, message))).isEqualTo(message);
        }
    }

    /** The released examples are older than the origin of what enterprises say. */
    @Test
    void fromWhereItWasSentIsReadAndWrittenBackUnchanged() {
        for (MessageType type : List.of(
                MessageType.of(CommandType.CONFIRM),
                MessageType.of(CommandType.RATE),
                MessageType.of(EventType.CONFIRMED),
                MessageType.of(EventType.RATED))) {
            JsonNode message = changed(type, payload -> payload.put("origin", "0f".repeat(16)));

            assertThat(Schemas.faults(type, message)).isEmpty();
            assertThat(Json.tree(read(type, message))).isEqualTo(message);
            assertThat(Schemas.faults(type, changed(type, payload -> payload.put("origin", "192.0.2.7"))))
                    .as("an address is no origin")
                    .isNotEmpty();
        }
    }

    /** The released example is older than what clocks say of their time. */
    @Test
    void whatAClockSaysOfItsTimeIsReadAndWrittenBackUnchanged() {
        MessageType changed = MessageType.of(ClockEventType.CLOCKS_CHANGED);
        JsonNode message = changed(
                changed,
                payload -> ((ObjectNode) payload.at("/clocks/0"))
                        .put("countedSeconds", 25_680)
                        .put("stoodStillSeconds", 0)
                        .set("ends", Json.MAPPER.valueToTree(List.of("PROGRESS", "ANSWERED"))));

        assertThat(Schemas.faults(changed, message)).isEmpty();
        assertThat(Json.tree(read(changed, message))).isEqualTo(message);
    }

    private static JsonNode entryOf(MessageType type, RecordComponent list) {
        JsonNode own = Examples.of(type).at("/%s/%s/0".formatted(type.kind().field(), list.getName()));
        if (!own.isMissingNode()) {
            return own;
        }
        return switch (list.getName()) {
            case "clocks" ->
                Examples.of(MessageType.of(ClockEventType.CLOCKS_CHANGED)).at("/event/clocks/0");
            case "answers" -> Json.MAPPER.valueToTree(Map.of("field", "area", "value", "12.5"));
            case "assistants" -> Json.MAPPER.valueToTree("qt-zjj");
            case "parts" -> Json.MAPPER.valueToTree(new AssistantPart(new UnitId("qt-zjj"), "复核", null));
            case "milestones" -> Json.MAPPER.valueToTree(new PlanMilestone("小试", LocalDate.of(2023, 6, 20)));
            case "attachments", "evidence" ->
                Examples.of(MessageType.commands().getFirst()).at("/command/attachments/0");
            default -> throw new IllegalStateException("what is an entry of " + list + "?");
        };
    }

    private static void assertRefused(MessageType type, RecordComponent component, Consumer<ObjectNode> change) {
        JsonNode message = changed(type, change);
        assertThat(Schemas.faults(type, message))
                .as("the schema on %s of %s", component.getName(), type)
                .isNotEmpty();
        assertThatThrownBy(() -> read(type, message))
                .as("the check on %s of %s", component.getName(), type)
                .isInstanceOf(Contract.BrokenContractException.class)
                .hasMessageContaining("'%s.%s'", type.kind().field(), component.getName());
    }

    private static JsonNode changed(MessageType type, Consumer<ObjectNode> change) {
        JsonNode message = Examples.of(type).deepCopy();
        change.accept((ObjectNode) message.path(type.kind().field()));
        return message;
    }

    private static Record read(MessageType type, JsonNode message) {
        Record read = Json.MAPPER.readerFor(type.messageType()).readValue(message);
        return Contract.check(read);
    }

    private static List<RecordComponent> fields(MessageType type, Predicate<RecordComponent> which) {
        return Arrays.stream(type.payload().getRecordComponents()).filter(which).toList();
    }

    private static boolean isRequiredReference(RecordComponent component) {
        return Contract.isRequired(component) && !component.getType().isPrimitive();
    }
}
