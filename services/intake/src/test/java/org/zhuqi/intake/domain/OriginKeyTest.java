package org.zhuqi.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.platform.network.RemoteNetwork;

/** One network is one origin as long as day and district are the same, and nothing else can be compared. */
final class OriginKeyTest {
    private static final DistrictId QIANTANG = new DistrictId("QT");
    private static final DistrictId SHANGYU = new DistrictId("SY");
    private static final RemoteNetwork OFFICE = RemoteNetwork.ofAddress("192.0.2.7");

    private final OriginKey monday = OriginKey.random(new SecureRandom());
    private final OriginKey tuesday = OriginKey.random(new SecureRandom());

    @Test
    void isTheSameForTheSameNetwork() {
        assertThat(monday.origin(QIANTANG, OFFICE)).isEqualTo(monday.origin(QIANTANG, OFFICE));
        assertThat(new OriginKey(monday.secret()).origin(QIANTANG, OFFICE))
                .as("another instance with the same key")
                .isEqualTo(monday.origin(QIANTANG, OFFICE));
    }

    @Test
    void isAnotherForAnotherNetworkDayOrDistrict() {
        assertThat(monday.origin(QIANTANG, RemoteNetwork.ofAddress("192.0.2.8")))
                .isNotEqualTo(monday.origin(QIANTANG, OFFICE));
        assertThat(tuesday.origin(QIANTANG, OFFICE)).isNotEqualTo(monday.origin(QIANTANG, OFFICE));
        assertThat(monday.origin(SHANGYU, OFFICE)).isNotEqualTo(monday.origin(QIANTANG, OFFICE));
    }

    @Test
    void isOneForTheNetworkOfAnIpv6Subscriber() {
        var one = RemoteNetwork.ofAddress("2001:db8:0:1::1");
        var sameHouse = RemoteNetwork.ofAddress("2001:db8:0:1:ffff::2");
        var nextHouse = RemoteNetwork.ofAddress("2001:db8:0:2::1");
        assertThat(monday.origin(QIANTANG, sameHouse)).isEqualTo(monday.origin(QIANTANG, one));
        assertThat(monday.origin(QIANTANG, nextHouse)).isNotEqualTo(monday.origin(QIANTANG, one));
    }

    /** Reckoned with another program: {@code printf 'QT\n192.0.2.7' | openssl dgst -sha256 -mac HMAC -macopt hexkey:0001…1f}. */
    @Test
    void isTheHmacCutToSixteenBytes() {
        byte[] secret = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        assertThat(new OriginKey(secret).origin(QIANTANG, OFFICE).text()).isEqualTo("a422efef41b29bbaaf70e1912aa5f1b3");
    }
}
