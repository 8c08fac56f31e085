package org.zhuqi.allinone.demo.qiantang;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.demo.PublishedCase;
import org.zhuqi.allinone.demo.qiantang.WhatIsThere.Figure;

/** What was published, what was sent, and what the system says that it has. */
final class CaseTable {
    private static final PublishedCase PUBLISHED = PublishedCase.QIANTANG_2023;

    private final PrintStream out;

    CaseTable(PrintStream out) {
        this.out = out;
    }

    void print(Plan plan, Recount sent, WhatIsThere.Counts there) {
        out.printf("%n  %-34s %10s %10s %10s%n", "January to November 2023", "published", "sent", "there");
        row("departments", PUBLISHED.departments(), plan.people().handlers().size(), there.departments());
        row("officers", PUBLISHED.officers(), plan.people().allOfficers(), there.officers());
        row("enterprises", PUBLISHED.enterprises(), plan.people().allEnterprises(), there.enterprises());
        row("requests received", null, sent.received(), there.received());
        row("  of these declined", null, sent.declined(), there.declined());
        row("  withdrawn before dispatch", null, sent.withdrawn(), there.withdrawn());
        row("  merged into another", null, sent.merged(), there.merged());
        row("collected", PUBLISHED.collected(), sent.collected(), there.collected());
        row("meetings on a common problem", PUBLISHED.common(), count(plan, "common"), there.common());
        row("meetings on one request", PUBLISHED.individual(), count(plan, "individual"), there.individual());
        row("meetings with a district leader", PUBLISHED.escalated(), count(plan, "escalated"), there.escalated());
        row("hard problems listed", null, sent.hardProblems(), there.hardProblems());
        row("  of these written off", PUBLISHED.hardProblemsSolved(), sent.writtenOff(), there.writtenOff());
        row("visits", null, plan.visits().size(), there.visits());
    }

    /** The figures at the cut-off: as they were published, as the commands that were sent come to them, as the system counts. */
    void printFigures(PublishedCase sent, Map<String, Figure> there) {
        out.printf("%n  %-34s %19s %19s %19s%n", "At the end of November 2023", "published", "sent", "counted");
        figure(
                "closed-rate",
                "answered or closed / collected",
                0,
                PublishedCase::closed,
                PublishedCase::collected,
                sent,
                there);
        figure(
                "solved-rate",
                "solved and confirmed / collected",
                1,
                PublishedCase::solved,
                PublishedCase::collected,
                sent,
                there);
        figure(
                "on-time",
                "on time / answered, or due",
                0,
                PublishedCase::onTime,
                PublishedCase::answerDue,
                sent,
                there);
        figure("satisfaction", "satisfied / rated", 1, PublishedCase::satisfied, PublishedCase::rated, sent, there);
        count("meetings-common", "meetings on a common problem", PublishedCase::common, sent, there);
        count("meetings-individual", "meetings on one request", PublishedCase::individual, sent, there);
        count("meetings-escalated", "meetings with a district leader", PublishedCase::escalated, sent, there);
        count("hard-problems-written-off", "hard problems written off", PublishedCase::hardProblemsSolved, sent, there);
        out.println();
    }

    private void count(
            String key,
            String what,
            ToIntFunction<PublishedCase> number,
            PublishedCase sent,
            Map<String, Figure> there) {
        Figure counted = there.get(key);
        out.printf(
                "  %-34s %19d %19d %19s%n",
                what,
                number.applyAsInt(PUBLISHED),
                number.applyAsInt(sent),
                counted == null ? "—" : Integer.toString(counted.numerator()));
    }

    private static int count(Plan plan, String kind) {
        return (int) plan.meetings().stream()
                .filter(meeting -> meeting.key().startsWith(kind))
                .count();
    }

    private void row(String what, @Nullable Integer published, int sent, int there) {
        out.printf("  %-34s %10s %,10d %,10d%n", what, published == null ? "" : published, sent, there);
    }

    private void figure(
            String key,
            String what,
            int decimals,
            ToIntFunction<PublishedCase> part,
            ToIntFunction<PublishedCase> whole,
            PublishedCase sent,
            Map<String, Figure> there) {
        Figure counted = there.get(key);
        out.printf(
                "  %-34s %19s %19s %19s%n",
                what,
                share(part.applyAsInt(PUBLISHED), whole.applyAsInt(PUBLISHED), decimals),
                share(part.applyAsInt(sent), whole.applyAsInt(sent), decimals),
                counted == null ? "—" : share(counted.numerator(), counted.denominator(), decimals));
    }

    private static String share(int part, int whole, int decimals) {
        return whole == 0 ? "—" : "%s (%d/%d)".formatted(PublishedCase.percent(part, whole, decimals), part, whole);
    }
}
