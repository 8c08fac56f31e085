package org.zhuqi.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockEventType;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.clock.ClockReading;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.dispatch.DispatchEvent;
import org.zhuqi.contracts.dispatch.DispatchEventType;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.event.EventSummary;
import org.zhuqi.contracts.event.EventType;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.rule.CalendarAnnounced;
import org.zhuqi.contracts.rule.PolicyAnnounced;
import org.zhuqi.contracts.schema.About;
import org.zhuqi.contracts.schema.Text;
import org.zhuqi.contracts.trial.TrialMessage;
import org.zhuqi.contracts.trial.TrialMessageType;
import org.zhuqi.contracts.trial.TrialReadings;

/** Every record has its name and every name its record. */
class MessageTypesTest {

    @Test
    void everyCommandHasExactlyOneName() {
        assertThat(Arrays.stream(CommandType.values()).<Class<?>>map(CommandType::recordType))
                .containsExactlyInAnyOrderElementsOf(permitted(TicketCommand.class));
    }

    @Test
    void everyEventHasExactlyOneName() {
        assertThat(Arrays.stream(EventType.values()).<Class<?>>map(EventType::recordType))
                .containsExactlyInAnyOrderElementsOf(permitted(TicketEvent.class));
    }

    @Test
    void everyClockEventHasExactlyOneName() {
        assertThat(Arrays.stream(ClockEventType.values()).<Class<?>>map(ClockEventType::recordType))
                .containsExactlyInAnyOrderElementsOf(permitted(ClockEvent.class));
        assertThat(Arrays.stream(ClockEventType.values()))
                .allSatisfy(type ->
                        assertThat(ClockEventType.byCeType(type.ceType())).contains(type));
    }

    @Test
    void everyDispatchEventHasExactlyOneName() {
        assertThat(Arrays.stream(DispatchEventType.values()).<Class<?>>map(DispatchEventType::recordType))
                .containsExactlyInAnyOrderElementsOf(permitted(DispatchEvent.class));
        assertThat(Arrays.stream(DispatchEventType.values()))
                .allSatisfy(type ->
                        assertThat(DispatchEventType.byCeType(type.ceType())).contains(type));
    }

    @Test
    void everyMessageAboutTrialsHasExactlyOneName() {
        assertThat(Arrays.stream(TrialMessageType.values()).<Class<?>>map(TrialMessageType::recordType))
                .containsExactlyInAnyOrderElementsOf(permitted(TrialMessage.class));
        assertThat(Arrays.stream(TrialMessageType.values()))
                .allSatisfy(type ->
                        assertThat(TrialMessageType.byCeType(type.ceType())).contains(type));
    }

    @Test
    void namesOnTheWireAreUniqueAmongCommandsAndEventsTogether() {
        assertThat(Stream.concat(
                        Arrays.stream(CommandType.values()).map(CommandType::ceType),
                        Arrays.stream(EventType.values()).map(EventType::ceType)))
                .doesNotHaveDuplicates()
                .allMatch(ceType -> ceType.matches("zhuqi\\.ticket\\.[a-z]+(-[a-z]+)*\\.v[1-9]"));
    }

    @ParameterizedTest
    @EnumSource(CommandType.class)
    void aCommandIsFoundByItsNames(CommandType type) {
        assertThat(CommandType.byWireName(type.wireName())).contains(type);
        assertThat(CommandType.byCeType(type.ceType())).contains(type);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void anEventIsFoundByItsNames(EventType type) {
        assertThat(EventType.byWireName(type.wireName())).contains(type);
        assertThat(EventType.byCeType(type.ceType())).contains(type);
    }

    @Test
    void everyMessageAndFieldSaysWhatItMeans() {
        assertThat(messages()).allSatisfy(message -> {
            assertThat(message).hasAnnotation(About.class);
            assertThat(message.getRecordComponents())
                    .allSatisfy(field ->
                            assertThat(field.isAnnotationPresent(About.class)).isTrue());
        });
    }

    @Test
    void everyTextHasBounds() {
        assertThat(messages())
                .allSatisfy(message -> assertThat(message.getRecordComponents())
                        .filteredOn(field -> field.getType() == String.class)
                        .allSatisfy(field -> assertThat(field.isAnnotationPresent(Text.class))
                                .isTrue()));
    }

    private static List<Class<?>> messages() {
        return Stream.of(
                        permitted(TicketCommand.class),
                        permitted(TicketEvent.class),
                        permitted(ClockEvent.class),
                        permitted(DispatchEvent.class),
                        permitted(DirectoryEntry.class),
                        permitted(TrialMessage.class),
                        List.<Class<?>>of(
                                CatalogueEntry.class,
                                CatalogueEntry.Wording.class,
                                CatalogueEntry.Field.class,
                                CatalogueEntry.Choice.class,
                                FormAnswer.class,
                                AssistantPart.class,
                                PlanMilestone.class,
                                EventSummary.class,
                                ClockMessage.class,
                                DispatchMessage.class,
                                ClockReading.class,
                                ListingTerms.class,
                                TrialReadings.TicketReading.class,
                                PolicyAnnounced.class,
                                CalendarAnnounced.class,
                                CalendarAnnounced.Interval.class,
                                CalendarAnnounced.Notice.class,
                                CalendarAnnounced.NoticeDay.class,
                                CalendarAnnounced.OwnDay.class))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Class<?>> permitted(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses())
                .flatMap(type -> type.isSealed() ? permitted(type).stream() : Stream.of(type))
                .toList();
    }
}
