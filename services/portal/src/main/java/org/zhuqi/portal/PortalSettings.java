package org.zhuqi.portal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the pages are told of their surroundings.
 *
 * @param clientId as which the pages log people in with OpenID Connect
 * @param signInLinks whether {@code /app/#token=…} signs in whoever opens it, as {@code zhuqi link} prints it; for a
 *     laptop only, since a link from somebody else would sign one in as somebody else
 * @param onDevices whether browsers may keep the pages, so that they open without a network; switched off, what was kept
 *     goes with the next visit
 */
@ConfigurationProperties("zhuqi.portal")
public record PortalSettings(
        @DefaultValue("zhuqi-portal") String clientId,
        @DefaultValue("false") boolean signInLinks,
        @DefaultValue("true") boolean onDevices) {}
