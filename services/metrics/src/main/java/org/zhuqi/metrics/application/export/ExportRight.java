package org.zhuqi.metrics.application.export;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Jurisdiction;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.metrics.application.Scope;
import org.zhuqi.platform.security.Caller;

/**
 * Which exports and schedules a caller gets: the own ones, as long as the account is still what it was when it asked for them;
 * and who oversees a whole district those that are of this district alone.
 *
 * @param held role, unit, and part of the district
 * @param oversees whether those of others are shown as well
 */
public record ExportRight(AccountId account, DistrictId district, String held, boolean oversees) {
    private static final Set<Role> OVERSEERS = Set.of(Role.SUPERVISOR, Role.ADMIN);

    public static ExportRight of(Caller caller) {
        Jurisdiction part = caller.jurisdiction();
        return new ExportRight(
                caller.account(),
                caller.district(),
                Stream.of(
                                caller.role(),
                                Objects.toString(caller.unit(), ""),
                                Objects.toString(part.chain(), ""),
                                Objects.toString(part.place(), ""),
                                caller.allDistricts() ? "every district" : "")
                        .map(Object::toString)
                        .collect(Collectors.joining("/")),
                OVERSEERS.contains(caller.role()) && part.equals(Jurisdiction.WHOLE_DISTRICT));
    }

    /** Whether what shows this is of the caller's district alone. */
    public boolean isOfDistrict(Scope scope) {
        return List.copyOf(scope.districts()).equals(List.of(district));
    }
}
