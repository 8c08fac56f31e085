package org.zhuqi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.support.SqlArrayValue;
import org.zhuqi.contracts.AnswerOutcome;
import org.zhuqi.contracts.CatalogueKind;
import org.zhuqi.contracts.DealResult;
import org.zhuqi.contracts.DispatchMode;
import org.zhuqi.contracts.ListingKind;
import org.zhuqi.contracts.ListingVisibility;
import org.zhuqi.contracts.MeetingKind;
import org.zhuqi.contracts.RemovalGround;
import org.zhuqi.contracts.ReviewResult;
import org.zhuqi.contracts.Urgency;
import org.zhuqi.contracts.catalogue.CatalogueEntry;
import org.zhuqi.contracts.dispatch.HardProblemEvent;
import org.zhuqi.contracts.dispatch.HardProblemSheet;
import org.zhuqi.contracts.dispatch.ListingEvent;
import org.zhuqi.contracts.dispatch.ListingTerms;
import org.zhuqi.contracts.dispatch.MeetingDecision;
import org.zhuqi.contracts.dispatch.MeetingEvent;
import org.zhuqi.contracts.dispatch.MeetingMinutes;
import org.zhuqi.contracts.dispatch.MeetingPlan;
import org.zhuqi.contracts.dispatch.VisitEvent;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.CatalogueItemId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.SubjectId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.metrics.application.Counting.Answer;
import org.zhuqi.metrics.application.Counting.Asked;
import org.zhuqi.metrics.application.Counting.GroupValue;
import org.zhuqi.metrics.application.Counting.Value;
import org.zhuqi.metrics.application.Question;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.metrics.domain.Basis;
import org.zhuqi.metrics.domain.CaseKind;
import org.zhuqi.metrics.domain.Definition.Part;
import org.zhuqi.metrics.domain.Dimension;
import org.zhuqi.metrics.domain.Figure;
import org.zhuqi.metrics.domain.Figures;
import org.zhuqi.metrics.postgres.BuildRows;
import org.zhuqi.metrics.postgres.FigureRows.Case;
import org.zhuqi.metrics.postgres.FigureRows.Position;
import org.zhuqi.metrics.postgres.SubjectRows;
import org.zhuqi.platform.catalogue.KnownCatalogue;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Catalogues;
import org.zhuqi.platform.testkit.EventStory;
import org.zhuqi.platform.testkit.TestPlatform;
import tools.jackson.databind.JsonNode;

/** Meetings, hard problems, visits, services, supply and demand, as they are told and counted. */
final class SubjectFiguresTest extends TestMetrics {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final String LATER = "2023-12-31T00:00:00Z";
    private static final UnitId TAX = new UnitId("tax");
    private static final UnitId POWER = new UnitId("power");
    private static final EnterpriseId FIRM = new EnterpriseId("firm");
    private static final EnterpriseId NEIGHBOUR = new EnterpriseId("neighbour");
    private static final AccountId ZHANG = new AccountId("zhang");
    private static final AccountId WANG = new AccountId("wang");
    private static final TicketId TICKET = TicketId.of("01890000-0000-7000-8000-000000000001");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    SubjectRows subjects;

    @Autowired
    BuildRows builds;

    @Autowired
    KnownCatalogue menus;

    // -- meetings ---------------------------------------------------------------------------------------------------

