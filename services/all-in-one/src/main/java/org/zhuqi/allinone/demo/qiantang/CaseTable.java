package org.zhuqi.allinone.demo.qiantang;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.demo.PublishedCase;

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

    /** The figures at the cut-off, as they were published and as the commands that were sent come to them. */
    void printFigures(Plan plan, Recount sent) {
        PublishedCase counted = sent.asPublished(plan);
        out.printf("%n  %-34s %21s   %s%n", "At the end of November 2023", "published", "sent");
        figure(
                "answered or closed / collected",
                0,
                PUBLISHED.closed(),
                PUBLISHED.collected(),
                counted.closed(),
                counted.collected());
        figure(
                "solved and confirmed / collected",
                1,
                PUBLISHED.solved(),
                PUBLISHED.collected(),
                counted.solved(),
                counted.collected());
        figure(
                "on time / answered, or due",
                0,
                PUBLISHED.onTime(),
                PUBLISHED.answerDue(),
                counted.onTime(),
                counted.answerDue());
        figure("satisfied / rated", 1, PUBLISHED.satisfied(), PUBLISHED.rated(), counted.satisfied(), counted.rated());
        out.println();
    }

    private static int count(Plan plan, String kind) {
        return (int) plan.meetings().stream()
                .filter(meeting -> meeting.key().startsWith(kind))
                .count();
    }

    private void row(String what, @Nullable Integer published, int sent, int there) {
        out.printf("  %-34s %10s %,10d %,10d%n", what, published == null ? "" : published, sent, there);
    }

    private void figure(String what, int decimals, int part, int whole, int partSent, int wholeSent) {
        out.printf(
                "  %-34s %9s (%d/%d)   %s (%d/%d)%n",
                what,
                PublishedCase.percent(part, whole, decimals),
                part,
                whole,
                PublishedCase.percent(partSent, wholeSent, decimals),
                partSent,
                wholeSent);
    }
}
