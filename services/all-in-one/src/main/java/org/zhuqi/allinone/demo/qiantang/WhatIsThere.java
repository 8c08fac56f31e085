package org.zhuqi.allinone.demo.qiantang;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.zhuqi.allinone.client.Api;
import org.zhuqi.allinone.client.Api.Answer;
import org.zhuqi.allinone.demo.PublishedCase;
import org.zhuqi.contracts.MeetingKind;
import tools.jackson.databind.JsonNode;

/** What the system knows of the case, asked where everybody asks. */
final class WhatIsThere {
    private static final Duration CATCHING_UP = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String PERIOD =
            "submittedFrom=2023-01-01T00:00:00%2B08:00&submittedTo=2023-12-01T00:00:00%2B08:00";

    private final Api admin;
    private final Api importer;
    private final Api coordinator;

    WhatIsThere(Api admin, Api importer, Api coordinator) {
        this.admin = admin;
        this.importer = importer;
        this.coordinator = coordinator;
    }

    /** As the lists count them now, December included. */
    record Counts(
            int departments,
            int officers,
            int enterprises,
            int received,
            int declined,
            int withdrawn,
            int merged,
            int closed,
            int common,
            int individual,
            int escalated,
            int hardProblems,
            int writtenOff,
            int visits) {
        int collected() {
            return received - declined - withdrawn - merged;
        }
    }

    /** The figures are those of a district that has this year and no other. */
    void requireRoomFor(Plan plan) throws IOException, InterruptedException {
        boolean begun = coordinator
                .get("/api/v1/tickets/" + plan.tickets().getFirst().ticket())
                .isSuccess();
        int others = begun ? 0 : tickets("");
        if (others > 0) {
            throw new RefusedException(
                    "the district QT has %d other tickets of January to November 2023 already; tell the case to a folder of its own"
                            .formatted(others));
        }
    }

    Counts count(Plan plan) throws IOException, InterruptedException {
        awaitReadSide(plan);
        return new Counts(
                Pages.all(admin, "/api/v1/directory/units?active=true").size(),
                Pages.all(admin, "/api/v1/directory/accounts?active=true&role=OFFICER")
                        .size(),
                Pages.all(admin, "/api/v1/directory/enterprises?active=true").size(),
                tickets(""),
                tickets("&state=DECLINED"),
                tickets("&state=WITHDRAWN"),
                tickets("&state=MERGED"),
                tickets("&state=CLOSED"),
                meetings(MeetingKind.COMMON),
                meetings(MeetingKind.INDIVIDUAL),
                meetings(MeetingKind.ESCALATED),
                problems(""),
                problems("?status=WRITTEN_OFF"),
                visits());
    }

    /**
     * A figure as the system counts it.
     *
     * @param numerator the count, where it is no share
     * @param denominator 0 where it is no share
     * @param percent as the system prints it; empty where it is no share, or one of nothing
     */
    record Figure(int numerator, int denominator, String percent) {}

    /**
     * The figures at the end of November, cut off as the district printed them. Waits until as many answers have their verdict
     * as were sent, or for as long as that may take; what is counted by then is told.
     */
    Map<String, Figure> figures(PublishedCase sent) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + CATCHING_UP.toNanos();
        while (true) {
            Map<String, Figure> figures = figuresNow();
            Figure onTime = figures.get("on-time");
            Figure rated = figures.get("satisfaction");
            Figure writtenOff = figures.get("hard-problems-written-off");
            boolean isAllThere = onTime != null
                    && rated != null
                    && writtenOff != null
                    && writtenOff.numerator() == sent.hardProblemsSolved()
                    && onTime.denominator() == sent.answerDue()
                    && rated.denominator() == sent.rated();
            if (isAllThere || System.nanoTime() > deadline) {
                return figures;
            }
            Thread.sleep(PAUSE);
        }
    }

    private Map<String, Figure> figuresNow() throws IOException, InterruptedException {
        Answer answer =
                coordinator.get("/api/v1/metrics?from=2023-01-01&to=2023-11-30&at=2023-11-30&rounding=TRUNCATE");
        if (!answer.isSuccess()) {
            throw RefusedException.of("the figures", answer);
        }
        Map<String, Figure> figures = new HashMap<>();
        for (JsonNode figure : answer.body().path("figures")) {
            figures.put(
                    figure.path("key").asString(),
                    new Figure(
                            figure.path("numerator").asInt(),
                            figure.path("denominator").asInt(0),
                            figure.path("percent").asString("")));
        }
        return figures;
    }

    private void awaitReadSide(Plan plan) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + CATCHING_UP.toNanos();
        while (tickets("&state=CLOSED")
                        < (int) plan.tickets().stream()
                                .filter(story -> story.fate().isCollected())
                                .count()
                && System.nanoTime() < deadline) {
            Thread.sleep(PAUSE);
        }
    }

    private int tickets(String more) throws IOException, InterruptedException {
        Answer page = coordinator.get("/api/v1/tickets?count=true&limit=1&" + PERIOD + more);
        if (!page.isSuccess()) {
            throw RefusedException.of("the list of tickets", page);
        }
        return Integer.parseInt(page.text("total"));
    }

    private int meetings(MeetingKind kind) throws IOException, InterruptedException {
        return Pages.all(
                        importer,
                        "/api/v1/meetings?status=HELD&from=2023-01-01T00:00:00%2B08:00&to=2023-12-01T00:00:00%2B08:00&kind="
                                + kind)
                .size();
    }

    private int problems(String filter) throws IOException, InterruptedException {
        return (int) Pages.all(importer, "/api/v1/hard-problems" + filter).stream()
                .filter(problem ->
                        !Instant.parse(problem.path("listedAt").asString()).isAfter(PublishedCase.CUT_OFF))
                .count();
    }

    private int visits() throws IOException, InterruptedException {
        Answer summary = coordinator.get("/api/v1/visits/summary?from=2023-01-01&to=2023-11-30");
        if (!summary.isSuccess()) {
            throw RefusedException.of("the summary of visits", summary);
        }
        return summary.body().path("visits").asInt();
    }
}
