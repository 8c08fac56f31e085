package org.zhuqi.probe;

import java.util.Map;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;

/** The smallest service that stands on the platform. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({PlatformModule.class, Probe.Door.class})
class Probe {
    @Bean
    ServiceSchema probeSchema() {
        return new ServiceSchema("probe");
    }

    @RestController
    @RequestMapping("/api/v1/probe")
    static class Door {
        @GetMapping("me")
        Caller me(@AuthenticationPrincipal Caller caller) {
            return caller;
        }

        @GetMapping("number")
        int number(@RequestParam int value) {
            return value;
        }

        @PostMapping("size")
        int size(@RequestBody Map<String, String> body) {
            return body.values().stream().mapToInt(String::length).sum();
        }

        @GetMapping("refused")
        int refused() {
            throw Problem.badRequest("This is refused.", "不可以。").asException();
        }

        @GetMapping("fault")
        int fault() {
            throw new IllegalStateException("the secret detail");
        }
    }
}