    @Test
    void aMeetingIsHeldWhenItTookPlaceHoweverLateItsMinutesAreWritten() {
        DispatchStory meeting = subject()
                .at("2023-03-01T02:00:00Z")
                .tells(new MeetingEvent.MeetingPlanned(plan(MeetingKind.INDIVIDUAL, "退税", "2023-03-20")))
                .at("2023-03-05T02:00:00Z")
                .tells(new MeetingEvent.MeetingChanged(plan(MeetingKind.COMMON, "退税缓慢", "2023-03-30")))
                .at("2023-04-06T02:00:00Z")
                .tells(new MeetingEvent.MeetingHeld(minutes(decision(1, TAX, null), decision(2, POWER, null))));
        tell(meeting);

        assertThat(figure("meetings", null, "planned", "2023-03-04T00:00:00Z")).isEqualTo(count(1));
        assertThat(figure("meetings", "2023-03-29T00:00:00Z")).isEqualTo(count(0));
        assertThat(figure("meetings", "2023-03-31T00:00:00Z")).isEqualTo(count(1));
        assertThat(figure("meetings-common", "2023-03-31T00:00:00Z")).isEqualTo(count(1));
        assertThat(figure("meetings-individual", LATER)).isEqualTo(count(0));
        assertThat(groups("meetings", LATER, Dimension.MONTH, Dimension.UNIT))
                .containsExactly(new GroupValue(List.of("2023-03", ""), count(1)));
        assertThat(figure("decisions", LATER)).isEqualTo(count(2));
        assertThat(groups("decisions", LATER, Dimension.UNIT))
                .containsExactly(new GroupValue(List.of("power"), count(1)), new GroupValue(List.of("tax"), count(1)));
        Case behind = behind("meetings-common", Part.NUMERATOR, LATER).getFirst();
        assertThat(behind.kind()).isEqualTo(CaseKind.MEETING);
        assertThat(behind.id()).isEqualTo(meeting.subject().value());
        assertThat(behind.title()).isEqualTo("退税缓慢");
        assertThat(behind.tickets()).containsExactly(TICKET);
        assertThat(behind.happenedAt()).isEqualTo(Instant.parse("2023-03-30T04:00:00Z"));
    }

    @Test
    void oneThatTookPlaceBeforeItWasWrittenDownCountsFromThen() {
        tell(subject()
                .at("2023-05-09T02:00:00Z")
                .tells(new MeetingEvent.MeetingPlanned(plan(MeetingKind.ESCALATED, "用电", "2023-04-28")))
                .tells(new MeetingEvent.MeetingHeld(minutes())));

        assertThat(figure("meetings-escalated", "2023-04-28T03:59:59Z")).isEqualTo(count(0));
        assertThat(figure("meetings-escalated", "2023-04-28T04:00:00Z")).isEqualTo(count(1));
    }

    @Test
    void correctedMinutesKeepWhatIsCarriedOutOfWhatIsStillThere() {
        tell(subject()
                .at("2023-03-01T02:00:00Z")
                .tells(new MeetingEvent.MeetingPlanned(plan(MeetingKind.ESCALATED, "用地", "2023-03-10")))
                .at("2023-03-10T04:00:00Z")
                .tells(new MeetingEvent.MeetingHeld(
                        minutes(decision(1, TAX, "2023-03-20"), decision(2, POWER, "2023-03-15"))))
                .at("2023-03-12T02:00:00Z")
                .tells(new MeetingEvent.DecisionDone(1, "已办。"))
                .at("2023-03-25T02:00:00Z")
                .tells(new MeetingEvent.MinutesCorrected(
                        minutes(decision(1, POWER, "2023-03-20"), decision(3, TAX, "2023-04-20")), "写错")));

        assertThat(figure("decisions-done", "2023-03-11T00:00:00Z")).isEqualTo(new Value(0, 2L));
        assertThat(figure("decisions-done", "2023-03-13T00:00:00Z")).isEqualTo(new Value(1, 2L));
        assertThat(figure("decisions-overdue", "2023-03-15T15:59:59.999999Z")).isEqualTo(count(0));
        assertThat(figure("decisions-overdue", "2023-03-15T16:00:00Z")).isEqualTo(count(1));
        assertThat(figure("decisions-overdue", "2023-03-26T00:00:00Z")).isEqualTo(count(0));
        assertThat(figure("decisions-overdue", "2023-05-01T00:00:00Z")).isEqualTo(count(1));
        assertThat(figure("decisions-done", "2023-05-01T00:00:00Z")).isEqualTo(new Value(1, 2L));
        assertThat(behind("decisions-done", Part.NUMERATOR, LATER).getFirst().group())
                .containsEntry(Dimension.UNIT, "power");
        assertThat(behind("decisions-done", Part.REST, LATER))
                .extracting(Case::part)
                .containsExactly("3");
    }

