package org.zhuqi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.zhuqi.contracts.DealResult;
import org.zhuqi.contracts.dispatch.DispatchMessage;
import org.zhuqi.contracts.dispatch.ListingEvent;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.dispatch.application.ListingSights;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.EventStory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ListingsTest extends TestDoors {
    @Autowired
    ListingSights sights;

    private Map<String, Object> listing(String kind, String title, String category) {
        return Map.of(
                "kind",
                kind,
                "title",
                title,
                "description",
                title + "，月用量三十吨，须有检测报告。",
                "category",
                category,
                "quantity",
                "30",
                "unit",
                "吨/月",
                "price",
                "面议",
                "validUntil",
                today().plusDays(30),
                "visible",
                "DISTRICT");
    }

    private Answer posted(Caller by, Map<String, Object> listing) {
        return post(by, "/api/v1/listings", listing).is(201);
    }

    private Answer resinOffered() {
        return posted(speakerOf("resin"), listing("OFFER", "电子级环氧树脂", "环氧树脂、电子级树脂"));
    }

    private Answer resinNeeded() {
        return posted(speakerOf("coating"), listing("NEED", "求购环氧树脂", "环氧树脂"));
    }

    @Test
    void ofOthersOnlyWhatIsListedIsSeen() {
        Answer offer = resinOffered();
        assertThat(offer.body().path("enterprise").asString())
                .isEqualTo(enterprise("resin").text());
        assertThat(offer.body().path("chain").asString())
                .isEqualTo(chain("materials").text());
        assertThat(offer.body().path("status").asString()).isEqualTo("OPEN");

        Answer seen = get(speakerOf("motors"), "/api/v1/listings/" + offer.id()).is(200);
        assertThat(seen.body().propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "kind", "title", "description", "category", "enterpriseName", "chain", "contactVia");
        assertThat(seen.body().path("enterpriseName").asString()).isEqualTo("resin有限公司");
        assertThat(seen.text()).doesNotContain("speaker");
        assertThat(put(speakerOf("motors"), "/api/v1/listings/" + offer.id(), listing("OFFER", "x", "x"), "\"1\"")
                        .status())
                .isEqualTo(404);
        assertThat(get(speakerOf("motors"), "/api/v1/listings/" + offer.id() + "/matches")
                        .status())
                .isEqualTo(404);
        assertThat(told(offer.id(), 1).getFirst().event()).isInstanceOf(ListingEvent.ListingPosted.class);
    }

    @Test
    void everybodySeesWhatIsTheirsAndTheListSaysTheSame() {
        EventStory ticket = filed(speakerOf("motors"), "motors", Instant.parse("2023-04-06T02:00:00Z"));
        Map<String, Object> toTheChain = with(listing("OFFER", "固化剂", "固化剂"), "visible", "CHAIN");
        String past =
                posted(speakerOf("coating"), listing("NEED", "稀释剂", "稀释剂")).id();
        database.sql("update dispatch.listing set valid_until = ?, terms = terms || ?::jsonb where id = ?::uuid")
                .params(today().minusDays(1), "{\"validUntil\": \"%s\"}".formatted(today().minusDays(1)), past)
                .update();
        List<String> all = List.of(
                resinOffered().id(),
                posted(speakerOf("resin"), toTheChain).id(),
                posted(speakerOf("motors"), with(listing("NEED", "轴承", "轴承"), "ticket", ticket.ticket()))
                        .id(),
                posted(coordinator(), with(listing("NEED", "仓库", "仓储"), "enterprise", enterprise("lonely")))
                        .id(),
                past);
        for (Caller caller : everybody()) {
            if (caller.role() == Role.HANDLER) {
                assertThat(get(caller, "/api/v1/listings").status()).isEqualTo(403);
                continue;
            }
            List<String> shown = all.stream()
                    .filter(id -> sights.find(SubjectId.of(id), caller).isPresent())
                    .toList();
            assertThat(get(caller, "/api/v1/listings").is(200).ids())
                    .as("%s", caller)
                    .containsExactlyInAnyOrderElementsOf(shown);
            all.forEach(id -> assertThat(get(caller, "/api/v1/listings/" + id).status())
                    .as("%s %s", caller, id)
                    .isEqualTo(shown.contains(id) ? 200 : 404));
        }
        assertThat(get(speakerOf("coating"), "/api/v1/listings").ids()).containsExactlyInAnyOrderElementsOf(all);
        assertThat(get(speakerOf("motors"), "/api/v1/listings").ids())
                .containsExactlyInAnyOrder(all.get(0), all.get(2), all.get(3));
        assertThat(get(coordinator(), "/api/v1/listings?status=EXPIRED").ids()).containsExactly(past);
        assertThat(get(coordinator(), "/api/v1/listings?status=OPEN").ids()).hasSize(4);
        assertThat(get(coordinator(), "/api/v1/listings?kind=NEED&q=轴承").ids()).containsExactly(all.get(2));
        assertThat(get(coordinator(), "/api/v1/listings?q=%25").ids()).isEmpty();
    }

    @Test
    void theTicketsCoordinatorSeesWhatWasPostedForIt() {
        EventStory ticket = filed(speakerOf("resin"), "resin", Instant.parse("2023-04-06T02:00:00Z"));
        Map<String, Object> forIt =
                with(with(listing("OFFER", "环氧树脂", "环氧树脂"), "visible", "CHAIN"), "ticket", ticket.ticket());
        String offer = posted(speakerOf("resin"), forIt).id();
        String asked = "/api/v1/listings?ticket=" + ticket.ticket();
        assertThat(get(coordinator(), asked).ids()).containsExactly(offer);
        assertThat(get(committeeOf("materials"), asked).ids()).containsExactly(offer);
        assertThat(get(committeeOf("equipment"), asked).status()).isEqualTo(404);
        assertThat(get(speakerOf("coating"), asked).status()).isEqualTo(404);
        assertThat(get(Callers.in("ZZ", coordinator()), asked).status()).isEqualTo(404);
        assertThat(get(speakerOf("coating"), "/api/v1/listings/" + offer).text())
                .doesNotContain(ticket.ticket().text());
        assertThat(post(speakerOf("coating"), "/api/v1/listings", forIt).is(422).faults())
                .containsOnlyKeys("/ticket");
    }

    @Test
    void everyFaultIsSaidInBothLanguages() {
        Map<String, Object> personal = with(
                with(listing("OFFER", "环氧树脂 电话13800138000", "树脂"), "description", "请联系 zhang.san@example.com"),
                "validUntil",
                today().minusDays(1));
        Answer english = post(speakerOf("lonely"), "/api/v1/listings", with(personal, "visible", "CHAIN"))
                .is(422);
        assertThat(english.faults().keySet())
                .containsExactlyInAnyOrder("/title", "/description", "/validUntil", "/visible");
        Answer chinese = send(
                        speakerOf("lonely"),
                        "POST",
                        "/api/v1/listings",
                        with(personal, "visible", "CHAIN"),
                        Map.of("Accept-Language", "zh-CN"))
                .is(422);
        assertThat(chinese.faults().keySet()).isEqualTo(english.faults().keySet());
        assertThat(chinese.faults().values()).allMatch(sentence -> sentence.matches(".*\\p{IsHan}.*"));
        assertThat(post(coordinator(), "/api/v1/listings", Map.of())
                        .is(400)
                        .faults()
                        .keySet())
                .containsExactlyInAnyOrder(
                        "/enterprise", "/kind", "/title", "/description", "/category", "/validUntil", "/visible");
        assertThat(post(
                                speakerOf("resin"),
                                "/api/v1/listings",
                                with(listing("OFFER", "x", "x"), "enterprise", enterprise("coating")))
                        .is(422)
                        .faults())
                .containsOnlyKeys("/enterprise");
        assertThat(post(
                                committeeOf("equipment"),
                                "/api/v1/listings",
                                with(listing("OFFER", "x", "x"), "enterprise", enterprise("coating")))
                        .is(422)
                        .faults())
                .containsOnlyKeys("/enterprise");
        assertThat(post(
                                speakerOf("resin"),
                                "/api/v1/listings",
                                with(listing("OFFER", "x", "x"), "validUntil", today().plusYears(11)))
                        .is(422)
                        .faults())
                .containsOnlyKeys("/validUntil");
    }

    @Test
    void aListingIsChangedAndClosed() {
        Answer offer = resinOffered();
        String path = "/api/v1/listings/" + offer.id();
        Map<String, Object> more = with(listing("OFFER", "电子级环氧树脂", "环氧树脂"), "quantity", "50");
        assertThat(send(speakerOf("resin"), "PUT", path, more, Map.of()).status())
                .isEqualTo(428);
        assertThat(put(speakerOf("resin"), path, more, "\"1\"").is(200).etag()).isEqualTo("\"2\"");
        assertThat(put(coordinator(), path, more, "\"1\"")
                        .is(412)
                        .body()
                        .path("version")
                        .asLong())
                .isEqualTo(2);
        assertThat(put(
                                coordinator(),
                                path,
                                with(with(more, "enterprise", enterprise("coating")), "kind", "NEED"),
                                "\"2\"")
                        .is(422)
                        .faults())
                .containsOnlyKeys("/enterprise", "/kind");
        assertThat(put(coordinator(), path, get(coordinator(), path).body(), "\"2\"")
                        .is(200)
                        .etag())
                .as("what was read may be sent back")
                .isEqualTo("\"2\"");
        Map<String, Object> outcome = Map.of("outcome", "产能已订满");
        assertThat(post(speakerOf("resin"), path + "/close", Map.of()).is(400).faults())
                .containsOnlyKeys("/outcome");
        assertThat(post(speakerOf("resin"), path + "/close", outcome)
                        .is(200)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("CLOSED");
        assertThat(post(speakerOf("resin"), path + "/close", outcome).is(200).etag())
                .isEqualTo("\"3\"");
        assertThat(post(speakerOf("resin"), path + "/close", Map.of("outcome", "另有原因"))
                        .is(409)
                        .kind())
                .isEqualTo("listing-closed");
        assertThat(put(speakerOf("resin"), path, more, "\"3\"").status()).isEqualTo(409);
        assertThat(get(speakerOf("coating"), path).status())
                .as("gone for others")
                .isEqualTo(404);
        assertThat(told(offer.id(), 3))
                .<Class<?>>extracting(it -> it.event().getClass())
                .containsExactly(
                        ListingEvent.ListingPosted.class,
                        ListingEvent.ListingChanged.class,
                        ListingEvent.ListingClosed.class);
    }

    @Test
    void theSameKeyMakesTheSameListing() {
        Map<String, String> key = Map.of("Idempotency-Key", "listing-1");
        List<Answer> answers = together(IntStream.range(0, 4)
                .<Callable<Answer>>mapToObj(i ->
                        () -> send(speakerOf("resin"), "POST", "/api/v1/listings", listing("OFFER", "树脂", "树脂"), key))
                .toList());
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::id)
                .containsOnly(answers.getFirst().id());
        assertThat(send(speakerOf("resin"), "POST", "/api/v1/listings", listing("OFFER", "油漆", "油漆"), key)
                        .is(422)
                        .kind())
                .isEqualTo("id-reused");
    }

    @Test
    void counterpartsAreRankedWithReasons() {
        String offer = resinOffered().id();
        String near = resinNeeded().id();
        String far = posted(speakerOf("motors"), listing("NEED", "采购灌封用环氧树脂胶", "灌封胶、环氧树脂胶"))
                .id();
        posted(speakerOf("motors"), listing("NEED", "采购轴承", "轴承"));
        posted(speakerOf("motors"), listing("OFFER", "环氧树脂", "环氧树脂"));
        posted(speakerOf("resin"), listing("NEED", "环氧树脂", "环氧树脂"));
        String hidden = posted(speakerOf("motors"), with(listing("NEED", "环氧树脂", "环氧树脂"), "visible", "CHAIN"))
                .id();
        String closed =
                posted(speakerOf("coating"), listing("NEED", "环氧树脂", "环氧树脂")).id();
        post(speakerOf("coating"), "/api/v1/listings/" + closed + "/close", Map.of("outcome", "已购"))
                .is(200);

        JsonNode matches = get(speakerOf("resin"), "/api/v1/listings/" + offer + "/matches")
                .is(200)
                .body();
        List<String> ranked = StreamSupport.stream(matches.spliterator(), false)
                .map(it -> it.path("listing").path("id").asString())
                .toList();
        assertThat(ranked).containsExactly(near, far).doesNotContain(hidden, closed);
        assertThat(StreamSupport.stream(matches.path(0).path("reasons").spliterator(), false)
                        .map(it -> it.path("kind").asString()))
                .containsExactly("WORDS", "CHAIN");
        assertThat(StreamSupport.stream(matches.path(1).path("reasons").spliterator(), false)
                        .map(it -> it.path("kind").asString()))
                .containsExactly("WORDS", "PLACE");
        assertThat(matches.path(0).path("reasons").path(0).path("words").path(0).asString())
                .isEqualTo("环氧树脂");
        assertThat(matches.path(0).path("score").asInt())
                .isGreaterThan(matches.path(1).path("score").asInt());
        assertThat(matches.path(0).path("listing").has("postedBy")).isFalse();
        assertThat(get(speakerOf("coating"), "/api/v1/listings/" + near + "/matches")
                        .body()
                        .findValuesAsString("id"))
                .contains(offer);
    }

    @Test
    void oneAsksTheOtherAgreesAndTheyDeal() {
        EventStory ticket = filed(speakerOf("coating"), "coating", Instant.parse("2023-04-06T02:00:00Z"));
        String offer = resinOffered().id();
        String need = resinNeeded().id();
        String introduce = "/api/v1/listings/%s/matches/%s/introduce".formatted(need, offer);
        Answer asked = post(speakerOf("coating"), introduce, Map.of("note", "可否先寄样品？", "ticket", ticket.ticket()))
                .is(201);
        assertThat(asked.body().path("status").asString()).isEqualTo("PROPOSED");
        assertThat(asked.body().path("askedBy").asString()).isEqualTo("NEED");
        assertThat(asked.body().path("needAgreed").asBoolean()).isTrue();
        String path = "/api/v1/introductions/" + asked.id();
        assertThat(post(speakerOf("resin"), "/api/v1/listings/%s/matches/%s/introduce".formatted(offer, need), Map.of())
                        .is(409)
                        .body()
                        .path("introduction")
                        .asString())
                .isEqualTo(asked.id());
        assertThat(get(speakerOf("resin"), "/api/v1/listings/" + offer + "/matches")
                        .body()
                        .path(0)
                        .path("introduction")
                        .path("id")
                        .asString())
                .isEqualTo(asked.id());
        assertThat(post(speakerOf("coating"), path + "/accept", Map.of())
                        .is(409)
                        .kind())
                .isEqualTo("wrong-state");
        assertThat(post(speakerOf("resin"), path + "/conclude", Map.of("result", "DEALT", "amount", "86 万元"))
                        .is(409)
                        .kind())
                .isEqualTo("wrong-state");

        Answer shown = get(speakerOf("resin"), path).is(200);
        assertThat(shown.text())
                .contains("可否先寄样品")
                .doesNotContain(ticket.ticket().text())
                .doesNotContain("speaker");
        assertThat(get(speakerOf("coating"), path).text())
                .contains(ticket.ticket().text());
        assertThat(get(speakerOf("motors"), path).status()).isEqualTo(404);
        assertThat(get(committeeOf("equipment"), path).status()).isEqualTo(404);
        assertThat(get(committeeOf("materials"), "/api/v1/introductions?ticket=" + ticket.ticket())
                        .ids())
                .containsExactly(asked.id());

        Answer agreed = post(speakerOf("resin"), path + "/accept", Map.of()).is(200);
        assertThat(agreed.body().path("status").asString()).isEqualTo("ACCEPTED");
        assertThat(post(speakerOf("resin"), path + "/accept", Map.of()).is(200).etag())
                .as("once more")
                .isEqualTo("\"2\"");
        assertThat(post(speakerOf("resin"), path + "/decline", Map.of("reason", "晚了"))
                        .status())
                .isEqualTo(409);
        assertThat(post(speakerOf("resin"), path + "/conclude", Map.of("result", "DEALT"))
                        .is(400)
                        .faults())
                .containsOnlyKeys("/amount");
        assertThat(post(speakerOf("resin"), path + "/conclude", Map.of("result", "FELL_THROUGH", "amount", "0"))
                        .is(400)
                        .faults())
                .containsOnlyKeys("/amount", "/note");
        Map<String, Object> deal = Map.of("result", "DEALT", "amount", "首单 86 万元");
        assertThat(post(speakerOf("resin"), path + "/conclude", deal)
                        .is(200)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("DEALT");
        assertThat(post(speakerOf("resin"), path + "/conclude", deal).is(200).etag())
                .isEqualTo("\"3\"");
        assertThat(post(coordinator(), path + "/conclude", Map.of("result", "DEALT", "amount", "1 元"))
                        .status())
                .isEqualTo(409);

        List<DispatchMessage<?>> told = told(asked.id(), 3);
        assertThat(told)
                .<Object>extracting(DispatchMessage::event)
                .containsExactly(
                        new ListingEvent.IntroductionProposed(
                                SubjectId.of(offer),
                                SubjectId.of(need),
                                enterprise("resin"),
                                enterprise("coating"),
                                enterprise("coating"),
                                "可否先寄样品？",
                                ticket.ticket()),
                        new ListingEvent.IntroductionAccepted(enterprise("resin"), true),
                        new ListingEvent.IntroductionConcluded(DealResult.DEALT, "首单 86 万元", null));

        Answer again = post(speakerOf("coating"), introduce, Map.of()).is(201);
        assertThat(again.id()).as("ended, so they may try again").isNotEqualTo(asked.id());
        JsonNode summary =
                get(as(Role.SUPERVISOR), "/api/v1/listings/summary").is(200).body();
        assertThat(summary.path("chains").path(0))
                .isEqualTo(with(summary.path("total"), chain("materials").text()));
        assertThat(summary.path("total").path("enterprises").asLong()).isEqualTo(2);
        assertThat(summary.path("total").path("products").asLong()).isEqualTo(1);
        assertThat(summary.path("total").path("needs").asLong()).isEqualTo(1);
        assertThat(summary.path("total").path("introductions").asLong()).isEqualTo(2);
        assertThat(summary.path("total").path("deals").asLong()).isEqualTo(1);
    }

    private static JsonNode with(JsonNode total, String chain) {
        return ((ObjectNode) total.deepCopy()).put("chain", chain);
    }

    @Test
    void aCoordinatorBringsBothTogether() {
        String offer = resinOffered().id();
        String need = posted(coordinator(), with(listing("NEED", "环氧树脂", "环氧树脂"), "enterprise", enterprise("motors")))
                .id();
        Answer brought = post(
                        committeeOf("materials"),
                        "/api/v1/listings/%s/matches/%s/introduce".formatted(offer, need),
                        Map.of())
                .is(201);
        String path = "/api/v1/introductions/" + brought.id();
        assertThat(post(speakerOf("resin"), path + "/accept", Map.of())
                        .is(200)
                        .body()
                        .path("status")
                        .asString())
                .as("the other has to agree, too")
                .isEqualTo("PROPOSED");
        assertThat(post(coordinator(), path + "/accept", Map.of()).is(400).faults())
                .containsOnlyKeys("/side");
        assertThat(post(committeeOf("materials"), path + "/accept", Map.of("side", "NEED"))
                        .is(422)
                        .faults())
                .containsOnlyKeys("/side");
        assertThat(post(speakerOf("motors"), path + "/accept", Map.of("side", "OFFER"))
                        .is(422)
                        .faults())
                .containsOnlyKeys("/side");
        assertThat(post(coordinator(), path + "/accept", Map.of("side", "NEED"))
                        .is(200)
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("ACCEPTED");
        assertThat(post(coordinator(), path + "/conclude", Map.of("result", "FELL_THROUGH", "note", "规格不符"))
                        .is(200)
                        .body()
                        .path("resultNote")
                        .asString())
                .isEqualTo("规格不符");
        assertThat(told(brought.id(), 4).getFirst().actor().chain()).isEqualTo(chain("materials"));
    }

    @Test
    void aSideDeclinesWithAReason() {
        String offer = resinOffered().id();
        String need = resinNeeded().id();
        String introduce = "/api/v1/listings/%s/matches/%s/introduce".formatted(need, offer);
        Map<String, String> key = Map.of("Idempotency-Key", "introduction-1");
        Answer asked =
                send(speakerOf("coating"), "POST", introduce, Map.of(), key).is(201);
        assertThat(send(speakerOf("coating"), "POST", introduce, Map.of(), key)
                        .is(201)
                        .id())
                .isEqualTo(asked.id());
        assertThat(send(speakerOf("coating"), "POST", introduce, Map.of("note", "另一句"), key)
                        .is(422)
                        .kind())
                .isEqualTo("id-reused");
        String path = "/api/v1/introductions/" + asked.id();
        assertThat(post(speakerOf("resin"), path + "/decline", Map.of()).is(400).faults())
                .containsOnlyKeys("/reason");
        assertThat(post(speakerOf("resin"), path + "/decline", Map.of("reason", "产能已满"))
                        .is(200)
                        .body()
                        .path("reason")
                        .asString())
                .isEqualTo("产能已满");
        assertThat(post(speakerOf("resin"), path + "/accept", Map.of()).is(409).kind())
                .isEqualTo("wrong-state");
        assertThat(told(asked.id(), 2).getLast().event())
                .isEqualTo(new ListingEvent.IntroductionDeclined(enterprise("resin"), "产能已满"));
    }

    @Test
    void whatCannotMeetIsNotBroughtTogether() {
        String offer = resinOffered().id();
        String need = resinNeeded().id();
        String secondOffer =
                posted(speakerOf("coating"), listing("OFFER", "涂料", "涂料")).id();
        String ownNeed =
                posted(speakerOf("resin"), listing("NEED", "环氧树脂", "环氧树脂")).id();
        for (String other : List.of(secondOffer, ownNeed, offer, "nonsense")) {
            assertThat(post(coordinator(), "/api/v1/listings/%s/matches/%s/introduce".formatted(offer, other), Map.of())
                            .status())
                    .as(other)
                    .isEqualTo(404);
        }
        assertThat(post(
                                speakerOf("motors"),
                                "/api/v1/listings/%s/matches/%s/introduce".formatted(offer, need),
                                Map.of())
                        .status())
                .isEqualTo(404);
        post(speakerOf("coating"), "/api/v1/listings/" + need + "/close", Map.of("outcome", "已购"))
                .is(200);
        assertThat(post(speakerOf("resin"), "/api/v1/listings/%s/matches/%s/introduce".formatted(offer, need), Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(post(coordinator(), "/api/v1/listings/%s/matches/%s/introduce".formatted(offer, need), Map.of())
                        .is(409)
                        .kind())
                .isEqualTo("listing-not-open");
    }

    @Test
    void ofManyAtOnceOneBringsThemTogether() {
        String offer = resinOffered().id();
        String need = resinNeeded().id();
        List<Answer> answers = together(IntStream.range(0, 8)
                .<Callable<Answer>>mapToObj(i -> () -> i % 2 == 0
                        ? post(
                                speakerOf("resin"),
                                "/api/v1/listings/%s/matches/%s/introduce".formatted(offer, need),
                                Map.of())
                        : post(
                                speakerOf("coating"),
                                "/api/v1/listings/%s/matches/%s/introduce".formatted(need, offer),
                                Map.of()))
                .toList());
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 409);
        String path = "/api/v1/introductions/"
                + get(coordinator(), "/api/v1/introductions?listing=" + offer)
                        .ids()
                        .getFirst();
        List<Answer> ends = together(List.<Callable<Answer>>of(
                () -> post(coordinator(), path + "/decline", Map.of("side", "OFFER", "reason", "不合适")),
                () -> post(coordinator(), path + "/decline", Map.of("side", "NEED", "reason", "不需要"))));
        assertThat(ends).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(get(coordinator(), "/api/v1/introductions?status=DECLINED").ids())
                .hasSize(1);
        for (String wrong : List.of("status=GONE", "listing=x", "cursor=x", "side=OFFER")) {
            assertThat(get(coordinator(), "/api/v1/introductions?" + wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        assertThat(get(speakerOf("motors"), "/api/v1/introductions").ids()).isEmpty();
    }
}
