package org.zhuqi.intake.application.open311;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.zhuqi.intake.domain.open311.ServiceRequest;

/** A ticket, and when its answer is due. */
public record ToldRequest(ServiceRequest request, @Nullable Instant due) {}
