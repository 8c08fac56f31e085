package org.zhuqi.metrics.domain;

import java.util.List;
import org.zhuqi.contracts.Sentence;

/** What is counted one by one. */
public enum Population {
    TICKETS("tickets", "诉求单", TicketFact.class),
    CLOCKS("clocks of tickets", "诉求单计时", ClockFact.class),
    MOMENTS("steps of tickets", "诉求单办理步骤", MomentFact.class),
    MEETINGS("coordination meetings", "协调会", MeetingFact.class),
    DECISIONS("decisions of meetings", "协调会议定事项", DecisionFact.class),
    HARD_PROBLEMS("hard problems", "重难点问题", HardProblemFact.class),
    VISITS("visits", "走访", VisitFact.class),
    LISTINGS("offers and needs", "供需信息", ListingFact.class),
    INTRODUCTIONS("introductions of enterprises to each other", "供需对接", IntroductionFact.class);

    private final String en;
    private final String zh;
    private final Class<? extends Fact> facts;

    Population(String en, String zh, Class<? extends Fact> facts) {
        this.en = en;
        this.zh = zh;
        this.facts = facts;
    }

    public Sentence words() {
        return new Sentence(en, zh);
    }

    /** What each of them is one of, or a part of one. */
    public CaseKind kind() {
        return switch (this) {
            case TICKETS, CLOCKS, MOMENTS -> CaseKind.TICKET;
            case MEETINGS -> CaseKind.MEETING;
            case DECISIONS -> CaseKind.DECISION;
            case HARD_PROBLEMS -> CaseKind.HARD_PROBLEM;
            case VISITS -> CaseKind.VISIT;
            case LISTINGS -> CaseKind.LISTING;
            case INTRODUCTIONS -> CaseKind.INTRODUCTION;
        };
    }

    /** What may be true of one of them. */
    public List<Fact> facts() {
        return List.of(facts.getEnumConstants());
    }
}
