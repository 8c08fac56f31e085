package org.zhuqi.directory.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ImportKindTest {
    @ParameterizedTest
    @CsvSource({
        "ENTERPRISES, 手机, contactPhone",
        "ENTERPRISES, ' 手机 号 ', contactPhone",
        "ENTERPRISES, 联系电话, contactPhone",
        "ENTERPRISES, 社会信用代码, creditCode",
        "ENTERPRISES, Credit code *, creditCode",
        "ENTERPRISES, 名称, name",
        "OFFICERS, 电话, phone",
        "OFFICERS, 手机号, phone",
        "UNITS, 名称, name"
    })
    void listsFromElsewhereCallTheirColumnsOtherwise(ImportKind kind, String header, String key) {
        assertThat(kind.column(header).map(ImportKind.Column::key)).contains(key);
    }

    @ParameterizedTest
    @EnumSource
    void aHeaderNamesOneColumn(ImportKind kind) {
        Stream<String> headers =
                kind.columns().stream().flatMap(column -> Stream.of(column.key(), column.zh(), column.en()));
        assertThat(headers)
                .allSatisfy(header -> assertThat(kind.columns().stream().filter(column -> column.isCalled(header)))
                        .as(header)
                        .hasSize(1));
    }
}
