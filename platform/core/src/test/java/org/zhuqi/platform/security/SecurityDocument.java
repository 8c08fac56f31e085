package org.zhuqi.platform.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhuqi.contracts.command.CommandType;
import org.zhuqi.contracts.lifecycle.Grant;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.contracts.lifecycle.TicketLifecycle;

/** {@code docs/security.md}: who may what, for people. */
final class SecurityDocument {
    static final String COMMAND =
            "./mvnw -pl platform/core -am test -Dtest=SecurityDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dzhuqi.regenerate=true";

    private static final List<Role> ROLES =
            Arrays.stream(Role.values()).filter(role -> role != Role.SYSTEM).toList();

    private SecurityDocument() {}

    static String text() {
        return """
                # Who may what (权限)

                Generated from `Doors` (platform/core) and `TicketLifecycle` (contracts); do not edit, run

                    %s

                A request is let in by a line of the table of doors, and by nothing else. It is answered

                | status | when |
                | --- | --- |
                | 401 | there is no token, or none that is valid (signature, issuer, audience, times, claims); `WWW-Authenticate: Bearer` |
                | 403 | the role has no such door, or its right to the command does not reach this ticket; the sentence says who may |
                | 404 | there is no such address, or no such thing within the caller's reach: what is not to be seen is not there |
                | 405 | the address has a door, but not for this method; `Allow` says which |
                | 429 | too many requests at once; `Retry-After` says in how many seconds to try again |

                always as a problem document (RFC 9457) with a sentence in the caller's language. The OpenAPI document says the same of each operation, as `x-zhuqi-roles` and `x-zhuqi-reach`. A test tries every operation with every role, about data of its own, of somebody else in the district, and of another district.

                ## Roles (角色)

                A token names one account in one role, in one district. No account has the role SYSTEM.

                %s

                ## Doors (入口)

                %s

                ## Reach (范围)

                What lies beyond is answered 404, or missing from the list.

                %s

                A ticket is seen by its enterprise, by the officer who filed it, by the units that lead, led or assist (an open call by all units), and by coordinators, supervisors, auditors, administrators and importers of the district. Internal notes are not shown to enterprises.

                ## Commands (操作)

                Which tickets a role may send a command for; in which states, says [lifecycle.md](lifecycle.md).

                %s

                ## Limits (频率限制)

                Requests with a valid token are counted by account, all others by remote address (IPv6 by /64), so that the people of an office do not wait for each other; a token that is not believed counts against the address. Settings in [operations.md](operations.md).

                ## Where ratings come from (评价来源)

                A confirmation or rating bears a keyed hash of the network from which it was sent (HMAC-SHA-256 over district and address, IPv6 by /64, cut to 16 bytes), never the address, so that figures can say when many came from one network; pages do not show it, and no caller can set it. The key is random, another one every day, lies in `intake.origin_key` and is deleted when the day after is over; from then on nobody can tell from a hash which address it was ([ADR 22](adr/0022-ratings-tell-their-network-not-their-address.md)).

                ## Browsers (浏览器)

                Every answer, errors too, forbids what this system does not need: foreign scripts and frames (`Content-Security-Policy`), guessing of types, referrers to other sites, camera and the like; over https `Strict-Transport-Security`. There is no `Access-Control-Allow-Origin`: pages of other sites read nothing, and a preflight is refused.
                """.formatted(COMMAND, roles(), doors(), reaches(), commands());
    }

    private static String roles() {
        return table(List.of("role", "角色"), ROLES.stream().map(role -> List.of(code(role.name()), role.zh())));
    }

    private static String doors() {
        return table(
                List.of("method", "address", "to", "可以", "who", "reach"),
                Doors.TABLE.stream()
                        .map(door -> List.of(
                                door.method().name(),
                                code(door.path().getPatternString()),
                                door.purpose().en(),
                                door.purpose().zh(),
                                who(door),
                                words(door.reach().name()))));
    }

    private static String who(Door door) {
        if (door.isPublic()) {
            return "anybody";
        }
        if (door.roles().equals(Set.copyOf(ROLES))) {
            return "everybody";
        }
        String roles = door.roles().stream().sorted().map(Role::name).collect(Collectors.joining(", "));
        return door.reach() == Reach.LIFECYCLE ? "as the command says: " + roles : roles;
    }

    private static String reaches() {
        return table(
                List.of("reach", "meaning", "范围"),
                Arrays.stream(Reach.values()).map(reach -> List.of(words(reach.name()), reach.en(), reach.zh())));
    }

    private static String commands() {
        List<Role> senders = ROLES.stream()
                .filter(role -> Arrays.stream(CommandType.values())
                        .anyMatch(command -> TicketLifecycle.mayEverSend(role, command)))
                .toList();
        return table(
                Stream.concat(Stream.of("command", "操作"), senders.stream().map(Role::name))
                        .toList(),
                Arrays.stream(CommandType.values())
                        .map(command -> Stream.concat(
                                        Stream.of(code(command.wireName()), command.zh()),
                                        senders.stream().map(role -> scopes(command, role)))
                                .toList()));
    }

    private static String scopes(CommandType command, Role role) {
        return TicketLifecycle.EDGES.stream()
                .filter(edge -> edge.command() == command)
                .flatMap(edge -> edge.who().stream())
                .filter(grant -> grant.role() == role)
                .map(Grant::scope)
                .distinct()
                .map(scope -> words(scope.name()))
                .collect(Collectors.joining(", "));
    }

    private static String words(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String table(List<String> heads, Stream<List<String>> rows) {
        return Stream.concat(Stream.of(heads, heads.stream().map(head -> "---").toList()), rows)
                .map(cells -> "| " + String.join(" | ", cells) + " |")
                .collect(Collectors.joining("\n"));
    }

    private static String code(String name) {
        return '`' + name + '`';
    }
}
