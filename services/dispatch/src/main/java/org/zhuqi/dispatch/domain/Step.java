package org.zhuqi.dispatch.domain;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.event.EventMessage;

/**
 * One event of a ticket, and what it changed.
 *
 * @param before null before the submission
 */
public record Step(@Nullable TicketFacts before, EventMessage<?> message, TicketFacts after) {}
