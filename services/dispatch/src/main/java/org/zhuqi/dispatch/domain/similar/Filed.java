package org.zhuqi.dispatch.domain.similar;

import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.TicketState;
import org.zhuqi.dispatch.domain.TicketFacts;

/** A ticket as it is looked for. */
public record Filed(
        TicketId ticket,
        TicketNumber number,
        DistrictId district,
        AccountId filedBy,
        TicketState state,
        Request request) {

    public static Filed of(TicketFacts facts) {
        return new Filed(
                facts.ticket(),
                facts.number(),
                facts.district(),
                facts.filedBy(),
                facts.state(),
                new Request(
                        Features.of(facts.district(), facts.title(), facts.description()),
                        facts.enterprise(),
                        facts.item(),
                        facts.chain(),
                        facts.place(),
                        facts.submittedAt()));
    }
}
