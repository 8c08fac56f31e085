package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.domain.Visit;
import org.zhuqi.dispatch.postgres.VisitRows;
import org.zhuqi.platform.calendar.CalendarRules;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.EventStory;

final class VisitsTest extends TestDoors {
    private static final LocalDate APRIL = LocalDate.of(2023, 4, 6);

    @Autowired
    VisitRows visits;

    private Map<String, Object> report(String enterprise, LocalDate day) {
        return Map.of(
                "enterprise",
                enterprise(enterprise),
                "visitedOn",
                day,
                "units",
                List.of(unit("labour")),
                "purpose",
                "季度走访",
                "findings",
                "二期厂房竣工半年，不动产权证未办。");
    }

    private Answer visited(Caller by, String enterprise, LocalDate day) {
        return post(by, "/api/v1/visits", report(enterprise, day)).is(201);
    }

    @Test
    void aVisitCountsOnceHoweverManyCameAlong() {
        Answer first = visited(an(), "resin", APRIL);
        assertThat(first.etag()).isEqualTo("\"1\"");
        assertThat(first.texts("officers")).containsExactly(account("an").text());

        Answer second = post(bo(), "/api/v1/visits", report("resin", APRIL)).is(409);
        assertThat(second.kind()).isEqualTo("visit-exists");
        assertThat(second.body().path("visit").asString()).isEqualTo(first.id());
        assertThat(second.body().path("detail").asString()).contains("join");

        Answer joined = post(bo(), second.body().path("join").asString(), Map.of("unit", unit("land")))
                .is(200);
        assertThat(joined.texts("officers"))
                .containsExactly(account("an").text(), account("bo").text());
        assertThat(joined.texts("units"))
                .containsExactly(unit("labour").text(), unit("land").text());
        assertThat(joined.etag()).isEqualTo("\"2\"");
        assertThat(post(bo(), "/api/v1/visits/" + first.id() + "/join", Map.of())
                        .is(200)
                        .etag())
                .as("who is there already changes nothing")
                .isEqualTo("\"2\"");

        Answer summary = get(as(Role.SUPERVISOR), "/api/v1/visits/summary?from=2023-04-01&to=2023-04-30")
                .is(200);
        assertThat(summary.body().path("visits").asLong()).isEqualTo(1);
        assertThat(StreamSupport.stream(summary.body().path("officers").spliterator(), false)
                        .map(it -> it.path("officer").asString() + " "
                                + it.path("visits").asLong()))
                .containsExactlyInAnyOrder(account("an") + " 1", account("bo") + " 1");

        List<DispatchMessage<?>> told = told(first.id(), 2);
        assertThat(told).extracting(DispatchMessage::sequence).containsExactly(1L, 2L);
        assertThat(told).extracting(it -> it.actor().account()).containsExactly(account("an"), account("bo"));
        assertThat(told.getLast().event())
                .isEqualTo(new VisitEvent.VisitRecorded(
                        enterprise("resin"),
                        APRIL,
                        List.of(account("an"), account("bo")),
                        List.of(unit("labour"), unit("land")),
                        "季度走访",
                        "二期厂房竣工半年，不动产权证未办。",
                        List.of()));
    }

    @Test
    void ofManyAtOnceOneIsWrittenDown() {
        List<Answer> answers = together(IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(
                        i -> () -> post(i % 2 == 0 ? an() : bo(), "/api/v1/visits", report("resin", APRIL)))
                .toList());
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).contains(409);
        assertThat(get(coordinator(), "/api/v1/visits").ids()).hasSize(1);

