package org.zhuqi.platform;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * One service as a process of its own. Its settings, each file winning over those before it: {@code zhuqi-defaults.yaml},
 * {@code zhuqi-service.yaml}, {@code zhuqi-SERVICE.yaml}, first those on the class path, then those of the working directory;
 * over all of them the environment and the arguments.
 */
public final class ServiceApplication {
    private ServiceApplication() {}

    /** @param service its name, such as {@code ticket} */
    public static SpringApplication of(String service, Class<?> application) {
        return new SpringApplicationBuilder(application)
                .properties(Map.of(
                        // Not application.yaml: that is whose jar has everything.
                        "spring.config.name", "zhuqi-defaults,zhuqi-service,zhuqi-" + service,
                        "spring.application.name", "zhuqi-" + service,
                        "zhuqi.host", host()))
                .build();
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "local";
        }
    }
}
