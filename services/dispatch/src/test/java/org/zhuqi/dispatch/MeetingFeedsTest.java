package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.application.MeetingFeeds;
import org.zhuqi.dispatch.postgres.MeetingFeedRows;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;

/** The calendar of a person, as a calendar program reads it. */
final class MeetingFeedsTest extends TestMatters {
    private static final String FEEDS = "/api/v1/meeting-feeds";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Instant soon = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(7, ChronoUnit.DAYS);

    private JsonNode meeting(Map<String, ?> different, EventStory ticket) {
        Map<String, Object> form = new HashMap<>(Map.of(
                "kind",
                "INDIVIDUAL",
                "title",
                "华彩厂房办证协调会",
                "place",
                "区行政中心 301",
                "startsAt",
                soon.toString(),
                "endsAt",
                soon.plus(90, ChronoUnit.MINUTES).toString(),
                "agenda",
                List.of(ticket.number().text())));
        form.putAll(different);
        return post(coordinator(), "/api/v1/meetings", form);
    }

    private HttpResponse<String> open(String address) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String subscribe(Caller caller) {
        return post(caller, FEEDS, Map.of()).path("address").asString();
    }

    private List<String> meetingsOf(Caller caller) {
        HttpResponse<String> answer = open(subscribe(caller));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Biweekly.parse(answer.body()).first().getEvents().stream()
                .map(event -> event.getUid().getValue())
                .toList();
    }

    private static String uid(JsonNode meeting) {
        return "meeting-%s@zhuqi".formatted(id(meeting));
    }

    @Test
    void aPersonFindsTheMeetingsToWhichItIsAskedToCome() {
        EventStory ticket = inProgress();
        JsonNode ofTheUnit = meeting(Map.of("units", List.of(LAND.text())), ticket);
        JsonNode ofThePerson =
                meeting(Map.of("accounts", List.of(handler(BUILDING).account().text())), ticket);
        JsonNode ofTheFirm = meeting(Map.of("enterprises", List.of(FIRM.text())), ticket);
        JsonNode ofTheChair =
                meeting(Map.of("chair", as(Role.SUPERVISOR).account().text()), ticket);
        meeting(
                Map.of(
                        "units", List.of(LAND.text()),
                        "startsAt", soon.minus(200, ChronoUnit.DAYS).toString(),
                        "endsAt", soon.minus(199, ChronoUnit.DAYS).toString()),
                ticket);
        assertThat(meetingsOf(handler(LAND))).containsExactly(uid(ofTheUnit));
        assertThat(meetingsOf(handler(BUILDING))).containsExactly(uid(ofThePerson));
        assertThat(meetingsOf(enterprise(FIRM))).containsExactly(uid(ofTheFirm));
        assertThat(meetingsOf(here(Callers.officer("officer", FIRM)))).containsExactly(uid(ofTheFirm));
        assertThat(meetingsOf(as(Role.SUPERVISOR))).containsExactly(uid(ofTheChair));
        assertThat(meetingsOf(coordinator())).as("who called them").hasSize(4);
        assertThat(meetingsOf(enterprise(new EnterpriseId("other")))).isEmpty();
        assertThat(meetingsOf(Callers.in("ZZ", handler(LAND)))).isEmpty();
    }

    @Test
    void itTellsWhenAndWhereAndWhatWasCalledOffButNotWhoseMatterItIs() {
        EventStory own = inProgress();
        EventStory others = inProgress(new EnterpriseId("other"), BUILDING, null, null);
        JsonNode meeting = meeting(
                Map.of(
                        "kind", "COMMON",
                        "units", List.of(LAND.text()),
                        "enterprises", List.of(FIRM.text()),
                        "agenda", List.of(own.number().text(), others.number().text())),
                own);
        String address = subscribe(handler(LAND));
        HttpResponse<String> answer = open(address);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("private");
        assertThat(answer.body()).doesNotContain("华彩", "办证", FIRM.text(), "li.lei", "ATTENDEE", "ORGANIZER");
        ICalendar calendar = Biweekly.parse(answer.body()).first();
        VEvent event = calendar.getEvents().getFirst();
        assertThat(event.getSummary().getValue()).isEqualTo("共性协调会");
        assertThat(event.getLocation().getValue()).isEqualTo("区行政中心 301");
        assertThat(event.getDateStart().getValue()).isEqualTo(soon);
        assertThat(event.getDateEnd().getValue()).isEqualTo(soon.plus(90, ChronoUnit.MINUTES));
        assertThat(event.getDescription().getValue()).isEqualTo(own.number() + "\n" + others.number());
        assertThat(Biweekly.parse(open(subscribe(enterprise(FIRM))).body())
                        .first()
                        .getEvents()
                        .getFirst()
                        .getDescription()
                        .getValue())
                .as("an enterprise reads of its own tickets alone")
                .isEqualTo(own.number().text());

        change(coordinator(), "POST", meeting, "/api/v1/meetings/" + id(meeting) + "/cancel", Map.of("reason", "已解决"));
        VEvent cancelled =
                Biweekly.parse(open(address).body()).first().getEvents().getFirst();
        assertThat(cancelled.getUid().getValue()).isEqualTo(uid(meeting));
        assertThat(cancelled.getSequence().getValue()).isEqualTo(1);
        assertThat(cancelled.getStatus().isCancelled()).isTrue();
    }

