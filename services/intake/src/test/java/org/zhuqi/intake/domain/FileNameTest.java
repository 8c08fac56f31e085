package org.zhuqi.intake.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "营业执照.jpg              | JPEG | 营业执照.jpg",
                "营业执照.JPEG             | JPEG | 营业执照.JPEG",
                "page.html                | PNG  | page.png",
                "../../etc/passwd         | TEXT | passwd.txt",
                "'C:\\Users\\me\\图 1.png' | PNG  | 图 1.png",
                "data.csv                 | TEXT | data.csv",
                "合同 v1.2 终稿            | PDF  | 合同 v1.2 终稿.pdf",
                ".htaccess                | TEXT | htaccess.txt",
                "a.pdf.                   | PDF  | a.pdf",
                "CON:<a>?.docx            | DOCX | CON__a__.docx",
                "a;b%20\"c.pdf            | PDF  | a_b_20_c.pdf",
                "photo                    | JPEG | photo.jpg",
                "...                      | PDF  | attachment.pdf",
                ".pdf                     | PDF  | pdf.pdf"
            })
    void aNameThatCanBeKept(String given, FileType type, String kept) {
        assertThat(FileName.of(given, type)).isEqualTo(kept);
    }

    @Test
    void nothingInvisible() {
        assertThat(FileName.of("inv\u202Egpj.exe", FileType.PDF)).isEqualTo("invgpj.pdf");
        assertThat(FileName.of("a\u0000b\r\nc\u200B\u2066d\uFEFF.pdf", FileType.PDF))
                .isEqualTo("abcd.pdf");
        assertThat(FileName.of("a\u2028b\u00A0c.pdf", FileType.PDF)).isEqualTo("a b c.pdf");
        assertThat(FileName.of("half\uD83C.pdf", FileType.PDF)).isEqualTo("half.pdf");
    }

    @Test
    void noNameAtAll() {
        assertThat(FileName.of(null, FileType.OFD)).isEqualTo("attachment.ofd");
        assertThat(FileName.of("", FileType.OFD)).isEqualTo("attachment.ofd");
    }

    @Test
    void atMostTwoHundredCharactersWithTheExtension() {
        assertThat(FileName.of("长".repeat(500) + ".pdf", FileType.PDF))
                .hasSize(200)
                .endsWith("长.pdf");
        String factories = FileName.of("a" + "🏭".repeat(300) + ".pdf", FileType.PDF);
        assertThat(factories).hasSizeBetween(198, 200).endsWith("🏭.pdf");
    }
}
