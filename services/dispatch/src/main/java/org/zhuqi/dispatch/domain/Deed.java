package org.zhuqi.dispatch.domain;

import java.time.Instant;
import org.zhuqi.contracts.Actor;

/**
 * Who changes something, and when.
 *
 * @param occurredAt when it happened in the world; other than {@code at} only where a history is brought in
 * @param at now
 */
public record Deed(Actor by, Instant occurredAt, Instant at) {}
