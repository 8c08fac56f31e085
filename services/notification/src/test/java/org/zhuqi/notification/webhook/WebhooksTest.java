package org.zhuqi.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.ClockScope;
import org.zhuqi.contracts.SubjectKind;
import org.zhuqi.contracts.Topics;
import org.zhuqi.contracts.clock.ClockEvent;
import org.zhuqi.contracts.clock.ClockMessage;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.notification.webhook.Receiver.Answer;
import org.zhuqi.notification.webhook.Receiver.Got;
import org.zhuqi.notification.webhook.application.CountingEvents;
import org.zhuqi.notification.webhook.domain.Attempt;
import org.zhuqi.notification.webhook.postgres.DeliveryRows;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.messaging.Wire;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

final class WebhooksTest extends TestWebhooks {

    // -- what is sent -----------------------------------------------------------------------------------------------

    @Test
    void tellsEveryEventOnceInOrderAndSigned() {
        Asked made = subscribe();
        EventStory story = ticket(3);
        tell(story);

        SOON.until(() -> receiver.got().size() >= 3);
        assertThat(ids()).isEqualTo(ids(story));
        for (int i = 0; i < 3; i++) {
            Got got = receiver.got().get(i);
            var record = story.record(i + 1);
            JsonNode event = Json.MAPPER.readTree(got.body());
            assertThat(got.path()).isEqualTo("/hook");
            assertThat(got.isSignedWith(made.secret())).isTrue();
            assertThat(got.header("webhook-timestamp"))
                    .isEqualTo(Long.toString(time.instant().getEpochSecond()));
            record.headers().forEach(header -> {
                if (header.key().startsWith("ce_")) {
                    assertThat(event.path(header.key().substring(3)).asString())
                            .isEqualTo(new String(header.value(), StandardCharsets.UTF_8));
                }
            });
            assertThat(got.body())
                    .as("to the byte, so that the chain can be checked")
                    .endsWith("\"data\":" + new String(record.value(), StandardCharsets.UTF_8) + "}");
        }
        assertThat(receiver.got().stream().map(got -> got.header("webhook-id")))
                .doesNotHaveDuplicates()
                .allMatch(id -> id != null && id.matches("msg_[0-9a-f]{32}"));
        SOON.until(() -> log(made.id(), "state=DELIVERED").size() == 3);
        JsonNode last = log(made.id(), "limit=1").getFirst();
        assertThat(last.path("event").asString()).isEqualTo(id(story, 3));
        assertThat(last.path("webhookId").asString())
                .isEqualTo(receiver.got().getLast().header("webhook-id"));
        assertThat(last.path("attempts").asInt()).isEqualTo(1);
        assertThat(last.path("last").path("status").asInt()).isEqualTo(200);
        assertThat(last.path("last").path("answer").asString()).isEqualTo("thanks");
        assertThat(webhook(made.id()).path("waiting").asInt()).isZero();
    }

