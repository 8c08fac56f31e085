package org.zhuqi.metrics.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.metrics.application.export.Export;
import org.zhuqi.metrics.application.export.ExportContent;
import org.zhuqi.metrics.application.export.ExportFormat;
import org.zhuqi.metrics.report.ReportLanguage;

@Schema(name = "Export", description = "A file of figures that was asked for.")
record ExportDocument(
        UUID id,
        ExportFormat format,
        ExportContent.Kind content,

        @Schema(description = "The figure whose cases are listed.") @Nullable
        String figure,

        LocalDate from,
        LocalDate to,

        @Schema(description = "The cut-off.") Instant at,

        @Schema(description = "By dimension the ids to which it is narrowed; 'none' for those without a value.")
        Map<String, Iterable<String>> only,

        String language,
        String fileName,
        AccountId askedBy,
        Instant askedAt,

        @Schema(description = "The schedule that asked for it.") @Nullable
        UUID schedule,

        @Nullable Sentence note,
        Export.State state,
        Sentence stateWords,
        long rowsDone,

        @Schema(description = "Of how many rows of its list; absent as long as nobody has counted them.") @Nullable
        Long rowsTotal,

        @Nullable Instant begunAt,
        @Nullable Instant finishedAt,

        @Schema(description = "When the file is deleted.") @Nullable
        Instant expiresAt,

        @Schema(description = "In bytes.") @Nullable Long size,

        @Schema(description = "Why there is no file.") @Nullable
        Sentence reason) {

    static ExportDocument of(Export export) {
        Map<String, Iterable<String>> only = new TreeMap<>();
        export.order().question().scope().only().forEach((dimension, ids) -> {
            TreeSet<String> shown = new TreeSet<>();
            ids.forEach(id -> shown.add(id.isEmpty() ? "none" : id));
            only.put(dimension.name().toLowerCase(java.util.Locale.ROOT), shown);
        });
        return new ExportDocument(
                export.id(),
                export.order().format(),
                export.order().content().kind(),
                export.order().content().figure(),
                export.order().from(),
                export.order().to(),
                export.order().question().at(),
                only,
                code(export.order().manner().language()),
                export.fileName(),
                export.account(),
                export.askedAt(),
                export.schedule(),
                export.note(),
                export.state(),
                export.state().words(),
                export.rowsDone(),
                export.rowsTotal(),
                export.begunAt(),
                export.finishedAt(),
                export.expiresAt(),
                export.size(),
                export.reason());
    }

    static String code(ReportLanguage language) {
        return language.locale().getLanguage();
    }
}
