package org.zhuqi.platform.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two callers whom nobody knows are one if they come from the same network. */
final class RemoteNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7, ::ffff:192.0.2.7",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff:ffff:ffff:ffff",
        "2001:db8:0:1::1, 2001:0DB8:0000:0001::",
        "2001:db8:0:1::1, [2001:db8:0:1::2]",
        "fe80::1, fe80::2%eth0",
        "not-an-address, not-an-address"
    })
    void areOne(String one, String other) {
        assertThat(RemoteNetwork.ofAddress(one)).isEqualTo(RemoteNetwork.ofAddress(other));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.8",
        "2001:db8:0:1::1, 2001:db8:0:2::1",
        "192.0.2.7, 2001:db8:0:1::1",
        "::1, 127.0.0.1",
    })
    void areTwo(String one, String other) {
        assertThat(RemoteNetwork.ofAddress(one)).isNotEqualTo(RemoteNetwork.ofAddress(other));
    }

    /** A name with a colon would otherwise be asked of the resolver. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost:80", ":x", ".:a", "1:2:3", "", "unknown", "[::1"})
    void whatIsNoAddressCountsAsItIsWritten(String text) {
        assertThat(RemoteNetwork.ofAddress(text)).isEqualTo(new RemoteNetwork(text));
    }

    @Test
    void nothingOfTheLowerHalfIsKept() {
        assertThat(RemoteNetwork.ofAddress("2001:db8:0:1:aaaa:bbbb:cccc:dddd").text())
                .isEqualTo("20010db800000001/64");
    }
}
