package org.zhuqi.platform.security;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPattern.PathMatchInfo;
import org.springframework.web.util.pattern.PathPatternParser;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;
import org.zhuqi.platform.web.Problem;

/**
 * A line of {@link Doors}.
 *
 * @param roles who may use it; for {@link Reach#LIFECYCLE} those who may send any command at all
 * @param purpose what it is for, to follow "may": a refusal says it to whoever may not
 */
public record Door(HttpMethod method, PathPattern path, Set<Role> roles, Reach reach, Sentence purpose) {
    /** The variable of a {@link Reach#LIFECYCLE} path that names the command. */
    static final String COMMAND = "command";

    private static final Map<CommandType, Set<Role>> SENDERS = senders();

    public Door {
        roles = Set.copyOf(roles);
        if (reach == Reach.LIFECYCLE && !path.getPatternString().contains("{" + COMMAND + "}")) {
            throw new IllegalArgumentException("%s names no {%s}".formatted(path, COMMAND));
        }
        if (roles.isEmpty() != (reach == Reach.PUBLIC)) {
            throw new IllegalArgumentException("%s: public doors have no roles, all others have some".formatted(path));
        }
    }

    public static Door door(HttpMethod method, String path, Set<Role> roles, Reach reach, String en, String zh) {
        return new Door(method, PathPatternParser.defaultInstance.parse(path), roles, reach, new Sentence(en, zh));
    }

    /** The roles that may send this command in some state, as the lifecycle says; never SYSTEM, which comes through no door. */
    static Set<Role> senders(CommandType command) {
        return SENDERS.getOrDefault(command, Set.of());
    }

    public boolean isPublic() {
        return reach == Reach.PUBLIC;
    }

    boolean hasVariable() {
        return path.getPatternString().indexOf('{') >= 0;
    }

    /**
     * @param asked a path that matches
     * @return null if the caller may use this door
     */
    @Nullable
    Problem refusal(Caller caller, PathContainer asked) {
        Role role = caller.role();
        PathMatchInfo match = reach == Reach.LIFECYCLE ? path.matchAndExtract(asked) : null;
        if (match != null) {
            String name = match.getUriVariables().getOrDefault(COMMAND, "");
            // An unknown command gets past: behind the door it is told which ones there are.
            return CommandType.byWireName(name)
                    .map(command -> refusal(
                            role,
                            senders(command),
                            new Sentence("send the command '%s'".formatted(name), "执行“%s”".formatted(command.zh()))))
                    .orElse(null);
        }
        Problem refusal = refusal(role, roles, purpose);
        return refusal == null && reach == Reach.INSTALLATION && !caller.allDistricts()
                ? Problem.of(
                        HttpStatus.FORBIDDEN,
                        "forbidden",
                        "Only an account that looks after all districts may %s.".formatted(purpose.en()),
                        "只有可管理全部区县的账号可以%s。".formatted(purpose.zh()))
                : refusal;
    }

    private static @Nullable Problem refusal(Role role, Set<Role> allowed, Sentence purpose) {
        if (allowed.contains(role)) {
            return null;
        }
        if (allowed.isEmpty()) {
            return Problem.of(
                    HttpStatus.FORBIDDEN,
                    "forbidden",
                    "Only the system itself may %s; you are %s.".formatted(purpose.en(), role),
                    "只有系统可以%s，您的角色是%s。".formatted(purpose.zh(), role.zh()));
        }
        return Problem.of(
                HttpStatus.FORBIDDEN,
                "forbidden",
                "Only %s may %s; you are %s."
                        .formatted(
                                allowed.stream().map(Role::name).sorted().collect(Collectors.joining(" or ")),
                                purpose.en(),
                                role),
                "只有%s可以%s，您的角色是%s。"
                        .formatted(
                                allowed.stream().map(Role::zh).sorted().collect(Collectors.joining("、")),
                                purpose.zh(),
                                role.zh()));
    }

    private static Map<CommandType, Set<Role>> senders() {
        Map<CommandType, Set<Role>> senders = new EnumMap<>(CommandType.class);
        for (CommandType command : CommandType.values()) {
            Set<Role> roles = Arrays.stream(Role.values())
                    .filter(role -> role != Role.SYSTEM && TicketLifecycle.mayEverSend(role, command))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
            senders.put(command, roles);
        }
        return senders;
    }
}
