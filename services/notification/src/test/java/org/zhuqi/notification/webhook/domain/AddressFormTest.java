package org.zhuqi.notification.webhook.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressFormTest {
    private static final AddressForm STRICT = new AddressForm(false, List.of(443, 8443));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "https://example.org/a/b?c=d",
                "https://example.org:8443/",
                "HTTPS://example.org/",
                "https://93.184.216.34/",
                "https://[2606:4700::1111]/",
                "https://xn--fiq228c.example/",
                "https://a1.b2/"
            })
    void canBeUsed(String url) {
        assertThat(STRICT.fault(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no TLS, no web
                "http://example.org/",
                "ftp://example.org/",
                "file:///etc/passwd",
                "gopher://example.org/",
                "jar:https://example.org!/",
                "example.org",
                "//example.org/",
                "https:example.org",
                "",
                // other numbers for 127.0.0.1: decimal, octal, hexadecimal, short, mixed
                "https://2130706433/",
                "https://0177.0.0.1/",
                "https://0x7f.0.0.1/",
                "https://0x7f000001/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0/",
                "https://127.0.0.1./",
                "https://127.0.0.01/",
                "https://256.1.1.1/",
                "https://1.2.3.4.5/",
                "https://a.0x1/",
                // IPv6 that hides something
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[0:0:0:0:0:ffff:7f00:1]/",
                "https://[fe80::1%25eth0]/",
                "https://[::1/",
                // somebody else's name before the host
                "https://example.org@127.0.0.1/",
                "https://user:password@example.org/",
                "https://@example.org/",
                // other ways to confuse
                "https://example.org#@127.0.0.1/",
                "https://example.org\\@127.0.0.1/",
                "https://例子.cn/",
                "https://exa mple.org/",
                "https://example.org/\r\nX-Header: 1",
                "https://example.org/\u0000",
                "https://",
                "https:///path",
                "https://:443/",
                "https://example.org:0/",
                "https://example.org:22/",
                "https://example.org:6379/",
                "https://example.org:99999/"
            })
    void isRefused(String url) {
        assertThat(STRICT.fault(url)).isPresent();
    }

    @Test
    void isNotLongerThanNeeded() {
        assertThat(STRICT.fault("https://example.org/" + "a".repeat(2_000))).isPresent();
    }

    @Test
    void doesWithoutTlsAndToAnyPortWhereThatIsSaid() {
        AddressForm loose = new AddressForm(true, List.of());

        assertThat(loose.fault("http://example.org:12345/")).isEmpty();
        assertThat(loose.fault("ftp://example.org/")).isPresent();
        assertThat(new AddressForm(true, List.of(443)).fault("http://example.org/"))
                .isPresent();
    }
}
