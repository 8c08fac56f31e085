package org.zhuqi.directory.domain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * What must hold of an entry by itself and of the entries that it names. An entry of another district is as unknown as one
 * that does not exist, so that nobody learns of it by trying.
 */
public final class Checks {
    public static final int NAME = 100;
    public static final int ENTERPRISE_NAME = 200;
    public static final int SHORT_NAME = 40;
    public static final int ADDRESS = 200;
    public static final int LOOKS_AFTER = 1000;

    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{1,63}");
    private static final Set<Role> OF_A_COMMITTEE = EnumSet.of(Role.COORDINATOR, Role.SUPERVISOR);
    private static final Set<Role> IN_ANY_DISTRICT = EnumSet.of(Role.ADMIN, Role.AUDITOR, Role.SUPERVISOR);

    /** Whoever comes back is somebody new: the id would say whose the old deeds were. */
    public static final Fault STAYS_ERASED =
            Fault.inTheWay("", "This person was erased, which cannot be taken back.", "该人员已注销，不能恢复或修改。");

    private final Entry<?> entry;
    private final @Nullable Entry<?> before;
    private final References known;
    private final List<Fault> faults = new ArrayList<>();

    private Checks(Entry<?> entry, @Nullable Entry<?> before, References known) {
        this.entry = entry;
        this.before = before;
        this.known = known;
    }

    /** Every fault; empty if there is none. */
    public static List<Fault> of(Entry<?> entry, @Nullable Entry<?> before, References known) {
        Checks checks = new Checks(entry, before, known);
        checks.run();
        return checks.faults;
    }

    /** What must hold of a person's data. */
    public static List<Fault> of(Person person) {
        List<Fault> faults = new ArrayList<>();
        text(faults, "name", person.name(), NAME);
        optional(faults, "title", person.title(), NAME);
        if (person.phone() != null && Reach.phone(person.phone()).isEmpty()) {
            faults.add(Fault.wrong(
                    "phone",
                    "This is neither a mobile number of 11 digits nor a landline with area code, such as 0571-86911234.",
                    "电话应为 11 位手机号，或带区号的固定电话，例如 0571-86911234。"));
        }
        if (person.mail() != null && Reach.mail(person.mail()).isEmpty()) {
            faults.add(Fault.wrong("mail", "This is not a mail address.", "邮箱地址格式不正确。"));
        }
        return faults;
    }

    private void run() {
        switch (entry.told()) {
            case DirectoryEntry.District it -> {
                text("name", it.name(), NAME);
                optional(faults, "nameEn", it.nameEn(), NAME);
            }
            case DirectoryEntry.Unit it -> {
                text("name", it.name(), NAME);
                optional(faults, "shortName", it.shortName(), SHORT_NAME);
            }
            case DirectoryEntry.Chain it -> {
                text("name", it.name(), NAME);
                unit("committee", it.committee());
                enterprise("leadEnterprise", it.leadEnterprise(), true);
            }
            case DirectoryEntry.Place it -> {
                text("name", it.name(), NAME);
                unit("office", it.office());
            }
            case DirectoryEntry.Enterprise it -> enterprise(it);
            case DirectoryEntry.Account it -> account(it);
        }
    }

    private void enterprise(DirectoryEntry.Enterprise it) {
        text("name", it.name(), ENTERPRISE_NAME);
        optional(faults, "address", entry.untold().get("address"), ADDRESS);
        String code = it.creditCode();
        if (code != null && CreditCode.read(code) instanceof CreditCode.Reading.Faulty faulty) {
            faults.add(Fault.wrong(
                    "creditCode", faulty.sentence().en(), faulty.sentence().zh()));
        }
        chain(it.chain());
        place(it.place());
    }

    private void account(DirectoryEntry.Account it) {
        String login = entry.personal().getOrDefault("login", "");
        if (!LOGIN.matcher(login).matches()) {
            faults.add(Fault.wrong(
                    "login",
                    "A login has 2 to 64 letters, digits, dots, hyphens, underscores or @, and begins with a letter or digit.",
                    "登录名应为 2 至 64 位字母、数字或 . - _ @，并以字母或数字开头。"));
        }
        if (before instanceof Entry.Account was && was.person().isErased()) {
            faults.add(STAYS_ERASED);
        }
        if (entry instanceof Entry.Account account) {
            faults.addAll(of(account.person()));
        }
        if (it.role() == Role.SYSTEM) {
            faults.add(Fault.wrong("role", "No account has the role SYSTEM.", "账号不能使用“系统”角色。"));
        }
        needs(it.role() == Role.HANDLER, it.unit(), "unit", "HANDLER needs a unit", "经办人须指定承办单位");
        needs(
                it.role() == Role.ENTERPRISE,
                it.enterprise(),
                "enterprise",
                "ENTERPRISE needs an enterprise",
                "企业账号须指定企业");
        onlyFor(it.role() != Role.ENTERPRISE, it.unit(), "unit", "ENTERPRISE has no unit", "企业账号不能指定承办单位");
        onlyFor(
                it.role() == Role.ENTERPRISE,
                it.enterprise(),
                "enterprise",
                "only ENTERPRISE speaks for an enterprise",
                "只有企业账号可以指定企业");
        boolean committee = OF_A_COMMITTEE.contains(it.role());
        String only = "only COORDINATOR and SUPERVISOR can be narrowed to one";
        onlyFor(committee, it.chain(), "chain", only, "只有派单员和督查可以限定产业链");
        onlyFor(committee, it.place(), "place", only, "只有派单员和督查可以限定镇街园区");
        if (it.allDistricts() && !IN_ANY_DISTRICT.contains(it.role())) {
            faults.add(Fault.wrong(
                    "allDistricts",
                    "Only ADMIN, AUDITOR and SUPERVISOR can be of all districts.",
                    "只有管理员、审计和督查可以设为全部区县。"));
        }
        unit("unit", it.unit());
        enterprise("enterprise", it.enterprise(), true);
        chain(it.chain());
        place(it.place());
        looksAfter(it);
    }