    @Test
    void aCancelledMeetingIsNotHeld() {
        tell(subject()
                .at("2023-03-01T02:00:00Z")
                .tells(new MeetingEvent.MeetingPlanned(plan(MeetingKind.COMMON, "招工", "2023-06-10")))
                .at("2023-03-20T02:00:00Z")
                .tells(new MeetingEvent.MeetingCancelled("已解决")));

        assertThat(figure("meetings", LATER)).isEqualTo(count(0));
        assertThat(figure("meetings", null, "planned", "2023-03-19T00:00:00Z")).isEqualTo(count(1));
        assertThat(figure("meetings", null, "planned", LATER)).isEqualTo(count(0));
        assertThat(figure("meetings", null, "cancelled", LATER)).isEqualTo(count(1));
    }

    // -- hard problems ----------------------------------------------------------------------------------------------

    @Test
    void aHardProblemIsWrittenOffComesBackAndIsWrittenOffAgain() {
        tell(subject()
                .at("2023-02-01T02:00:00Z")
                .tells(new HardProblemEvent.HardProblemListed(sheet("厂房办证", TAX, "2023-03-31")))
                .at("2023-02-10T02:00:00Z")
                .tells(new HardProblemEvent.HardProblemChanged(sheet("厂房办证难", POWER, "2023-03-31")))
                .at("2023-02-15T02:00:00Z")
                .tells(new HardProblemEvent.HardProblemReviewed(1, ReviewResult.PROGRESS, "有进展", null, null, null))
                .at("2023-03-01T02:00:00Z")
                .tells(new HardProblemEvent.HardProblemWrittenOff("办妥", null, false, "无"))
                .at("2023-03-20T02:00:00Z")
                .tells(new HardProblemEvent.HardProblemRelisted("又有问题"))
                .at("2023-05-01T02:00:00Z")
                .tells(new HardProblemEvent.HardProblemWrittenOff("办妥", null, true, null)));
        tell(subject()
                .at("2023-02-05T02:00:00Z")
                .tells(new HardProblemEvent.HardProblemListed(sheet("重复的", TAX, null)))
                .at("2023-02-06T02:00:00Z")
                .tells(new HardProblemEvent.HardProblemRemoved(RemovalGround.DUPLICATE, WANG, "重复")));

        assertThat(groups("hard-problems-standing", "2023-02-05T12:00:00Z", Dimension.UNIT))
                .containsExactly(new GroupValue(List.of("tax"), count(2)));
        assertThat(groups("hard-problems-standing", "2023-02-12T00:00:00Z", Dimension.UNIT, Dimension.CHAIN))
                .containsExactly(new GroupValue(List.of("power", "chips"), count(1)));
        assertThat(figure("hard-problems-written-off", "2023-03-10T00:00:00Z")).isEqualTo(count(1));
        assertThat(figure("hard-problems-written-off", "2023-03-21T00:00:00Z")).isEqualTo(count(0));
        assertThat(figure("hard-problems-standing", null, "overdue", "2023-03-31T15:59:59Z"))
                .isEqualTo(count(0));
        assertThat(figure("hard-problems-standing", null, "overdue", "2023-03-31T16:00:00Z"))
                .isEqualTo(count(1));
        assertThat(figure("hard-problems-standing", null, "overdue", LATER)).isEqualTo(count(0));
        assertThat(groups("hard-problems-written-off", LATER, Dimension.MONTH))
                .containsExactly(new GroupValue(List.of("2023-05"), count(1)));
        assertThat(figure("hard-problems-solved", LATER)).isEqualTo(new Value(1, 2L));
        assertThat(figure("hard-problems-solved", null, "without-mistaken", LATER))
                .isEqualTo(new Value(1, 1L));
        assertThat(figure("hard-problems-solved", null, "confirmed", "2023-03-10T00:00:00Z"))
                .isEqualTo(new Value(0, 2L));
        assertThat(figure("hard-problems-removed", LATER)).isEqualTo(count(1));
        assertThat(behind("hard-problems-listed", Part.NUMERATOR, "2023-02-07T00:00:00Z"))
                .extracting(Case::title)
                .containsExactly("重复的", "厂房办证");
    }

    // -- visits -----------------------------------------------------------------------------------------------------

