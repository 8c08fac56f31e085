package org.zhuqi.ticket.application.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Writes a period of the log to whoever asked. Each export holds a connection of the database, so there are few at once. */
public final class ExportingLog {
    private static final int AT_ONCE = 2;

    private final EventLog log;
    private final Semaphore places = new Semaphore(AT_ONCE);

    public ExportingLog(EventLog log) {
        this.log = log;
    }

    /** An export that has its place and must be closed. */
    public final class Export implements AutoCloseable {
        private final LogPeriod period;
        private final LogFormat format;

        private Export(LogPeriod period, LogFormat format) {
            this.period = period;
            this.format = format;
        }

        /** @throws UncheckedIOException if the reader has gone */
        public void writeTo(OutputStream out) {
            log.read(period, reading -> {
                try {
                    format.write(reading, period, out);
                    out.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        @Override
        public void close() {
            places.release();
        }
    }

    /** @return null if too many are under way already */
    public @Nullable Export begin(LogPeriod period, LogFormat format) {
        return places.tryAcquire() ? new Export(period, format) : null;
    }
}
