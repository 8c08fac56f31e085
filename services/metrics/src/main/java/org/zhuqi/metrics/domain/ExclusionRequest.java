package org.zhuqi.metrics.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.zhuqi.contracts.ExclusionGround;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.TicketId;
import org.zhuqi.contracts.id.TicketNumber;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * A request to leave a ticket out of the figures, and what became of it. A figure that can be mended by leaving tickets out is
 * worth what the leaving out is: so two persons are needed, a ground, evidence, and it is counted in public.
 *
 * @param reason in words
 * @param evidence what shows that it is so
 * @param decisions in order; at most an approval and its revocation, or a refusal
 */
public record ExclusionRequest(
        ExclusionId id,
        TicketId ticket,
        TicketNumber number,
        DistrictId district,
        ExclusionGround ground,
        String reason,
        String evidence,
        By asked,
        List<Decision> decisions) {

    /** Who, in which role, when. */
    public record By(AccountId account, Role role, Instant at) {}

    public record Decision(ExclusionState to, By by, String reason) {}

    /** @param ofPerson it is who asks that stands in the way, and not the state */
    public record Hindrance(boolean ofPerson, Sentence sentence) {}

    public ExclusionRequest {
        decisions = List.copyOf(decisions);
    }

    public ExclusionState state() {
        return decisions.isEmpty() ? ExclusionState.ASKED : decisions.getLast().to();
    }

    /** Since when it is in its state. */
    public Instant since() {
        return decisions.isEmpty() ? asked.at() : decisions.getLast().by().at();
    }

    /** Why this account cannot lead it to that state; empty if it can. The role is asked for at the door. */
    public Optional<Hindrance> whyNot(ExclusionState to, AccountId account) {
        if (!state().leadsTo(to)) {
            return Optional.of(new Hindrance(
                    false,
                    new Sentence(
                            "You cannot %s the exclusion of ticket %s: it is %s since %s."
                                    .formatted(to.verb().en(), number, state(), since()),
                            "无法%s诉求单 %s 的剔除申请：自 %s 起%s。"
                                    .formatted(
                                            to.verb().zh(),
                                            number,
                                            since(),
                                            state().words().zh()))));
        }
        if (state() == ExclusionState.ASKED && account.equals(asked.account())) {
            return Optional.of(new Hindrance(
                    true,
                    new Sentence(
                            "You asked for the exclusion of ticket %s yourself: a second person decides."
                                    .formatted(number),
                            "诉求单 %s 的剔除由您本人申请，须由第二人决定。".formatted(number))));
        }
        return Optional.empty();
    }

    /** Whether this was the last decision, so that it was sent again. */
    public boolean isLast(ExclusionState to, AccountId account, String why) {
        return !decisions.isEmpty()
                && decisions.getLast().to() == to
                && decisions.getLast().by().account().equals(account)
                && decisions.getLast().reason().equals(why);
    }

    public ExclusionRequest with(Decision decision) {
        List<Decision> more = new java.util.ArrayList<>(decisions);
        more.add(decision);
        return new ExclusionRequest(id, ticket, number, district, ground, reason, evidence, asked, more);
    }
}
