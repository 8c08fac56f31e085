package org.zhuqi.portal;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The pages: one application in the browser, which speaks to the services' APIs under the same origin. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortalSettings.class)
@Import({Site.class, FrontDoorController.class})
public class PortalModule {}
