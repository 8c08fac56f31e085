package org.zhuqi.notification.webhook.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.notification.webhook.domain.AddressForm;
import org.zhuqi.notification.webhook.domain.AddressRules;

/**
 * Where receivers may be. The client connects to the very addresses that were looked at here: a name that leads elsewhere a
 * moment later (DNS rebinding) is of no use. A host is refused if a single one of its addresses is.
 */
public final class Addresses implements DnsResolver {
    private final AddressForm form;
    private final AddressRules rules;
    private final HostResolver resolver;

    public Addresses(AddressForm form, AddressRules rules, HostResolver resolver) {
        this.form = form;
        this.rules = rules;
        this.resolver = resolver;
    }

    /** What is wrong with the way in which it is written; empty if nothing is. */
    public Optional<Sentence> fault(String url) {
        return form.fault(url);
    }

    /** The same, and whether it leads where nothing may be sent. A host that is not known today may be tomorrow. */
    public Optional<Sentence> faultNow(String url) {
        Optional<Sentence> fault = form.fault(url);
        if (fault.isPresent()) {
            return fault;
        }
        try {
            resolve(URI.create(url).getHost());
            return Optional.empty();
        } catch (AddressNotAllowedException e) {
            return Optional.of(new Sentence(
                    "leads to an address to which nothing may be sent: a private or a special one (zhuqi.webhooks.allowed-networks)",
                    "指向不允许发送的地址（内网或特殊地址，见 zhuqi.webhooks.allowed-networks）。"));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        if (addresses.length == 0) {
            throw new UnknownHostException(host);
        }
        for (InetAddress address : addresses) {
            if (!rules.allow(address)) {
                throw new AddressNotAllowedException("%s has the address %s, to which nothing may be sent"
                        .formatted(host, address.getHostAddress()));
            }
        }
        return addresses;
    }

    /** Nobody needs it, and it would ask a name server once more. */
    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
