package org.zhuqi.notification;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        @Nullable Resource directoryKey) {

    /** How a connection to the mail server is kept from others' eyes. */
    public enum Encryption {
        NONE,
        STARTTLS,
        TLS
    }

    /**
     * @param host of the mail server (SMTP); without it there are no mails
     * @param port 587 with STARTTLS, 465 with TLS
     * @param encryption of the connection; where it is asked for and cannot be had, nothing is sent
     * @param username if the server asks for one
     * @param password if the server asks for one
     * @param from whom mails are from
     * @param timeout for connecting, reading and writing
     */
    @ConfigurationProperties("zhuqi.notification.mail")
    public record MailSettings(
            @Nullable String host,
            @DefaultValue("587") int port,
            @DefaultValue("STARTTLS") Encryption encryption,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("zhuqi@localhost.localdomain") String from,
            @DefaultValue("20s") Duration timeout) {}

    /**
     * @param last how long a link in a mail can be used
     * @param patience how long its user waits for what came of it
     */
    @ConfigurationProperties("zhuqi.notification.links")
    public record LinkSettings(
            @DefaultValue("14d") Duration last,
            @DefaultValue("3s") Duration patience) {}

    /**
     * @param url to which each text message is posted; without it there are none
     * @param headers of the request, such as an API key
     * @param body JSON in which {phone}, {text} and {id} are put in, escaped
     * @param timeout for connecting and for the answer
     */
    @ConfigurationProperties("zhuqi.notification.sms")
    public record SmsSettings(
            @Nullable URI url,
            @DefaultValue Map<String, String> headers,

            @DefaultValue("{\"phone\": \"{phone}\", \"text\": \"{text}\", \"id\": \"{id}\"}")
            String body,

            @DefaultValue("10s") Duration timeout) {}

    /**
     * @param hosts at which robots may be; others are refused
     * @param timeout for connecting and for the answer
     */
    @ConfigurationProperties("zhuqi.notification.dingtalk")
    public record DingTalkSettings(
            @DefaultValue("oapi.dingtalk.com") List<String> hosts,
            @DefaultValue("10s") Duration timeout) {}
}
