package org.zhuqi.notification;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * @param threads that count ticket events in; more than the topic has partitions are idle
 * @param batch the most events in one transaction
 * @param oldest what happened longer ago is counted in, but nobody is told of it: a rebuild mails nobody
 * @param keep how long a message is kept
 * @param lookEvery how often it looks for what is to be sent, for lists to be made, and for what another instance left behind
 * @param streamsPerAccount the most live pages of one account
 * @param heartbeat how often a silent stream shows that it is alive
 * @param attempts how often a message is tried before it is given up
 * @param backOff how long it waits after the first failure; twice as long after each further one
 * @param longestBackOff how long it waits at most
 * @param directory where the directory answers, if it is not in this process: for addresses at the moment of sending
 * @param directoryKey what the directory is asked with: the same as its {@code zhuqi.directory.address-key}
 */
@ConfigurationProperties("zhuqi.notification")
public record NotificationSettings(
        @DefaultValue("1") int threads,
        @DefaultValue("500") int batch,
        @DefaultValue("3d") Duration oldest,
        @DefaultValue("400d") Duration keep,
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("10") int streamsPerAccount,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("12") int attempts,
        @DefaultValue("30s") Duration backOff,
        @DefaultValue("6h") Duration longestBackOff,
        @Nullable URI directory,
        @Nullable Resource directoryKey) {}
