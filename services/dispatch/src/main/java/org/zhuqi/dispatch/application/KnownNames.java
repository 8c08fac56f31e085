package org.zhuqi.dispatch.application;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.directory.DirectoryEntry;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.ChainId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.PlaceId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.platform.directory.KnownDirectory;

/**
 * Whom a form names must be there, in the caller's district: what lies in another one is as unknown as what does not exist.
 * Where the token alone says who is who, nobody can be asked.
 */
public final class KnownNames {
    private final Optional<KnownDirectory> directory;

    public KnownNames(Optional<KnownDirectory> directory) {
        this.directory = directory;
    }

    public final class Asking {
        private final DistrictId district;
        private final FieldFaults faults;

        private Asking(DistrictId district, FieldFaults faults) {
            this.district = district;
            this.faults = faults;
        }

        public Asking unit(String field, @Nullable UnitId id) {
            return check(
                    field,
                    "unit",
                    "单位",
                    id,
                    it -> directory
                            .flatMap(known -> known.unit(it))
                            .filter(unit -> unit.district().equals(district) && unit.active())
                            .isPresent());
        }

        public Asking units(String field, List<UnitId> ids) {
            for (int i = 0; i < ids.size(); i++) {
                unit(field + "/" + i, ids.get(i));
            }
            return this;
        }

        public Asking account(String field, @Nullable AccountId id) {
            return check(
                    field,
                    "account",
                    "账号",
                    id,
                    it -> directory
                            .flatMap(known -> known.account(it))
                            .filter(account -> account.active() && isHere(account))
                            .isPresent());
        }

        private boolean isHere(DirectoryEntry.Account account) {
            return account.allDistricts() || account.district().equals(district);
        }

        public Asking accounts(String field, List<AccountId> ids) {
            for (int i = 0; i < ids.size(); i++) {
                account(field + "/" + i, ids.get(i));
            }
            return this;
        }

        public Asking enterprises(String field, List<EnterpriseId> ids) {
            for (int i = 0; i < ids.size(); i++) {
                check(
                        field + "/" + i,
                        "enterprise",
                        "企业",
                        ids.get(i),
                        it -> directory
                                .flatMap(known -> known.enterprise(it))
                                .filter(enterprise -> enterprise.district().equals(district))
                                .isPresent());
            }
            return this;
        }

        public Asking chain(String field, @Nullable ChainId id) {
            return check(
                    field,
                    "chain",
                    "产业链",
                    id,
                    it -> directory
                            .flatMap(known -> known.chain(it))
                            .filter(chain -> chain.district().equals(district))
                            .isPresent());
        }

        public Asking place(String field, @Nullable PlaceId id) {
            return check(
                    field,
                    "town or park",
                    "镇街园区",
                    id,
                    it -> directory
                            .flatMap(known -> known.place(it))
                            .filter(place -> place.district().equals(district))
                            .isPresent());
        }

        private <I> Asking check(String field, String en, String zh, @Nullable I id, Predicate<I> known) {
            if (id != null && directory.isPresent() && !known.test(id)) {
                faults.unknown(
                        field,
                        "There is no %s %s in your district.".formatted(en, id),
                        "本区没有%s“%s”，或已停用。".formatted(zh, id));
            }
            return this;
        }
    }

    /** @param faults to which is added what is wrong */
    public Asking in(DistrictId district, FieldFaults faults) {
        return new Asking(district, faults);
    }
}
