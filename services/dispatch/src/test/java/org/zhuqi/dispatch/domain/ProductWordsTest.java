package org.zhuqi.dispatch.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProductWordsTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "环氧树脂, 供应电子级环氧树脂, \"电子级环氧树脂，固化剂\", 求购环氧树脂, 电子级环氧树脂",
                "伺服电机, 伺服电机, 电机, 采购电机, 电机",
                "PCB打样, 供应pcb打样, pcb 贴片, 求购ＰＣＢ贴片, pcb",
                "激光切割加工, 钣金激光切割, 激光切割, 需要激光切割, 激光切割",
            })
    void whatBothNameIsFound(String offered, String offer, String needed, String need, String shared) {
        ProductWords one = ProductWords.of(offered, offer);
        ProductWords other = ProductWords.of(needed, need);
        assertThat(one.shared(other)).startsWith(shared);
        assertThat(other.shared(one)).isNotEmpty();
        assertThat(one.overlap(other)).isEqualTo(other.overlap(one)).isBetween(0.2, 1.0);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "环氧树脂, 供应环氧树脂, 伺服电机, 采购伺服电机",
                // 设备 alone says nothing.
                "检测设备租赁, 检测设备租赁, 注塑设备维修, 注塑设备维修",
                "长期供应, 长期供应, 长期供应, 采购",
            })
    void whatIsDealtWithDifferentlyIsNoMatch(String offered, String offer, String needed, String need) {
        assertThat(ProductWords.of(offered, offer).shared(ProductWords.of(needed, need)))
                .isEmpty();
    }

    @Test
    void aLongTitleTakesNothingAway() {
        ProductWords brief = ProductWords.of("环氧树脂", "环氧树脂");
        ProductWords wordy = ProductWords.of("环氧树脂", "电子级低氯环氧树脂，年产三千吨，可按客户要求定制包装");
        assertThat(brief.overlap(wordy)).isEqualTo(1.0);
        assertThat(ProductWords.of("，。", "—").overlap(brief)).isZero();
    }
}
