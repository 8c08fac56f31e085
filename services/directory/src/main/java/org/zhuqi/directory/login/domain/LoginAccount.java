package org.zhuqi.directory.login.domain;

import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * What the login knows of an account.
 *
 * @param name of the person
 * @param place the name of the unit or enterprise for which it acts
 */
public record LoginAccount(
        AccountId id,
        String login,
        String name,
        Role role,
        DistrictId district,
        @Nullable UnitId unit,
        @Nullable EnterpriseId enterprise,
        @Nullable String place,
        boolean allDistricts,
        boolean active) {}
