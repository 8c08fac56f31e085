package org.zhuqi.metrics.application.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.zhuqi.contracts.Sentence;
import org.zhuqi.metrics.postgres.ExportRows;
import org.zhuqi.metrics.postgres.ExportRows.Written;
import org.zhuqi.metrics.report.CsvWriter;
import org.zhuqi.metrics.report.Report;
import org.zhuqi.metrics.report.ReportLanguage;
import org.zhuqi.metrics.report.XlsxWriter;
import org.zhuqi.metrics.report.pdf.PdfWriter;

/**
 * Writes the files that were asked for. Of a file everything is read from one state of the database; its pieces are kept as they
 * come, each in a transaction of its own that says whether the file is still this writer's.
 */
public final class WritingExports {
    private static final Logger LOG = LoggerFactory.getLogger(WritingExports.class);
    private static final Sentence BROKEN =
            new Sentence("The file could not be written; the log of the system says why.", "文件未能生成，原因见系统日志。");

    private final ComposingReports reports;
    private final ExportRows rows;
    private final TransactionTemplate snapshot;
    private final TransactionTemplate alone;
    private final InstantSource now;
    private final ExportSettings settings;

    public WritingExports(
            ComposingReports reports,
            ExportRows rows,
            PlatformTransactionManager transactions,
            InstantSource now,
            ExportSettings settings) {
        this.reports = reports;
        this.rows = rows;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.now = now;
        this.settings = settings;
    }

    /** In it the database is seen as it is at its beginning. */
    TransactionTemplate snapshot() {
        return snapshot;
    }

    /** The file at which somebody should work, if there is one: from now on the caller does. */
    public Optional<Work> take() {
        while (true) {
            Instant at = now.instant();
            Optional<Export> taken = alone.execute(status -> rows.take(at, at.plus(settings.lease())));
            if (taken == null || taken.isEmpty()) {
                return Optional.empty();
            }
            Export export = taken.get();
            if (export.failures() < settings.tries()) {
                return Optional.of(new Work(export));
            }
            LOG.error("The export {} is given up: {} times nobody finished it", export.id(), export.failures());
            alone.executeWithoutResult(status -> rows.failed(
                    export,
                    new Sentence(
                            "The file was begun %d times and never finished.".formatted(export.failures()),
                            "文件已开始生成 %d 次，均未完成。".formatted(export.failures())),
                    at));
        }
    }

    /** One file while it is written. */
    public final class Work implements Runnable, RowsWritten {
        private final Export export;
        private final AtomicLong done = new AtomicLong();
        private volatile @Nullable Long total;
        private volatile boolean stopped;

        private Work(Export export) {
            this.export = export;
        }

        /** Says that somebody still works at it, and how far it is. */
        void renew() {
            Boolean mine = alone.execute(status -> renewed());
            stopped |= !Boolean.TRUE.equals(mine);
        }

        private boolean renewed() {
            return rows.renew(export, now.instant().plus(settings.lease()), done.get(), total);
        }

        /** It is to be given back. */
        void stop() {
            stopped = true;
        }

        @Override
        public void of(long count) {
            total = count;
        }

        @Override
        public void one() {
            if (stopped) {
                throw new StoppedException();
            }
            done.incrementAndGet();
        }

        @Override
        public void run() {
            try {
                snapshot.executeWithoutResult(status -> writeAndKeep());
            } catch (StoppedException e) {
                LOG.info("The export {} is left to somebody else, or was deleted", export.id());
                giveBack();
            } catch (DataAccessException | TransactionException e) {
                // Its time runs out, and it is begun anew.
                LOG.warn("The export {} broke off: {}", export.id(), e.toString());
            } catch (RuntimeException e) {
                LOG.error("The export {} cannot be written", export.id(), e);
                fail();
            }
        }

        private void writeAndKeep() {
            ChunkOutput out = new ChunkOutput(this::keep);
            Instant at = now.instant().truncatedTo(ChronoUnit.MICROS);
            try {
                write(export.order(), reports.report(export.order(), export.account(), at, export.note(), this), out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            out.finish();
            Instant finished = now.instant();
            Written written =
                    new Written(out.size(), out.sha256(), done.get(), finished, finished.plus(settings.keepFiles()));
            if (!Boolean.TRUE.equals(alone.execute(status -> rows.done(export, written)))) {
                throw new StoppedException();
            }
        }

        private void keep(byte[] piece, int number) {
            alone.executeWithoutResult(status -> {
                if (stopped || !renewed()) {
                    throw new StoppedException();
                }
                rows.write(export, number, piece);
            });
        }

        private void giveBack() {
            try {
                alone.executeWithoutResult(status -> rows.giveBack(export));
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("The export {} could not be given back: {}", export.id(), e.toString());
            }
        }

        private void fail() {
            try {
                alone.executeWithoutResult(status -> rows.failed(export, BROKEN, now.instant()));
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("The export {} could not be given up: {}", export.id(), e.toString());
            }
        }
    }

    /** The file is not this writer's any more. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Writes a report in the caller's transaction. */
    void write(ExportOrder order, Report report, OutputStream out) throws IOException {
        ReportLanguage language = order.manner().language();
        switch (order.format()) {
            case XLSX -> new XlsxWriter(language).write(report, out);
            case PDF -> new PdfWriter(language).write(report, out);
            case CSV ->
                new CsvWriter(language)
                        .write(Objects.requireNonNull(report.sections().getFirst()), report.zone(), out);
        }
    }
}
