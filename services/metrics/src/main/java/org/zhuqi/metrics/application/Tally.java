package org.zhuqi.metrics.application;

import java.util.List;

/**
 * How many of a population have exactly these facts, in one group.
 *
 * @param group a value per dimension asked for, the empty text where there is none
 * @param bucket the number of the stretch of time, from 0; -1 outside of all, 0 where none was asked for
 */
public record Tally(long facts, List<String> group, int bucket, long count) {}
