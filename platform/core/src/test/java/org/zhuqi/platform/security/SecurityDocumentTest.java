package org.zhuqi.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SecurityDocumentTest {
    private static final Path FILE = Path.of("../../docs/security.md");

    @Test
    void isUpToDate() throws IOException {
        if (Boolean.getBoolean("zhuqi.regenerate")) {
            Files.writeString(FILE, SecurityDocument.text());
        }
        assertThat(FILE)
                .as("docs/security.md is stale. To regenerate run: " + SecurityDocument.COMMAND)
                .hasContent(SecurityDocument.text());
    }
}
