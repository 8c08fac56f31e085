package org.zhuqi.notification;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

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
