package org.zhuqi.platform.limits;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.zhuqi.contracts.lifecycle.Role;

/**
 * How many requests one caller may send to one process. The defaults are a person's, generously: a page that opens asks a
 * dozen times at once.
 *
 * @param enabled false for measurements, and where something in front of the system limits already
 * @param accountPerSecond requests per second of one account, in the long run
 * @param accountBurst requests of one account at once
 * @param addressPerSecond requests per second of one remote address that come without a valid token, in the long run
 * @param addressBurst such requests at once
 * @param exemptRoles roles of programs that are meant to be fast
 */
@ConfigurationProperties("zhuqi.limits")
public record LimitSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("20") int accountPerSecond,
        @DefaultValue("200") int accountBurst,
        @DefaultValue("2") int addressPerSecond,
        @DefaultValue("60") int addressBurst,
        @DefaultValue("IMPORTER") Set<Role> exemptRoles) {

    Rate perAccount() {
        return Rate.perSecond(accountPerSecond, accountBurst);
    }

    Rate perAddress() {
        return Rate.perSecond(addressPerSecond, addressBurst);
    }
}
