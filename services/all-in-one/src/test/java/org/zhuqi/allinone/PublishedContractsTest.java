package org.zhuqi.allinone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zhuqi.allinone.testkit.ForeignTools;
import org.zhuqi.allinone.testkit.ForeignTools.Said;

/** The documents that others build upon are without fault in the eyes of other people's tools: Redocly, Spectral, AsyncAPI. */
class PublishedContractsTest {
    private static final Path OPENAPI =
            Path.of("..", "portal", "src", "main", "web", "openapi.json").toAbsolutePath();
    private static final Path ASYNCAPI = Path.of(
                    "..", "..", "contracts", "src", "main", "resources", "org", "zhuqi", "contracts", "asyncapi.yaml")
            .toAbsolutePath();

    @Test
    void theToolsFindNoFault() {
        Said said = ForeignTools.node("lint.mjs", OPENAPI.toString(), ASYNCAPI.toString());
        assertThat(said.exit()).as(said.toString()).isZero();
    }

    @Test
    void theToolsFindAFaultWhereThereIsOne(@TempDir Path folder) throws IOException {
        Path openApi = Files.writeString(
                folder.resolve("openapi.json"),
                Files.readString(OPENAPI)
                        .replaceFirst("\"operationId\" : \"[a-zA-Z]+\"", "\"operationId\" : \"submit\""));
        Path asyncApi = Files.writeString(folder.resolve("asyncapi.yaml"), """
                asyncapi: "3.0.0"
                info: {title: "Faulty", version: "1"}
                channels:
                  one:
                    address: "one"
                    messages:
                      missing: {$ref: "#/components/messages/missing"}
                """);
        Said said = ForeignTools.node("lint.mjs", openApi.toString(), asyncApi.toString());
        assertThat(said.exit()).isNotZero();
        assertThat(said.err())
                .contains("operation-operationId-unique", "redocly:", "spectral:", "asyncapi:", "invalid-ref");
    }
}
