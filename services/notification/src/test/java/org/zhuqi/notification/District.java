package org.zhuqi.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.UnitKind;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.directory.KnownDirectory;
import org.zhuqi.platform.security.Caller;
import org.zhuqi.platform.testkit.Callers;
import org.zhuqi.platform.testkit.Directories;

/** A district with everybody in it whom a story needs. Ids begin with its own, so that districts share nobody. */
final class District {
    final DistrictId id;
    final UnitId labour;
    final UnitId land;
    final EnterpriseId huacai;
    final EnterpriseId other;

    District(String code) {
        id = new DistrictId(code);
        labour = new UnitId(code + "-labour");
        land = new UnitId(code + "-land");
        huacai = new EnterpriseId(code + "-huacai");
        other = new EnterpriseId(code + "-other");
    }

    void tellTo(KnownDirectory directory) {
        Directories.tell(
                directory,
                new DirectoryEntry.District(id, "测试区", "Test District", true),
                new DirectoryEntry.Unit(labour, id, "人社局", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Unit(land, id, "规划资源分局", null, UnitKind.DEPARTMENT, true),
                new DirectoryEntry.Enterprise(huacai, id, "华彩新材料", null, null, null, null, true),
                new DirectoryEntry.Enterprise(other, id, "别家", null, null, null, null, true),
                account("boss", Role.ENTERPRISE, null, huacai, List.of()),
                account("clerk", Role.ENTERPRISE, null, huacai, List.of()),
                account("stranger", Role.ENTERPRISE, null, other, List.of()),
                account("officer", Role.OFFICER, null, null, List.of(huacai)),
                account("labourer", Role.HANDLER, labour, null, List.of()),
                account("surveyor", Role.HANDLER, land, null, List.of()),
                account("coordinator", Role.COORDINATOR, null, null, List.of()),
                account("supervisor", Role.SUPERVISOR, null, null, List.of()),
                account("admin", Role.ADMIN, null, null, List.of()));
    }

    private DirectoryEntry.Account account(
            String name,
            Role role,
            @Nullable UnitId unit,
            @Nullable EnterpriseId enterprise,
            List<EnterpriseId> looksAfter) {
        return new DirectoryEntry.Account(
                account(name), id, role, unit, enterprise, null, null, false, looksAfter, true, null, List.of());
    }

    AccountId account(String name) {
        return new AccountId(id.text() + "-" + name);
    }

    Caller boss() {
        return here(Callers.enterprise(account("boss").text(), huacai));
    }

    Caller clerk() {
        return here(Callers.enterprise(account("clerk").text(), huacai));
    }

    Caller stranger() {
        return here(Callers.enterprise(account("stranger").text(), other));
    }

    Caller officer() {
        return here(Callers.officer(account("officer").text(), huacai));
    }

    Caller labourer() {
        return here(Callers.handler(account("labourer").text(), labour));
    }

    Caller surveyor() {
        return here(Callers.handler(account("surveyor").text(), land));
    }

    Caller coordinator() {
        return here(Callers.coordinator(account("coordinator").text()));
    }

    Caller supervisor() {
        return here(Callers.inRole(account("supervisor").text(), Role.SUPERVISOR));
    }

    Caller admin() {
        return here(Callers.inRole(account("admin").text(), Role.ADMIN));
    }

    private Caller here(Caller caller) {
        return Callers.in(id.text(), caller);
    }
}