    @Test
    void showsASecretOnceAndKeepsItSealed() {
        Asked made = subscribe();

        assertThat(made.secret()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(webhook(made.id()).toString()).doesNotContain(made.secret().substring(6));
        assertThat(get("/api/v1/webhooks").body().toString())
                .doesNotContain(made.secret().substring(6));
        assertThat(database.sql("select s::text from notification.webhook_secret s")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(row -> row.contains(made.secret().substring(6)));
    }

    @Test
    void sendsOnlyWhatIsAskedFor() throws Exception {
        Receiver ofTypes = another();
        Receiver ofUnit = another();
        Receiver ofEnterprise = another();
        Asked typed = post(
                "/api/v1/webhooks",
                "{\"owner\": \"a\", \"url\": \"%s\", \"types\": [\"zhuqi.ticket.dispatched.v1\"]}"
                        .formatted(ofTypes.address()));
        assertThat(typed.status()).isEqualTo(201);
        subscribe(ofUnit.address(), ", \"unit\": \"water\"");
        subscribe(ofEnterprise.address(), ", \"enterprise\": \"motors\"");
        EventStory resin = accepted(dispatched(dispatched(submitted("resin"), "land"), "water"), "water");
        EventStory motors = dispatched(submitted("motors"), "land");
        tell(resin, motors);
        subscribe();

        SOON.until(() -> ofTypes.got().size() >= 3
                && ofUnit.got().size() >= 2
                && ofEnterprise.got().size() >= 2);
        assertThat(ids(ofTypes.got())).containsExactlyInAnyOrder(id(resin, 2), id(resin, 3), id(motors, 2));
        assertThat(ids(ofUnit.got())).as("from where it was first named").containsExactly(id(resin, 3), id(resin, 4));
        assertThat(ids(ofEnterprise.got())).containsExactly(id(motors, 1), id(motors, 2));
        assertThat(receiver.got())
                .as("who came later is told of what comes later")
                .isEmpty();
    }

    @Test
    void sendsNothingOfAnotherDistrict() {
        String there = district;
        subscribe();
        EventStory ours = ticket(1);
        moveWithin();
        EventStory foreign = ticket(2);
        tell(foreign, ours);

        SOON.until(() -> !receiver.got().isEmpty());
        assertThat(ids()).isEqualTo(ids(ours));
        district = there;
    }

    private void moveWithin() {
        district = "V" + district.substring(1);
    }

    @Test
    void tellsOfClocksAndMeetings() {
        Asked made = subscribe(receiver.address(), ", \"unit\": \"land\"");
        EventStory story = dispatched(submitted("resin"), "land");
        Instant at = time.instant();
        var warned = new ClockMessage<>(
                story.ticket(),
                story.number(),
                1,
                new DistrictId(district),
                2,
                "135-staged@1",
                "cn@1",
                at,
                at,
                new ClockEvent.ClockBreached("ticket/answer", "answer", "办结答复", ClockScope.TICKET, null, at));
        var meeting = new SubjectId(UUID.randomUUID());
        var cancelled = new DispatchMessage<>(
                meeting,
                SubjectKind.MEETING,
                1,
                new DistrictId(district),
                new Actor(new AccountId("li"), Role.COORDINATOR, null, new UnitId("land")),
                at,
                at,
                new MeetingEvent.MeetingCancelled("台风"));
        // The clock comes before its ticket: it waits for it, because only that says whose it is.
        write(List.of(Wire.clock(warned)));
        tell(story);
        write(List.of(Wire.dispatch(cancelled)));

        SOON.until(() -> receiver.got().size() >= 3);
        assertThat(ids()).containsExactlyInAnyOrder(id(story, 2), story.ticket() + "/clock/1", meeting + "/1");
        assertThat(log(made.id(), "").stream().map(each -> each.path("type").asString()))
                .contains("zhuqi.clock.breached.v1", "zhuqi.dispatch.meeting-cancelled.v1");
        assertThat(alarm.stops()).isEmpty();
    }

    @Test
    void countsNothingTwice() {
        Asked made = subscribe();
        EventStory story = ticket(3);
        tell(story);
        SOON.until(() -> receiver.got().size() >= 3);

        List<ConsumerRecord<String, byte[]>> again =
                story.records().stream().map(EventStory::received).toList();
        CountingEvents another = new CountingEvents(
                Topics.EVENTS,
                subjects,
                subscriptions,
                events,
                deliveries,
                () -> {
                    throw new IllegalStateException("there is no news");
                },
                transaction,
                time,
                alarm);

        assertThat(another.project(again)).isEmpty();
        assertThat(another.project(again.subList(1, 2))).isEmpty();
        assertThat(log(made.id(), "")).hasSize(3);
    }

    @Test
    void stopsBeforeAGap() {
        subscribe();
        EventStory story = ticket(3);
        CountingEvents counting = new CountingEvents(
                Topics.EVENTS, subjects, subscriptions, events, deliveries, () -> {}, transaction, time, alarm);

        var stops =
                counting.project(List.of(EventStory.received(story.record(1)), EventStory.received(story.record(3))));

        assertThat(stops).hasSize(1);
        assertThat(stops.getFirst().reason()).contains("expected event 2");
        assertThat(version(Topics.EVENTS, story.ticket().value())).isEqualTo(1);
        counting.project(story.records().stream().map(EventStory::received).toList());
        assertThat(alarm.stops()).isEmpty();
        SOON.until(() -> receiver.got().size() >= 3);
        assertThat(ids()).isEqualTo(ids(story));
    }

    // -- what goes wrong --------------------------------------------------------------------------------------------

    @Test
    void waitsForTheEarlierEventsOfATicketOnly() {
        EventStory stuck = ticket(3);
        EventStory other = ticket(3);
        receiver.answers(got -> ids(List.of(got)).contains(id(stuck, 1)) ? Answer.of(500) : Answer.of(200));
        Asked made = subscribe();
        tell(stuck);
        SOON.until(() -> receiver.got().size() == 1);
        tell(other);

        time.passes(Duration.ofSeconds(2));
        SOON.until(() -> ids().containsAll(ids(other)));
        assertThat(ids()).doesNotContain(id(stuck, 2), id(stuck, 3));
        JsonNode waiting = log(made.id(), "state=WAITING").getLast();
        assertThat(waiting.path("event").asString()).isEqualTo(id(stuck, 1));
        assertThat(waiting.path("last").path("failure").asString()).isEqualTo("REFUSED");
        assertThat(waiting.path("nextAt").asString()).isNotEmpty();

        receiver.answers(Answer.of(200));
        time.passes(Duration.ofMinutes(10));
        SOON.until(() -> ids().containsAll(ids(stuck)));
        assertThat(ids().stream()
                        .distinct()
                        .filter(id -> id.startsWith(stuck.ticket().text())))
                .containsExactlyElementsOf(ids(stuck));
    }

    /** Down for an hour: nothing is lost, nothing comes twice, each ticket's order is kept; and it is not besieged. */
    @Test
    void catchesUpAfterAReceiverWasDownForAnHour() throws Exception {
        Asked made = subscribe();
        receiver.goAway();
        List<EventStory> stories = List.of(ticket(4), ticket(4), ticket(4), ticket(4), ticket(4));
        tell(stories.toArray(EventStory[]::new));
        SOON.until(() -> webhook(made.id()).has("failingSince"));
        for (int minute = 0; minute < 60; minute++) {
            time.passes(Duration.ofMinutes(1));
        }
        SOON.until(() -> subscriptions.ready(time.instant()).isEmpty());
        assertThat(log(made.id(), "state=WAITING")).hasSize(20);
        assertThat(webhook(made.id()).path("waiting").asInt()).isEqualTo(20);

        receiver.open();
        time.passes(Duration.ofHours(1));
        SOON.until(() -> webhook(made.id()).path("waiting").asInt() == 0);

        assertThat(ids()).hasSize(20).doesNotHaveDuplicates();
        for (EventStory story : stories) {
            assertThat(ids().stream().filter(id -> id.startsWith(story.ticket().text())))
                    .containsExactlyElementsOf(ids(story));
        }
        assertThat(webhook(made.id()).has("failingSince")).isFalse();
    }

    /** One that died over it: when the time of its loan is over, another sends it, and the id is the same. */
    @Test
    void sendsAgainWhatSomebodyDiedOver() {
        Asked made = subscribe(receiver.address(), ", \"active\": false");
        UUID id = UUID.fromString(made.id());
        EventStory story = ticket(2);
        tell(story);
        Instant at = time.instant();
        var taken = transaction.execute(status -> deliveries.take(id, 10, at, at.plusSeconds(14)));
        assertThat(taken).hasSize(1);

        put(made.id(), "\"1\"", form(receiver.address(), ""));
        var meanwhile = transaction.execute(status -> deliveries.take(id, 10, at, at));
        assertThat(meanwhile).as("it is lent, and the next one waits for it").isEmpty();
        time.passes(Duration.ofSeconds(15));

        SOON.until(() -> log(made.id(), "state=DELIVERED").size() == 2);
        assertThat(ids()).isEqualTo(ids(story));
        assertThat(log(made.id(), "").getLast().path("attempts").asInt()).isEqualTo(2);
        assertThat(deliveries.settle(
                        taken.getFirst(),
                        DeliveryRows.State.GIVEN_UP,
                        new Attempt(at, Duration.ZERO, 500, null, null, null, null),
                        at))
                .as("who comes back from the dead settles nothing any more")
                .isFalse();
    }

    @Test
    void pausesAReceiverThatIsGone() {
        receiver.answers(Answer.of(410).withBody("moved out"));
        Asked made = subscribe();
        EventStory story = ticket(3);
        tell(story);

        SOON.until(() -> !webhook(made.id()).path("active").asBoolean());
        JsonNode paused = webhook(made.id());
        assertThat(paused.path("paused").path("reason").asString()).isEqualTo("GONE");
        assertThat(paused.path("paused").path("said").asString()).isEqualTo("410 moved out");
        assertThat(paused.path("waiting").asInt()).isEqualTo(3);
        assertThat(post(
                                "/api/v1/webhooks/%s/deliveries/%d/retry"
                                        .formatted(
                                                made.id(),
                                                log(made.id(), "")
                                                        .getFirst()
                                                        .path("id")
                                                        .asLong()),
                                null)
                        .status())
                .isEqualTo(409);

        receiver.answers(Answer.of(200));
        assertThat(put(made.id(), "\"1\"", form(receiver.address(), "")).status())
                .isEqualTo(412);
        assertThat(put(made.id(), "\"2\"", form(receiver.address(), "")).status())
                .isEqualTo(200);
        SOON.until(() -> webhook(made.id()).path("waiting").asInt() == 0);
        assertThat(ids().subList(1, 4)).isEqualTo(ids(story));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void waitsForAsLongAsItIsAsked(int status) {
        receiver.answers(Answer.of(status).with("Retry-After", "600"));
        Asked made = subscribe();
        UUID id = UUID.fromString(made.id());
        tell(ticket(1));
        SOON.until(() -> webhook(made.id()).has("restsUntil"));

        assertThat(subscriptions.ready(time.instant().plusSeconds(599))).doesNotContain(id);
        tell(ticket(1));
        assertThat(subscriptions.ready(time.instant().plusSeconds(599)))
                .as("nor what is new")
                .doesNotContain(id);
        assertThat(receiver.got()).hasSize(1);

        receiver.answers(Answer.of(200));
        time.passes(Duration.ofMinutes(10));
        SOON.until(() -> webhook(made.id()).path("waiting").asInt() == 0);
    }

    @Test
    void givesUpWhatTheReceiverRefusesWhileItTakesOthers() {
        EventStory poison = ticket(2);
        receiver.answers(got -> ids(List.of(got)).contains(id(poison, 1)) ? Answer.of(400) : Answer.of(200));
        Asked made = subscribe();
        tell(poison);
        SOON.until(() -> ids().size() == 1);
        for (int i = 0; i < 40 && log(made.id(), "state=GIVEN_UP").isEmpty(); i++) {
            int before = receiver.got().size();
            time.passes(Duration.ofHours(8));
            EventStory other = ticket(1);
            tell(other);
            SOON.until(() -> {
                // A refusal lets the receiver rest for a moment.
                time.passes(Duration.ofSeconds(1));
                return ids().containsAll(ids(other)) && receiver.got().size() > before;
            });
            SOON.until(() -> log(made.id(), "state=WAITING").stream()
                    .noneMatch(each -> each.path("event").asString().equals(id(other, 1))));
        }

        SOON.until(() -> ids().contains(id(poison, 2)));
        List<JsonNode> givenUp = log(made.id(), "state=GIVEN_UP");
        assertThat(givenUp).hasSize(1);
        assertThat(givenUp.getFirst().path("event").asString()).isEqualTo(id(poison, 1));
        assertThat(givenUp.getFirst().path("last").path("status").asInt()).isEqualTo(400);
        assertThat(webhook(made.id()).path("active").asBoolean()).isTrue();

        receiver.answers(Answer.of(200));
        Asked retried = post(
                "/api/v1/webhooks/%s/deliveries/%d/retry"
                        .formatted(made.id(), givenUp.getFirst().path("id").asLong()),
                null);
        assertThat(retried.status()).isEqualTo(202);
        SOON.until(() -> log(made.id(), "state=GIVEN_UP").isEmpty()
                && log(made.id(), "state=WAITING").isEmpty());
    }

    @Test
    void pausesWhatFailsForThreeDaysAndLosesNothing() {
        receiver.answers(Answer.of(500).withBody("out of order"));
        Asked made = subscribe();
        EventStory story = ticket(3);
        tell(story);
        for (int i = 0; i < 60 && webhook(made.id()).path("active").asBoolean(); i++) {
            int before = receiver.got().size();
            SOON.until(() -> before > 0 || !receiver.got().isEmpty());
            time.passes(Duration.ofHours(8));
            SOON.until(() -> receiver.got().size() > before
                    || !webhook(made.id()).path("active").asBoolean());
            SOON.until(() -> deliveries.underWay(UUID.fromString(made.id()), time.instant()) == 0);
        }
        JsonNode paused = webhook(made.id());
        assertThat(paused.path("paused").path("reason").asString()).isEqualTo("FAILING");
        assertThat(paused.path("paused").path("said").asString()).isEqualTo("500 out of order");
        assertThat(paused.path("waiting").asInt()).isEqualTo(3);
        tell(ticket(1));
        assertThat(webhook(made.id()).path("waiting").asInt()).isEqualTo(4);

        receiver.answers(Answer.of(200));
        put(made.id(), "\"2\"", form(receiver.address(), ""));
        SOON.until(() -> webhook(made.id()).path("waiting").asInt() == 0);
        assertThat(log(made.id(), "state=DELIVERED")).hasSize(4);
    }

    @Test
    void oneSlowReceiverHoldsNoOther() throws Exception {
        Receiver slow = another();
        slow.answers(Answer.never());
        Asked never = subscribe(slow.address(), "");
        subscribe();
        List<EventStory> stories =
                IntStream.range(0, 12).mapToObj(i -> ticket(1)).toList();
        tell(stories.toArray(EventStory[]::new));

        SOON.until(() -> receiver.got().size() >= 12);
        SOON.until(() -> webhook(never.id()).has("failingSince"));
        assertThat(slow.mostAtATime()).isBetween(1, 4);
        assertThat(receiver.mostAtATime()).isBetween(1, 4);
        assertThat(log(never.id(), "state=WAITING")).hasSize(12);
    }

    // -- secrets, trials, replays -----------------------------------------------------------------------------------

    @Test
    void signsWithBothSecretsUntilTheOldOneEnds() {
        Asked made = subscribe();
        Asked rotated = post("/api/v1/webhooks/%s/rotate".formatted(made.id()), "{\"overlap\": \"PT1H\"}");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.secret()).isNotEqualTo(made.secret());
        assertThat(webhook(made.id()).path("secrets")).hasSize(2);

        tell(ticket(1));
        SOON.until(() -> receiver.got().size() == 1);
        time.passes(Duration.ofHours(1));
        tell(ticket(1));
        SOON.until(() -> receiver.got().size() == 2);
        post("/api/v1/webhooks/%s/rotate".formatted(made.id()), "{\"overlap\": \"PT0S\"}");
        tell(ticket(1));
        SOON.until(() -> receiver.got().size() == 3);

        Got during = receiver.got().get(0);
        Got after = receiver.got().get(1);
        assertThat(String.valueOf(during.header("webhook-signature")).split(" "))
                .hasSize(2);
        assertThat(during.isSignedWith(made.secret())).isTrue();
        assertThat(during.isSignedWith(rotated.secret())).isTrue();
        assertThat(after.isSignedWith(made.secret())).isFalse();
        assertThat(after.isSignedWith(rotated.secret())).isTrue();
        assertThat(receiver.got().get(2).isSignedWith(rotated.secret())).isFalse();
        for (String unfit : List.of("-PT1H", "P31D", "1 day", "P1M")) {
            assertThat(post("/api/v1/webhooks/%s/rotate".formatted(made.id()), "{\"overlap\": \"%s\"}".formatted(unfit))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void triesAReceiverOut() {
        Asked made = subscribe(receiver.address(), ", \"active\": false");
        receiver.answers(Answer.of(418).withBody("a teapot"));

        Asked tried = post("/api/v1/webhooks/%s/test".formatted(made.id()), null);

        assertThat(tried.status()).isEqualTo(200);
        assertThat(tried.body().path("delivered").asBoolean()).isFalse();
        assertThat(tried.body().path("status").asInt()).isEqualTo(418);
        assertThat(tried.body().path("answer").asString()).isEqualTo("a teapot");
        Got got = receiver.got().getFirst();
        assertThat(got.isSignedWith(made.secret())).isTrue();
        assertThat(Json.MAPPER.readTree(got.body()).path("type").asString()).isEqualTo("zhuqi.webhook.test.v1");
        assertThat(log(made.id(), "")).isEmpty();
    }

    @Test
    void sendsAPeriodOnceMoreWithTheSameIds() {
        Asked made = subscribe();
        Instant from = time.instant();
        EventStory one = ticket(3);
        EventStory other = ticket(2);
        tell(one, other);
        SOON.until(() -> webhook(made.id()).path("waiting").asInt() == 0);
        time.passes(Duration.ofHours(1));
        EventStory later = ticket(1);
        tell(later);
        SOON.until(() -> webhook(made.id()).path("waiting").asInt() == 0);
        List<Got> first = receiver.got();
        assertThat(first).hasSize(6);

        Asked replayed = post(
                "/api/v1/webhooks/%s/replay".formatted(made.id()),
                "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, from.plusSeconds(60)));

        assertThat(replayed.status()).isEqualTo(202);
        assertThat(replayed.body().path("events").asInt()).isEqualTo(5);
        SOON.until(() -> webhook(made.id()).path("waiting").asInt() == 0);
        List<Got> second = receiver.got().subList(6, 11);
        assertThat(second.stream().map(got -> got.header("webhook-id")))
                .containsExactlyInAnyOrderElementsOf(first.subList(0, 5).stream()
                        .map(got -> got.header("webhook-id"))
                        .toList());
        assertThat(ids(second).stream().filter(id -> id.startsWith(one.ticket().text())))
                .isEqualTo(ids(one).stream().toList());
        assertThat(log(made.id(), "").stream()
                        .mapToInt(each -> each.path("replays").asInt())
                        .sum())
                .isEqualTo(5);
        for (String period : List.of(
                "{}",
                "{\"from\": \"2026-01-01\", \"to\": \"%s\"}".formatted(from),
                "{\"from\": \"%s\"}".formatted(from))) {
            assertThat(post("/api/v1/webhooks/%s/replay".formatted(made.id()), period)
                            .status())
                    .isEqualTo(400);
        }
        for (List<Instant> period : List.of(
                List.of(from, from),
                List.of(from.plusSeconds(1), from),
                List.of(from.minus(Duration.ofDays(31)), from))) {
            assertThat(post(
                                    "/api/v1/webhooks/%s/replay".formatted(made.id()),
                                    "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(period.get(0), period.get(1)))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    void sendsNoMoreOfAPeriodThanIsBearable() {
        Asked made = subscribe();
        Instant from = time.instant();
        tell(ticket(21));

        Asked replayed = post(
                "/api/v1/webhooks/%s/replay".formatted(made.id()),
                "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(from, from.plusSeconds(60)));

        assertThat(replayed.status()).isEqualTo(422);
        assertThat(replayed.body().path("detail").asString()).contains("21 events", "20");
    }

    // -- the doors --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://[::1]:80/",
                "http://169.254.169.254/latest/meta-data/",
                "http://192.168.1.1:6379/",
                "http://2130706433/",
                "http://0x7f.1/",
                "http://user:password@127.0.0.1/",
                "ftp://127.0.0.1/",
                "http://[::ffff:127.0.0.1]/",
                "http://0.0.0.0/",
                "http://224.0.0.1/",
                "http://100.64.0.1/",
                "nonsense"
            })
    void takesNoAddressToWhichNothingMayBeSent(String url) {
        Asked refused = post("/api/v1/webhooks", form(url, ""));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/url");
    }

    /** Whoever may write the address must not reach a neighbour by changing it later. */
    @Test
    void looksAtAChangedAddressAsWell() {
        Asked made = subscribe();

        assertThat(put(made.id(), "\"1\"", form("http://10.0.0.1/", "")).status())
                .isEqualTo(422);
        assertThat(webhook(made.id()).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void saysWhatIsWrongWithAForm() {
        assertThat(post("/api/v1/webhooks", null).status()).isEqualTo(400);
        assertThat(post("/api/v1/webhooks", "{}").status()).isEqualTo(400);
        assertThat(post("/api/v1/webhooks", "{\"owner\": \"a\", \"secret\": \"b\"}")
                        .status())
                .isEqualTo(400);
        Asked misspelled = post(
                "/api/v1/webhooks",
                "{\"owner\": \"a\", \"url\": \"%s\", \"types\": [\"zhuqi.ticket.answerd.v1\"]}"
                        .formatted(receiver.address()));
        assertThat(misspelled.status()).isEqualTo(422);
        assertThat(misspelled.body().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/types/0");
        assertThat(post(
                                "/api/v1/webhooks",
                                "{\"owner\": \"%s\", \"url\": \"%s\", \"types\": []}"
                                        .formatted("a".repeat(101), receiver.address()))
                        .body()
                        .path("errors"))
                .hasSize(2);
        assertThat(get("/api/v1/webhooks").body().path("items")).isEmpty();
    }

    @Test
    void isTheAdministratorsOfTheDistrictAndNobodyElses() {
        Asked made = subscribe();
        String address = "/api/v1/webhooks/" + made.id();
        var foreign = Callers.in("ZZZ", Callers.inRole("other", Role.ADMIN));

        for (String path : Set.of("", "/deliveries")) {
            assertThat(send(foreign, "GET", address + path, null, Map.of()).status())
                    .isEqualTo(404);
        }
        for (String path : Set.of("/rotate", "/test", "/replay", "/deliveries/1/retry")) {
            assertThat(send(foreign, "POST", address + path, "{}", Map.of()).status())
                    .isEqualTo(404);
        }
        assertThat(send(foreign, "DELETE", address, null, Map.of("If-Match", "\"1\""))
                        .status())
                .isEqualTo(404);
        assertThat(send(foreign, "GET", "/api/v1/webhooks", null, Map.of())
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(send(here(Callers.coordinator("li")), "GET", address, null, Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(get("/api/v1/webhooks/nonsense").status()).isEqualTo(404);
        assertThat(get(address + "/deliveries?status=x").status()).isEqualTo(400);
        assertThat(get(address + "/deliveries?state=x").status()).isEqualTo(400);
        assertThat(get(address + "/deliveries?before=x").status()).isEqualTo(400);
        assertThat(post(address + "/deliveries/1/retry", null).status()).isEqualTo(404);
    }

    @Test
    void isTakenAwayWithAllThatBelongsToIt() {
        receiver.answers(Answer.of(500));
        Asked made = subscribe();
        tell(ticket(2));
        SOON.until(() -> !receiver.got().isEmpty());
        String address = "/api/v1/webhooks/" + made.id();

        assertThat(send(admin(), "DELETE", address, null, Map.of()).status()).isEqualTo(428);
        assertThat(send(admin(), "DELETE", address, null, Map.of("If-Match", "\"7\""))
                        .status())
                .isEqualTo(412);
        assertThat(send(admin(), "DELETE", address, null, Map.of("If-Match", "\"1\""))
                        .status())
                .isEqualTo(204);

        assertThat(get(address).status()).isEqualTo(404);
        for (String table : List.of("webhook_secret", "webhook_delivery")) {
            assertThat(database.sql("select count(*) from notification.%s where webhook = ?".formatted(table))
                            .param(UUID.fromString(made.id()))
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void goesThroughItsLogPageByPage() {
        Asked made = subscribe();
        tell(ticket(5));
        SOON.until(() -> log(made.id(), "state=DELIVERED").size() == 5);
        String address = "/api/v1/webhooks/%s/deliveries?limit=2".formatted(made.id());

        JsonNode first = get(address).body();
        JsonNode second =
                get(address + "&before=" + first.path("next").asString()).body();
        JsonNode third =
                get(address + "&before=" + second.path("next").asString()).body();

        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(2);
        assertThat(third.path("items")).hasSize(1);
        assertThat(third.has("next")).isFalse();
    }
}
