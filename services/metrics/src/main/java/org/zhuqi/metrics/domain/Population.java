package org.zhuqi.metrics.domain;

import java.util.List;
import org.zhuqi.contracts.Sentence;

/** What is counted one by one. */
public enum Population {
    TICKETS("tickets", "诉求单", TicketFact.class),
    CLOCKS("clocks of tickets", "诉求单计时", ClockFact.class),
    MOMENTS("steps of tickets", "诉求单办理步骤", MomentFact.class);

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

    /** What may be true of one of them. */
    public List<Fact> facts() {
        return List.of(facts.getEnumConstants());
    }
}