    @Test
    void anAddressIsASecretOfItsPersonThatCanBeTakenBack() {
        Caller handler = handler(LAND);
        JsonNode first = post(handler, FEEDS, Map.of());
        JsonNode second = post(handler, FEEDS, Map.of());
        assertThat(first.path("address").asString())
                .matches("/meeting-feeds/[A-Za-z0-9_-]{32}\\.ics")
                .isNotEqualTo(second.path("address").asString());
        JsonNode list = get(handler, FEEDS);
        assertThat(texts(list, "id")).containsExactly(id(first), id(second));
        assertThat(list.toString()).doesNotContain(".ics");
        assertThat(get(here(Callers.handler("colleague", LAND)), FEEDS)).isEmpty();
        refused(send(here(Callers.handler("colleague", LAND)), "DELETE", FEEDS + "/" + id(first), null), 404);
        assertThat(send(handler, "DELETE", FEEDS + "/" + id(first), null).statusCode())
                .isEqualTo(204);
        refused(send(handler, "DELETE", FEEDS + "/" + id(first), null), 404);
        assertThat(open(first.path("address").asString()).statusCode()).isEqualTo(404);
        assertThat(open(second.path("address").asString()).statusCode()).isEqualTo(200);
        assertThat(open(second.path("address").asString().replace(".ics", "")).statusCode())
                .isEqualTo(404);
        assertThat(open("/meeting-feeds/guessed.ics").statusCode()).isEqualTo(404);
        assertThat(database.sql("select string_agg(f::text, '') from dispatch.meeting_feed f")
                        .query(String.class)
                        .single())
                .doesNotContain(second.path("address").asString().substring(15, 30));
        for (Role role : List.of(Role.AUDITOR, Role.ADMIN, Role.IMPORTER)) {
            refused(send(as(role), "POST", FEEDS, Map.of()), 403);
        }
        Caller many = here(Callers.handler("many", LAND));
        for (int feed = 0; feed < 20; feed++) {
            subscribe(many);
        }
        assertThat(refused(send(many, "POST", FEEDS, Map.of()), 422)).contains("take one back first");
    }

    /** Where there is a directory it is asked each time. */
    @Test
    void itEndsWithTheAccount() {
        KnownDirectory directory = new KnownDirectory();
        MeetingFeeds feeds =
                new MeetingFeeds(new MeetingFeedRows(database), Optional.of(directory), InstantSource.system());
        Caller handler = here(Callers.handler("h" + UUID.randomUUID(), LAND));
        var made = feeds.subscribe(handler);
        assertThat(made).isNotNull();
        assertThat(feeds.reader(made.secret())).isEmpty();
        Directories.tell(
                directory,
                new DirectoryEntry.District(new DistrictId(district), "区", null, true),
                new DirectoryEntry.Enterprise(FIRM, handler.district(), "华彩", null, null, null, null, true),
                account(handler, true));
        assertThat(feeds.reader(made.secret())).hasValueSatisfying(reader -> {
            assertThat(reader.account()).isEqualTo(handler.account());
            assertThat(reader.role()).as("as it is now").isEqualTo(Role.ENTERPRISE);
            assertThat(reader.enterprise()).isEqualTo(FIRM);
            assertThat(reader.unit()).isNull();
        });
        Directories.tell(directory, account(handler, false));
        assertThat(feeds.reader(made.secret())).isEmpty();
    }

    private static DirectoryEntry.Account account(Caller caller, boolean active) {
        return new DirectoryEntry.Account(
                caller.account(),
                caller.district(),
                Role.ENTERPRISE,
                null,
                FIRM,
                null,
                null,
                false,
                List.of(),
                active,
                null,
                List.of());
    }
}
