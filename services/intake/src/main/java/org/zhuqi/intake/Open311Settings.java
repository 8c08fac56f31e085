package org.zhuqi.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the discovery of Open311 says to people.
 *
 * @param contact whom to ask
 * @param keyService how to get a key
 * @param type {@code production} or {@code test}
 * @param threads that count in the events behind it
 */
@ConfigurationProperties("zhuqi.open311")
public record Open311Settings(
        @DefaultValue("助企服务中心 · the enterprise service centre of your district")
        String contact,

        @DefaultValue("请向本区系统管理员申领 · an administrator of your district issues keys")
        String keyService,

        @DefaultValue("production") String type,
        @DefaultValue("1") int threads) {}
