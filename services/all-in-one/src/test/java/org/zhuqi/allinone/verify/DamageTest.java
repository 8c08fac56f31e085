package org.zhuqi.allinone.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.zhuqi.allinone.DataFolder;
import org.zhuqi.allinone.Database;
import org.zhuqi.allinone.Installation;
import org.zhuqi.allinone.Servers;
import org.zhuqi.allinone.testkit.Helpdesk;
import org.zhuqi.allinone.testkit.Receiver;
import org.zhuqi.allinone.testkit.TestFolders;
import org.zhuqi.allinone.testkit.TopicTap;
import org.zhuqi.allinone.testkit.WholeSystem;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.event.EventMessage;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.messaging.CloudEventHeaders;
import org.zhuqi.platform.messaging.HashChain;
import org.zhuqi.platform.messaging.StoredEvent;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.ticket.postgres.PostgresTicketLog;

/**
 * An installation that was sound when it was closed, and what somebody with the keys to its servers may do to it. Its
 * servers run without its services, so nothing mends or reacts; every damage to the database is undone after it was found,
 * those to the topics, which cannot be, come last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DamageTest {
    private static final String DECIDED = "every acknowledged command was decided";
    private static final String NUMBERED = "events of each ticket are numbered 1, 2, 3 without a gap";
    private static final String CHAINED = "hashes chain";
    private static final String FOLDED = "each ticket is the fold of its events";
    private static final String COUNTED = "ticket numbers run without gaps";
    private static final String ONCE = "no command was both accepted and refused";
    private static final String IN_ORDER = "published events of each ticket come in order";
    private static final String SAME = "published events are those of the log, byte for byte";
    private static final String PUBLISHED = "every event of the log was published";
    private static final String SHOWN = "read side shows every ticket as the engine has it";
    private static final String TIMELINES = "timelines hold every event of the log, and no other";
    private static final String TIMED = "read side shows every ticket's time as its clocks told it last";
    private static final String GATHERED = "figures have counted in every event and all that the clocks told";
    private static final String STANDING = "figures count every ticket as the engine has it";
    private static final String GATHERED_BESIDE = "figures have counted in what happened beside tickets";
    private static final String ADDED_UP = "figures have added up each day as its tickets, clocks and steps are";
    private static final String CLOCKED = "clocks count every ticket up to its last event";
    private static final String DIRECTORY = "everybody was told the directory as it stands";
    private static final String DISPATCHED = "dispatch knows every ticket as the engine has it";
    private static final String HOOKED = "webhooks have counted in every ticket as the engine has it";
    private static final String SENT_ON = "no delivery to a receiver is held beyond its time";
    private static final String NOTIFIED = "notifications know every ticket as the engine has it";
    private static final String NOTIFIED_OF_CLOCKS = "notifications have counted in all that the clocks told";
    private static final String CAUSED = "every message is of something that happened, to whom its id says";
    private static final String DELIVERED = "no message is held beyond its time";
    private static final String BESIDE = "what happened beside tickets was told as it was written down";
    private static final String MENU = "everybody was told the menu as it stands";
    private static final String VERSIONS = "every version of an item is kept";
    private static final String TOLD = "what the clocks told lies on the topic in order";

    private static final String KEPT = "every attachment lies in the storage as it was taken";
    private static final String KNOWN = "attachments go by every ticket as it is";

    private static final DataFolder FOLDER = TestFolders.fresh("damaged");

    private static Servers servers;
    private static String undo;
    /** A ticket with a whole life of seven events, and one of two. */
    private static String whole;

    private static String brief;

    @BeforeAll
    static void aSoundInstallationAtRest() throws Exception {
        Receiver receiver = new Receiver();
        Map<String, String> settings = new HashMap<>(WholeSystem.UNLIMITED);
        settings.putAll(receiver.settings());
        try (receiver;
                Installation installation = Installation.start(FOLDER, 0, settings)) {
            Helpdesk helpdesk = new Helpdesk(installation.address(), installation::token);
            assertThat(helpdesk.post(
                                    Helpdesk.ADMIN,
                                    "/api/v1/webhooks",
                                    Map.of("owner", "省平台", "url", receiver.address(), "types", List.of("*")),
                                    Map.of())
                            .status())
                    .isEqualTo(201);
            assertThat(helpdesk.as(Helpdesk.ENTERPRISE)
                            .upload("a.txt", "证明".getBytes(UTF_8))
                            .status())
                    .isEqualTo(201);
            assertThat(helpdesk.post(
                                    "qt-officer",
                                    "/api/v1/visits",
                                    Map.of(
                                            "enterprise",
                                            "qt-ent-001",
                                            "visitedOn",
                                            LocalDate.now(CalendarRules.CHINA).toString(),
                                            "purpose",
                                            "季度走访"),
                                    Map.of())
                            .status())
                    .isEqualTo(201);
            whole = helpdesk.ticket("完整一单")
                    .dispatchTo("qt-zrzy")
                    .accept()
                    .recordProgress("进展")
                    .answer("已办结")
                    .confirm()
                    .rate("SATISFIED")
                    .id();
            Helpdesk.TicketSteps two = helpdesk.ticket("两步一单").dispatchTo("qt-rsj");
            brief = two.id();
            assertThat(two.send(Helpdesk.ENTERPRISE, "confirm", Map.of(), Map.of())
                            .status())
                    .isEqualTo(409);
            new TopicTap(WholeSystem.kafka(installation.servers()))
                    .write(new ProducerRecord<>(Topics.COMMANDS, brief, "poison".getBytes(UTF_8)));
            two.send(Helpdesk.ENTERPRISE, "confirm", Map.of(), Map.of());
            WholeSystem.assertSound(verification(installation.servers()).whenCaughtUp());
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> JdbcClient.create(installationDatabase(installation))
                                    .sql(
                                            "select count(*) from notification.webhook_delivery where state <> 'DELIVERED'")
                                    .query(Long.class)
                                    .single()
                            == 0);
        }
        servers = Servers.start(FOLDER);
        undo = keepWhatIsSound(JdbcClient.create(database()));
        List<Check> checks = verification(servers).whenCaughtUp();
        WholeSystem.assertSound(checks);
        assertThat(checks)
                .hasSize(48)
                .allSatisfy(
                        check -> assertThat(check.looked()).as(check.question()).isPositive());
    }

    @AfterAll
    static void closeServers() {
        servers.close();
        TestFolders.delete(FOLDER);
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                sql(
                        "an event's body is changed",
                        CHAINED,
                        "update ticket.event set body = replace(body, '进展', '无进展') where ticket_id = :whole and sequence = 4"),
                sql(
                        "an event's body gets a blank",
                        CHAINED,
                        "update ticket.event set body = body || ' ' where ticket_id = :whole and sequence = 7"),
                sql(
                        "an event's hash is changed",
                        CHAINED,
                        "update ticket.event set hash = sha256(hash) where ticket_id = :whole and sequence = 7"),
                sql(
                        "an event's previous hash is changed",
                        CHAINED,
                        "update ticket.event set previous_hash = hash where ticket_id = :whole and sequence = 1"),
                sql(
                        "an event's type is changed",
                        SAME,
                        "update ticket.event set type = 'zhuqi.ticket.rated.v1' where ticket_id = :whole and sequence = 6"),
                sql(
                        "an event's type is none",
                        FOLDED,
                        "update ticket.event set type = 'zhuqi.ticket.exploded.v1' where ticket_id = :whole and sequence = 6"),
                sql(
                        "an event's body is no JSON",
                        FOLDED,
                        "update ticket.event set body = '{' where ticket_id = :whole and sequence = 4"),
                sql(
                        "an event's time is changed",
                        TIMELINES,
                        "update ticket.event set occurred_at = occurred_at - interval '1 day' where ticket_id = :whole and sequence = 5"),
                sql(
                        "an event's recording time is changed",
                        FOLDED,
                        "update ticket.event set recorded_at = recorded_at + interval '1 second' where ticket_id = :whole and sequence = 5"),
                sql(
                        "an event belongs to another command",
                        FOLDED,
                        "update ticket.event set command_id = gen_random_uuid() where ticket_id = :whole and sequence = 3"),
                sql(
                        "the first event is deleted",
                        NUMBERED,
                        "delete from ticket.event where ticket_id = :whole and sequence = 1"),
                sql(
                        "an event in the middle is deleted",
                        NUMBERED,
                        "delete from ticket.event where ticket_id = :whole and sequence = 4"),
                sql(
                        "an event in the middle is deleted",
                        CHAINED,
                        "delete from ticket.event where ticket_id = :whole and sequence = 4"),
                sql(
                        "the last event is deleted",
                        FOLDED,
                        "delete from ticket.event where ticket_id = :whole and sequence = 7"),
                sql(
                        "the last event is deleted",
                        SAME,
                        "delete from ticket.event where ticket_id = :whole and sequence = 7"),
                sql(
                        "the last event is deleted",
                        DECIDED,
                        "delete from ticket.event where ticket_id = :whole and sequence = 7"),
                sql("all events of a ticket are deleted", FOLDED, "delete from ticket.event where ticket_id = :whole"),
                sql(
                        "a ticket is deleted with all its events",
                        SAME,
                        "delete from ticket.event where ticket_id = :whole; delete from ticket.ticket where id = :whole"),
                sql(
                        "a ticket is deleted with all its events",
                        COUNTED,
                        "delete from ticket.event where ticket_id = :whole; delete from ticket.ticket where id = :whole"),
                sql("a ticket's row is deleted", FOLDED, "delete from ticket.ticket where id = :whole"),
                sql(
                        "a sequence has a gap",
                        NUMBERED,
                        "update ticket.event set sequence = 8 where ticket_id = :whole and sequence = 7"),
                sql(
                        "two events change places",
                        CHAINED,
                        "update ticket.event set sequence = 100 where ticket_id = :whole and sequence = 4; update ticket.event set sequence = 4 where ticket_id = :whole and sequence = 5; update ticket.event set sequence = 5 where ticket_id = :whole and sequence = 100"),
                sql(
                        "an event belongs to another command",
                        DECIDED,
                        "update ticket.event set command_id = gen_random_uuid() where ticket_id = :whole and sequence = 3"),
                sql(
                        "a ticket's snapshot says another lead",
                        FOLDED,
                        "update ticket.ticket set snapshot = replace(snapshot, 'qt-zrzy', 'qt-rsj') where id = :whole"),
                sql(
                        "a ticket's snapshot is none",
                        FOLDED,
                        "update ticket.ticket set snapshot = 'not JSON' where id = :whole"),
                sql(
                        "a ticket's state is changed",
                        FOLDED,
                        "update ticket.ticket set state = 'ANSWERED' where id = :whole"),
                sql("a ticket's version is changed", FOLDED, "update ticket.ticket set version = 6 where id = :whole"),
                sql(
                        "a ticket is ahead of its events",
                        PUBLISHED,
                        "update ticket.ticket set version = 8 where id = :whole"),
                sql(
                        "a ticket's last hash is changed",
                        FOLDED,
                        "update ticket.ticket set last_hash = sha256(last_hash) where id = :whole"),
                sql(
                        "a ticket gets another number",
                        FOLDED,
                        "update ticket.ticket set number = regexp_replace(number, '[0-9]{6}$', '999999') where id = :whole"),
                sql(
                        "a ticket gets another number",
                        COUNTED,
                        "update ticket.ticket set number = regexp_replace(number, '[0-9]{6}$', '999999') where id = :whole"),
                sql(
                        "the number counter is moved on",
                        COUNTED,
                        "update ticket.number_counter set last = last + 1 where district = 'QT'"),
                sql(
                        "the number counter is moved back",
                        COUNTED,
                        "update ticket.number_counter set last = last - 1 where district = 'QT'"),
                sql(
                        "the number counter is deleted",
                        COUNTED,
                        "delete from ticket.number_counter where district = 'QT'"),
                sql(
                        "an accepted command was refused as well",
                        ONCE,
                        "insert into ticket.refused_command select command_id, ticket_id, 'x', null, '{}', now() from ticket.event where ticket_id = :whole and sequence = 2"),
                sql("a refusal is forgotten", DECIDED, "delete from ticket.refused_command where ticket_id = :brief"),
                sql("a dead letter is forgotten", DECIDED, "delete from ticket.dead_letter where key = :brief::text"),
                sql(
                        "the desk shows another state",
                        SHOWN,
                        "update desk.ticket set state = 'IN_PROGRESS' where id = :whole"),
                sql("the desk shows another lead", SHOWN, "update desk.ticket set lead = 'qt-rsj' where id = :whole"),
                sql("the desk shows no lead", SHOWN, "update desk.ticket set lead = null where id = :whole"),
                sql(
                        "the desk shows another handler",
                        SHOWN,
                        "update desk.ticket set handler = 'nobody' where id = :whole"),
                sql("the desk shows an old version", SHOWN, "update desk.ticket set version = 6 where id = :whole"),
                sql("the desk does not show a ticket", SHOWN, "delete from desk.ticket where id = :whole"),
                sql(
                        "the desk shows a ticket that there is not",
                        SHOWN,
                        "update desk.ticket set id = gen_random_uuid() where id = :whole"),
                sql(
                        "a timeline lacks an event",
                        TIMELINES,
                        "delete from desk.timeline where ticket_id = :whole and sequence = 4"),
                sql(
                        "a timeline has one too many",
                        TIMELINES,
                        "update desk.timeline set sequence = 8 where ticket_id = :whole and sequence = 7"),
                sql(
                        "a timeline tells another time",
                        TIMELINES,
                        "update desk.timeline set occurred_at = occurred_at - interval '1 day' where ticket_id = :whole and sequence = 5"),
                sql(
                        "the desk shows an older time",
                        TIMED,
                        "update desk.ticket_clock set sequence = sequence - 1 where ticket_id = :whole"),
                sql(
                        "the figures miss an event",
                        GATHERED,
                        "update metrics.story set version = version - 1 where ticket_id = :whole"),
                sql("the figures miss a ticket", GATHERED, "delete from metrics.story where ticket_id = :whole"),
                sql(
                        "a ticket is counted as merged",
                        STANDING,
                        "update metrics.ticket set facts = facts # 16 where ticket_id = :whole"),
                sql(
                        "a day has one step too many",
                        ADDED_UP,
                        "update metrics.day set many = many + 1 where (population, day, facts, writer) ="
                                + " (select population, day, facts, writer from metrics.day where population = 'M' limit 1)"),
                sql("a day is gone", ADDED_UP, "delete from metrics.day where population = 'M'"),
                sql("the figures miss a visit", GATHERED_BESIDE, "delete from metrics.subject where kind = 'VISIT'"),
                sql("the desk shows no time", TIMED, "delete from desk.ticket_clock where ticket_id = :whole"),
                sql(
                        "somebody made themselves an administrator",
                        DIRECTORY,
                        "update directory.account set role = 'ADMIN' where id = 'qt-auditor'"),
                sql(
                        "somebody opened a closed account",
                        DIRECTORY,
                        "update directory.account set active = not active where id = 'qt-auditor'"),
                sql(
                        "an enterprise was paired with an officer unseen",
                        DIRECTORY,
                        "insert into directory.looks_after (officer, enterprise) values ('qt-officer', 'qt-ent-004')"),
                sql(
                        "webhooks passed over an event",
                        HOOKED,
                        "update notification.webhook_subject set version = version - 1 where about = :whole"),
                sql(
                        "webhooks do not know a ticket",
                        HOOKED,
                        "delete from notification.webhook_subject where about = :brief"),
                sql(
                        "what could be sent to a receiver is not",
                        SENT_ON,
                        "update notification.webhook_delivery set state = 'WAITING', next_at = now() - interval '1 hour' where about = :whole"),
                sql(
                        "whoever sent to a receiver died, and nobody took over",
                        SENT_ON,
                        "update notification.webhook_delivery set state = 'WAITING', leased_until = now() - interval '1 hour', next_at = now() - interval '2 hours' where about = :brief"),
                sql(
                        "notifications passed over an event",
                        NOTIFIED,
                        "update notification.ticket set version = version - 1 where ticket_id = :whole"),
                sql(
                        "notifications do not know a ticket",
                        NOTIFIED,
                        "delete from notification.ticket where ticket_id = :brief"),
                sql(
                        "notifications take another unit for the one that leads",
                        NOTIFIED,
                        "update notification.ticket set facts = jsonb_set(facts, '{leads}', '[\"qt-zrzy\"]') where ticket_id = :brief"),
                sql(
                        "notifications passed over a clock event",
                        NOTIFIED_OF_CLOCKS,
                        "update notification.clock_position set sequence = sequence - 1 where ticket_id = :whole"),
                sql(
                        "a message was given to somebody else",
                        CAUSED,
                        "update notification.message set recipient = 'account/qt-auditor', account = 'qt-auditor' where ticket_id = :whole and occasion = 'ticket.answered' and account = 'qt-enterprise'"),
                sql(
                        "a message lies in somebody else's inbox",
                        CAUSED,
                        "update notification.message set account = 'qt-auditor' where ticket_id = :whole and occasion = 'ticket.answered'"),
                sql(
                        "somebody was told of an event that there is not",
                        CAUSED,
                        "update notification.message set occasion = 'ticket.declined' where ticket_id = :whole and occasion = 'ticket.answered'"),
                sql(
                        "somebody was told of an event that is gone",
                        CAUSED,
                        "delete from ticket.event where ticket_id = :whole and sequence = 5"),
                sql(
                        "whoever sent a message died, and nobody took over",
                        DELIVERED,
                        "update notification.message set channel = 'MAIL', state = 'SENDING', leased_until = now() - interval '1 hour' where ticket_id = :whole"),
                sql(
                        "a message is due and nobody sends it",
                        DELIVERED,
                        "update notification.message set channel = 'SMS', state = 'WAITING', not_before = now() - interval '1 hour' where ticket_id = :whole"),
                sql(
                        "dispatch passed over an event",
                        DISPATCHED,
                        "update dispatch.ticket set version = version - 1 where ticket_id = :whole"),
                sql(
                        "dispatch does not know a ticket",
                        DISPATCHED,
                        "delete from dispatch.ticket where ticket_id = :brief"),
                sql(
                        "dispatch knows a ticket that there is not",
                        DISPATCHED,
                        "update dispatch.ticket set ticket_id = gen_random_uuid() where ticket_id = :whole"),
                sql(
                        "a visit was written over",
                        BESIDE,
                        "update dispatch.event set body = replace(body, '季度走访', '年度走访') where type like '%visit-recorded%'"),
                sql("a visit was taken out", BESIDE, "delete from dispatch.event where type like '%visit-recorded%'"),
                sql(
                        "a visit was written down and not told",
                        BESIDE,
                        "update dispatch.event set sequence = sequence + 1 where type like '%visit-recorded%'"),
                sql(
                        "an item was taken off the menu unseen",
                        MENU,
                        "update intake.catalogue_item set body = replace(body, '\"active\":true', '\"active\":false') where district = 'QT' and item = 'qt-yd'"),
                sql(
                        "an item came onto the menu unseen",
                        MENU,
                        "insert into intake.catalogue_item select district, 'qt-new', version, replace(body, 'qt-yd', 'qt-new'), changed_at, changed_by from intake.catalogue_item where item = 'qt-yd'"),
                sql(
                        "what an item was is not known any more",
                        VERSIONS,
                        "delete from intake.catalogue_version where district = 'QT' and item = 'qt-yd'"),
                sql(
                        "an item has lost its latest version",
                        VERSIONS,
                        "update intake.catalogue_item set version = 2 where district = 'QT' and item = 'qt-yd'"),
                sql(
                        "what an item was is written anew",
                        VERSIONS,
                        "update intake.catalogue_version set body = replace(body, '不动产', '动产') where district = 'QT' and item = 'qt-yd'"),
                sql(
                        "the clocks passed over an event",
                        CLOCKED,
                        "update timeliness.ticket set version = version - 1 where id = :whole"),
                sql(
                        "the clocks do not know a ticket",
                        CLOCKED,
                        "delete from timeliness.clock where ticket_id = :brief; delete from timeliness.ticket where id = :brief"),
                sql(
                        "the clocks know a ticket that there is not",
                        CLOCKED,
                        "update timeliness.ticket set id = gen_random_uuid() where id = :whole"),
                sql(
                        "the clocks told something that is not on the topic",
                        TOLD,
                        "update timeliness.ticket set clock_sequence = clock_sequence + 1 where id = :whole"),
                sql(
                        "a warning was noted and not told",
                        TOLD,
                        "insert into timeliness.notice select id, 'a', 'b', now(), now(), '{\"sequence\":99}' from timeliness.ticket where id = :whole"),
                sql(
                        "an attachment's checksum is changed",
                        KEPT,
                        "update intake.attachment set sha256 = repeat('0', 64)"),
                sql("an attachment's size is changed", KEPT, "update intake.attachment set size = size + 1"),
                sql(
                        "attachments passed over an event",
                        KNOWN,
                        "update intake.ticket_access set version = version - 1 where ticket_id = :whole"),
                sql(
                        "attachments do not know a ticket",
                        KNOWN,
                        "delete from intake.ticket_access where ticket_id = :whole"),
                Arguments.of("a forger who knows the chain rewrites a ticket's history", SAME, (Consumer<JdbcClient>)
                        DamageTest::forge),
                Arguments.of("a forger who knows the chain adds an event", PUBLISHED, (Consumer<JdbcClient>)
                        DamageTest::add));
    }

    @Order(1)
    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void damages(String what, String question, Consumer<JdbcClient> damage) throws Exception {
        JdbcClient database = JdbcClient.create(database());
        damage.accept(database);
        try {
            assertThat(ask(question).named())
                    .as(what)
                    .isNotEmpty()
                    .allSatisfy(where -> assertThat(where).isNotBlank());
        } finally {
            database.sql(undo).update();
        }
    }

    @Test
    void aFileThatIsNotWhatItWas() throws Exception {
        Path file = attachedFile();
        byte[] sound = Files.readAllBytes(file);
        byte[] forged = sound.clone();
        forged[forged.length - 1] ^= 1;
        Files.write(file, forged);
        assertThat(ask(KEPT).named())
                .anySatisfy(where -> assertThat(where)
                        .contains(file.getFileName().toString())
                        .contains("1 attachments need it"));
        Files.delete(file);
        assertThat(ask(KEPT).named())
                .anySatisfy(where -> assertThat(where)
                        .contains(file.getFileName().toString())
                        .contains("is not there"));
        Files.write(file, sound);
        assertThat(ask(KEPT).named()).isEmpty();
    }

    private static Path attachedFile() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER.attachments())) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void aCommandOnTheTopicThatWasPassedOver() throws Exception {
        ConsumerRecord<String, byte[]> dispatch =
                tap().records(Topics.COMMANDS, brief).get(1);
        UUID id = UUID.randomUUID();
        var headers = new RecordHeaders(dispatch.headers());
        headers.remove(CloudEventHeaders.ID);
        CloudEventHeaders.put(headers, CloudEventHeaders.ID, id.toString());
        RecordMetadata place =
                tap().write(new ProducerRecord<>(Topics.COMMANDS, null, brief, dispatch.value(), headers));
        passOver("zhuqi-ticket", place);

        assertThat(ask(DECIDED).named())
                .anySatisfy(where -> assertThat(where).contains(id.toString()).contains("accepted 0 times"));
    }

    @Test
    void anEventOnTheTopicThatIsNotInTheLog() throws Exception {
        String stranger = UUID.randomUUID().toString();
        ConsumerRecord<String, byte[]> submitted =
                tap().records(Topics.EVENTS, brief).getFirst();
        tap().write(new ProducerRecord<>(Topics.EVENTS, null, stranger, submitted.value(), submitted.headers()));

        assertThat(ask(SAME).named()).anySatisfy(where -> assertThat(where).contains(stranger));
    }

    @Test
    void anEventOnTheTopicThatSkipsOne() throws Exception {
        ConsumerRecord<String, byte[]> rated =
                tap().records(Topics.EVENTS, whole).getLast();
        String stranger = UUID.randomUUID().toString();
        tap().write(new ProducerRecord<>(Topics.EVENTS, null, stranger, rated.value(), rated.headers()));

        assertThat(ask(IN_ORDER).named())
                .anySatisfy(where -> assertThat(where).contains(stranger).contains("event 7 follows 0"));
    }

    @Test
    void aClockEventThatIsToldInTwoWays() throws Exception {
        ConsumerRecord<String, byte[]> told =
                tap().records(Topics.CLOCKS, whole).getLast();
        byte[] otherwise =
                new String(told.value(), UTF_8).replace("MET", "LATE").getBytes(UTF_8);
        tap().write(new ProducerRecord<>(Topics.CLOCKS, null, whole, otherwise, told.headers()));

        assertThat(ask(TOLD).named())
                .anySatisfy(where -> assertThat(where).contains(whole).contains("told in two ways"));
    }

    @Test
    void whatIsNoEventAtAll() throws Exception {
        String key = UUID.randomUUID().toString();
        byte[] body = "{}".getBytes(UTF_8);
        var noNumber = new RecordHeaders().add(CloudEventHeaders.SEQUENCE, "one".getBytes(UTF_8));
        List<RecordMetadata> poison = List.of(
                tap().write(new ProducerRecord<>(Topics.EVENTS, "no ticket's id", body)),
                tap().write(new ProducerRecord<>(Topics.EVENTS, null, body)),
                tap().write(new ProducerRecord<>(Topics.EVENTS, key, null)),
                tap().write(new ProducerRecord<>(Topics.EVENTS, key, new byte[] {0, (byte) 0xff})),
                tap().write(new ProducerRecord<>(Topics.EVENTS, null, key, body, noNumber)));

        assertThat(ask(SAME).named())
                .containsAll(poison.stream()
                        .map(place ->
                                "partition %d offset %d holds no event".formatted(place.partition(), place.offset()))
                        .toList());
    }

    private static Arguments sql(String what, String question, String statement) {
        Consumer<JdbcClient> damage = database -> {
            for (String one : statement.split(";")) {
                var prepared = database.sql(one);
                if (one.contains(":whole")) {
                    prepared = prepared.param("whole", UUID.fromString(whole));
                }
                if (one.contains(":brief")) {
                    prepared = prepared.param("brief", UUID.fromString(brief));
                }
                assertThat(prepared.update()).as(one).isPositive();
            }
        };
        return Arguments.of(what, question, damage);
    }

    /** Changes what the unit wrote, and all hashes from there on. */
    private static void forge(JdbcClient database) {
        byte[] hash = HashChain.start();
        for (StoredEvent event : log(database)) {
            byte[] body =
                    new String(event.body(), UTF_8).replace("已办结", "已彻底办结").getBytes(UTF_8);
            byte[] next = HashChain.next(hash, body);
            database.sql("""
                            update ticket.event set body = ?, previous_hash = ?, hash = ? where ticket_id = ? and sequence = ?
                            """)
                    .params(
                            new String(body, UTF_8),
                            hash,
                            next,
                            event.ticketId().value(),
                            event.sequence())
                    .update();
            hash = next;
        }
        database.sql("update ticket.ticket set last_hash = ? where id = ?")
                .params(hash, UUID.fromString(whole))
                .update();
    }

    private static void add(JdbcClient database) {
        StoredEvent last = log(database).getLast();
        EventMessage<?> before = Wire.readEventBody(last.type(), last.body());
        byte[] body = new String(last.body(), UTF_8)
                .replace("\"sequence\":" + before.sequence(), "\"sequence\":" + (before.sequence() + 1))
                .getBytes(UTF_8);
        database.sql("""
                        insert into ticket.event (ticket_id, sequence, type, command_id, occurred_at, recorded_at, body,
                                                  previous_hash, hash)
                        select ticket_id, sequence + 1, type, gen_random_uuid(), occurred_at, recorded_at, ?, hash, ?
                        from ticket.event where ticket_id = ? and sequence = ?
                        """)
                .params(
                        new String(body, UTF_8),
                        HashChain.next(last.hash(), body),
                        last.ticketId().value(),
                        last.sequence())
                .update();
        database.sql("update ticket.ticket set version = version + 1 where id = ?")
                .param(last.ticketId().value())
                .update();
    }

    private static List<StoredEvent> log(JdbcClient database) {
        return database.sql("""
                        select ticket_id, sequence, type, occurred_at, body, previous_hash, hash
                        from ticket.event where ticket_id = ? order by sequence
                        """)
                .param(UUID.fromString(whole))
                .query((rs, row) -> PostgresTicketLog.storedEvent(rs, 1))
                .list();
    }

    /** Asks as little more than this as can be, for there are many damages. */
    private static Check ask(String question) throws InterruptedException {
        List<Check> checks = switch (question) {
            case NUMBERED, CHAINED, FOLDED, COUNTED, ONCE -> new LogChecks(database()).run();
            case SHOWN, TIMELINES, TIMED -> new ReadSideChecks(database()).run();
            case GATHERED, STANDING, GATHERED_BESIDE, ADDED_UP -> new FigureChecks(database()).run();
            case CLOCKED, TOLD -> new ClockChecks(WholeSystem.kafka(servers), database()).run();
            case HOOKED -> List.of(new WebhookChecks(database()).everyTicketIsCountedIn());
            case SENT_ON -> List.of(new WebhookChecks(database()).nothingIsHeld());
            case NOTIFIED, NOTIFIED_OF_CLOCKS, CAUSED -> new NotificationChecks(database()).run();
            case DELIVERED -> List.of(new NotificationChecks(database()).nothingIsHeld());
            case DISPATCHED, BESIDE -> new DispatchChecks(WholeSystem.kafka(servers), database()).run();
            case DIRECTORY -> new DirectoryChecks(WholeSystem.kafka(servers), database()).run();
            case MENU, VERSIONS -> new CatalogueChecks(WholeSystem.kafka(servers), database()).run();
            case KEPT -> List.of(verification(servers).attachments().everyFileIsThere());
            case KNOWN -> List.of(verification(servers).attachments().everyTicketIsKnown());
            case DECIDED -> List.of(verification(servers).everyCommandHasItsOutcome());
            default -> verification(servers).topicEqualsLog();
        };
        return check(checks, question);
    }

    private static Check check(List<Check> checks, String question) {
        return checks.stream()
                .filter(check -> check.question().startsWith(question))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody asks: " + question));
    }

    private static DataSource installationDatabase(Installation installation) {
        Servers running = installation.servers();
        return Database.of(running.jdbcUrl(), running.username(), running.password());
    }

    private static DataSource database() {
        return Database.of(servers.jdbcUrl(), servers.username(), servers.password());
    }

    private static Verification verification(Servers of) {
        return Verification.of(of, FOLDER, Map.of());
    }

    /** @return statements that bring every table back to what it holds now */
    private static String keepWhatIsSound(JdbcClient database) {
        record Table(String name, String kept, String columns) {}
        database.sql("create schema sound").update();
        // Accounts cannot be taken out and put in again, because so much refers to them.
        database.sql("create table sound.account as table directory.account; "
                        + "create table sound.looks_after as table directory.looks_after")
                .update();
        StringBuilder undo = new StringBuilder("""
                update directory.account a set role = s.role, active = s.active from sound.account s where s.id = a.id;
                delete from directory.looks_after; insert into directory.looks_after select * from sound.looks_after;
                """);
        database.sql("""
                        select table_schema, table_name,
                               string_agg(quote_ident(column_name), ', ') filter (where is_generated = 'NEVER')
                        from information_schema.columns where table_schema in ('ticket', 'desk', 'timeliness', 'intake')
                           or (table_schema = 'dispatch' and table_name in ('ticket', 'event'))
                           or (table_schema = 'notification' and table_name in
                                   ('ticket', 'clock_position', 'message', 'webhook_subject', 'webhook_delivery'))
                           or (table_schema = 'metrics' and table_name in ('story', 'ticket', 'subject', 'day'))
                        group by 1, 2
                        -- Days last: what is put back before them is counted into them.
                        order by table_name = 'day'
                        """)
                .query((rs, row) -> new Table(
                        rs.getString(1) + "." + rs.getString(2),
                        "sound." + rs.getString(1) + "_" + rs.getString(2),
                        rs.getString(3)))
                .list()
                .forEach(table -> {
                    database.sql("create table %s as table %s".formatted(table.kept(), table.name()))
                            .update();
                    undo.append("delete from %s; insert into %s (%s) overriding system value select %s from %s; "
                            .formatted(table.name(), table.name(), table.columns(), table.columns(), table.kept()));
                });
        return undo.toString();
    }

    private static TopicTap tap() {
        return new TopicTap(WholeSystem.kafka(servers));
    }

    private static void passOver(String group, RecordMetadata place) throws Exception {
        try (Admin admin = Admin.create(WholeSystem.kafka(servers).common())) {
            // The group takes them for alive until their session ends.
            var found = admin.describeConsumerGroups(List.of(group)).all().get();
            if (found.values().stream().anyMatch(one -> !one.members().isEmpty())) {
                admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                        .all()
                        .get();
            }
            admin.alterConsumerGroupOffsets(
                            group,
                            Map.of(
                                    new TopicPartition(place.topic(), place.partition()),
                                    new OffsetAndMetadata(place.offset() + 1)))
                    .all()
                    .get();
        }
    }
}
