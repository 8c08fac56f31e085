package org.zhuqi.desk.domain;

import java.time.Instant;
import java.util.List;
import org.zhuqi.contracts.PlanMilestone;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.UnitId;

/** A claim on an open call that waits for the coordinator's choice, or waited in vain. */
public record OfferedClaim(
        UnitId unit, AccountId handler, String plan, List<PlanMilestone> milestones, Instant offeredAt) {}
