package org.zhuqi.desk.domain;

import java.time.Instant;
import org.zhuqi.contracts.WarningLevel;

/**
 * A step of the warning ladder, as it was told.
 *
 * @param clock the clock's name within the ticket
 * @param step as the policy writes it
 */
public record ToldWarning(String clock, WarningLevel level, String step, Instant at) {}