    private void looksAfter(DirectoryEntry.Account it) {
        if (!it.looksAfter().isEmpty() && it.role() != Role.OFFICER) {
            faults.add(Fault.wrong("looksAfter", "Only an OFFICER looks after enterprises.", "只有助企员可以结对企业。"));
            return;
        }
        if (it.looksAfter().size() > LOOKS_AFTER) {
            faults.add(Fault.wrong(
                    "looksAfter",
                    "An officer looks after at most %d enterprises, not %d."
                            .formatted(LOOKS_AFTER, it.looksAfter().size()),
                    "一名助企员最多结对 %d 家企业，实际为 %d 家。"
                            .formatted(LOOKS_AFTER, it.looksAfter().size())));
            return;
        }
        Set<EnterpriseId> had = before != null && before.told() instanceof DirectoryEntry.Account account
                ? new HashSet<>(account.looksAfter())
                : Set.of();
        // An enterprise that went out of business stays with its officer until somebody says otherwise.
        it.looksAfter().forEach(enterprise -> enterprise("looksAfter", enterprise, !had.contains(enterprise)));
    }

    private void needs(boolean role, @Nullable Object value, String field, String en, String zh) {
        if (role && value == null) {
            faults.add(Fault.wrong(field, "The role " + en + ".", zh + "。"));
        }
    }

    private void onlyFor(boolean role, @Nullable Object value, String field, String en, String zh) {
        if (!role && value != null) {
            faults.add(Fault.wrong(field, "This does not fit the role: " + en + ".", zh + "。"));
        }
    }

    private void unit(String field, @Nullable UnitId id) {
        DirectoryEntry.Unit found = id == null ? null : known.units().get(id);
        reference(
                field,
                "unit",
                "承办单位",
                id,
                found != null && of(found.district()),
                found != null && found.active(),
                true);
    }

    private void chain(@Nullable ChainId id) {
        DirectoryEntry.Chain found = id == null ? null : known.chains().get(id);
        reference(
                "chain",
                "chain",
                "产业链",
                id,
                found != null && of(found.district()),
                found != null && found.active(),
                true);
    }

    private void place(@Nullable PlaceId id) {
        DirectoryEntry.Place found = id == null ? null : known.places().get(id);
        reference(
                "place",
                "town or park",
                "镇街园区",
                id,
                found != null && of(found.district()),
                found != null && found.active(),
                true);
    }

    private void enterprise(String field, @Nullable EnterpriseId id, boolean mustBeActive) {
        DirectoryEntry.Enterprise found =
                id == null ? null : known.enterprises().get(id);
        reference(
                field,
                "enterprise",
                "企业",
                id,
                found != null && of(found.district()),
                found != null && found.active(),
                mustBeActive);
    }

    private boolean of(DistrictId district) {
        return district.equals(entry.district());
    }

    private void reference(
            String field,
            String en,
            String zh,
            @Nullable Object id,
            boolean here,
            boolean active,
            boolean mustBeActive) {
        if (id == null) {
            return;
        }
        if (!here) {
            faults.add(Fault.wrong(
                    field,
                    "There is no %s %s in district %s.".formatted(en, id, entry.district()),
                    "%s 没有%s %s。".formatted(entry.district(), zh, id)));
        } else if (mustBeActive && entry.active() && !active) {
            faults.add(Fault.wrong(
                    field, "The %s %s is no longer active.".formatted(en, id), "%s %s 已停用。".formatted(zh, id)));
        }
    }

    private void text(String field, String value, int most) {
        text(faults, field, value, most);
    }

    private static void text(List<Fault> faults, String field, String value, int most) {
        if (value.isBlank()) {
            faults.add(Fault.wrong(field, "This must not be empty.", "此项不能为空。"));
        }
        optional(faults, field, value, most);
    }

    private static void optional(List<Fault> faults, String field, @Nullable String value, int most) {
        if (value != null && value.codePointCount(0, value.length()) > most) {
            faults.add(Fault.wrong(
                    field,
                    "At most %d characters; these are %d.".formatted(most, value.codePointCount(0, value.length())),
                    "最多 %d 个字，实际 %d 个字。".formatted(most, value.codePointCount(0, value.length()))));
        }
        if (value != null && value.codePoints().anyMatch(Character::isISOControl)) {
            faults.add(Fault.wrong(field, "Control characters cannot stand here.", "此项含有控制字符。"));
        }
    }
}
