package org.zhuqi.timeliness.web;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.web.Problem;

/** Who may do what with the rules. */
final class Roles {
    private Roles() {}

    static void require(Caller caller, Set<Role> roles, String en, String zh) {
        if (!roles.contains(caller.role())) {
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "Only %s may %s; you are %s.".formatted(names(roles), en, caller.role()),
                            "只有%s可以%s，您的角色是%s。"
                                    .formatted(
                                            roles.stream()
                                                    .map(Role::zh)
                                                    .sorted()
                                                    .collect(Collectors.joining("、")),
                                            zh,
                                            caller.role().zh()))
                    .asException();
        }
    }

    private static String names(Set<Role> roles) {
        return roles.stream().map(Role::name).sorted().collect(Collectors.joining(" or "));
    }
}
