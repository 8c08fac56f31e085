package org.zhuqi.notification.webhook.http;

import java.net.UnknownHostException;

/** A host with an address to which nothing may be sent. */
public final class AddressNotAllowedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    AddressNotAllowedException(String message) {
        super(message);
    }
}
