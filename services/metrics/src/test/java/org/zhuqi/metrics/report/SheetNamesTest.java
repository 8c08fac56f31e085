package org.zhuqi.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SheetNamesTest {
    private final SheetNames names = new SheetNames();

    @Test
    void nothingThatExcelForbids() {
        assertThat(names.next("a[b]c:d*e?f/g\\h\ti")).isEqualTo("a-b-c-d-e-f-g-h i");
        assertThat(names.next("'quoted'")).isEqualTo("’quoted’");
        assertThat(names.next(" \n ")).isEqualTo("-");
        assertThat(names.next("History")).isEqualTo("History (2)");
    }

    @Test
    void noTwoAlike() {
        assertThat(names.next("诉求单明细")).isEqualTo("诉求单明细");
        assertThat(names.next("诉求单明细")).isEqualTo("诉求单明细 (2)");
        assertThat(names.next("Tickets")).isEqualTo("Tickets");
        assertThat(names.next("TICKETS")).isEqualTo("TICKETS (2)");
    }

    @Test
    void noneLongerThanThirtyOneAndNoCharacterHalved() {
        assertThat(names.next("x".repeat(40))).isEqualTo("x".repeat(31));
        assertThat(names.next("x".repeat(40))).isEqualTo("x".repeat(27) + " (2)");
        assertThat(names.next("y".repeat(30) + "𠮷")).isEqualTo("y".repeat(30));
    }
}
