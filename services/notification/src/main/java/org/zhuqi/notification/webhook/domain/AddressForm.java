package org.zhuqi.notification.webhook.domain;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.zhuqi.contracts.Sentence;

/**
 * How the address of a receiver may be written. What it leads to is looked at when it is connected to; here is refused what
 * one reader takes for one host and another reader for another.
 */
public final class AddressForm {
    private static final int LONGEST = 2_000;
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern FOUR_OCTETS = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    /** What readers of addresses take for a number, octal and hexadecimal too (WHATWG URL, "ends in a number"). */
    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:]+\\]");

    private final boolean plainHttp;
    private final List<Integer> ports;

    /**
     * @param plainHttp whether a receiver without TLS will do
     * @param ports to which may be sent; any if there are none
     */
    public AddressForm(boolean plainHttp, List<Integer> ports) {
        this.plainHttp = plainHttp;
        this.ports = List.copyOf(ports);
    }

    /** What is wrong with it; empty if it can be used. */
    public Optional<Sentence> fault(String text) {
        if (text.length() > LONGEST) {
            return fault("is longer than %d characters".formatted(LONGEST), "地址超过 %d 个字符。".formatted(LONGEST));
        }
        URI address;
        try {
            address = new URI(text);
        } catch (URISyntaxException e) {
            return fault("is no address", "不是有效的地址。");
        }
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(plainHttp && scheme.equals("http"))) {
            return plainHttp
                    ? fault("must begin with https:// or http://", "地址应以 https:// 或 http:// 开头。")
                    : fault("must begin with https://", "地址应以 https:// 开头。");
        }
        if (address.getRawUserInfo() != null || (text.contains("@") && address.getHost() == null)) {
            return fault("must not name a user or a password", "地址中不得包含用户名或密码。");
        }
        if (address.getRawFragment() != null) {
            return fault("must not have a fragment (#)", "地址中不得包含片段（#）。");
        }
        String host = address.getHost();
        if (host == null) {
            return fault(
                    "names no host; one with other letters than a to z is written as xn--…",
                    "地址中没有有效的主机名；非 ASCII 域名请写成 xn--… 形式。");
        }
        if (host.startsWith("[") && (!IPV6.matcher(host).matches() || isMapped(host))) {
            return fault(
                    "must name an IPv6 address plainly, without a zone and without an IPv4 address in it",
                    "IPv6 地址不得带区域标识，也不得内嵌 IPv4 地址。");
        }
        if (ENDS_IN_A_NUMBER.matcher(host).matches()
                && !FOUR_OCTETS.matcher(host).matches()) {
            return fault("must name an IPv4 address as four decimal numbers", "IPv4 地址应写成四段十进制数。");
        }
        int port = port(address);
        if (!ports.isEmpty() && !ports.contains(port)) {
            return fault(
                    "has port %d; to these may be sent: %s".formatted(port, ports),
                    "不允许发送到端口 %d，可用端口：%s。".formatted(port, ports));
        }
        return Optional.empty();
    }

    /** Nobody needs to write {@code ::ffff:7f00:1} for what has an address of four numbers. */
    private static boolean isMapped(String host) {
        try {
            return InetAddress.getByName(host.substring(1, host.length() - 1)) instanceof Inet4Address;
        } catch (UnknownHostException e) {
            return true;
        }
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "http".equalsIgnoreCase(address.getScheme()) ? 80 : 443;
    }

    private static Optional<Sentence> fault(String en, String zh) {
        return Optional.of(new Sentence(en, zh));
    }
}
