package org.zhuqi.dispatch.application;

import java.util.List;
import java.util.Optional;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;

/** Whom a visit names, as the directory knows them. Who is no longer active may have been there all the same. */
final class VisitNames {
    private final KnownDirectory directory;

    VisitNames(KnownDirectory directory) {
        this.directory = directory;
    }

    /** An enterprise whose visits the caller does not write down is none, as far as the caller can tell. */
    Optional<DirectoryEntry.Enterprise> enterprise(EnterpriseId id, Caller caller, FieldFaults faults) {
        Optional<DirectoryEntry.Enterprise> found = directory
                .enterprise(id)
                .filter(it -> it.district().equals(caller.district()) && writesDownVisitsTo(it, caller));
        if (found.isEmpty()) {
            if (caller.role() == Role.OFFICER) {
                faults.unknown(
                        "enterprise",
                        "You do not look after an enterprise %s.".formatted(id),
                        "您未结对联系企业“%s”。".formatted(id));
            } else {
                faults.unknown(
                        "enterprise",
                        "There is no enterprise %s whose visits you write down.".formatted(id),
                        "没有您可登记走访的企业“%s”。".formatted(id));
            }
        }
        return found;
    }

    private static boolean writesDownVisitsTo(DirectoryEntry.Enterprise enterprise, Caller caller) {
        return switch (caller.role()) {
            case OFFICER -> caller.looksAfter().contains(enterprise.enterprise());
            case COORDINATOR -> caller.jurisdiction().covers(enterprise.chain(), enterprise.place());
            case IMPORTER -> true;
            case ENTERPRISE, HANDLER, SUPERVISOR, AUDITOR, ADMIN, SYSTEM -> false;
        };
    }

    void officers(List<AccountId> officers, Caller caller, FieldFaults faults) {
        for (int i = 0; i < officers.size(); i++) {
            AccountId officer = officers.get(i);
            boolean known = officer.equals(caller.account())
                    ? caller.role() == Role.OFFICER
                    : directory
                            .account(officer)
                            .filter(it ->
                                    it.role() == Role.OFFICER && it.district().equals(caller.district()))
                            .isPresent();
            if (!known) {
                faults.unknown(
                        "officers/" + i,
                        "There is no officer %s in your district.".formatted(officer),
                        "本区没有助企员“%s”。".formatted(officer));
            }
        }
    }

    void units(List<UnitId> units, Caller caller, FieldFaults faults) {
        for (int i = 0; i < units.size(); i++) {
            UnitId unit = units.get(i);
            if (directory
                    .unit(unit)
                    .filter(it -> it.district().equals(caller.district()))
                    .isEmpty()) {
                faults.unknown(
                        "units/" + i,
                        "There is no unit %s in your district.".formatted(unit),
                        "本区没有单位“%s”。".formatted(unit));
            }
        }
    }
}
