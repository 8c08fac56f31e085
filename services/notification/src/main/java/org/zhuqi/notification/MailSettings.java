package org.zhuqi.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
        @DefaultValue("20s") Duration timeout) {
    /** How a connection to the mail server is kept from others' eyes. */
    public enum Encryption {
        NONE,
        STARTTLS,
        TLS
    }
}
