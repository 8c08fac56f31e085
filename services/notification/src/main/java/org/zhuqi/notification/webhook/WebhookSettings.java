package org.zhuqi.notification.webhook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * How other systems are told.
 *
 * @param enabled false: nothing is counted in and nothing is sent by this process
 * @param secretsKey 32 bytes in Base64, with which the secrets of webhooks are encrypted; without it none can be made
 * @param allowHttp whether a receiver may do without TLS
 * @param allowPrivateAddresses whether private, loopback and link-local addresses may be sent to
 * @param allowedNetworks further networks that may be sent to, such as {@code 10.20.0.0/16}
 * @param ports that may be sent to; any if there are none
 * @param threads that count events in, of each of three topics; more than the topic has partitions are idle
 * @param batch the most events in one transaction
 * @param lookEvery how often an instance looks for what another one left unsent, and for what has rested long enough
 * @param atATime requests of an instance at the same time
 * @param perReceiver requests to one receiver at the same time, of all instances
 * @param connectTimeout how long a connection may take
 * @param timeout how long a request may take, the answer included
 * @param firstPause until an event is tried again; each further pause is four times as long, give or take a fifth
 * @param longestPause no pause between two attempts is longer
 * @param giveUpAfter how long an event is tried: then it is given up if the receiver took others meanwhile, else the webhook is
 *     paused
 * @param longestRest how long a receiver that takes nothing is left alone at most before it is asked again
 * @param keep how long events are kept, and the log of their deliveries: so far back can be sent once more, and so long waits
 *     what a paused webhook asks for
 * @param replayAtMost events of a period that are sent once more at a time
 * @param perDistrict the most webhooks of a district
 */
@ConfigurationProperties("zhuqi.webhooks")
public record WebhookSettings(
        @DefaultValue("true") boolean enabled,
        @Nullable Resource secretsKey,
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue List<String> allowedNetworks,
        @DefaultValue({"443", "8443"}) List<Integer> ports,
        @DefaultValue("1") int threads,
        @DefaultValue("500") int batch,
        @DefaultValue("1s") Duration lookEvery,
        @DefaultValue("256") int atATime,
        @DefaultValue("4") int perReceiver,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("20s") Duration timeout,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("6h") Duration longestPause,
        @DefaultValue("3d") Duration giveUpAfter,
        @DefaultValue("1m") Duration longestRest,
        @DefaultValue("30d") Duration keep,
        @DefaultValue("10000") int replayAtMost,
        @DefaultValue("50") int perDistrict) {}
