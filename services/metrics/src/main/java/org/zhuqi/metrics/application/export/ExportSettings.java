package org.zhuqi.metrics.application.export;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param lookEvery how often is looked for files to write, for schedules that are due and for files whose time is over
 * @param atATime how many files an instance writes at once; each takes two connections to the database
 * @param lease how long an instance that was not heard of is believed to write still
 * @param tries how often a file is begun whose writer was never heard of again
 * @param waiting how many unfinished exports an account may have
 * @param keepFiles how long a finished file can be fetched
 * @param keepRecords how long is known afterwards that there was one
 * @param mostAtOnce the most tickets of a file that is written while the caller waits
 */
@ConfigurationProperties("zhuqi.metrics.exports")
public record ExportSettings(
        @DefaultValue("2s") Duration lookEvery,
        @DefaultValue("2") int atATime,
        @DefaultValue("1m") Duration lease,
        @DefaultValue("3") int tries,
        @DefaultValue("5") int waiting,
        @DefaultValue("7d") Duration keepFiles,
        @DefaultValue("90d") Duration keepRecords,
        @DefaultValue("20000") int mostAtOnce) {}
