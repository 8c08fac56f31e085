package org.zhuqi.platform.network;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What counts as one caller among those who are known only by their address: an IPv4 address, or the /64 that an IPv6
 * subscriber has as a whole (RFC 6177).
 *
 * <p>Behind a proxy it is the caller's only if {@code server.forward-headers-strategy} says whom to believe.
 *
 * @param text the same for the same network; for comparing, not for people
 */
public record RemoteNetwork(String text) {
    /** Nothing else may reach the resolver: what a proxy passes on as an address somebody else wrote. */
    private static final Pattern IPV6_LITERAL = Pattern.compile("(?=.*:)\\[?[0-9A-Fa-f:][0-9A-Fa-f:.]*(%[^\\]]+)?\\]?");

    private static final int HALF = 8;

    public static RemoteNetwork of(HttpServletRequest request) {
        return ofAddress(request.getRemoteAddr());
    }

    /** @param address IPv4 or IPv6; anything else counts as it is written */
    public static RemoteNetwork ofAddress(String address) {
        if (!IPV6_LITERAL.matcher(address).matches()) {
            return new RemoteNetwork(address);
        }
        try {
            InetAddress literal = InetAddress.getByName(address.replaceFirst("%[^\\]]+", ""));
            return new RemoteNetwork(
                    literal instanceof Inet6Address
                            ? HexFormat.of().formatHex(Arrays.copyOf(literal.getAddress(), HALF)) + "/64"
                            : literal.getHostAddress());
        } catch (UnknownHostException e) {
            return new RemoteNetwork(address);
        }
    }
}
