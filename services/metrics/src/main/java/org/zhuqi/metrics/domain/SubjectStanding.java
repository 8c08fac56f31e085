package org.zhuqi.metrics.domain;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.UnitId;

/**
 * How something that is counted beside the tickets stands from an instant on, until another. Times are microseconds since 1970.
 *
 * @param part which of the subject's it is, where several of one are counted; else the empty text
 * @param until the first instant at which it stands otherwise, or is counted no more; null if nothing else is known
 * @param receivedAt when it came up: planned, listed, visited, posted, proposed; of a decision when it was made
 * @param happenedAt when it came to what it is
 * @param due the first instant at which it is late or over unless something happens before; null if there is none
 * @param facts the bits of its population's facts
 * @param title null where it has none
 * @param tickets that it names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubjectStanding(
        Population population,
        String part,
        long from,
        @Nullable Long until,
        long receivedAt,
        long happenedAt,
        @Nullable Long due,
        long facts,
        Groups groups,
        @Nullable String title,
        List<TicketId> tickets) {

    /** What it is grouped by; null where it has none, or several. */
    @JsonFormat(shape = JsonFormat.Shape.ARRAY)
    public record Groups(
            @Nullable UnitId unit,
            @Nullable ChainId chain,
            @Nullable PlaceId place,
            @Nullable AccountId officer,
            @Nullable EnterpriseId enterprise) {
        static final Groups NONE = new Groups(null, null, null, null, null);
    }

    public SubjectStanding {
        tickets = List.copyOf(tickets);
    }

    boolean is(Population one, String named) {
        return population == one && part.equals(named);
    }

    SubjectStanding from(long at) {
        return new SubjectStanding(
                population, part, at, null, receivedAt, happenedAt, due, facts, groups, title, tickets);
    }

    SubjectStanding until(@Nullable Long at) {
        return new SubjectStanding(
                population, part, from, at, receivedAt, happenedAt, due, facts, groups, title, tickets);
    }

    SubjectStanding happened(long at) {
        return new SubjectStanding(population, part, from, until, receivedAt, at, due, facts, groups, title, tickets);
    }

    SubjectStanding facts(long bits) {
        return new SubjectStanding(
                population, part, from, until, receivedAt, happenedAt, due, bits, groups, title, tickets);
    }

    SubjectStanding with(Fact... more) {
        return facts(facts | mask(more));
    }

    SubjectStanding without(Fact... fewer) {
        return facts(facts & ~mask(fewer));
    }

    SubjectStanding says(Groups others, @Nullable Long other, @Nullable String words, List<TicketId> named) {
        return new SubjectStanding(
                population, part, from, until, receivedAt, happenedAt, other, facts, others, words, named);
    }

    static long mask(Fact... facts) {
        long mask = 0;
        for (Fact fact : facts) {
            mask |= fact.mask();
        }
        return mask;
    }
}
