package org.zhuqi.notification.webhook.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who has which addresses. */
@FunctionalInterface
public interface HostResolver {
    /** @throws UnknownHostException if nobody has that name */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
