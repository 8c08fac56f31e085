package org.zhuqi.platform.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HashChainTest {
    @Test
    void isPlainSha256OverThePreviousHashAndTheBody() {
        // printf with 32 zero bytes and "abc" through sha256sum
        assertThat(HexFormat.of().formatHex(HashChain.next(HashChain.start(), "abc".getBytes(UTF_8))))
                .isEqualTo("365aa7d8f7f9402c4b9434502b4cc89ddb09fe50d7cd95b493b834c62d5a5370");
    }

    @Test
    void everyBodyChangesAllHashesThatFollow() {
        byte[] original = chain(List.of("点单", "派单", "接单"));
        assertThat(chain(List.of("点单", "派单", "接单"))).isEqualTo(original);
        assertThat(chain(List.of("点单.", "派单", "接单"))).isNotEqualTo(original);
        assertThat(chain(List.of("派单", "点单", "接单"))).isNotEqualTo(original);
        assertThat(chain(List.of("点单", "接单"))).isNotEqualTo(original);
    }

    private static byte[] chain(List<String> bodies) {
        byte[] hash = HashChain.start();
        for (String body : bodies) {
            hash = HashChain.next(hash, body.getBytes(UTF_8));
        }
        return hash;
    }
}
