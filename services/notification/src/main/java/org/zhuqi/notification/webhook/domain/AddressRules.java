package org.zhuqi.notification.webhook.domain;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * To which addresses a request may go: those of the public internet, by the registries of special-purpose addresses (RFC 6890,
 * IANA), and those that the operator allows. Whoever may write an address must not be able to have this system ask its own
 * neighbours (server-side request forgery).
 */
public final class AddressRules {
    /** Nobody receives there: not even where private addresses are allowed. */
    private static final List<Network> NEVER = networks(
            "0.0.0.0/8",
            "224.0.0.0/4",
            "255.255.255.255/32",
            "::/128",
            "ff00::/8",
            // Where clouds tell a machine its secrets: Amazon, Google, Azure, Tencent; Amazon's containers; Alibaba;
            // Azure.
            "169.254.169.254/32",
            "169.254.170.2/32",
            "169.254.0.23/32",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "fd00:ec2::254/128");

    /** Private, of this machine, of this link, of the provider's own network. */
    private static final List<Network> PRIVATE = networks(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "100.64.0.0/10",
            "::1/128",
            "fc00::/7",
            "fe80::/10");

    /** For documentation, measurements and protocols, or with an IPv4 address inside; of IPv6 all that is not global. */
    private static final List<Network> SPECIAL = networks(
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "240.0.0.0/4",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    private static final Network GLOBAL_UNICAST = Network.of("2000::/3");

    private final boolean privateToo;
    private final List<Network> allowed;

    /**
     * @param privateToo whether private, loopback and link-local addresses are receivers, too
     * @param allowed further networks in which there are receivers
     */
    public AddressRules(boolean privateToo, List<Network> allowed) {
        this.privateToo = privateToo;
        this.allowed = List.copyOf(allowed);
    }

    public boolean allow(InetAddress address) {
        if (in(NEVER, address)) {
            return false;
        }
        if (in(allowed, address)) {
            return true;
        }
        if (in(PRIVATE, address)) {
            return privateToo;
        }
        return !in(SPECIAL, address) && (address instanceof Inet4Address || GLOBAL_UNICAST.contains(address));
    }

    private static boolean in(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::of).toList();
    }
}
