package org.zhuqi.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.Satisfaction;
import org.zhuqi.contracts.command.CommandMessage;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.Origin;
import org.zhuqi.intake.application.ForgettingOriginKeys;
import org.zhuqi.intake.application.StampingOrigins;
import org.zhuqi.intake.domain.OriginKey;
import org.zhuqi.intake.postgres.OriginKeyRows;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.network.RemoteNetwork;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.TestPlatform;

/** What enterprises confirm and rate bears from which network it was sent, and soon nobody can say which that was. */
final class OriginTest extends TestIntake {
    private static final Caller SOMEBODY_ELSE = Callers.enterprise("wu.gang", new EnterpriseId("lvyuan"));
    private static final DistrictId QIANTANG = Callers.QIANTANG;
    private static final RemoteNetwork OFFICE = RemoteNetwork.ofAddress("192.0.2.7");
    private static final String SATISFIED = "{\"satisfaction\":\"SATISFIED\"}";

    /** Days to come: those that are gone, the application itself forgets. */
    private static final LocalDate MONDAY = LocalDate.of(2126, 3, 4);

    @Autowired
    private OriginKeyRows keys;

    @BeforeEach
    void noKeyIsThere() {
        database.sql("delete from intake.origin_key").update();
    }

    @Test
    void ofTwoRatingsFromOneAddressIsTheSame() {
        Origin one = origin(rateFrom("127.0.0.1", ENTERPRISE, SATISFIED));
        Origin other = origin(rateFrom("127.0.0.1", SOMEBODY_ELSE, "{\"satisfaction\":\"DISSATISFIED\"}"));
        Origin elsewhere = origin(rateFrom("127.0.0.2", ENTERPRISE, SATISFIED));
        assertThat(other).isEqualTo(one);
        assertThat(elsewhere).isNotEqualTo(one);
        assertThat(origin(rateFrom("127.0.0.1", Callers.in("SY", ENTERPRISE), SATISFIED)))
                .as("of another district nothing can be compared")
                .isNotEqualTo(one);
    }

    @Test
    void isThatOfTheAddressUnderTheKeyOfTheDay() {
        CommandMessage<?> message = rateFrom("127.0.0.2", ENTERPRISE, SATISFIED);
        LocalDate day = LocalDate.ofInstant(message.receivedAt(), java.time.ZoneId.of("Asia/Shanghai"));
        assertThat(origin(message))
                .isEqualTo(keys.find(day).orElseThrow().origin(QIANTANG, RemoteNetwork.ofAddress("127.0.0.2")));
    }

    @Test
    void aConfirmationHasItToo() {
        String ticket = newTicket();
        command(ENTERPRISE, CommandType.CONFIRM, ticket, "{\"comment\":\"已解决\"}")
                .isAccepted();
        assertThat(onlyCommandOf(ticket).command())
                .isEqualTo(new TicketCommand.Confirm("已解决", origin(rateFrom("127.0.0.1", ENTERPRISE, SATISFIED))));
    }

    @Test
    void whoSaysItItselfIsNotBelieved() {
        Origin own = new Origin("0f".repeat(16));
        CommandMessage<?> message =
                rateFrom("127.0.0.1", ENTERPRISE, "{\"satisfaction\":\"SATISFIED\",\"origin\":\"%s\"}".formatted(own));
        assertThat(origin(message))
                .isEqualTo(origin(rateFrom("127.0.0.1", ENTERPRISE, SATISFIED)))
                .isNotEqualTo(own);
    }

    @Test
    void fromAnotherAddressItIsTheSameCommandAgain() {
        String ticket = newTicket();
        String key = newTicket();
        rate("127.0.0.1", ENTERPRISE, ticket, SATISFIED, key);
        rate("127.0.0.2", ENTERPRISE, ticket, SATISFIED, key);
        List<ConsumerRecord<String, byte[]>> records = engine().awaitRecordsOf(ticket, 2);
        CommandMessage<?> first = Wire.readCommand(records.getFirst());
        CommandMessage<?> again = Wire.readCommand(records.getLast());
        assertThat(again.commandId()).isEqualTo(first.commandId());
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(origin(again)).isNotEqualTo(origin(first));
    }

    /** 16:00 UTC is midnight. */
    @Test
    void changesWithTheLocalDay() {
        Origin before = stamped("2126-03-04T15:59:59.999999Z");
        assertThat(stamped("2126-03-03T16:00:00Z")).isEqualTo(before);
        assertThat(stamped("2126-03-04T16:00:00Z")).isNotEqualTo(before);
    }

    @Test
    void theKeyOfTheDayBeforeYesterdayIsGone() {
        for (int day = 0; day < 3; day++) {
            keys.add(MONDAY.plusDays(day), OriginKey.random(new SecureRandom()));
        }
        assertThat(forgetAt("2126-03-05T15:59:59.999999Z")).isZero();
        assertThat(keys.find(MONDAY)).as("yesterday's").isPresent();
        assertThat(forgetAt("2126-03-05T16:00:00Z")).isEqualTo(1);
        assertThat(keys.find(MONDAY)).isEmpty();
        assertThat(keys.find(MONDAY.plusDays(1))).isPresent();
        assertThat(keys.find(MONDAY.plusDays(2))).isPresent();
    }

    /** As instances that all take the day's first rating. */
    @Test
    void severalWhoNeedTheKeyAtOnceHaveTheSame() throws Exception {
        try (var instances = Executors.newFixedThreadPool(8)) {
            List<Callable<Origin>> ratings = IntStream.range(0, 8)
                    .<Callable<Origin>>mapToObj(instance -> () -> stamped("2126-03-04T04:00:00Z"))
                    .toList();
            List<Origin> origins = instances.invokeAll(ratings).stream()
                    .map(origin -> origin.resultNow())
                    .toList();
            assertThat(origins).hasSize(8).containsOnly(origins.getFirst());
        }
    }

    private int forgetAt(String time) {
        return new ForgettingOriginKeys(keys, () -> Instant.parse(time)).forget();
    }

    private Origin stamped(String time) {
        TicketCommand rate = new TicketCommand.Rate(Satisfaction.SATISFIED, null);
        return originOf(new StampingOrigins(keys).stamped(rate, QIANTANG, OFFICE, Instant.parse(time)));
    }

    private CommandMessage<?> rateFrom(String address, Caller caller, String json) {
        String ticket = newTicket();
        rate(address, caller, ticket, json, null);
        return onlyCommandOf(ticket);
    }

    private void rate(String address, Caller caller, String ticket, String json, @Nullable String key) {
        var request = request(path(CommandType.RATE, ticket))
                .header("Authorization", "Bearer " + TestPlatform.token(caller))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        try (HttpClient client = HttpClient.newBuilder()
                .localAddress(InetAddress.getByName(address))
                .build()) {
            new Answer(client.send(request.build(), BodyHandlers.ofByteArray())).isAccepted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static CommandMessage<?> onlyCommandOf(String ticket) {
        return Wire.readCommand(engine().awaitRecordsOf(ticket, 1).getFirst());
    }

    private static Origin origin(CommandMessage<?> message) {
        return originOf(message.command());
    }

    private static Origin originOf(TicketCommand command) {
        return Objects.requireNonNull(((TicketCommand.Rate) command).origin());
    }
}