        String id = get(coordinator(), "/api/v1/visits").ids().getFirst();
        together(List.<Callable<Answer>>of(
                () -> post(an(), "/api/v1/visits/" + id + "/join", Map.of("unit", unit("labour"))),
                () -> post(bo(), "/api/v1/visits/" + id + "/join", Map.of("unit", unit("land")))));
        Answer all = get(coordinator(), "/api/v1/visits/" + id);
        assertThat(all.texts("officers"))
                .containsExactlyInAnyOrder(account("an").text(), account("bo").text());
        assertThat(all.texts("units"))
                .contains(unit("land").text(), unit("labour").text());
        assertThat(told(id, (int) all.body().path("version").asLong()))
                .extracting(DispatchMessage::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.body().path("version").asLong())
                                .boxed()
                                .toList());
    }

    @Test
    void theSameKeyMakesTheSameVisit() {
        Map<String, String> key = Map.of("Idempotency-Key", "visit-1");
        List<Answer> answers = together(IntStream.range(0, 4)
                .<Callable<Answer>>mapToObj(
                        i -> () -> send(an(), "POST", "/api/v1/visits", report("resin", APRIL), key))
                .toList());
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::id)
                .containsOnly(answers.getFirst().id());
        assertThat(send(an(), "POST", "/api/v1/visits", report("coating", APRIL), key)
                        .is(422)
                        .kind())
                .isEqualTo("id-reused");
        assertThat(send(an(), "POST", "/api/v1/visits", report("resin", APRIL), Map.of("Idempotency-Key", "a b"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void everyFaultIsSaidInBothLanguages() {
        Map<String, Object> faulty = Map.of(
                "enterprise", enterprise("motors"),
                "visitedOn", today().plusDays(1),
                "officers", List.of(account("nobody")),
                "units", List.of("QT-nowhere"),
                "tickets", List.of(UUID.randomUUID()));
        Answer english = post(an(), "/api/v1/visits", faulty).is(422);
        assertThat(english.faults().keySet())
                .containsExactlyInAnyOrder("/enterprise", "/visitedOn", "/officers/0", "/units/0", "/tickets/0");
        assertThat(english.faults().get("/enterprise")).startsWith("You do not look after");
        Answer chinese = send(an(), "POST", "/api/v1/visits", faulty, Map.of("Accept-Language", "zh-CN"))
                .is(422);
        assertThat(chinese.faults().keySet()).isEqualTo(english.faults().keySet());
        assertThat(chinese.faults().values()).allMatch(sentence -> sentence.matches(".*\\p{IsHan}.*"));

        Map<String, Object> empty = Map.of("purpose", "走".repeat(501), "findings", "看".repeat(5001));
        assertThat(post(coordinator(), "/api/v1/visits", empty).is(400).faults().keySet())
                .containsExactlyInAnyOrder("/enterprise", "/visitedOn", "/purpose", "/findings");
        assertThat(post(coordinator(), "/api/v1/visits", without(report("resin", APRIL), Set.of("units")))
                        .is(400)
                        .faults())
                .containsOnlyKeys("/officers");
        assertThat(post(an(), "/api/v1/visits", with(report("resin", APRIL), "visitedOn", "0999-01-01"))
                        .is(422)
                        .faults())
                .containsOnlyKeys("/visitedOn");
        assertThat(post(an(), "/api/v1/visits", with(report("resin", APRIL), "misspelled", 1))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whoCameAlongPutsItRight() {
        Answer visit = visited(an(), "resin", APRIL);
        String path = "/api/v1/visits/" + visit.id();
        Map<String, Object> right = with(
                with(report("resin", APRIL), "purpose", "专题走访"), "officers", List.of(account("an"), account("bo")));
        assertThat(put(bo(), path, right, "\"1\"").is(403).kind()).isEqualTo("forbidden");
        assertThat(send(an(), "PUT", path, right, Map.of()).is(428).kind()).isEqualTo("version-required");
        assertThat(put(an(), path, right, "\"1\"")
                        .is(200)
                        .body()
                        .path("purpose")
                        .asString())
                .isEqualTo("专题走访");
        assertThat(put(bo(), path, right, "\"1\"")
                        .is(412)
                        .body()
                        .path("version")
                        .asLong())
                .isEqualTo(2);
        assertThat(put(bo(), path, with(right, "visitedOn", APRIL.plusDays(1)), "\"2\"")
                        .is(422)
                        .faults())
                .containsOnlyKeys("/visitedOn");
        assertThat(put(bo(), path, with(right, "officers", List.of()), "\"2\"")
                        .is(400)
                        .faults())
                .containsOnlyKeys("/officers");
        assertThat(put(coordinator(), path, get(coordinator(), path).body(), "\"2\"")
                        .is(200)
                        .etag())
                .as("what was read may be sent back")
                .isEqualTo("\"2\"");
        assertThat(put(speakerOf("resin"), path, right, "\"2\"").status()).isEqualTo(403);
    }

    @Test
    void aMistakeIsKeptButNotCounted() {
        Answer visit = visited(an(), "resin", APRIL);
        String path = "/api/v1/visits/" + visit.id();
        assertThat(post(an(), path + "/strike-out", Map.of()).is(400).faults()).containsOnlyKeys("/reason");
        assertThat(post(bo(), path + "/strike-out", Map.of("reason", "不是我")).status())
                .isEqualTo(403);
        Map<String, Object> reason = Map.of("reason", "日期登记错误");
        Answer gone = post(an(), path + "/strike-out", reason).is(200);
        assertThat(gone.body().path("struckOut").path("reason").asString()).isEqualTo("日期登记错误");
        assertThat(post(an(), path + "/strike-out", reason).is(200).etag())
                .as("once more")
                .isEqualTo("\"2\"");
        assertThat(post(coordinator(), path + "/strike-out", reason).is(409).kind())
                .isEqualTo("struck-out");
        assertThat(post(bo(), path + "/join", Map.of()).is(409).kind()).isEqualTo("struck-out");
        assertThat(put(an(), path, report("resin", APRIL), "\"2\"").is(409).kind())
                .isEqualTo("struck-out");
        assertThat(get(an(), "/api/v1/visits").ids()).isEmpty();
        assertThat(get(an(), "/api/v1/visits?struckOut=true").ids()).containsExactly(visit.id());
        assertThat(get(an(), path).is(200).body().path("struckOut").path("by").asString())
                .isEqualTo(account("an").text());

        visited(an(), "resin", APRIL);
        assertThat(get(coordinator(), "/api/v1/visits/summary?from=2023-04-06&to=2023-04-06")
                        .body()
                        .path("visits")
                        .asLong())
                .isEqualTo(1);
        assertThat(told(visit.id(), 2).getLast().event()).isEqualTo(new VisitEvent.VisitStruckOut("日期登记错误"));
    }

    @Test
    void whatWasFiledOnTheDayIsLinkedWhicheverCameFirst() {
        Instant noon = APRIL.atTime(LocalTime.NOON).atZone(CalendarRules.CHINA).toInstant();
        EventStory before = filed(an(), "resin", noon);
        EventStory ofAnother = filed(bo(), "resin", noon);
        filed(speakerOf("resin"), "resin", noon);
        Answer visit = visited(an(), "resin", APRIL);
        assertThat(visit.texts("tickets")).containsExactly(before.ticket().text());

        EventStory after = filed(an(), "resin", noon.plusSeconds(3600));
        filed(an(), "resin", noon.plusSeconds(86400));
        filed(an(), "coating", noon);
        String path = "/api/v1/visits/" + visit.id();
        assertThat(get(an(), path).texts("tickets"))
                .containsExactly(before.ticket().text(), after.ticket().text());
        tell(after);
        assertThat(get(an(), path).etag()).as("told twice").isEqualTo("\"2\"");

        assertThat(post(bo(), path + "/join", Map.of()).is(200).texts("tickets"))
                .contains(ofAnother.ticket().text());
        assertThat(told(visit.id(), 3).get(1).actor().account())
                .as("who filed it")
                .isEqualTo(account("an"));
        Answer summary = get(coordinator(), "/api/v1/visits/summary?from=2023-04-01&to=2023-04-30");
        assertThat(summary.body().path("problems").asLong()).isEqualTo(3);
        assertThat(summary.body().path("withFindings").asLong()).isEqualTo(1);
        assertThat(get(handlerOf("labour"), path).is(200).texts("tickets"))
                .as("a unit sees no tickets that are not its business")
                .isEmpty();
    }

    @Test
    void ticketsAreLinkedByHandIfTheyAreOfThatEnterprise() {
        EventStory own = filed(speakerOf("resin"), "resin", Instant.parse("2023-04-10T02:00:00Z"));
        EventStory foreign = filed(speakerOf("coating"), "coating", Instant.parse("2023-04-10T02:00:00Z"));
        Answer visit = visited(an(), "resin", APRIL);
        String path = "/api/v1/visits/" + visit.id();
        assertThat(get(an(), "/api/v1/visits?withoutTicket=true").ids()).containsExactly(visit.id());
        Map<String, Object> both = Map.of("tickets", List.of(own.ticket(), foreign.ticket(), UUID.randomUUID()));
        assertThat(post(an(), path + "/tickets", both).is(422).faults()).containsOnlyKeys("/tickets/1", "/tickets/2");
        assertThat(post(bo(), path + "/tickets", Map.of("tickets", List.of(own.ticket())))
                        .status())
                .isEqualTo(403);
        assertThat(post(an(), path + "/tickets", Map.of()).is(400).faults()).containsOnlyKeys("/tickets");
        assertThat(post(an(), path + "/tickets", Map.of("tickets", List.of(own.ticket())))
                        .is(200)
                        .texts("tickets"))
                .containsExactly(own.ticket().text());
        assertThat(get(an(), "/api/v1/visits?withoutTicket=true").ids()).isEmpty();
        assertThat(put(
                                an(),
                                path,
                                with(
                                        with(report("resin", APRIL), "officers", List.of(account("an"))),
                                        "tickets",
                                        List.of()),
                                "\"2\"")
                        .is(200)
                        .texts("tickets"))
                .as("taken off again")
                .isEmpty();
    }

    @Test
    void everybodySeesWhatIsTheirsAndTheListSaysTheSame() {
        List<String> all = List.of(
                visited(an(), "resin", APRIL).id(),
                visited(an(), "coating", APRIL).id(),
                visited(bo(), "motors", APRIL.plusDays(1)).id(),
                post(
                                coordinator(),
                                "/api/v1/visits",
                                Map.of(
                                        "enterprise", enterprise("lonely"),
                                        "visitedOn", APRIL,
                                        "officers", List.of(account("an")),
                                        "units", List.of(unit("land"))))
                        .is(201)
                        .id());
        for (Caller caller : everybody()) {
            List<String> shown = all.stream()
                    .filter(id -> visits.find(new DistrictId(district), SubjectId.of(id))
                            .map(visit -> visit.isShownTo(caller))
                            .orElse(false))
                    .toList();
            Answer list = get(caller, "/api/v1/visits").is(200);
            assertThat(list.ids()).as("%s", caller).containsExactlyInAnyOrderElementsOf(shown);
            all.forEach(id -> assertThat(get(caller, "/api/v1/visits/" + id).status())
                    .as("%s %s", caller, id)
                    .isEqualTo(shown.contains(id) ? 200 : 404));
            boolean findings = list.text().contains("不动产权证");
            assertThat(findings && !Visit.showsFindingsTo(caller))
                    .as("%s", caller)
                    .isFalse();
        }
        assertThat(get(speakerOf("resin"), "/api/v1/visits").ids()).containsExactly(all.getFirst());
        assertThat(get(handlerOf("land"), "/api/v1/visits").ids()).containsExactly(all.getLast());
        assertThat(get(committeeOf("materials"), "/api/v1/visits").ids()).hasSize(2);
        assertThat(get(as(Role.AUDITOR), "/api/v1/visits").ids()).hasSize(4);
        assertThat(get(an(), "/api/v1/visits").ids())
                .as("that it came along to, too")
                .hasSize(3);
        assertThat(get(coordinator(), "/api/v1/visits/nonsense").status()).isEqualTo(404);
        assertThat(post(
                                committeeOf("equipment"),
                                "/api/v1/visits",
                                with(report("resin", APRIL), "officers", List.of(account("an"))))
                        .is(422)
                        .faults())
                .containsOnlyKeys("/enterprise");
    }

    @Test
    void aListIsFilteredAndPaged() {
        for (int day = 0; day < 5; day++) {
            visited(an(), "resin", APRIL.plusDays(day));
        }
        String motors = visited(bo(), "motors", APRIL).id();
        Answer first = get(coordinator(), "/api/v1/visits?limit=4").is(200);
        assertThat(first.ids()).hasSize(4);
        Answer second = get(
                coordinator(),
                "/api/v1/visits?limit=4&cursor=" + first.body().path("next").asString());
        assertThat(second.ids()).hasSize(2).doesNotContainAnyElementsOf(first.ids());
        assertThat(second.body().has("next")).isFalse();
        assertThat(get(coordinator(), "/api/v1/visits?enterprise=" + enterprise("motors"))
                        .ids())
                .containsExactly(motors);
        assertThat(get(coordinator(), "/api/v1/visits?officer=" + account("bo")).ids())
                .containsExactly(motors);
        assertThat(get(coordinator(), "/api/v1/visits?unit=" + unit("labour")).ids())
                .hasSize(6);
        assertThat(get(coordinator(), "/api/v1/visits?chain=" + chain("equipment"))
                        .ids())
                .containsExactly(motors);
        assertThat(get(coordinator(), "/api/v1/visits?place=" + place("west")).ids())
                .isEmpty();
        assertThat(get(coordinator(), "/api/v1/visits?from=2023-04-07&to=2023-04-08")
                        .ids())
                .hasSize(2);
        for (String wrong : List.of(
                "from=yesterday",
                "from=-99999-01-01",
                "cursor=x",
                "cursor=eA",
                "withoutTicket=maybe",
                "limit=0",
                "q=x")) {
            assertThat(get(coordinator(), "/api/v1/visits?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void whoWaitsForAVisitIsSeen() {
        LocalDate today = today();
        visited(an(), "resin", today.minusDays(90));
        visited(an(), "coating", today.minusDays(89));
        Answer overdue = get(coordinator(), "/api/v1/visits/overdue?days=90").is(200);
        List<String> waiting = StreamSupport.stream(overdue.body().path("items").spliterator(), false)
                .map(it ->
                        it.path("enterprise").asString() + " " + it.path("days").asString("never"))
                .toList();
        assertThat(waiting)
                .containsExactly(
                        enterprise("lonely") + " never", enterprise("motors") + " never", enterprise("resin") + " 90");
        Answer page = get(coordinator(), "/api/v1/visits/overdue?days=90&limit=2");
        assertThat(get(
                                coordinator(),
                                "/api/v1/visits/overdue?days=90&limit=2&cursor="
                                        + page.body().path("next").asString())
                        .body()
                        .path("items")
                        .path(0)
                        .path("enterprise")
                        .asString())
                .isEqualTo(enterprise("resin").text());
        assertThat(get(an(), "/api/v1/visits/overdue?days=90").body().path("items"))
                .hasSize(1);
        assertThat(get(committeeOf("equipment"), "/api/v1/visits/overdue")
                        .body()
                        .path("items"))
                .hasSize(1);
        assertThat(get(coordinator(), "/api/v1/visits/overdue?days=0").status()).isEqualTo(400);

        Answer summary = get(
                        coordinator(), "/api/v1/visits/summary?from=%s&to=%s".formatted(today.minusDays(100), today))
                .is(200);
        assertThat(summary.body().path("lookedAfter").asLong()).isEqualTo(4);
        assertThat(summary.body().path("lookedAfterVisited").asLong()).isEqualTo(2);
        assertThat(StreamSupport.stream(summary.body().path("places").spliterator(), false)
                        .map(it -> it.path("place").asString()))
                .containsExactlyInAnyOrder(place("east").text(), place("west").text());
        assertThat(get(coordinator(), "/api/v1/visits/summary?from=2023-02-01&to=2023-01-01")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void thePastIsImported() {
        Caller importer = as(Role.IMPORTER);
        Map<String, Object> past = with(report("motors", LocalDate.of(2022, 7, 1)), "officers", List.of(account("an")));
        Map<String, String> key = Map.of("Idempotency-Key", "row-1");
        assertThat(send(importer, "POST", "/api/v1/visits", past, key).is(201).id())
                .isEqualTo(send(importer, "POST", "/api/v1/visits", past, key)
                        .is(201)
                        .id());
        assertThat(get(coordinator(), "/api/v1/visits?to=2022-12-31").ids()).hasSize(1);
    }
}
