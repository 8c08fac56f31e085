package org.zhuqi.metrics.report.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({
        "0, 90, 1, 0 20 40 60 80 100",
        "0, 3, 1, 0 1 2 3",
        "0, 0, 1, 0 1",
        "88.0, 100.0, 0.1, 87.5 90 92.5 95 97.5 100",
        "97.8, 97.8, 0.1, 97.8 97.9",
        "-3, 5, 1, -4 -2 0 2 4 6",
        "0, 123456, 1, 0 25000 50000 75000 100000 125000",
        "0, 0.04, 0.01, 0 0.01 0.02 0.03 0.04"
    })
    void goesFromARoundNumberToARoundNumberInRoundSteps(
            BigDecimal least, BigDecimal most, BigDecimal finest, String marks) {
        Scale scale = Scale.over(least, most, finest);

        assertThat(scale.marks().stream().map(BigDecimal::toPlainString).collect(Collectors.joining(" ")))
                .isEqualTo(marks);
        assertThat(scale.at(least)).isBetween(0f, 1f);
        assertThat(scale.at(most)).isBetween(0f, 1f);
    }
}
