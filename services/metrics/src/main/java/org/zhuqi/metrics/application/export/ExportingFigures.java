package org.zhuqi.metrics.application.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.id.AccountId;
import org.zhuqi.metrics.postgres.ExportRows;
import org.zhuqi.metrics.postgres.ExportRows.Position;
import org.zhuqi.platform.web.Problem;

/** Takes orders for files, says what became of them, and hands them out; small ones at once. */
public final class ExportingFigures {
    private final ComposingReports reports;
    private final ExportRows rows;
    private final WritingExports writing;
    private final TransactionTemplate transaction;
    private final InstantSource now;
    private final ExportSettings settings;
    private final Semaphore atOnce;

    public ExportingFigures(
            ComposingReports reports,
            ExportRows rows,
            WritingExports writing,
            TransactionTemplate transaction,
            InstantSource now,
            ExportSettings settings) {
        this.reports = reports;
        this.rows = rows;
        this.writing = writing;
        this.transaction = transaction;
        this.now = now;
        this.settings = settings;
        this.atOnce = new Semaphore(settings.atATime());
    }

    /** What became of an order. */
    public sealed interface Answer {
        record Taken(Export export) implements Answer {}

        record Refused(Problem problem) implements Answer {}
    }

    public Answer ask(ExportRight right, ExportOrder order) {
        Export export = Export.asked(
                UUID.randomUUID(),
                right,
                null,
                order,
                reports.fileName(order),
                now.instant().truncatedTo(ChronoUnit.MICROS),
                null);
        return Objects.requireNonNull(
                transaction.execute(status -> {
                    rows.lockThoseOf(right);
                    if (rows.unfinished(right) >= settings.waiting()) {
                        return new Answer.Refused(tooMany());
                    }
                    rows.add(export);
                    return new Answer.Taken(export);
                }),
                "a transaction answers");
    }

    private Problem tooMany() {
        return Problem.of(
                HttpStatus.TOO_MANY_REQUESTS,
                "too-many-exports",
                "%d of your exports are not written yet; wait for one of them, or delete it."
                        .formatted(settings.waiting()),
                "您已有 %d 个导出任务尚未完成，请等待其完成或将其删除。".formatted(settings.waiting()));
    }

    public Optional<Export> find(ExportRight right, UUID id) {
        return rows.find(right, id);
    }

    /** The latest first. */
    public List<Export> page(ExportRight right, @Nullable Position after, int limit) {
        return rows.page(right, after, limit);
    }

    public boolean delete(ExportRight right, UUID id) {
        return rows.remove(right, id);
    }

    /** Of one that is done, piece by piece as it is read; it breaks off if the file is deleted meanwhile. */
    public InputStream open(Export export) {
        return new ChunkInput(rows, export);
    }

    /** A file that was written while the caller waited. */
    public sealed interface Direct {
        record Written(String fileName, ByteArrayResource file) implements Direct {}

        record Refused(Problem problem) implements Direct {}
    }

    /** Writes it in memory, so that no slow reader keeps a state of the database. */
    public Direct atOnce(ExportOrder order, AccountId by) {
        if (!atOnce.tryAcquire()) {
            return new Direct.Refused(Problem.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "busy",
                    "Other files are being written right now; try again in a moment, or ask for it with POST"
                            + " /api/v1/metrics/exports and fetch it later.",
                    "正在生成其他文件，请稍后再试，或使用 POST /api/v1/metrics/exports 申请后再下载。"));
        }
        try {
            return Objects.requireNonNull(writing.snapshot().execute(status -> direct(order, by)), "it answers");
        } finally {
            atOnce.release();
        }
    }

    private Direct direct(ExportOrder order, AccountId by) {
        long size = reports.size(order);
        if (size > settings.mostAtOnce()) {
            return new Direct.Refused(Problem.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "too-large",
                            "There are %d rows behind this, and a file that is written at once has at most %d; ask for it with"
                                            .formatted(size, settings.mostAtOnce())
                                    + " POST /api/v1/metrics/exports and fetch it when it is done.",
                            "共涉及 %d 行，超过即时导出的上限 %d 行；请使用 POST /api/v1/metrics/exports 申请，完成后下载。"
                                    .formatted(size, settings.mostAtOnce()))
                    .with("rows", size));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.write(
                    order,
                    reports.report(order, by, now.instant().truncatedTo(ChronoUnit.MICROS), null, RowsWritten.unseen()),
                    bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Direct.Written(reports.fileName(order), new ByteArrayResource(bytes.toByteArray()));
    }
}
