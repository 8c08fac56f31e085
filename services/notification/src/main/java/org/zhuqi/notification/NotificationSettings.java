package org.zhuqi.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param threads that count ticket events in; more than the topic has partitions are idle
 * @param batch the most events in one transaction
 * @param oldest what happened longer ago is counted in, but nobody is told of it: a rebuild mails nobody
 * @param keep how long a message is kept
 * @param lookEvery how often it looks for what is to be sent, for lists to be made, and for what another instance left behind
 * @param streamsPerAccount the most live pages of one account
 * @param heartbeat how often a silent stream shows that it is alive
 */
@ConfigurationProperties("zhuqi.notification")
public record NotificationSettings(
        @DefaultValue("1") int threads,
        @DefaultValue("500") int batch,
        @DefaultValue("3d") Duration oldest,
        @DefaultValue("400d") Duration keep,
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("10") int streamsPerAccount,
        @DefaultValue("15s") Duration heartbeat) {}
