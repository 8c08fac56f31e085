package org.zhuqi.desk.domain;

import java.time.Instant;

/**
 * A due date that passed.
 *
 * @param clock the clock's name within the ticket
 */
public record PassedDue(String clock, Instant due) {}