    @Test
    void aVisitCountsOnItsDayOnceAndNoMoreWhenItIsStruckOut() {
        DispatchStory joint = subject()
                .at("2023-03-02T08:00:00Z")
                .tells(visit(FIRM, "2023-02-28", List.of(ZHANG), List.of()))
                .at("2023-03-05T08:00:00Z")
                .tells(visit(FIRM, "2023-02-28", List.of(ZHANG, WANG), List.of(TAX)));
        DispatchStory second = subject()
                .at("2023-03-07T08:00:00Z")
                .tells(visit(FIRM, "2023-03-07", List.of(WANG), List.of(TAX, POWER)));
        DispatchStory mistaken = subject()
                .at("2023-03-08T08:00:00Z")
                .tells(visit(NEIGHBOUR, "2023-03-08", List.of(WANG), List.of()))
                .at("2023-03-09T08:00:00Z")
                .tells(new VisitEvent.VisitStruckOut("写错企业"));
        tell(joint, second, mistaken);

        assertThat(figure("visits", "2023-02-27T15:59:59Z")).isEqualTo(count(0));
        assertThat(figure("visits", "2023-02-28T12:00:00Z")).isEqualTo(count(1));
        assertThat(figure("visits", "2023-03-08T12:00:00Z")).isEqualTo(count(3));
        assertThat(figure("enterprises-visited", "2023-03-08T12:00:00Z")).isEqualTo(count(2));
        assertThat(figure("visits", LATER)).isEqualTo(count(2));
        assertThat(figure("enterprises-visited", LATER)).isEqualTo(count(1));
        assertThat(groups("enterprises-visited", LATER, Dimension.MONTH))
                .containsExactly(
                        new GroupValue(List.of("2023-02"), count(1)), new GroupValue(List.of("2023-03"), count(1)));
        assertThat(groups("visits", LATER, Dimension.OFFICER))
                .containsExactly(new GroupValue(List.of("wang"), count(1)), new GroupValue(List.of("zhang"), count(1)));
        assertThat(groups("visits", LATER, Dimension.UNIT))
                .containsExactly(new GroupValue(List.of(""), count(1)), new GroupValue(List.of("tax"), count(1)));
        assertThat(groups("visits", "2023-03-04T00:00:00Z", Dimension.UNIT))
                .containsExactly(new GroupValue(List.of(""), count(1)));
        assertThat(figure("visits", null, "with-problems", LATER)).isEqualTo(count(2));
        assertThat(behind("enterprises-visited", Part.NUMERATOR, LATER))
                .extracting(Case::kind, Case::part)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(CaseKind.ENTERPRISE, "firm"));
    }

    // -- services ---------------------------------------------------------------------------------------------------

    @Test
    void whatIsAServiceTheMenuSays() {
        Catalogues.tell(
                menus, item("loan", CatalogueKind.SERVICE), item("lecture", CatalogueKind.SERVICE), item("land"));
        EventStory first = ordered(FIRM, "loan", "2023-03-01T02:00:00Z");
        answer(first, "2023-03-03T02:00:00Z");
        EventStory again = ordered(FIRM, "lecture", "2023-03-05T02:00:00Z");
        answer(again, "2023-04-03T02:00:00Z");
        EventStory other = ordered(NEIGHBOUR, "loan", "2023-03-06T02:00:00Z");
        EventStory problem = ordered(NEIGHBOUR, "land", "2023-03-06T02:00:00Z");
        answer(problem, "2023-03-07T02:00:00Z");
        tell(first, again, other, problem);

        assertThat(figure("service-orders", LATER)).isEqualTo(count(3));
        assertThat(figure("service-cases", "2023-03-31T00:00:00Z")).isEqualTo(count(1));
        assertThat(figure("service-cases", LATER)).isEqualTo(count(2));
        assertThat(figure("enterprises-served", LATER)).isEqualTo(count(1));
        assertThat(groups("enterprises-served", LATER, Dimension.ITEM))
                .containsExactly(
                        new GroupValue(List.of("lecture"), count(1)), new GroupValue(List.of("loan"), count(1)));
        assertThat(groups("service-cases", Basis.HAPPENED, LATER, Dimension.MONTH))
                .containsExactly(
                        new GroupValue(List.of("2023-03"), count(1)), new GroupValue(List.of("2023-04"), count(1)));
        assertThat(behind("service-cases", Part.NUMERATOR, LATER))
                .extracting(Case::ticket)
                .containsExactly(again.ticket(), first.ticket());
        assertThat(behind("enterprises-served", Part.NUMERATOR, LATER))
                .extracting(Case::part)
                .containsExactly("firm");
    }

    // -- supply and demand ------------------------------------------------------------------------------------------

    @Test
    void whatIsOfferedAndNeededAndWhatCameOfIt() {
        DispatchStory offer = subject()
                .at("2023-03-01T02:00:00Z")
                .tells(new ListingEvent.ListingPosted(FIRM, ListingKind.OFFER, terms("轴承", "2023-03-31")))
                .at("2023-04-10T02:00:00Z")
                .tells(new ListingEvent.ListingChanged(terms("轴承（大）", "2023-06-30")));
        DispatchStory need = subject()
                .at("2023-03-02T02:00:00Z")
                .tells(new ListingEvent.ListingPosted(NEIGHBOUR, ListingKind.NEED, terms("需轴承", "2023-12-31")))
                .at("2023-05-20T02:00:00Z")
                .tells(new ListingEvent.ListingClosed("已买到"));
        DispatchStory deal = subject()
                .at("2023-03-10T02:00:00Z")
                .tells(new ListingEvent.IntroductionProposed(
                        offer.subject(), need.subject(), FIRM, NEIGHBOUR, null, null, TICKET))
                .at("2023-03-11T02:00:00Z")
                .tells(new ListingEvent.IntroductionAccepted(FIRM, false))
                .at("2023-03-12T02:00:00Z")
                .tells(new ListingEvent.IntroductionAccepted(NEIGHBOUR, true))
                .at("2023-05-19T02:00:00Z")
                .tells(new ListingEvent.IntroductionConcluded(DealResult.DEALT, null, null));
        DispatchStory declined = subject()
                .at("2023-03-20T02:00:00Z")
                .tells(new ListingEvent.IntroductionProposed(
                        offer.subject(), need.subject(), FIRM, NEIGHBOUR, FIRM, null, null))
                .at("2023-03-21T02:00:00Z")
                .tells(new ListingEvent.IntroductionDeclined(NEIGHBOUR, "不需要"));
        tell(offer, need, deal, declined);

        assertThat(figure("listings", LATER)).isEqualTo(count(2));
        assertThat(figure("listings", null, "offers", LATER)).isEqualTo(count(1));
        assertThat(figure("listings", Basis.STANDING, null, "2023-03-31T15:59:59Z"))
                .isEqualTo(count(2));
        assertThat(figure("listings", Basis.STANDING, null, "2023-03-31T16:00:00Z"))
                .isEqualTo(count(1));
        assertThat(figure("listings", Basis.STANDING, null, "2023-04-11T00:00:00Z"))
                .isEqualTo(count(2));
        assertThat(figure("listings", Basis.STANDING, null, "2023-05-21T00:00:00Z"))
                .isEqualTo(count(1));
        assertThat(figure("listings", Basis.STANDING, null, LATER)).isEqualTo(count(0));
        assertThat(figure("listing-enterprises", LATER)).isEqualTo(count(2));
        assertThat(figure("listing-enterprises", Basis.STANDING, null, "2023-05-21T00:00:00Z"))
                .isEqualTo(count(1));
        assertThat(figure("introductions", LATER)).isEqualTo(count(2));
        assertThat(figure("introductions-accepted", "2023-03-11T12:00:00Z")).isEqualTo(new Value(0, 1L));
        assertThat(figure("introductions-accepted", LATER)).isEqualTo(new Value(1, 2L));
        assertThat(figure("deals", "2023-05-18T00:00:00Z")).isEqualTo(count(0));
        assertThat(groups("deals", LATER, Dimension.MONTH))
                .containsExactly(new GroupValue(List.of("2023-05"), count(1)));
        assertThat(behind("deals", Part.NUMERATOR, LATER).getFirst().tickets()).containsExactly(TICKET);
    }

    // -- who sees what ----------------------------------------------------------------------------------------------

    @Test
    void whoseRightIsNarrowedSeesWhatIsTheirsAlone() {
        tell(
                subject()
                        .at("2023-03-01T02:00:00Z")
                        .tells(new HardProblemEvent.HardProblemListed(sheet("税", TAX, null))),
                subject()
                        .at("2023-03-01T02:00:00Z")
                        .tells(new HardProblemEvent.HardProblemListed(sheet("电", POWER, null))),
                subject()
                        .at("2023-03-01T02:00:00Z")
                        .tells(new MeetingEvent.MeetingPlanned(plan(MeetingKind.COMMON, "会", "2023-03-02")))
                        .at("2023-03-02T04:00:00Z")
                        .tells(new MeetingEvent.MeetingHeld(minutes(decision(1, TAX, null), decision(2, POWER, null)))),
                subject().at("2023-03-03T02:00:00Z").tells(visit(FIRM, "2023-03-03", List.of(ZHANG), List.of())),
                subject().at("2023-03-04T02:00:00Z").tells(visit(FIRM, "2023-03-04", List.of(WANG), List.of())));

        Caller handler = here(Callers.handler("handler", TAX));
        assertThat(told(handler, "hard-problems-standing")).isEqualTo(1);
        assertThat(told(handler, "meetings")).isZero();
        assertThat(told(handler, "decisions")).isEqualTo(1);
        assertThat(told(handler, "visits")).isZero();
        Caller officer = here(Callers.officer("zhang", FIRM));
        assertThat(told(officer, "visits")).isEqualTo(1);
        assertThat(told(officer, "hard-problems-standing")).isZero();
        Caller committee =
                here(Callers.of(new Jurisdiction(new ChainId("chips"), null), Callers.coordinator("committee")));
        assertThat(told(committee, "hard-problems-standing")).isEqualTo(2);
        assertThat(told(committee, "meetings")).isZero();
        Caller stranger =
                here(Callers.of(new Jurisdiction(new ChainId("silk"), null), Callers.coordinator("stranger")));
        assertThat(told(stranger, "hard-problems-standing")).isZero();
        assertThat(told(here(Callers.inRole("watch", Role.SUPERVISOR)), "meetings"))
                .isEqualTo(1);
    }

    @Test
    void theDocumentsSayWhatKindOfCaseItIsAndWhatDoesNotAddUp() {
        DispatchStory meeting = subject()
                .at("2023-03-01T02:00:00Z")
                .tells(new MeetingEvent.MeetingPlanned(plan(MeetingKind.COMMON, "会", "2023-03-02")))
                .at("2023-03-02T04:00:00Z")
                .tells(new MeetingEvent.MeetingHeld(minutes()));
        tell(
                meeting,
                subject().at("2023-03-03T02:00:00Z").tells(visit(FIRM, "2023-03-03", List.of(ZHANG), List.of())),
                subject().at("2023-03-04T02:00:00Z").tells(visit(NEIGHBOUR, "2023-03-04", List.of(ZHANG), List.of())));

        JsonNode held = cases("meetings").get(0);
        assertThat(held.path("kind").asString()).isEqualTo("meeting");
        assertThat(held.path("id").asString()).isEqualTo(meeting.subject().text());
        assertThat(held.path("title").asString()).isEqualTo("会");
        assertThat(held.path("tickets").get(0).asString()).isEqualTo(TICKET.text());
        assertThat(held.has("ticketId")).isFalse();
        assertThat(held.path("facts").values().stream().map(JsonNode::asString)).containsExactly("HELD", "COMMON");
        JsonNode visited = cases("enterprises-visited");
        assertThat(visited.values().stream().map(it -> it.path("id").asString()))
                .containsExactly("neighbour", "firm");
        assertThat(visited.get(0).path("kind").asString()).isEqualTo("enterprise");
        assertThat(entry("enterprises-visited").path("additive").asBoolean(true))
                .isFalse();
        assertThat(entry("visits").path("additive").asBoolean(false)).isTrue();
    }

    // -- how they are read ------------------------------------------------------------------------------------------

    @Test
    void whatIsToldTwiceCountsOnceAndAGapStopsUntilItIsFilled() {
        DispatchStory problem = subject()
                .at("2023-03-01T02:00:00Z")
                .tells(new HardProblemEvent.HardProblemListed(sheet("税", TAX, null)))
                .tells(new HardProblemEvent.HardProblemWrittenOff("办妥", null, true, null))
                .tells(new HardProblemEvent.HardProblemRelisted("又来"));
        List<ProducerRecord<String, byte[]>> records = problem.records();

        EventStory.write(PRODUCER, List.of(records.get(0), records.get(0), records.get(2)));
        SOON.until(() -> alarm.stops().stream()
                .anyMatch(stop -> stop.reason().contains("expected event 2 of hard problem " + problem.subject())));
        assertThat(figure("hard-problems-standing", LATER)).isEqualTo(count(1));
        EventStory.write(PRODUCER, List.of(records.get(1), records.get(2), records.get(1)));
        SOON.until(() -> version(problem.subject()) == 3 && alarm.stops().isEmpty());
        assertThat(figure("hard-problems-standing", LATER)).isEqualTo(count(1));
        assertThat(figure("hard-problems-listed", LATER)).isEqualTo(count(1));
    }

    @Test
    void anotherBuildHasTheSameFacts() {
        List<DispatchStory> stories = new ArrayList<>();
        Random random = new Random(135);
        for (int index = 0; index < 20; index++) {
            stories.add(SubjectRecountTest.history(subject(), random));
        }
        stories.forEach(this::tell);
        int before = figures.serving();
        int next = transaction
                .execute(status -> builds.begin(null, Instant.parse(LATER)))
                .orElseThrow()
                .number();

        SOON.until(() -> figures.serving() == next);
        stories.forEach(story -> SOON.until(() -> version(story.subject()) >= story.version()));

        assertThat(dump("subject", next, stories))
                .isEqualTo(dump("subject", before, stories))
                .isNotEmpty();
        assertThat(dump("subject_standing", next, stories))
                .isEqualTo(dump("subject_standing", before, stories))
                .isNotEmpty();
    }

    private List<String> dump(String table, int build, List<DispatchStory> stories) {
        return database.sql("""
                        select (to_jsonb(t) - 'build')::text from metrics.%s t
                        where build = ? and subject_id = any(?) order by 1
                        """.formatted(table))
                .param(build)
                .param(new SqlArrayValue(
                        "uuid",
                        stories.stream().map(story -> story.subject().value()).toArray()))
                .query((row, index) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }

    // -- the small client -------------------------------------------------------------------------------------------

    private DispatchStory subject() {
        return new DispatchStory(district);
    }

    private void tell(DispatchStory... stories) {
        EventStory.write(
                PRODUCER,
                Stream.of(stories).flatMap(it -> it.records().stream()).toList());
        for (DispatchStory story : stories) {
            SOON.until(() -> version(story.subject()) >= story.version());
        }
    }

    private long version(SubjectId subject) {
        var known = subjects.find(figures.serving(), List.of(subject)).get(subject);
        return known == null ? 0 : known.version();
    }

    private static MeetingPlan plan(MeetingKind kind, String title, String day) {
        return new MeetingPlan(
                kind,
                title,
                null,
                Instant.parse(day + "T02:00:00Z"),
                Instant.parse(day + "T04:00:00Z"),
                WANG,
                List.of(TICKET),
                null,
                List.of(TAX),
                List.of(),
                List.of(FIRM));
    }

    private static MeetingMinutes minutes(MeetingDecision... decisions) {
        return new MeetingMinutes("纪要", List.of(TAX), List.of(), List.of(), List.of(decisions));
    }

    private static MeetingDecision decision(int number, UnitId unit, @Nullable String due) {
        return new MeetingDecision(number, TICKET, "去办", unit, due == null ? null : LocalDate.parse(due), null);
    }

    private static HardProblemSheet sheet(String title, UnitId lead, @Nullable String target) {
        return new HardProblemSheet(
                title,
                "难",
                List.of(TICKET),
                List.of(FIRM),
                null,
                lead,
                target == null ? null : LocalDate.parse(target),
                null,
                new ChainId("chips"),
                null);
    }

    private static VisitEvent.VisitRecorded visit(
            EnterpriseId enterprise, String day, List<AccountId> officers, List<UnitId> units) {
        return new VisitEvent.VisitRecorded(
                enterprise, LocalDate.parse(day), officers, units, null, "缺人", List.of(TICKET));
    }

    private static ListingTerms terms(String title, String validUntil) {
        return new ListingTerms(
                title,
                "一批",
                "轴承",
                null,
                null,
                null,
                null,
                new ChainId("chips"),
                LocalDate.parse(validUntil),
                ListingVisibility.DISTRICT,
                null);
    }

    private CatalogueEntry item(String id) {
        return item(id, CatalogueKind.PROBLEM);
    }

    private CatalogueEntry item(String id, CatalogueKind kind) {
        return new CatalogueEntry(
                new CatalogueItemId(id),
                district,
                1,
                kind,
                "类",
                id,
                null,
                null,
                null,
                1,
                List.of(),
                null,
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                DispatchMode.BY_HAND,
                List.of(),
                true);
    }

    private EventStory ordered(EnterpriseId enterprise, String item, String at) {
        return story().at(Instant.parse(at))
                .tells(
                        new TicketEvent.Submitted(
                                enterprise,
                                "点单",
                                "请安排。",
                                new CatalogueItemId(item),
                                Urgency.NORMAL,
                                new AccountId("contact"),
                                null,
                                null,
                                List.of()),
                        TicketState.SUBMITTED);
    }

    private static void answer(EventStory story, String at) {
        story.at(Instant.parse(at))
                .tells(new TicketEvent.Dispatched(TAX, List.of(), null, null), TicketState.DISPATCHED)
                .tells(new TicketEvent.Accepted(TAX, new AccountId("handler"), null), TicketState.IN_PROGRESS)
                .tells(
                        new TicketEvent.Answered(TAX, AnswerOutcome.SOLVED, "已办", null, List.of()),
                        TicketState.ANSWERED);
    }

    private static Value count(long count) {
        return new Value(count, null);
    }

    private Value figure(String key, String at) {
        return figure(key, null, null, at);
    }

    private Value figure(String key, @Nullable Basis basis, @Nullable String variant, String at) {
        return answer(asked(key, basis, variant), at).whole();
    }

    private List<GroupValue> groups(String key, String at, Dimension... by) {
        return groups(key, null, at, by);
    }

    private List<GroupValue> groups(String key, @Nullable Basis basis, String at, Dimension... by) {
        return answer(asked(key, basis, null), at, by).groups();
    }

    private Answer answer(Asked asked, String at, Dimension... by) {
        return counting.figures(List.of(asked), question(at, by), CHINA).getFirst();
    }

    /** Page by page, which must be the same as all at once. */
    private List<Case> behind(String key, Part part, String at) {
        Asked asked = asked(key, null, null);
        List<Case> all = counting.cases(asked.definition(), part, question(at), null, 100);
        List<Case> paged = new ArrayList<>();
        @Nullable Position after = null;
        for (List<Case> page = counting.cases(asked.definition(), part, question(at), null, 1);
                !page.isEmpty();
                page = counting.cases(asked.definition(), part, question(at), after, 1)) {
            paged.addAll(page);
            Case last = page.getLast();
            after = new Position(last.happenedAt(), last.id(), last.part());
        }
        assertThat(paged).isEqualTo(all);
        return all;
    }

    static Asked asked(String key, @Nullable Basis basis, @Nullable String variant) {
        Figure figure = Figures.find(key).orElseThrow();
        return new Asked(figure, figure.definition(basis, variant).orElseThrow());
    }

    private Question question(String at, Dimension... by) {
        return new Question(
                Scope.of(district),
                Instant.parse("2022-12-31T16:00:00Z"),
                Instant.parse("2023-12-31T16:00:00Z"),
                Instant.parse(at),
                List.of(by),
                List.of());
    }

    private Caller here(Caller caller) {
        return Callers.in(district.text(), caller);
    }

    private long told(Caller caller, String figure) {
        return json(caller, "/api/v1/metrics?from=2023-01-01&to=2023-12-31&figure=" + figure)
                .path("figures")
                .get(0)
                .path("numerator")
                .asLong();
    }

    private JsonNode entry(String figure) {
        return json(
                        here(Callers.inRole("watch", Role.SUPERVISOR)),
                        "/api/v1/metrics?from=2023-01-01&to=2023-12-31&by=officer&figure=" + figure)
                .path("figures")
                .get(0);
    }

    private JsonNode cases(String figure) {
        return json(
                        here(Callers.inRole("watch", Role.SUPERVISOR)),
                        "/api/v1/metrics/%s/tickets?from=2023-01-01&to=2023-12-31".formatted(figure))
                .path("items");
    }

    private JsonNode json(Caller caller, String path) {
        try {
            HttpResponse<String> answer = HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .header("Authorization", "Bearer " + TestPlatform.token(caller))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return Json.MAPPER.readTree(answer.body());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
