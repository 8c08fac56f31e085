package org.zhuqi.allinone.demo.qiantang;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.demo.qiantang.People.Enterprise;
import org.zhuqi.contracts.Actor;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.command.TicketCommand;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.intake.importing.PlannedCommand;
import org.zhuqi.intake.importing.StableIds;

/** A ticket's story while it is made up. Steps may be told in any order; they are put into that of their times. */
final class StoryDraft {
    private record Step(Instant at, Actor by, TicketCommand body) {}

    private final StableIds ids;
    private final People people;
    private final String key;
    private final Fate fate;
    private final Matter matter;
    private final Enterprise enterprise;
    private final String title;
    private final List<Step> steps = new ArrayList<>();

    StoryDraft(
            StableIds ids, People people, String key, Fate fate, Matter matter, Enterprise enterprise, String title) {
        this.ids = ids;
        this.people = people;
        this.key = key;
        this.fate = fate;
        this.matter = matter;
        this.enterprise = enterprise;
        this.title = title;
    }

    Enterprise enterprise() {
        return enterprise;
    }

    Matter matter() {
        return matter;
    }

    /** @param byItsOfficer whether the officer files it who looks after the enterprise */
    void submit(Instant at, String description, boolean byItsOfficer) {
        Actor by = byItsOfficer ? new Actor(enterprise.officer(), Role.OFFICER, null, null) : enterprise.asItself();
        take(
                at,
                by,
                new TicketCommand.Submit(
                        enterprise.id(),
                        title,
                        description,
                        matter.item(),
                        null,
                        enterprise.account(),
                        enterprise.chain(),
                        enterprise.place(),
                        null,
                        null,
                        null,
                        null));
    }

    void asCoordinator(Instant at, TicketCommand body) {
        take(at, People.coordinator(), body);
    }

    void asEnterprise(Instant at, TicketCommand body) {
        take(at, enterprise.asItself(), body);
    }

    void asUnit(Instant at, UnitId unit, TicketCommand body) {
        take(at, people.handlerOf(unit), body);
    }

    /** Of the unit that should lead it. */
    void asUnit(Instant at, TicketCommand body) {
        asUnit(at, matter.unit(), body);
    }

    void asSystem(Instant at, TicketCommand body) {
        take(at, Actor.SYSTEM, body);
    }

    private void take(Instant at, Actor by, TicketCommand body) {
        steps.add(new Step(at, by, body));
    }

    /**
     * @throws IllegalStateException if two steps have one time: then nothing would say which comes first
     */
    TicketStory story() {
        TicketId ticket = ids.ticket(key);
        steps.sort(Comparator.comparing(Step::at));
        List<PlannedCommand> commands = new ArrayList<>();
        Instant before = null;
        for (Step step : steps) {
            requireLater(before, step);
            before = step.at();
            int line = commands.size() + 1;
            commands.add(new PlannedCommand(
                    ids.command(key, line, 0, CommandType.of(step.body())),
                    ticket,
                    step.at(),
                    step.by(),
                    new PlannedCommand.Origin(ids.source(), key, line, false),
                    step.body()));
        }
        return new TicketStory(ticket, fate, matter, enterprise, title, List.copyOf(commands));
    }

    private void requireLater(@Nullable Instant before, Step step) {
        if (before != null && !step.at().isAfter(before)) {
            throw new IllegalStateException("%s (%s): %s at %s does not come after what is before it"
                    .formatted(key, fate, CommandType.of(step.body()), step.at()));
        }
    }
}
