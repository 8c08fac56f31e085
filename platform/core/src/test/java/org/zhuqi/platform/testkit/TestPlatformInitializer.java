package org.zhuqi.platform.testkit;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Points a context at the {@link TestPlatform}: {@code @ContextConfiguration(initializers = TestPlatformInitializer.class)}. */
public final class TestPlatformInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addLast(new MapPropertySource("testkit", TestPlatform.properties()));
    }
}
