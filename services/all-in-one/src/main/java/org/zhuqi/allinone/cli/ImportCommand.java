package org.zhuqi.allinone.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zhuqi.allinone.Account;
import org.zhuqi.allinone.DataFolder.Running;
import org.zhuqi.contracts.id.DistrictId;
import org.zhuqi.contracts.lifecycle.Role;
import org.zhuqi.intake.importing.ImportRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Bring in the event log of another system, row by row, at its own business times.",
            "Interrupting it and running it again changes nothing twice. See docs/import.md."
        })
public final class ImportCommand implements Callable<Integer> {
    @Mixin
    private final DataOption data = new DataOption();

    @Parameters(paramLabel = "FILE", description = "The log: CSV, or CSV packed with gzip.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--mapping", required = true, paramLabel = "MAPPING.yaml", description = "How to read it.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path mapping;

    @Option(names = "--report", paramLabel = "FILE", description = "Where to write the rows that are not applied.")
    private @Nullable Path report;

    @Option(names = "--address", paramLabel = "URL", description = "Another installation than the one on --data.")
    private @Nullable URI address;

    @Option(names = "--token", description = "An IMPORTER's token; needed with --address.")
    private @Nullable String token;

    @Option(names = "--dry-run", description = "Only plan: say what would be applied and what reported.")
    private boolean dryRun;

    @Option(names = "--limit-cases", paramLabel = "N", description = "Only the first N cases.")
    private @Nullable Integer limitCases;

    @Override
    public Integer call() throws Exception {
        return ImportRun.run(
                new ImportRun.Options(
                        file,
                        mapping,
                        dryRun ? null : address(),
                        dryRun ? null : token(),
                        report,
                        dryRun,
                        limitCases,
                        null),
                System.out,
                System.err);
    }

    private URI address() {
        if (address != null) {
            return address;
        }
        Running running = data.running();
        return URI.create(running.address());
    }

    private String token() throws Exception {
        if (token != null) {
            return token;
        }
        if (address != null) {
            throw new IllegalArgumentException("--address needs --token");
        }
        DistrictId district = ImportRun.districtOf(mapping);
        Account importer = Account.of(district, Role.IMPORTER)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no development account may import into district %s; give one with --token"
                                .formatted(district)));
        return data.data()
                .developmentIssuer()
                .token(importer.caller(), InstantSource.system().instant(), Account.TOKEN_LIFE);
    }
}
