package org.zhuqi.notification.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private static final AddressRules STRICT = new AddressRules(false, List.of());
    private static final AddressRules PRIVATE_TOO = new AddressRules(true, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "114.114.114.114",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "2400:3200::1",
                "2606:4700:4700::1111",
                "2a00:1450:4001::1"
            })
    void thePublicInternetIsAllowed(String address) throws UnknownHostException {
        assertThat(STRICT.allow(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // private, loopback, link-local, the provider's own (RFC 1918, 1122, 3927, 6598)
                "10.0.0.1",
                "10.255.255.255",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.1.1",
                "100.64.0.1",
                "100.127.255.255",
                // the same of IPv6 (RFC 4291, 4193)
                "::1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1"
            })
    void neighboursOnlyIfItIsSaid(String address) throws UnknownHostException {
        assertThat(STRICT.allow(InetAddress.getByName(address))).isFalse();
        assertThat(PRIVATE_TOO.allow(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // unspecified, multicast, broadcast
                "0.0.0.0",
                "0.1.2.3",
                "224.0.0.1",
                "239.255.255.255",
                "255.255.255.255",
                "::",
                "ff02::1",
                // where clouds tell secrets
                "169.254.169.254",
                "169.254.170.2",
                "100.100.100.200",
                "168.63.129.16",
                "fd00:ec2::254"
            })
    void nobodyReceivesThere(String address) throws UnknownHostException {
        AddressRules everything = new AddressRules(true, List.of(Network.of("0.0.0.0/0"), Network.of("::/0")));

        assertThat(STRICT.allow(InetAddress.getByName(address))).isFalse();
        assertThat(everything.allow(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "240.0.0.1",
                "192.88.99.1",
                // documentation, and those that carry an IPv4 address: 6to4, Teredo, NAT64, IPv4-compatible
                "2001:db8::1",
                "3fff::1",
                "2002:7f00:1::1",
                "2001:0:7f00:1::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "::7f00:1",
                "fec0::1",
                "100::1"
            })
    void specialOnesNeedToBeNamed(String address) throws UnknownHostException {
        InetAddress it = InetAddress.getByName(address);

        assertThat(STRICT.allow(it)).isFalse();
        assertThat(PRIVATE_TOO.allow(it)).isFalse();
        assertThat(new AddressRules(
                                false,
                                List.of(Network.of(it.getHostAddress() + (address.contains(":") ? "/128" : "/32"))))
                        .allow(it))
                .isTrue();
    }

    /** The JDK takes the IPv4 address out; what is left of it otherwise is not global. */
    @Test
    void mappedAddressesAreWhatIsInThem() throws UnknownHostException {
        assertThat(STRICT.allow(InetAddress.getByName("::ffff:127.0.0.1"))).isFalse();
        assertThat(STRICT.allow(InetAddress.getByName("::ffff:a00:1"))).isFalse();
        assertThat(STRICT.allow(InetAddress.getByName("::ffff:169.254.169.254")))
                .isFalse();
    }

    @Test
    void networksReachAsFarAsTheirPrefix() throws UnknownHostException {
        AddressRules rules = new AddressRules(false, List.of(Network.of("10.20.0.0/15")));

        assertThat(rules.allow(InetAddress.getByName("10.21.255.255"))).isTrue();
        assertThat(rules.allow(InetAddress.getByName("10.22.0.0"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0", "10.0.0.0/33", "10.0.0/8", "localhost/8", "::/129", "10.0.0.0/-1", "300.1.1.1/8", ""
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
