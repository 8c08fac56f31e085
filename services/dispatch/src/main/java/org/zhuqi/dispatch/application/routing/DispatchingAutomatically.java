package org.zhuqi.dispatch.application.routing;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.application.Recording;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.domain.routing.Matter;
import org.zhuqi.dispatch.domain.routing.Ranking;
import org.zhuqi.dispatch.domain.routing.Reason;
import org.zhuqi.dispatch.domain.routing.RoutingSettings;
import org.zhuqi.dispatch.domain.routing.Suggestion;
import org.zhuqi.dispatch.domain.routing.Sureness;

/**
 * 自动派单: a new ticket of an item for which the district wants it goes to its unit at once, if the suggestion is sure.
 * Whatever was in somebody's hands before stays with the coordinator.
 */
final class DispatchingAutomatically {
    /** What is older has waited for a coordinator, who may have his reasons: a rebuilt projection dispatches nothing. */
    static final Duration NEW = Duration.ofDays(7);

    private static final int REASONS = 3;
    /** Of a note, as the command allows. */
    private static final int LONGEST = 2000;

    private final Suggesting suggesting;
    private final Rulebook rulebook;
    private final Recording recording;

    DispatchingAutomatically(Suggesting suggesting, Rulebook rulebook, Recording recording) {
        this.suggesting = suggesting;
        this.rulebook = rulebook;
        this.recording = recording;
    }

    /** The note is read by units and by the enterprise: it names no other ticket. */
    Ranking ranking(DistrictId district) {
        return suggesting.ranking(district, rulebook.rules(district).content(), experience -> false);
    }

    /** @param rankings by district, as {@link #ranking} makes them; asked only for tickets that are new */
    void consider(Journey journey, Instant now, Function<DistrictId, Ranking> rankings) {
        TicketFacts facts = journey.after();
        if (journey.before() != null || !isUntouched(journey.last().message().event()) || !isNew(facts, now)) {
            return;
        }
        Ranking ranking = rankings.apply(facts.district());
        Matter matter = suggesting.matter(facts);
        if (!ranking.mayBeAutomatic(matter, suggesting.dish(facts.district(), matter))) {
            return;
        }
        RoutingSettings settings = rulebook.settings(facts.district()).content();
        Optional<Suggestion> sure =
                Sureness.of(suggesting.rank(ranking, facts.district(), matter, facts.ticket()), settings);
        sure.ifPresent(suggestion -> recording.askIfUnchanged(
                facts,
                Actor.SYSTEM,
                "automatic",
                now,
                new TicketCommand.Dispatch(suggestion.unit(), suggestion.assistants(), null, note(suggestion))));
    }

    /** By anybody but who filed it. */
    private static boolean isUntouched(TicketEvent last) {
        return last instanceof TicketEvent.Submitted || last instanceof TicketEvent.Amended;
    }

    private static boolean isNew(TicketFacts facts, Instant now) {
        return facts.state() == TicketState.SUBMITTED
                && !facts.imported()
                && facts.bounces() == 0
                && facts.leads().isEmpty()
                && facts.submittedAt().isAfter(now.minus(NEW));
    }

    private static String note(Suggestion suggestion) {
        String reasons = suggestion.reasons().stream()
                .filter(reason -> reason.points() > 0)
                .limit(REASONS)
                .map(Reason::sentence)
                .map(sentence -> sentence.zh() + " (" + sentence.en() + ")")
                .collect(Collectors.joining("；"));
        String note = "自动派单（%s）：%s。".formatted(String.format(Locale.ROOT, "%.2f", suggestion.score()), reasons);
        return note.length() > LONGEST ? note.substring(0, LONGEST) : note;
    }
}
