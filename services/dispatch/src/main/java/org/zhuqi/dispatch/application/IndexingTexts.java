package org.zhuqi.dispatch.application;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.zhuqi.contracts.event.TicketEvent;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.Step;
import org.zhuqi.dispatch.domain.TicketFacts;
import org.zhuqi.dispatch.postgres.GramRows;
import org.zhuqi.dispatch.postgres.SimilarRows;

/** Keeps the texts of tickets findable, and counts their words anew when a district has grown by a quarter. */
public final class IndexingTexts implements Following.Companion {
    private static final long FEW = 200;

    private final SimilarRows texts;
    private final GramRows grams;
    private final Duration closedWithin;
    private final InstantSource now;
    /** Since words were counted last. Lost with the process: then they are counted somewhat later. */
    private final Map<DistrictId, Long> fresh = new ConcurrentHashMap<>();

    public IndexingTexts(SimilarRows texts, GramRows grams, Duration closedWithin, InstantSource now) {
        this.texts = texts;
        this.grams = grams;
        this.closedWithin = closedWithin;
        this.now = now;
    }

    @Override
    public void counted(List<Step> steps) {
        Map<TicketId, TicketFacts> written = new LinkedHashMap<>();
        Map<TicketId, TicketFacts> moved = new LinkedHashMap<>();
        Set<TicketId> gone = new HashSet<>();
        for (Step step : steps) {
            TicketFacts after = step.after();
            TicketId ticket = after.ticket();
            if (isGone(after.state())) {
                written.remove(ticket);
                moved.remove(ticket);
                gone.add(ticket);
            } else if (written.containsKey(ticket) || saysMore(step)) {
                written.put(ticket, after);
                moved.remove(ticket);
                gone.remove(ticket);
            } else if (step.before() == null || step.before().state() != after.state()) {
                moved.put(ticket, after);
            }
        }
        texts.save(written.values());
        texts.move(moved.values());
        texts.remove(gone);
        written.values().stream().map(TicketFacts::district).forEach(district -> fresh.merge(district, 1L, Long::sum));
        written.values().stream()
                .map(TicketFacts::district)
                .distinct()
                .sorted(Comparator.comparing(DistrictId::text))
                .forEach(this::countIfGrown);
    }

    /** A ticket that nobody works on any more is of no use to one who reports the same. */
    private static boolean isGone(TicketState state) {
        return state == TicketState.DECLINED || state == TicketState.WITHDRAWN;
    }

    /** What is taken up again may have left the index meanwhile. */
    private static boolean saysMore(Step step) {
        TicketFacts before = step.before();
        return before == null
                || step.message().event() instanceof TicketEvent.Amended
                || (!before.isLive() && step.after().isLive());
    }

    private void countIfGrown(DistrictId district) {
        long enough = Math.max(
                FEW, grams.count(district).map(count -> count.texts() / 4).orElse(0L));
        if (fresh.getOrDefault(district, 0L) >= enough) {
            texts.removeClosedBefore(now.instant().minus(closedWithin));
            grams.recount(district);
            fresh.remove(district);
        }
    }
}
