package org.zhuqi.notification.webhook.domain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code fc00::/7} (RFC 4632, RFC 4291). */
public final class Network {
    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:]*)/(\\d{1,3})");

    private final byte[] address;
    private final int prefix;
    private final String text;

    private Network(byte[] address, int prefix, String text) {
        this.address = address;
        this.prefix = prefix;
        this.text = text;
    }

    /** @throws IllegalArgumentException if it is not an address and the length of a prefix */
    public static Network of(String text) {
        var parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'%s' is no network such as 10.0.0.0/8".formatted(text));
        }
        byte[] address;
        try {
            address = InetAddress.getByName(parts.group(1)).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'%s' is no network such as 10.0.0.0/8".formatted(text), e);
        }
        int prefix = Integer.parseInt(parts.group(2));
        if (prefix > address.length * 8) {
            throw new IllegalArgumentException("'%s' has no such prefix".formatted(text));
        }
        return new Network(address, prefix, text.strip());
    }

    public boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return text;
    }
}
