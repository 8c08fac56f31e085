package org.zhuqi.allinone.apart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class SettingsDocumentTest {
    @Test
    void isUpToDate() throws IOException {
        if (Boolean.getBoolean("zhuqi.regenerate")) {
            Files.writeString(SettingsDocument.FILE, SettingsDocument.text());
        }
        assertThat(SettingsDocument.FILE)
                .as("docs/settings.md is stale. To regenerate run: " + SettingsDocument.COMMAND)
                .hasContent(SettingsDocument.text());
    }

    @Test
    void everySettingSaysWhatItMeans() {
        assertThat(SettingsDocument.text()
                        .lines()
                        .filter(line -> line.startsWith("| `zhuqi."))
                        .filter(line -> line.endsWith("|  |")))
                .as("settings without a @param in their record's javadoc")
                .isEmpty();
    }
}
