package org.zhuqi.allinone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.id.EnterpriseId;
import org.zhuqi.contracts.id.UnitId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.platform.json.Json;
import org.zhuqi.platform.security.Caller;
import tools.jackson.core.type.TypeReference;

/** An account of a laptop installation, until the login service keeps them. */
public record Account(
        AccountId name,
        Role role,
        DistrictId district,
        @Nullable EnterpriseId enterprise,
        @Nullable UnitId unit,
        String about) {

    /** How long a development token is valid. */
    public static final Duration TOKEN_LIFE = Duration.ofDays(30);

    public Caller caller() {
        return new Caller(name, role, district, enterprise, unit);
    }

    public static List<Account> all() {
        try (InputStream file = Account.class.getResourceAsStream("/development-accounts.json")) {
            return Json.MAPPER.readValue(
                    Objects.requireNonNull(file, "development-accounts.json is not on the class path"),
                    new TypeReference<List<Account>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Optional<Account> named(String name) {
        return all().stream()
                .filter(account -> account.name().text().equals(name))
                .findFirst();
    }

    /** The first account of that role in that district. */
    public static Optional<Account> of(DistrictId district, Role role) {
        return all().stream()
                .filter(account -> account.role() == role && account.district().equals(district))
                .findFirst();
    }
}
