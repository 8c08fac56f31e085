package org.zhuqi.ticket;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param threads that decide side by side, each on its own partitions
 * @param batch the most commands in one transaction
 * @param zone in which years and days are told
 */
@ConfigurationProperties("zhuqi.ticket")
record EngineSettings(
        @DefaultValue("2") int threads,
        @DefaultValue("1000") int batch,
        @DefaultValue("Asia/Shanghai") ZoneId zone) {}
