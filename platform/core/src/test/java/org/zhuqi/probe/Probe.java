package org.zhuqi.probe;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.zhuqi.platform.security.Door.door;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.PlatformModule;
import org.zhuqi.platform.limits.PathLimit;
import org.zhuqi.platform.limits.Rate;
import org.zhuqi.platform.persistence.ServiceSchema;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.security.Doors;
import org.zhuqi.platform.security.Reach;
import org.zhuqi.platform.web.Problem;

/** The smallest service that stands on the platform. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({PlatformModule.class, Probe.Behind.class, Probe.Elsewhere.class})
class Probe {
    @Bean
    ServiceSchema probeSchema() {
        return new ServiceSchema("probe");
    }

    @Bean
    Doors probeDoors() {
        Set<Role> all = EnumSet.complementOf(EnumSet.of(Role.SYSTEM));
        return new Doors(List.of(
                door(GET, "/actuator/health", Set.of(), Reach.PUBLIC, "see health", "查看状态"),
                door(GET, "/api/v1/probe/me", all, Reach.OWN, "see oneself", "查看本人"),
                door(GET, "/api/v1/probe/number", all, Reach.ANYONE, "see a number", "查看数字"),
                door(POST, "/api/v1/probe/size", all, Reach.ANYONE, "measure", "测量"),
                door(GET, "/api/v1/probe/refused", all, Reach.ANYONE, "be refused", "被拒绝"),
                door(GET, "/api/v1/probe/fault", all, Reach.ANYONE, "fail", "出错"),
                door(GET, "/api/v1/probe/things/{id}", all, Reach.ANYONE, "see a thing", "查看事物"),
                door(
                        GET,
                        "/api/v1/probe/things/secret",
                        Set.of(Role.ADMIN, Role.AUDITOR),
                        Reach.DISTRICT,
                        "see the secret",
                        "查看机密"),
                door(POST, "/api/v1/probe/tickets/{id}/{command}", all, Reach.LIFECYCLE, "send commands", "办理"),
                door(GET, "/api/v1/probe/files/**", Set.of(Role.ADMIN), Reach.DISTRICT, "see files", "查看文件")));
    }

    /** As another module would bring a chain for pages that log in. */
    @Bean
    @Order(1)
    SecurityFilterChain elsewhere(HttpSecurity http) throws Exception {
        return http.securityMatcher("/elsewhere/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    PathLimit strict() {
        return PathLimit.of("refused", GET, "/api/v1/probe/refused", new Rate(3, 1, Duration.ofMinutes(1)));
    }

    @RestController
    static class Elsewhere {
        @GetMapping("/elsewhere/page")
        String page() {
            return "open";
        }
    }

    @RestController
    @RequestMapping("/api/v1/probe")
    static class Behind {
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

        /** Answers whatever comes, so that only the table keeps it closed. */
        @RequestMapping({"unlisted", "files/**", "tickets/*/*", "things/{id}"})
        String unlisted() {
            return "behind the door";
        }

        @GetMapping("things/secret")
        String secret() {
            return "the secret";
        }

        @GetMapping("fault")
        int fault() {
            throw new IllegalStateException("the secret detail");
        }
    }
}
